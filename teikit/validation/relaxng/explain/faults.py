"""The faults of one document, collected and turned into diagnostics."""

from dataclasses import dataclass, replace

from teikit.core import Diagnostic, Fix, Source, Span, file_diagnostic, span_diagnostic

MAX_FAULTS = 2_000  # the examination of a document ends at this number of faults


class FullError(Exception):
    """The maximum number of faults is reached."""


@dataclass
class Fault:
    """One fault.

    `kind` is equal for faults that repeat each other. `like` is the same text for a fault and its repeats within one
    parent, which a single correction may remove; it is empty if there are no repeats.
    """

    code: str
    span: Span
    message: str
    advice: str = ""
    kind: tuple[str, ...] = ()
    like: str = ""
    fixes: tuple[Fix, ...] = ()


class Faults:
    """Collects the faults of one document."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._faults: list[Fault] = []
        self._groups = 0
        self._full = False

    def add(self, fault: Fault) -> Fault:
        """Adds a fault. Raises FullError when there are too many."""
        if len(self._faults) == MAX_FAULTS:
            self._full = True
            raise FullError
        self._faults.append(fault)
        return fault

    def add_repeat(self, fault: Fault, span: Span) -> None:
        """Adds the same fault at another place in the same parent. Raises FullError."""
        if not fault.like:
            self._groups += 1
            fault.like = f"{fault.code} {self._groups}"
        self.add(replace(fault, span=span))

    def diagnostics(self) -> list[Diagnostic]:
        """The faults as diagnostics, in the order they were found."""
        diagnostics = [
            span_diagnostic(self._source, fault.span, fault.code, fault.message)._replace(
                advice=fault.advice, like=fault.like, fixes=fault.fixes
            )
            for fault in self._faults
        ]
        if self._full:
            message = f"more than {MAX_FAULTS:,} errors against the grammar: correct these first"
            diagnostics.append(file_diagnostic(self._source.name, "check-more-findings", message))
        return diagnostics
