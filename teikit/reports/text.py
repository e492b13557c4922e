"""Findings for people: one line each; on a terminal with the line of the file and a caret, in colours."""

import re
from collections import Counter
from unicodedata import east_asian_width

from teikit.core import Diagnostic, Severity
from teikit.reports.model import Lines, Told

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "36"}
_WIDTH = 100
MANY = 100
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def as_text(told: Told) -> str:
    """The findings in lines. A finding's help stands below the first finding of its code only."""
    lines, said = Lines(), set()
    text = []
    for finding in told.lines:
        text.append(_head(finding, told.colours))
        if told.excerpts:
            text += _excerpt(finding, lines, told.colours)
        if finding.code not in said and finding.help and finding.severity is not Severity.INFO:
            said.add(finding.code)
            text.append(f"    {finding.help}")
    return "".join(f"{line}\n" for line in text)


def by_code(told: Told) -> list[str]:
    """How many findings there are of each code, where they are too many to be read at once."""
    counts = Counter(finding.code for finding in told.findings)
    if len(told.findings) < MANY:
        return []
    width = len(f"{max(counts.values()):,}")
    return [f"  {number:>{width},} {code}" for code, number in counts.most_common()]


def _head(finding: Diagnostic, colours: bool) -> str:
    severity = _coloured(str(finding.severity), _COLOURS[finding.severity], colours)
    place = _coloured(_plain(finding.place), "1", colours)
    return f"{place}: {severity} {finding.code} {_plain(finding.message)}"


def _excerpt(finding: Diagnostic, lines: Lines, colours: bool) -> list[str]:
    line = _plain(lines.line(finding).replace("\t", " "))
    if not line.strip() or finding.position is None:
        return []
    start = finding.position.column - 1
    reach = len(finding.span) if finding.span else 1
    first = max(0, start - 60) if start > _WIDTH - 20 else 0
    shown = line[first : first + _WIDTH]
    before = _wide(shown[: start - first])
    carets = "^" * max(1, min(_wide(line[start : start + reach]), _WIDTH - before))
    mark = _coloured(carets, _COLOURS[finding.severity], colours)
    number = str(finding.position.line)
    cut = "…" if first else ""
    margin = " " * (len(number) + 1)
    return [f"  {number} | {cut}{shown}", f"  {margin}| {' ' * (before + len(cut))}{mark}"]


def _wide(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _plain(text: str) -> str:
    """The text without what a terminal would obey: control characters, signs that turn the direction of writing."""
    return _UNSEEN.sub("\ufffd", text)


def _coloured(text: str, colour: str, colours: bool) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if colours else text
