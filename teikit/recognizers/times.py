"""Times of day and days of the week in datelines: `9.55 a.m.`, `8 Uhr früh`, `17.45`, `Thursday evening`.

In prose neither is looked for.
"""

import re
from collections.abc import Iterator
from functools import cache

from teikit.conventions import Convention
from teikit.core import LazyPattern, Span
from teikit.recognizers.dates import DateFound

_NOON = 12
_HOURS, _MINUTES = range(24), range(60)


def find_times(text: str, convention: Convention, offset: int = 0) -> Iterator[DateFound]:
    """The times of day in the text of a dateline, in order; spans are moved on by `offset`."""
    for match in _pattern(convention).finditer(text):
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if match["after"] and hour < _NOON:
            hour += _NOON
        elif match["before"] and hour == _NOON:
            hour = 0
        if hour in _HOURS and minute in _MINUTES:
            span = Span(offset + match.start(), offset + match.end())
            yield DateFound(span, f"{hour:02}:{minute:02}:00", time=True)


def find_weekday(text: str, convention: Convention, offset: int = 0) -> DateFound | None:
    """A day of the week in the text of a dateline without another date: a date without a value."""
    match = _weekday(convention).search(text)
    return DateFound(Span(offset + match.start(), offset + match.end()), "") if match else None


@cache
def _weekday(convention: Convention) -> LazyPattern:
    day, part = convention.either("dates", "weekdays"), convention.either("times", "parts")
    return LazyPattern(rf"(?<!\w){day}(?:\s+{part})?(?!\w)", re.IGNORECASE)


@cache
def _pattern(convention: Convention) -> LazyPattern:
    """Hours with minutes, or with a word that says that they are hours, or of what part of the day."""

    def word(key: str) -> str:
        return convention.either("times", key)

    part = rf"(?:(?P<before>{word('before_noon')})|(?P<after>{word('after_noon')}))"
    unit, lead = rf"(?:{word('hours')})", rf"(?:{word('lead')})"
    return _compiled(lead, unit, part)


def _compiled(lead: str, unit: str, part: str) -> LazyPattern:
    clock = rf"(?P<hour>\d{{1,2}})(?:\s?(?:[.:]|{unit})\s?(?P<minute>\d\d))?(?!\d)"
    # A number is a time only with minutes or with one of the words.
    worded = rf"\d{{1,2}}(?:\s?[.:]\s?\d\d)?\s*(?:{unit}|{_unnamed(part)})(?!\w)"
    shown = rf"(?={lead}\s*\d|\d{{1,2}}\s?[.:]\s?\d\d(?![\d.:/])|{worded})"
    return LazyPattern(
        rf"(?<![\w./:])(?<!\d[-–]){shown}(?:{lead}\s*)?{clock}(?:\s*{unit}(?!\w))?(?:\s*{part}(?!\w))?(?![/\w])",
        re.IGNORECASE,
    )


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)
