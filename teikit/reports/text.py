"""Text for human readers: one line a diagnostic; on a terminal in colours, with the line of the file and a caret."""

import re
from collections import Counter
from unicodedata import east_asian_width

from teikit.core import Diagnostic, Severity
from teikit.reports.model import Lines, Report

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "36"}
_WIDTH = 100
MANY = 100
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def as_text(report: Report) -> str:
    """A whole report as text: what was written, the diagnostics, the summary."""
    results = "".join(f"{line}\n" for line in report.results)
    return results + diagnostics_text(report) + closing_text(report)


def diagnostics_text(report: Report) -> str:
    """The diagnostics, one line each. Help follows the first diagnostic that needs it."""
    lines, explained = Lines(report.contents), set()
    text = []
    for diagnostic in report.lines:
        text.append(_head(diagnostic, report.colours))
        if report.excerpts:
            text += _excerpt(diagnostic, lines, report.colours)
        if diagnostic.help not in explained and diagnostic.help and diagnostic.severity is not Severity.INFO:
            explained.add(diagnostic.help)
            text.append(f"    {diagnostic.help}")
    return "".join(f"{line}\n" for line in text)


def closing_text(report: Report) -> str:
    """The last lines of a run: the summary, the counts by code where there are many diagnostics, the notes."""
    return "".join(f"{line}\n" for line in [report.summary, *by_code(report), *report.notes])


def by_code(report: Report) -> list[str]:
    """The number of diagnostics of each code, where there are too many to read."""
    counts = Counter(diagnostic.code for diagnostic in report.diagnostics)
    if len(report.diagnostics) < MANY:
        return []
    width = len(f"{max(counts.values()):,}")
    return [f"  {number:>{width},} {code}" for code, number in counts.most_common()]


def _head(diagnostic: Diagnostic, colours: bool) -> str:
    severity = _coloured(str(diagnostic.severity), _COLOURS[diagnostic.severity], colours)
    place = _coloured(_plain(diagnostic.place), "1", colours)
    return f"{place}: {severity} {diagnostic.code} {_plain(diagnostic.message)}"


def _excerpt(diagnostic: Diagnostic, lines: Lines, colours: bool) -> list[str]:
    line = _plain(lines.line(diagnostic).replace("\t", " "))
    if not line.strip() or diagnostic.position is None:
        return []
    start = diagnostic.position.column - 1
    reach = len(diagnostic.span) if diagnostic.span else 1
    first = max(0, start - 60) if start > _WIDTH - 20 else 0
    shown = line[first : first + _WIDTH]
    before = _wide(shown[: start - first])
    carets = "^" * max(1, min(_wide(line[start : start + reach]), _WIDTH - before))
    mark = _coloured(carets, _COLOURS[diagnostic.severity], colours)
    number = str(diagnostic.position.line)
    cut = "…" if first else ""
    margin = " " * (len(number) + 1)
    return [f"  {number} | {cut}{shown}", f"  {margin}| {' ' * (before + len(cut))}{mark}"]


def _wide(text: str) -> int:
    """The width of a text in columns of a terminal."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _plain(text: str) -> str:
    """The text without control characters and characters that change the direction of writing."""
    return _UNSEEN.sub("\ufffd", text)


def _coloured(text: str, colour: str, colours: bool) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if colours else text
