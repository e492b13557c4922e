"""What a report is made of."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from teikit.core import Diagnostic, Severity, Source


@dataclass
class Told:
    """A check to be reported: the files in order, the findings in the order of the files, notes on the whole run.

    `shown` are the findings as people are to read them, repeats counted and a flood left out; None: all, one by one.
    `excerpts` asks for the line of the file below a finding, `colours` for a terminal's colours.
    """

    files: list[str]
    findings: list[Diagnostic]
    notes: list[str] = field(default_factory=list)
    shown: list[Diagnostic] | None = None
    excerpts: bool = False
    colours: bool = False

    @property
    def lines(self) -> list[Diagnostic]:
        """The findings as people are to read them."""
        return self.findings if self.shown is None else self.shown

    @property
    def summary(self) -> str:
        """One sentence: how many files, how many of them with errors, how many findings."""
        broken = len({f.file for f in self.findings if f.severity is Severity.ERROR})
        number = len({*self.files, *(f.file for f in self.findings)})  # with those that others include
        files = f"{number} {'file' if number == 1 else 'files'} checked, {broken} with errors"
        counts = Counter(finding.severity for finding in self.findings)
        said = ", ".join(
            f"{counts[s]} {s}{'s' if counts[s] > 1 and s is not Severity.INFO else ''}" for s in Severity if counts[s]
        )
        return f"{files}; {said}" if said else files


def gravest_first(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings, errors before warnings; else in their order."""
    order = list(Severity)
    return sorted(findings, key=lambda finding: order.index(finding.severity))


class Lines:
    """The lines of the files that findings are about, each file read once."""

    def __init__(self) -> None:
        self._name = ""
        self._source = Source("")

    def line(self, finding: Diagnostic) -> str:
        """The line a finding is about, empty where it cannot be had."""
        if finding.position is None:
            return ""
        if self._name != finding.file:
            self._name, self._source = finding.file, _source(finding.file)
        return self._source.line(finding.position.line).rstrip("\r")


def _source(name: str) -> Source:
    try:
        data = Path(name).read_bytes()
    except (OSError, ValueError):
        return Source("")
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return Source(data.decode("utf-16" if wide else "utf-8-sig", "replace"), name)
