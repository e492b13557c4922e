"""One type for everything teikit has to say about a file, whichever stage says it.

A diagnostic ends as `file:line:column: severity code message`. What a code means and what to do about it stands in
`teikit/core/codes.py`; a test keeps that table complete.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from teikit.core.codes import CODES, LAST_STAGE, stage_of
from teikit.core.source import Position, Source, Span


class Severity(StrEnum):
    """How bad it is: an error makes the exit status 1, a warning wants a look, info records a decision."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Diagnostic(NamedTuple):
    """One finding: what, where, how bad.

    `span` counts characters of the file's text and is None where a finding has no exact reach; `position` is None for
    a finding about the file as a whole. `advice` is what a schema itself says to do; the code says the rest. Findings
    of one file with the same `like` are one fault, repeated in one element; it is empty for all others.
    """

    code: str
    message: str
    file: str
    severity: Severity
    position: Position | None = None
    span: Span | None = None
    advice: str = ""
    like: str = ""

    @property
    def help(self) -> str:
        """What to do about it: the schema's own advice, or what the table says (a schema's own code is not in it)."""
        return self.advice or CODES.get(self.code, CODES["schematron-assert"]).help

    @property
    def place(self) -> str:
        """`file:line:column`, or the file alone."""
        return f"{self.file}:{self.position.line}:{self.position.column}" if self.position else self.file

    def __str__(self) -> str:
        return f"{self.place}: {self.severity} {self.code} {self.message}"

    def as_dict(self) -> dict[str, Any]:
        """The finding as plain data, for JSON."""
        where = {"line": self.position.line, "column": self.position.column} if self.position else {}
        reach = {"start": self.span.start, "end": self.span.end} if self.span else {}
        return {
            "file": self.file,
            **where,
            **reach,
            "severity": str(self.severity),
            "code": self.code,
            "message": self.message,
            "help": self.help,
        }


def span_diagnostic(source: Source, span: Span | int, code: str, message: str) -> Diagnostic:
    """A diagnostic about a span (or an offset) of `source`; its severity is that of the code."""
    reach = Span(span, span) if isinstance(span, int) else span
    return Diagnostic(code, message, source.name, Severity(CODES[code].severity), source.position(reach.start), reach)


def file_diagnostic(file: str, code: str, message: str, position: Position | None = None) -> Diagnostic:
    """A diagnostic about a file as a whole, or about a place in it known by line and column only."""
    return Diagnostic(code, message, file, Severity(CODES[code].severity), position)


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """The highest severity among diagnostics, None where there are none."""
    order = list(Severity)
    return min((diagnostic.severity for diagnostic in diagnostics), key=order.index, default=None)


def sort_diagnostics(diagnostics: Iterable[Diagnostic], files: Iterable[str] = ()) -> list[Diagnostic]:
    """Sort diagnostics so that causes come before consequences, and remove duplicates.

    The order is by file, then by the stage of the code (see `FAMILIES`), then by place. `files` gives the order of the
    files. Files that it does not name (edition.toml, a schema) come before them, but for diagnostics of the last
    stage, such as those of the PDF of all documents, which come after them. Without `files` the order is by name.
    """
    ranks = {file: number for number, file in enumerate(dict.fromkeys(files), 1)}

    def key(diagnostic: Diagnostic) -> tuple[int, str, int, Position, str, str]:
        stage = stage_of(diagnostic.code)
        unnamed = len(ranks) + 1 if ranks and stage == LAST_STAGE else 0
        rank = ranks.get(diagnostic.file, unnamed)
        place = diagnostic.position or Position(0, 0)
        return rank, diagnostic.file, stage, place, diagnostic.code, diagnostic.message

    return sorted(dict.fromkeys(diagnostics), key=key)
