"""One type for all that teikit reports about a file, in whatever stage.

A diagnostic is printed as `file:line:column: severity code message`. The table of codes in `codes.py` explains the
codes; a test keeps it complete.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from teikit.core.codes import CODES, LAST_STAGE, stage_of
from teikit.core.source import Position, Source, Span


class Severity(StrEnum):
    """The severity: an error makes the exit status 1, a warning needs a check, info records a decision."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Fix(NamedTuple):
    """A correction that an editor can make.

    `rename`: write `name` instead of the name or value that is reported (`old`, if it is a part of it). `wrap`: put
    what is reported into an element `name`. `close`: close the open elements `name`, innermost first, before it.
    """

    action: str
    name: str
    old: str = ""


class Diagnostic(NamedTuple):
    """A finding: its code, message, place and severity.

    `span` counts characters of the text of the file; it is None where the extent is not known. `position` is None for
    a diagnostic about the file as a whole. `advice` is the help that a schema itself gives, instead of that of the
    code. Diagnostics of one file with the same `like` are one error repeated in one element; otherwise it is empty.
    `fixes` are corrections, the most likely first. `dead_end` is a pointer that leads nowhere, or the missing file
    that it names; empty where the message proposes another one.
    """

    code: str
    message: str
    file: str
    severity: Severity
    position: Position | None = None
    span: Span | None = None
    advice: str = ""
    like: str = ""
    fixes: tuple[Fix, ...] = ()
    dead_end: str = ""

    @property
    def help(self) -> str:
        """What to do: the advice of the schema, or the help of the code (codes of other schemas: of Schematron)."""
        return self.advice or CODES.get(self.code, CODES["schematron-assert"]).help

    @property
    def place(self) -> str:
        """`file:line:column`, or the file alone."""
        return f"{self.file}:{self.position.line}:{self.position.column}" if self.position else self.file

    def __str__(self) -> str:
        return f"{self.place}: {self.severity} {self.code} {self.message}"

    def as_dict(self) -> dict[str, Any]:
        """The diagnostic as plain data, for JSON."""
        where = {"line": self.position.line, "column": self.position.column} if self.position else {}
        extent = {"start": self.span.start, "end": self.span.end} if self.span else {}
        return {
            "file": self.file,
            **where,
            **extent,
            "severity": str(self.severity),
            "code": self.code,
            "message": self.message,
            "help": self.help,
        }


def span_diagnostic(source: Source, span: Span | int, code: str, message: str, dead_end: str = "") -> Diagnostic:
    """A diagnostic about a span or an offset of `source`, with the severity of its code."""
    reach = Span(span, span) if isinstance(span, int) else span
    severity, place = Severity(CODES[code].severity), source.position(reach.start)
    return Diagnostic(code, message, source.name, severity, place, reach, dead_end=dead_end)


def file_diagnostic(file: str, code: str, message: str, position: Position | None = None) -> Diagnostic:
    """A diagnostic about a file as a whole, or about a place in it known by line and column only."""
    return Diagnostic(code, message, file, Severity(CODES[code].severity), position)


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """The highest severity among diagnostics, None if there is no diagnostic."""
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
