"""The faults of one document as they are found, and as they are told: in order, repeats together."""

from dataclasses import dataclass, field

from teikit.diagnostics import Diagnostic, at
from teikit.source import Source, Span

_TOLD = 3  # faults of one kind that are told one by one; those behind them are only counted
_LINES = 5


@dataclass
class Fault:
    """One fault: its span in characters, and `kind`, by which faults are alike. `more` counts what it stands for."""

    code: str
    span: Span
    message: str
    advice: str = ""
    kind: tuple[str, ...] = ()
    more: list[int] = field(default_factory=list)


class Faults:
    """Collects faults."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._found: list[Fault] = []
        self._alike: dict[tuple[str, ...], list[Fault]] = {}

    def add(self, fault: Fault) -> Fault:
        """Takes a fault in; the one that stands for it, where there are several of its kind already."""
        alike = self._alike.setdefault((fault.code, *(fault.kind or (fault.message,))), [])
        if len(alike) < _TOLD:
            alike.append(fault)
            self._found.append(fault)
        else:
            alike[-1].more.append(fault.span.start)
        return alike[-1]

    def told(self) -> list[Diagnostic]:
        """The faults as diagnostics."""
        return [self._told(fault) for fault in self._found]

    def _told(self, fault: Fault) -> Diagnostic:
        message = fault.message
        if fault.more:
            lines = list(dict.fromkeys(self._source.position(offset).line for offset in fault.more))
            shown = ", ".join(map(str, lines[:_LINES])) + (" …" if len(lines) > _LINES else "")
            message += f" (and {len(fault.more)} more of the same: line {shown})"
        return at(self._source, fault.span, fault.code, message)._replace(advice=fault.advice)
