"""Documents by the time of their dates: years, decades or centuries, and apart what is in none of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from teikit.core import message
from teikit.model import Document
from teikit.site.lists.dates import Years, year_in_words

_LENGTHS = (1, 10, 100, 1000)
_MOST = 60  # periods: more years are shown as decades, more decades as centuries
_LONGEST_GAP = 4  # periods without documents that are shown one by one


class Period(NamedTuple):
    """Years from `first` on; a period of one year, ten, a hundred or a thousand."""

    first: int
    length: int

    @property
    def last(self) -> int:
        """Its last year."""
        return self.first + self.length - 1

    @property
    def slug(self) -> str:
        """A name for files and anchors."""
        years = (self.first,) if self.length == 1 else (self.first, self.last)
        return "-".join(f"bc{-year}" if year < 0 else str(year) for year in years)

    def words(self, language: str) -> str:
        """The year, or the first and the last."""
        if self.length == 1:
            return year_in_words(self.first, language)
        if self.first < 0:
            return message(language, "date.bc", year=f"{-self.first}–{max(-self.last, 1)}")
        return f"{max(self.first, 1)}–{self.last}"


class Gap(NamedTuple):
    """Periods without documents, from the first to the last, in place of a long row of them."""

    first: Period
    last: Period


@dataclass(frozen=True)
class Periods:
    """Documents by the period in which their dates begin, and those without a date: each is in exactly one of them."""

    length: int
    of: dict[Period, list[Document]]
    undated: list[Document]

    def with_gaps(self) -> list[Period | Gap]:
        """All periods from the first to the last, also those without documents; a long row of those is one gap."""
        shown: list[Period | Gap] = []
        for period in self.of:
            before = shown[-1] if shown else None
            if isinstance(before, Period):
                shown += _between(before, period)
            shown.append(period)
        return shown


def by_period(documents: Iterable[Document], years_of: Mapping[str, Years | None]) -> Periods:
    """Documents by year; by decade or century where there are many years or most dates reach over several of them.

    `years_of` has the years of each document by the name of its page.
    """
    dated = [(document, years_of[document.name]) for document in documents]
    length = _length([years for _, years in dated if years])
    result = Periods(length, {}, [])
    for document, years in sorted(dated, key=lambda item: item[1].first if item[1] else 0):
        if years is None:
            result.undated.append(document)
        else:
            result.of.setdefault(Period(_start(years.first, length), length), []).append(document)
    return result


def _length(dates: Sequence[Years]) -> int:
    for length in _LENGTHS:
        inside = [years for years in dates if _start(years.first, length) == _start(years.last, length)]
        if 2 * len(inside) >= len(dates) and len({_start(years.first, length) for years in inside}) <= _MOST:
            return length
    return _LENGTHS[-1]


def _start(year: int, length: int) -> int:
    return year // length * length


def _between(before: Period, period: Period) -> list[Period | Gap]:
    starts = range(before.first + before.length, period.first, before.length)
    empty = [Period(first, before.length) for first in starts[: _LONGEST_GAP + 1]]
    if len(starts) <= _LONGEST_GAP:
        return list(empty)
    return [Gap(empty[0], Period(starts[-1], before.length))]
