"""Dates that are written in two calendars or for two beginnings of the year, and republican dates.

`10/22 May 1871` and `10 (22) May 1871` are one day, Julian and Gregorian; `14 Feb. 1686/7` is a Julian day of a year
that began on 25 March for some and on 1 January for others. All other dates are those of `dates`.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from teikit.conventions import Convention
from teikit.core import LazyPattern, Span
from teikit.recognizers import dates
from teikit.recognizers.calendars import JULIAN, REPUBLICAN, gregorian, republican_date, republican_months
from teikit.recognizers.date_patterns import ROMAN, months
from teikit.recognizers.dates import DateFound
from teikit.recognizers.word_dates import word_dates

# The beginning of a day written twice; the engine skips to the first digit.
_TWICE = re.compile(r"\d(?<!\d\d)\d?[^\W\d_]{0,4}(?:[.,]?\s+[^\d/()]{0,20}(?:\d{4}\s?)?)?\s?[/(]\s?\d")
# The word before a day, and how far before it to look for its beginning.
_WORD_BEFORE = re.compile(r"[^\W\d_]{3,9}\.?\s+\Z")
_LEAD = 14
_SECOND_YEAR = re.compile(r"/(\d{1,4})(?!\w)")
# The first three months: until 25 March an old year goes on.
_LAST_MONTH_OF_OLD_YEAR = 3


def find_dates(
    text: str,
    convention: Convention,
    year: int | None = None,
    offset: int = 0,
    order: str = "",
    month: int | None = None,
) -> Iterator[DateFound]:
    """As `dates.find_dates`, with dates of two calendars and republican dates."""
    others = dates.find_dates(text, convention, year, offset, order, month)
    own = list(_two_days(text, convention, offset)) if _TWICE.search(text) else []
    own += [*_republican(text, offset), *word_dates(text, convention, offset)]
    if not own:
        yield from (_with_second_year(date, text, offset) for date in others)
        return
    free = (date for date in others if not any(_overlap(date.span, other.span) for other in own))
    completed = (_with_second_year(date, text, offset) for date in free)
    yield from sorted(chain(completed, own), key=lambda date: date.span.start)


def _overlap(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


# ---------------------------------------------------------------- one day in two calendars
@cache
def _both(convention: Convention) -> LazyPattern:
    """`10/22 May 1871`, `29 April/11 May 1871`, `10 (22) May 1871`, `May 10/22, 1871`."""
    day, word, unit = r"\d{1,2}", r"[^\W\d_]{3,9}\.?", convention.either("dates", "year_words")
    th = rf"(?:{convention.either('dates', 'ordinals')})?"
    of = rf"(?:{convention.either('dates', 'after_day')}\s+)?"
    year = rf"(?P<y>\d{{4}})(?!\d)(?:\s?{unit}(?!\w))?"
    before = rf"(?P<d1>{day}){th}(?:\s+(?P<m1>{word})(?:,?\s+(?P<y1>\d{{4}}))?)?\s?(?:/|\()\s?(?P<d2>{day}){th}\)?"
    return LazyPattern(
        rf"(?<![\w/.-])(?:{before}\s+{of}(?P<m2>{word})\)?,?\s+{year}"
        rf"|(?P<m3>{word})\s+(?P<d3>{day}){th}/(?P<d4>{day}){th}(?:,\s*|\s+)(?P<y3>\d{{4}})(?!\d))",
        re.IGNORECASE,
    )


def _matches(text: str, convention: Convention) -> Iterator[re.Match[str]]:
    """The places that have the form of a day written twice: the pattern is tried only where two numbers are near."""
    for twice in _TWICE.finditer(text):
        before = _WORD_BEFORE.search(text, max(0, twice.start() - _LEAD), twice.start())
        starts = (twice.start(), *([before.start()] if before else []))
        if match := next((match for start in starts if (match := _both(convention).match(text, start))), None):
            yield match


def _two_days(text: str, convention: Convention, offset: int) -> Iterator[DateFound]:
    known = months(convention)
    for match in _matches(text, convention):
        got = match.groupdict()
        month = known.get((got["m2"] or got["m3"]).casefold().rstrip("."))
        first_month = known.get(got["m1"].casefold().rstrip(".")) if got["m1"] else month
        if month is None or first_month is None:
            continue
        year, day = int(got["y"] or got["y3"]), int(got["d2"] or got["d4"])
        first_year = int(got["y1"]) if got["y1"] else year - (first_month > month)
        custom = f"{first_year:04}-{first_month:02}-{int(got['d1'] or got['d3']):02}"
        when = f"{year:04}-{month:02}-{day:02}"
        if gregorian(custom, JULIAN) == when:
            span = Span(offset + match.start(), offset + match.end())
            yield DateFound(span, when, custom=custom, calendar=JULIAN)


# ---------------------------------------------------------------- two years
def _with_second_year(date: DateFound, text: str, offset: int) -> DateFound:
    """`14 Feb. 1686/7`: the Julian day in the year that begins on 1 January; any other date as it is."""
    match = _SECOND_YEAR.match(text, date.span.end - offset) if date.stated and date.kind == "when" else None
    if match is None or date.time or not date.when[:4].isdecimal() or date.when.count("-") != 2:
        return date
    year, month = int(date.when[:4]) + 1, int(date.when[5:7])
    if month > _LAST_MONTH_OF_OLD_YEAR or not str(year).endswith(match[1]):
        return date
    custom = f"{year:04}{date.when[4:]}"
    when = gregorian(custom, JULIAN)
    span = Span(date.span.start, offset + match.end())
    return date._replace(span=span, when=when, custom=custom, calendar=JULIAN) if when else date


# ---------------------------------------------------------------- republican dates
def _republican(text: str, offset: int) -> Iterator[DateFound]:
    for match in republican_date().finditer(text):
        year = int(match["year"]) if match["year"].isdecimal() else ROMAN.get(match["year"].upper(), 0)
        custom = f"{year:04}-{republican_months()[match['month'].lower()]:02}-{int(match['day']):02}"
        if when := gregorian(custom, REPUBLICAN):
            span = Span(offset + match.start(), offset + match.end())
            yield DateFound(span, when, custom=custom, calendar=REPUBLICAN)
