"""Diagnostics as annotations of GitHub's workflow log, and as the summary of a step.

GitHub shows only the first few annotations of a step: errors come first, and the summary has the rest.
"""

from collections import Counter

from teikit.core import Diagnostic, Severity
from teikit.reports.model import Report, by_severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SHOWN = 200


def as_github(report: Report) -> str:
    """One workflow command a diagnostic, errors first, and the summary as a line of the log."""
    lines = [_annotation(diagnostic) for diagnostic in by_severity(report.lines)]
    return "".join(f"{line}\n" for line in [*lines, _data(report.summary), *map(_data, report.notes)])


def _annotation(diagnostic: Diagnostic) -> str:
    where = [f"file={_property(diagnostic.file)}"]
    if diagnostic.position:
        where += [f"line={diagnostic.position.line}", f"col={diagnostic.position.column}"]
    where.append(f"title={_property(diagnostic.code)}")
    return f"::{_LEVELS[diagnostic.severity]} {','.join(where)}::{_message(diagnostic)}"


def _message(diagnostic: Diagnostic) -> str:
    return _data(f"{diagnostic.message}\n{diagnostic.help}" if diagnostic.help else diagnostic.message)


def _data(text: str) -> str:
    """Text that cannot begin a workflow command and stays in one line."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def step_summary(report: Report) -> str:
    """The summary of a step, in Markdown: a sentence, the diagnostics by code, the first of them with their places."""
    counts = Counter((diagnostic.severity, diagnostic.code) for diagnostic in report.diagnostics)
    text = [f"## teikit {report.command}", "", report.summary, ""]
    text += [f"- {note}" for note in map(_cell, report.notes)]
    if not counts:
        return "\n".join(text) + "\n"
    text += ["", "| | code | number |", "| --- | --- | ---: |"]
    order = list(Severity)
    ranked = sorted(counts.items(), key=lambda row: (order.index(row[0][0]), -row[1], row[0][1]))
    text += [f"| {severity} | `{code}` | {number} |" for (severity, code), number in ranked]
    text += ["", "| place | message |", "| --- | --- |"]
    text += [f"| {_cell(d.place)} | {_cell(f'{d.severity} {d.code}: {d.message}')} |" for d in _first(report)]
    if len(report.lines) > _SHOWN:
        text.append(f"| … | {len(report.lines) - _SHOWN} more |")
    return "\n".join(text) + "\n"


def _first(report: Report) -> list[Diagnostic]:
    return by_severity(report.lines)[:_SHOWN]


def _cell(text: str) -> str:
    """Text for a cell of a Markdown table: markup, HTML and line ends are escaped."""
    for sign in "\\`*_{}[]<>#|~":
        text = text.replace(sign, f"\\{sign}" if sign not in "<>" else {"<": "&lt;", ">": "&gt;"}[sign])
    return " ".join(text.split())
