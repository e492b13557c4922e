"""Findings as annotations of GitHub's workflow log, and as the summary of a step.

GitHub shows only the first few annotations of a step: errors come first, and the summary has the rest.
"""

from collections import Counter

from teikit.core import Diagnostic, Severity
from teikit.reports.model import Told, gravest_first

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SHOWN = 200


def as_github(told: Told) -> str:
    """One workflow command a finding, the gravest first, and the summary as a line of the log."""
    lines = [_annotation(finding) for finding in gravest_first(told.lines)]
    return "".join(f"{line}\n" for line in [*lines, _data(told.summary), *map(_data, told.notes)])


def _annotation(finding: Diagnostic) -> str:
    where = [f"file={_property(finding.file)}"]
    if finding.position:
        where += [f"line={finding.position.line}", f"col={finding.position.column}"]
    return f"::{_LEVELS[finding.severity]} {','.join([*where, f'title={_property(finding.code)}'])}::{_said(finding)}"


def _said(finding: Diagnostic) -> str:
    return _data(f"{finding.message}\n{finding.help}" if finding.help else finding.message)


def _data(text: str) -> str:
    """Text that is no command and stays in its line."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def step_summary(told: Told) -> str:
    """The summary of a step, in Markdown: a sentence, the findings by code, the first of them with their places."""
    counts = Counter((finding.severity, finding.code) for finding in told.findings)
    text = ["## teikit validate", "", told.summary, ""]
    text += [f"- {note}" for note in map(_cell, told.notes)]
    if not counts:
        return "\n".join(text) + "\n"
    text += ["", "| | code | findings |", "| --- | --- | ---: |"]
    order = list(Severity)
    ranked = sorted(counts.items(), key=lambda row: (order.index(row[0][0]), -row[1], row[0][1]))
    text += [f"| {severity} | `{code}` | {number} |" for (severity, code), number in ranked]
    text += ["", "| place | finding |", "| --- | --- |"]
    text += [f"| {_cell(f.place)} | {_cell(f'{f.severity} {f.code}: {f.message}')} |" for f in _first(told)]
    if len(told.lines) > _SHOWN:
        text.append(f"| … | {len(told.lines) - _SHOWN} more |")
    return "\n".join(text) + "\n"


def _first(told: Told) -> list[Diagnostic]:
    return gravest_first(told.lines)[:_SHOWN]


def _cell(text: str) -> str:
    """Text in a cell of a Markdown table: no markup, no HTML, no second line."""
    for sign in "\\`*_{}[]<>#|~":
        text = text.replace(sign, f"\\{sign}" if sign not in "<>" else {"<": "&lt;", ">": "&gt;"}[sign])
    return " ".join(text.split())
