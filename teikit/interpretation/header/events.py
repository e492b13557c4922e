"""The date and the place of a session, an examination or a deed, in the sentence that says that it took place.

`At a Town Meeting held in Harvard March 3d 1757`, `Fait et passé à Uzès, le 12 février 1782`: a text without a dateline
and without a salutation says there when and where.
"""

import re
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import CAPITAL, SMALL, WORD, Source, Span
from teikit.interpretation.header.heading_words import heading_words
from teikit.recognizers import DateFound, cased, date_order, find_dates

# The first characters of a text in which the sentence is; from the word of the event to the date are at most so many.
_TOP, _NEAR = 700, 130
# The last characters of a text, which may end with the date of the deed; a word of the event is so soon behind a date.
_TAIL, _SOON = 400, 90
_STOP = re.compile(r"(?<=[^\W\d_]{3})[.;?!]\s|\n\s*\n")
_PARAGRAPH = re.compile(r"\n\s*\n")
_NAME = rf"(?P<place>[{CAPITAL}][{WORD}.’'-]*(?: [{CAPITAL}][{WORD}’'-]*){{0,2}})"

# The words before the name of a place: `in`, or `en la ciudad de`.
_SHORT_WORD, _SMALL_WORDS = r"\w{1,3}", rf"(?:[{SMALL}’']+\s+){{1,4}}[{SMALL}’']+"


class Event(NamedTuple):
    """The date of an event, and the words of its place with their span (None without one)."""

    date: DateFound
    place: Span | None


def event_in(source: Source, body: Span, convention: Convention) -> Event | None:
    """The first event in the beginning of a text whose sentence has a complete date; None without one."""
    top = Span(body.start, min(body.end, body.start + _TOP))
    tail = Span(max(top.end, body.end - _TAIL), body.end)
    return _event_in(source, top, convention) or (_event_in(source, tail, convention) if tail else None)


def _event_in(source: Source, top: Span, convention: Convention) -> Event | None:
    words = source.cut(top)
    if not (heading_words("events", "words").may_match(words) and heading_words("events", "words").search(words)):
        return None
    dates = find_dates(words, convention, None, top.start, date_order(words))
    complete = [date for date in dates if date.stated and not date.time and len(date.when) == len("1700-01-01")]
    for date in complete:
        before = source.text[max(top.start, date.span.start - _NEAR) : date.span.start]
        before = _PARAGRAPH.split(before)[-1]
        event = heading_words("events", "words").search(before)
        if event and not _STOP.search(before, event.end() + 2):
            return Event(date, _place(before[event.end() :], date.span.start))
        behind = _STOP.split(source.text[date.span.end : min(top.end, date.span.end + _SOON)])[0]
        if heading_words("events", "words").search(behind) and not _STOP.search(before):
            return Event(date, _place(before, date.span.start))
    return None


def _place(between: str, end: int) -> Span | None:
    """The place in the words between an event and its date, which end at an offset."""
    for before, key in ((_SHORT_WORD, "places"), (_SMALL_WORDS, "settlement_words")):
        for match in cased(rf"(?<!\w)(?P<before>{before})\s*(?<=[\s’']){_NAME}").finditer(between):
            if heading_words("events", key).fullmatch(" ".join(match["before"].split())):
                start = end - len(between) + match.start("place")
                return Span(start, start + len(match["place"].rstrip(".")))
    return None
