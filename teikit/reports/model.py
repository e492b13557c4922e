"""The content of a report: what a command worked on, and the diagnostics of the run."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from teikit.core import Diagnostic, Severity, Source

_ACTIONS = {
    "validate": "file checked",
    "coverage": "file examined",
    "convert": "document converted",
    "worklist": "document examined",
    "build": "document published",
    "print": "document printed",
    "export": "document exported",
}


class Timing(NamedTuple):
    """When a run began, and how many seconds it took."""

    started: datetime
    seconds: float


@dataclass
class Report:
    """A run of a command: its files in order, its diagnostics in the order in which they are reported, and notes.

    `documents` maps each file to the document that it belongs to (a transcript and its TEI are one document); None
    where each file is one. `results` are lines about what was written. `doubtful` is the number of decisions that a
    person should review, `done` that of the documents that were really converted or published (None: all). `shown` are
    the diagnostics for human readers, with repeats counted and the excess omitted; None: all. `excerpts` adds the line
    of the file below a diagnostic, `colours` the colours of a terminal. `contents` are files not on the disk.
    `timing` is None where it was not measured.
    """

    command: str
    files: list[str]
    diagnostics: list[Diagnostic]
    notes: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    documents: Mapping[str, str] | None = None
    doubtful: int = 0
    done: int | None = None
    shown: list[Diagnostic] | None = None
    excerpts: bool = False
    colours: bool = False
    contents: Mapping[str, bytes] = field(default_factory=dict)
    timing: Timing | None = None

    @property
    def lines(self) -> list[Diagnostic]:
        """The diagnostics for human readers."""
        return self.diagnostics if self.shown is None else self.shown

    @property
    def names(self) -> list[str]:
        """The documents of the run, in order; where each file is one, also files that were included."""
        if self.documents is not None:
            return list(dict.fromkeys(map(self.document_of, self.files)))
        return list(dict.fromkeys([*self.files, *(diagnostic.file for diagnostic in self.diagnostics)]))

    def document_of(self, file: str) -> str:
        """The document that a file belongs to."""
        return (self.documents or {}).get(file, file)

    @property
    def summary(self) -> str:
        """One line: the number of documents, of those with errors, of decisions in doubt, of diagnostics."""
        names = set(self.names)
        noun, _, action = _ACTIONS[self.command].partition(" ")
        errors = (d.file for d in self.diagnostics if d.severity is Severity.ERROR)
        broken = len(names & set(map(self.document_of, errors)))
        some = "" if self.done in (None, len(names)) else f"{self.done} of "
        parts = [f"{some}{counted(len(names), noun)} {action}, {broken} with errors"]
        if self.doubtful:
            parts.append(f"{counted(self.doubtful, 'decision')} in doubt")
        counts = Counter(diagnostic.severity for diagnostic in self.diagnostics)
        numbers = [f"{counts[s]} info" if s is Severity.INFO else counted(counts[s], s) for s in Severity if counts[s]]
        return "; ".join([*parts, ", ".join(numbers)] if numbers else parts)


def counted(number: int, noun: str) -> str:
    """A number with its noun, as in “1 file”, “2 files”."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def by_severity(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics, errors before warnings; otherwise in their order."""
    order = list(Severity)
    return sorted(diagnostics, key=lambda diagnostic: order.index(diagnostic.severity))


class Lines:
    """The lines of the files that diagnostics are about; each file is read once."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        """The lines of files; `contents` are those that are not read from the disk."""
        self._contents = contents
        self._name = ""
        self._source = Source("")

    def line(self, diagnostic: Diagnostic) -> str:
        """The line that a diagnostic is about; empty where the file cannot be read."""
        if diagnostic.position is None:
            return ""
        if self._name != diagnostic.file:
            self._name, self._source = diagnostic.file, self._source_of(diagnostic.file)
        return self._source.line(diagnostic.position.line).rstrip("\r")

    def _source_of(self, name: str) -> Source:
        try:
            data = self._contents[name] if name in self._contents else Path(name).read_bytes()
        except (OSError, ValueError):
            return Source("")
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        return Source(data.decode("utf-16" if wide else "utf-8-sig", "replace"), name)
