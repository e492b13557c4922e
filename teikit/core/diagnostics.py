"""One type for everything teikit has to say about a file, whichever stage says it.

A diagnostic ends as `file:line:column: severity code message`. What a code means and what to do about it stands in
`teikit/core/codes.py`; a test keeps that table complete.
"""

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from teikit.core.codes import CODES
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


def worst(findings: Iterable[Diagnostic]) -> Severity | None:
    """The gravest severity among the findings, None where there are none."""
    order = list(Severity)
    return min((f.severity for f in findings), key=order.index, default=None)


def in_order(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings by file and place, each said once."""
    return sorted(dict.fromkeys(findings), key=lambda f: (f.file, f.position or Position(0, 0), f.code, f.message))


def as_text(findings: Iterable[Diagnostic]) -> str:
    """One line a finding, with what to do about errors and warnings on the line below."""
    lines = []
    for finding in findings:
        lines.append(str(finding))
        if finding.severity is not Severity.INFO and finding.help:
            lines.append(f"    {finding.help}")
    return "".join(line + "\n" for line in lines)


def as_json(findings: Iterable[Diagnostic]) -> str:
    """A JSON array of findings."""
    return json.dumps([f.as_dict() for f in findings], ensure_ascii=False, indent=1) + "\n"


FORMATS = {"text": as_text, "json": as_json}
