"""Dates of documents as lists show them: their years, their day, and words as short as a heading allows."""

import re
from functools import lru_cache
from typing import NamedTuple

from teikit.core import OwnWords, message, own_words
from teikit.model import Date, Document

_WORD = re.compile(r"\w+")
_SIGN = re.compile(r"[^\w\s.,]")
_DAY = re.compile(r"(-?\d+)-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(-?\d+)-(\d\d)(?:-\d\d)?")
_HTML_DATE = re.compile(r"(?!0000)\d{4}(-\d\d){0,2}")


class Years(NamedTuple):
    """The first and the last year that a date may mean. A year before the common era is negative."""

    first: int
    last: int


class Day(NamedTuple):
    """A day of a calendar."""

    year: int
    month: int
    day: int


def years_of(document: Document) -> Years | None:
    """The years of a document's date; None where it has no date with bounds."""
    order = document.record.date.order if document.record.date else ()
    return Years(min(order[0], order[3]), max(order[0], order[3])) if order else None


def day_of(document: Document) -> Day | None:
    """The day of a document; None where its date is not one day."""
    date = document.record.date
    match = _DAY.fullmatch(date.earliest) if date and date.earliest == date.latest else None
    return Day(*map(int, match.groups())) if match else None


def month_of(document: Document) -> int | None:
    """The month of a document, 1 to 12; None where its date is not inside one month."""
    date = document.record.date
    bounds = [_MONTH.fullmatch(bound) for bound in (date.earliest, date.latest)] if date else []
    months = {match.groups() if match else None for match in bounds}
    month = months.pop() if len(months) == 1 else None
    return int(month[1]) if month else None


def html_date(date: Date | None) -> str:
    """The value of a time element; empty where HTML cannot say the date."""
    return date.earliest if date and date.earliest == date.latest and _HTML_DATE.fullmatch(date.earliest) else ""


def year_in_words(year: int, language: str) -> str:
    """A year; one before the common era with the words for it."""
    return str(year) if year > 0 else message(language, "date.bc", year=-year)


def short_date(document: Document, language: str) -> str:
    """A date in words below the heading of its year: day and month, if the words of the date are no more."""
    date = document.record.date
    if not date:
        return ""
    short = _without_year(date.earliest, language, own_words(language)) if date.earliest == date.latest else None
    return short[1] if short and _same_words(short[0], date.text) else date.text


def _same_words(date: str, other: str) -> bool:
    """Whether two dates have the same words in any order, with no signs but commas and points."""
    both = (sorted(_WORD.findall(text.casefold())) for text in (date, other))
    return next(both) == next(both) and not _SIGN.search(other)


@lru_cache(maxsize=1024)
def _without_year(bound: str, language: str, own: OwnWords) -> tuple[str, str] | None:
    """A day or month in words, with and without its year; `own` are the words of the edition, which `language` has."""
    if match := _DAY.fullmatch(bound):
        year, month, day = map(int, match.groups())
        name = message(language, f"month-of.{month}")
        return message(language, "date.day", day=day, month=name, year=year), message(
            language, "list.day", day=day, month=name
        )
    if match := _MONTH.fullmatch(bound):
        year, month = map(int, match.groups())
        name = message(language, f"month.{month}")
        return message(language, "date.month", month=name, year=year), name
    return None
