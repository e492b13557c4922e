"""Finds words that are spelt as a date which does not exist."""

import re

from teikit.conventions import Convention
from teikit.core import Span
from teikit.recognizers.date_patterns import DateSpelling
from teikit.recognizers.date_years import Known
from teikit.recognizers.dates import single_dates

# The day or the month of a date that does not exist, of which either is at least so much.
_MAY_BE_IMPOSSIBLE = re.compile(r"(?<!\d)(?:29|[3-9]\d)(?!\d)|-(?:1[3-9]|2\d)-")
_YEAR_DIGITS = 4


def find_impossible_dates(text: str, convention: Convention, offset: int = 0) -> list[Span]:
    """The words that are spelt as a day of a year that does not exist: `31 June 1951`, `1951-02-30`, `45.13.1951`."""
    if not _MAY_BE_IMPOSSIBLE.search(text):
        return []
    spelt: list[DateSpelling] = []
    for _ in single_dates(text, convention, Known(None, "", None, False), spelt):
        pass
    return [Span(words.start + offset, words.end + offset) for words in spelt if _is_impossible(words)]


def _is_impossible(words: DateSpelling) -> bool:
    """Whether a spelling without a value has a day and a year; 29 February is a day of each fourth Julian year."""
    if len(words.year) != _YEAR_DIGITS or not words.year.isdecimal():
        return False
    if words.numbers:
        return "." in words.sign
    leap = (words.month, words.day) == (2, 29) and int(words.year) % 4 == 0
    return words.day is not None and words.month is not None and words.first is None and not leap
