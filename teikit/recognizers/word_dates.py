"""Dates whose year is written in words: `le quinziesme jour de mars mil six cens quatre vingt sept`.

A date is read only if its day, its month and its year are all read. The words of numbers are data: `[number_words]`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import LazyPattern, Span
from teikit.recognizers.calendars import iso_date
from teikit.recognizers.date_patterns import months
from teikit.recognizers.dates import DateFound

_HUNDRED, _THOUSAND, _SCORE = 100, 1000, 20
# The length of the text before a month in which its day is.
_BEFORE = 80
# `L'an mil sept cent …, le douze mars`: so many characters around a hundred or thousand have the whole date.
_LEAD, _BEHIND = 30, 160
_YEARS = range(1000, 2100)
# The letters that each word of a pattern begins with.
_ROOT = re.compile(r"[^\W\d_]+(?![?*{])")


class _Numbers(NamedTuple):
    """Patterns: a number, what joins two, a day before a month, the month, a year behind it, a date after its year."""

    word: LazyPattern
    joint: LazyPattern
    day: LazyPattern
    month: LazyPattern
    year: LazyPattern
    year_first: LazyPattern
    values: Mapping[str, int]


def may_hold_word_date(text: str, span: Span, convention: Convention) -> bool:
    """Whether a span has a hundred or thousand in words: a quick test, which excludes most lines."""
    return _may_be_large(span.cut(text), convention) and _large(convention).search(text, *span) is not None


def _may_be_large(text: str, convention: Convention) -> bool:
    """Whether a text has the first letters of a hundred or thousand: much quicker than the patterns."""
    words = text.casefold()
    return any(map(words.__contains__, _roots(convention)))


def word_dates(text: str, convention: Convention, offset: int = 0) -> Iterator[DateFound]:
    """The dates of a text with a year in words, in order; spans are moved on by `offset`."""
    if not _may_be_large(text, convention):
        return
    numbers = _numbers(convention)
    dates = [*_days_first(text, numbers, convention, offset), *_years_first(text, numbers, convention, offset)]
    end = -1
    for date in sorted(dates, key=lambda date: date.span):
        if date.span.start >= end:
            yield date
            end = date.span.end


def _years_first(text: str, numbers: _Numbers, convention: Convention, offset: int) -> Iterator[DateFound]:
    """The dates whose year is before the day: `L'an mil sept cent quatre-vingt-un et le douzième jour de mars`."""
    done = 0
    for large in _large(convention).finditer(text):
        if large.start() < done:
            continue
        match = numbers.year_first.search(text, max(done, large.start() - _LEAD), large.end() + _BEHIND)
        if match and match.start("year") <= large.start() < match.end("year"):
            done = match.end()
            number = int(match["figures"]) if match["figures"] else _value(match["words"], numbers)
            value, month = _value(match["year"], numbers), months(convention)[match["month"].casefold().rstrip(".")]
            yield from _whole(value, month, number, Span(offset + match.start(), offset + match.end()))


def _days_first(text: str, numbers: _Numbers, convention: Convention, offset: int) -> Iterator[DateFound]:
    """The dates whose year is behind the month."""
    for month in _months_before(text, numbers, convention):
        start = max(0, month.start() - _BEFORE)
        day, year = numbers.day.search(text, start, month.start()), numbers.year.match(text, month.end())
        if day and year:
            figures = day["figures"]
            number = int(figures) if figures else _value(day["words"], numbers)
            value = _value(year["words"], numbers)
            named = months(convention)[month[0].casefold().rstrip(".")]
            yield from _whole(value, named, number, Span(offset + day.start(), offset + year.end()))


def _whole(year: int, month: int, day: int, span: Span) -> Iterator[DateFound]:
    """The date of a day, if it is one of the calendar in a year that texts have."""
    when = iso_date(year, month, day) if day else ""
    if when and year in _YEARS:
        yield DateFound(span, when)


def _months_before(text: str, numbers: _Numbers, convention: Convention) -> Iterator[re.Match[str]]:
    """The months that have a hundred or thousand soon behind them."""
    done = 0
    for large in _large(convention).finditer(text):
        start = max(done, large.start() - _BEFORE)
        yield from numbers.month.finditer(text, start, large.start()) if start < large.start() else ()
        done = max(done, large.start())


def _value(words: str, numbers: _Numbers) -> int:
    """The number that words say: parts are added; hundreds, thousands and scores (`quatre vingt`) multiply."""
    total = part = end = 0
    for match in numbers.word.finditer(words):
        if numbers.joint.match(words, match.start()):
            # `und` begins as a number of another language does.
            continue
        value = next(value for name, value in numbers.values.items() if match[name] is not None)
        joined = numbers.joint.search(words, end, match.start()) is not None
        units, end = part % _HUNDRED, match.end()
        if value == _THOUSAND:
            total, part = total + max(part, 1) * value, 0
        elif value == _HUNDRED:
            part = max(part, 1) * value
        elif value == _SCORE and 2 < units < 10 and not joined:
            part += units * _SCORE - units
        else:
            part += value
    return total + part


@cache
def _roots(convention: Convention) -> tuple[str, ...]:
    """The first letters of the words for a hundred and a thousand."""
    roots = {match[0].casefold() if (match := _ROOT.match(word)) else "" for word in _large_words(convention)}
    # A root that begins with a shorter one adds nothing.
    return tuple(root for root in sorted(roots) if not any(root != other and root.startswith(other) for other in roots))


@cache
def _large(convention: Convention) -> LazyPattern:
    """A hundred or thousand in words, which every year in words has."""
    return LazyPattern(f"(?:{'|'.join(_large_words(convention))})", re.IGNORECASE)


@cache
def _numbers(convention: Convention) -> _Numbers:
    listed = convention.words["number_words"]
    values = {f"n{key}": int(key) for key in listed if key.isdecimal()}
    word = "|".join(f"(?P<{name}>{convention.either('number_words', str(value))})" for name, value in _longest(values))
    bare = "|".join(convention.either("number_words", str(value)) for _, value in _longest(values))
    ending = rf"(?:{convention.either('number_words', 'endings')})?"
    joint = convention.either("number_words", "and")
    phrase = rf"(?:{bare}){ending}(?:[\s-]*(?:{joint}[\s-]*)?(?:{bare}){ending}){{0,9}}(?!\w)"
    before, after, by = (convention.either("dates", key) for key in ("before_day", "after_day", "before_year"))
    th = convention.either("dates", "ordinals")
    names = "|".join(sorted(map(re.escape, months(convention)), key=len, reverse=True))
    day = rf"(?:(?P<figures>\d{{1,2}})(?:{th})?|(?P<words>{phrase}))\s+(?:{after}(?:\s+|(?<=['’])))?"
    return _Numbers(
        LazyPattern(rf"(?:{word})(?:{ending}(?!\w))?", re.IGNORECASE),
        LazyPattern(rf"(?<!\w)(?:{joint})(?!\w)", re.IGNORECASE),
        LazyPattern(rf"(?<!\w)(?:{before}\s+)?{day}\Z", re.IGNORECASE),
        LazyPattern(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE),
        LazyPattern(rf"\.?,?\s+(?:{by}\s*,?\s*)?(?P<words>{phrase})", re.IGNORECASE),
        LazyPattern(
            rf"(?<!\w){by}\s*,?\s*(?P<year>{phrase})\s*,?\s+(?:(?:{joint})\s+)?(?:{before}\s+)?{day}"
            rf"(?P<month>{names})(?!\w)",
            re.IGNORECASE,
        ),
        values,
    )


def _large_words(convention: Convention) -> tuple[str, ...]:
    listed = convention.words.get("number_words", {})
    return tuple(word for value in (_HUNDRED, _THOUSAND) for word in listed.get(str(value), ()))


def _longest(values: Mapping[str, int]) -> list[tuple[str, int]]:
    """The names of numbers, larger ones first: `vingt` is not `vin`, `sixteen` not `six`."""
    return sorted(values.items(), key=lambda entry: -entry[1])
