"""The faults of one document as they are found, and as diagnostics."""

from dataclasses import dataclass, replace

from teikit.core import Diagnostic, Source, Span, file_diagnostic, span_diagnostic

MOST = 2_000  # faults of one document, at which its examination ends


class FullError(Exception):
    """There are as many faults as are looked for."""


@dataclass
class Fault:
    """One fault: its span in characters, and `kind`, by which faults are alike. `like` is the same for a fault and its
    repeats in one parent, which one mend may do away with; empty where there are none.
    """

    code: str
    span: Span
    message: str
    advice: str = ""
    kind: tuple[str, ...] = ()
    like: str = ""


class Faults:
    """Collects faults."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._found: list[Fault] = []
        self._groups = 0
        self._full = False

    def add(self, fault: Fault) -> Fault:
        """Takes a fault in. Raises FullError for the first that is too many."""
        if len(self._found) == MOST:
            self._full = True
            raise FullError
        self._found.append(fault)
        return fault

    def again(self, fault: Fault, span: Span) -> None:
        """Takes in the same fault at another place in the same parent. Raises FullError."""
        if not fault.like:
            self._groups += 1
            fault.like = f"{fault.code} {self._groups}"
        self.add(replace(fault, span=span))

    def told(self) -> list[Diagnostic]:
        """The faults as diagnostics, in the order in which they were found."""
        diagnostics = [
            span_diagnostic(self._source, f.span, f.code, f.message)._replace(advice=f.advice, like=f.like)
            for f in self._found
        ]
        if self._full:
            message = f"there are more faults against the grammar than {MOST:,}: mend these first"
            diagnostics.append(file_diagnostic(self._source.name, "check-more-findings", message))
        return diagnostics
