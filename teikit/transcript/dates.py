"""Finds dates in running text and reads them, as far as they can be read without guessing.

A year that the text leaves out is taken from the document (medium certainty). Values are W3C dates as TEI's @when
wants them (TEI Guidelines, 14.4; ISO 8601).
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from teikit.convention import Convention
from teikit.source import Span

_ROMAN = {n: i for i, n in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], 1)}
# Every spelling of a date has one, and most lines have none.
_DIGIT = re.compile(r"\d")
_QUOTES = "\"“”„«»'’"


class DateFound(NamedTuple):
    """A date in a text: where, its ISO value, how sure, and the blank field in it if the day was left open.

    `time` says that the value is a time of day.
    """

    span: Span
    when: str
    cert: str = ""
    blank: Span | None = None
    time: bool = False


# A word that may be the name of a month; the vocabularies say whether it is.
_MONTH = r"[^\W\d_]{3,9}\.?"


@cache
def _pattern(convention: Convention) -> re.Pattern[str]:
    """One pattern for all spellings of a date."""
    this_year, last_year = convention.either("dates", "this_year"), convention.either("dates", "last_year")
    unit = rf"(?:\s?{convention.either('dates', 'year_words')}(?!\w))"
    quote = f"[{_QUOTES}]"
    spellings = [
        r"(?P<h1>\d{1,2})[.:](?P<min>\d\d)\s+(?P<d5>\d{1,2})\.(?P<m5>\d{1,2})(?![.\d])",
        rf"{quote}(?P<blank>\s{{0,9}}|_+){quote}\s*(?P<n6>{_MONTH})\s*(?P<y6>\d{{4}}){unit}?",
        rf"(?:{quote}\s?(?P<dq>\d{{1,2}})\s?{quote}|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?)\s+(?:of\s+)?(?P<n1>{_MONTH})(?!\w)"
        rf"(?:,?\s+(?:(?P<y1>\d{{4}}){unit}?|(?P<this>{this_year})|(?P<last>{last_year})))?",
        rf"(?P<n2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})",
        rf"(?P<d3>\d{{1,2}})(?P<s3>\s?[./-]\s?)(?P<r3>[IVX]{{1,4}})(?:(?:\s?[./-]\s?|\s+)(?P<y3>\d{{4}}|\d\d(?!\d)){unit}?)?",
        rf"(?P<n4>{_MONTH})\s+(?P<y4>1\d{{3}}|20\d\d){unit}?",
        rf"(?P<d7>\d{{1,2}})\.(?P<m7>\d{{1,2}})\.(?P<y7>\d{{4}}){unit}?",
    ]
    # Few places can begin a date; the others are spared the spellings.
    begins = rf"(?=[\d{_QUOTES}]|[^\W\d_]{{3,9}}+\.?+\s++\d)"
    return re.compile(rf"(?<![\w]){begins}(?:{'|'.join(spellings)})(?![\w])", re.IGNORECASE)


@cache
def _months(convention: Convention) -> dict[str, int]:
    """The number of each month by its names, in small letters and without the full stop of an abbreviation."""
    months: dict[str, int] = {}
    for vocabulary in convention.vocabularies:
        for number, names in enumerate(vocabulary.section("dates").get("months", ()), 1):
            months |= dict.fromkeys(names.casefold().split(), number)
    return months


def may_hold_date(text: str, span: Span) -> bool:
    """Whether there is a date to be looked for in a span: a quick test, which most lines fail."""
    return _DIGIT.search(text, span.start, span.end) is not None


def find_dates(text: str, convention: Convention, year: int | None = None, offset: int = 0) -> Iterator[DateFound]:
    """The dates in `text`, in order; spans are moved on by `offset`, a missing year is taken from `year`."""
    if not _DIGIT.search(text):
        return
    pattern, months = _pattern(convention), _months(convention)
    match = pattern.search(text)
    while match:
        got = {name: value for name, value in match.groupdict().items() if value is not None}
        found = list(_read(match, got, months, year, offset))
        yield from found
        # Words that name no month may hide a date behind them; an impossible date hides nothing.
        dated = found or _month(got, months)
        match = pattern.search(text, match.end() if dated else match.start() + 1)


def _read(
    match: re.Match[str], got: dict[str, str], months: Mapping[str, int], year: int | None, offset: int
) -> Iterator[DateFound]:
    span = Span(match.start() + offset, match.end() + offset)
    if "h1" in got:
        yield from _time_and_date(match, got, year, offset)
        return
    month = _month(got, months)
    day = next((int(got[k]) for k in ("dq", "d1", "d2", "d3", "d7") if k in got), None)
    stated = next((got[k] for k in ("y6", "y1", "y2", "y3", "y4", "y7") if k in got), None)
    if not (stated or "this" in got or "last" in got) and _is_ordinary(got):
        return
    which, cert = _year(stated, got, year)
    if stated and which is None:
        return
    when = _iso(which, month, day)
    if when:
        blank = Span(match.start("blank") + offset, match.end("blank") + offset) if "blank" in got else None
        yield DateFound(span, when, cert, blank)


def _time_and_date(match: re.Match[str], got: dict[str, str], year: int | None, offset: int) -> Iterator[DateFound]:
    when = _iso(year, int(got["m5"]), int(got["d5"]))
    hour, minute = int(got["h1"]), int(got["min"])
    if when and hour < 24 and minute < 60:
        yield DateFound(
            Span(match.start("h1") + offset, match.end("min") + offset), f"{hour:02}:{minute:02}:00", time=True
        )
        yield DateFound(Span(match.start("d5") + offset, match.end("m5") + offset), when, "medium")


def _month(got: Mapping[str, str], months: Mapping[str, int]) -> int | None:
    roman, number = got.get("r3"), got.get("m7") or got.get("m5")
    if roman or number:
        return _ROMAN.get(roman.upper()) if roman else int(number or 0)
    name = next((value for key in ("n6", "n1", "n2", "n4") if (value := got.get(key))), "")
    return months.get(name.casefold().rstrip("."))


def _is_ordinary(got: Mapping[str, str]) -> bool:
    """Whether what may be a date without a year is more likely words: `2 may`, `1. I`."""
    if "r3" in got:
        return re.search(r"[/-]", got["s3"]) is None
    name = got.get("n1", "")
    return name.isascii() and name[:1].islower()


def _year(stated: str | None, got: dict[str, str], year: int | None) -> tuple[int | None, str]:
    """The year and how sure it is. Two digits count in the document's century."""
    if stated and len(stated) == 4:
        return int(stated), ""
    if year is None:
        return None, ""
    if stated:
        return year // 100 * 100 + int(stated), "medium"
    return (year - 1 if "last" in got else year), "medium"


def _iso(year: int | None, month: int | None, day: int | None) -> str:
    """The date as ISO 8601; `--MM-DD` without a year; empty where there is no such date."""
    if month is None or not 1 <= month <= 12:
        return ""
    if year is None:
        return f"--{month:02}-{day:02}" if day and 1 <= day <= monthrange(2000, month)[1] else ""
    if year < 1:
        return ""
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else ""
