"""Dates in running text, completed from the document and from brackets beside them."""

import re
from collections.abc import Iterator, Mapping

from teikit.core import Span
from teikit.interpretation.model import Decision, Subject
from teikit.interpretation.nodes import DateNode
from teikit.interpretation.state import State
from teikit.recognizers import (
    JULIAN,
    YEAR,
    DateFound,
    attributes_in,
    find_dates,
    find_impossible_dates,
    find_times,
    find_weekday,
    may_hold_date,
    may_hold_word_date,
    style_behind,
)

# The doubt of a date that is probably Julian: reported once a document, not for each date.
_CALENDAR = "a calendar that nobody names"
_YEAR_BEHIND = re.compile(r",?\s?\[(1\d{3}|20\d\d)\]")


class TextDates:
    """Decides about the dates of one document."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._calendar_reported = False
        self._impossible: set[Span] = set()

    def within(self, span: Span) -> Iterator[DateFound]:
        """The dates in a span, in a dateline also the times of day."""
        dates = list(self._dates_within(span))
        if self._state.in_dateline:
            dates += self._beside(span, dates)
        return iter(sorted(dates, key=lambda date: date.span.start))

    def _beside(self, span: Span, dates: list[DateFound]) -> list[DateFound]:
        """The times of day in a dateline with these dates; the day of the week, if there is no date."""
        words, convention = span.cut(self._state.source.text), self._state.convention
        times = find_times(words, convention, span.start)
        apart = [t for t in times if all(t.span.end <= d.span.start or d.span.end <= t.span.start for d in dates)]
        weekday = None if dates else find_weekday(words, convention, span.start)
        return [weekday, *apart] if weekday else apart

    def _dates_within(self, span: Span) -> Iterator[DateFound]:
        """The dates in a span; a year in a bracket after a date completes it: `12 May [1950]`."""
        text, convention, facts = self._state.source.text, self._state.convention, self._state.facts
        dates_found = list(find_dates(span.cut(text), convention, facts.year, span.start, facts.order, facts.month))
        self._report_impossible(span, dates_found)
        for date in dates_found:
            bracket = None if date.stated else _YEAR_BEHIND.match(text, date.span.end)
            year = int(bracket[1]) if bracket else None
            dates = find_dates(date.span.cut(text), convention, year, date.span.start) if year else iter(())
            completed = next(dates, None)
            yield completed._replace(doubt="the year in brackets") if completed else date

    def _report_impossible(self, span: Span, dates: list[DateFound]) -> None:
        """Reports words in a span that are spelt as a date that does not exist."""
        for bad in find_impossible_dates(span.cut(self._state.source.text), self._state.convention, span.start):
            if bad not in self._impossible and not any(_overlap(date.span, bad) for date in dates):
                self._impossible.add(bad)
                message = f"“{self._state.words(bad)}” is spelt as a date, but there is no such day"
                self._state.report(bad, "date-impossible", message)

    def may_be_in(self, span: Span) -> bool:
        """Whether a span may contain a date: a quick test, which excludes most lines."""
        text = self._state.source.text
        dated = may_hold_date(text, span) or may_hold_word_date(text, span, self._state.convention)
        return dated or self._state.in_dateline

    def node(self, date: DateFound) -> DateNode:
        """The decision that words are a date or a time."""
        date = self._in_calendar(date)
        values = {name: value for name, value in self._attributes(date).items() if name != "cert"}
        reported = date.cert and date.doubt != _CALENDAR
        code = ("date-inferred-year" if date.doubt == YEAR else "date-doubtful") if reported else ""
        evidence = (date.doubt or "spelt as a date is",)
        kind = "time" if date.time else "date"
        decision = Decision(date.span, kind, date.cert, evidence, values=values, code=code, subject=Subject.DATE)
        self._state.decide(decision, self._message(date) if code else "", doubt=True)
        return DateNode(decision, date.blank or Span(date.span.end, date.span.end))

    # ------------------------------------------------------------ calendars
    def _attributes(self, date: DateFound) -> Mapping[str, str]:
        """The attributes of a date, which is Julian where words behind it or the document say so."""
        style = self._style(date)
        return attributes_in(JULIAN, date.attributes) if style == JULIAN else date.attributes

    def _style(self, date: DateFound) -> str:
        if date.time or date.calendar or not date.when:
            return ""
        return style_behind(self._state.source.text, date.span.end) or self._state.facts.calendar

    def _in_calendar(self, date: DateFound) -> DateFound:
        """The date, in doubt if it is probably Julian and nothing says so; the first is reported for all."""
        until = self._state.facts.julian
        if not until or self._style(date) or date.kind != "when" or date.time or date.calendar:
            return date
        if not (date.when[:4].isdecimal() and date.when <= until):
            return date
        if not self._calendar_reported:
            self._calendar_reported = True
            message = (
                f"“{self._state.words(date.span)}” is probably a Julian date, as are others of this document up to "
                f'{until}: nothing says so. If they are, declare calendar = "julian" in the convention or the table of '
                'documents; if not, calendar = "gregorian"'
            )
            self._state.report(date.span, "date-calendar", message, doubt=True)
        return date._replace(cert=date.cert or "medium", doubt=date.doubt or _CALENDAR)

    def _message(self, date: DateFound) -> str:
        read = date.when + (f" to {date.last}" if date.last else "")
        return f"“{self._state.words(date.span)}” read as {read}, with {date.doubt}"

    def before_error(self, span: Span, error: int, remedy: str) -> Decision | None:
        """The date in a span whose end, from the offset `error` on, is marked as an error; else None.

        In `5 May 1950 [sic, 1951]`, the date is 5 May of the year in the `remedy`.
        """
        text, convention = self._state.source.text, self._state.convention
        dates = find_dates(span.cut(text), convention, self._state.facts.year, span.start)
        cut = next((date for date in dates if date.span.start < error < date.span.end), None)
        if cut is None:
            return None
        day = text[cut.span.start : error]
        corrected = next(find_dates(day + remedy, convention), None) if remedy else None
        words = Span(cut.span.start, cut.span.start + len(day.rstrip()))
        when, cert = (corrected.when, "medium") if corrected else (cut.when, cut.cert)
        reason = "the year is that of the correction" if corrected else "the year is noted as an error"
        code = "date-doubtful" if cert else ""
        return Decision(words, "date", cert, (reason,), values={"when": when}, code=code, subject=Subject.DATE)


def _overlap(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end
