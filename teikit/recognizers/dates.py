"""Finds dates in running text, and their values as far as they are certain.

A year that the text leaves out is taken from the document (medium certainty). Of two readings both are kept, as bounds.
Values are W3C dates as TEI's @when wants them (TEI Guidelines, 14.4; ISO 8601).
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import LazyPattern, Span
from teikit.recognizers.calendars import iso_date
from teikit.recognizers.date_patterns import DateSpelling
from teikit.recognizers.date_spellings import spelt_in
from teikit.recognizers.date_years import Known, order_of_language, with_month, year_of

# Every spelling of a date has a digit.
_DIGIT = re.compile(r"\d(?<!\d\d)")
# The length of the beginning and the end of a document, where its own date is.
_OPENING = 1_500
# The length of the text before a date that may belong to it.
_BEFORE = 40
_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_DASHES = ("-", "–", "—")
_WORSE = ("", "medium", "low")


class DateFound(NamedTuple):
    """A date in a text: where, its ISO value, how sure, and the blank field in it if the day was left open.

    `kind` says what the value is: `when`, a bound (`notBefore`, `notAfter`), or the beginning of a span that ends with
    `last`: `period` (from, to) or `between` (somewhere in it). `time` says that the value is a time of day; `doubt`
    what else the reading rests on; `stated` that the year is in the text. `custom` is the date in the `calendar` that
    it is written in, if that is not the Gregorian.
    """

    span: Span
    when: str
    cert: str = ""
    blank: Span | None = None
    time: bool = False
    kind: str = "when"
    last: str = ""
    doubt: str = ""
    stated: bool = True
    custom: str = ""
    calendar: str = ""

    @property
    def attributes(self) -> Mapping[str, str]:
        """The attributes of att.datable for the date."""
        names = {"period": ("from", "to"), "between": ("notBefore", "notAfter")}.get(self.kind, (self.kind,))
        custom = {"when-custom": self.custom, "calendar": f"#{self.calendar}"} if self.calendar else {}
        values = dict(zip(names, (self.when, self.last), strict=False)) | custom if self.when else {}
        return values | ({"cert": self.cert} if self.cert else {})


def may_hold_date(text: str, span: Span) -> bool:
    """Whether a span may contain a date: a quick test, which excludes most lines."""
    return _DIGIT.search(text, span.start, span.end) is not None


def find_dates(
    text: str,
    convention: Convention,
    year: int | None = None,
    offset: int = 0,
    order: str = "",
    month: int | None = None,
) -> Iterator[DateFound]:
    """The dates in `text`, in order; spans are moved on by `offset`, a missing year is taken from `year`.

    `order` says whether days or months come first in digits (see `date_order`); `month` is the month of the document,
    for dates such as `12th inst.`
    """
    known = Known(year, order or order_of_language(convention), month, bool(order))
    dates = _joined(single_dates(text, convention, known), text, convention)
    return (_moved(date, offset) for date in dates) if offset else dates


def _moved(date: DateFound, offset: int) -> DateFound:
    """The date with its spans moved on."""
    blank = date.blank and Span(date.blank.start + offset, date.blank.end + offset)
    return date._replace(span=Span(date.span.start + offset, date.span.end + offset), blank=blank)


def single_dates(
    text: str, convention: Convention, known: Known, impossible: list[DateSpelling] | None = None
) -> Iterator[DateFound]:
    """The dates one by one; spellings that have no value are added to `impossible`."""
    done = 0
    spelt = spelt_in(text, convention)
    for digit in _DIGIT.finditer(text):
        for start in spelt.starts(digit.start()) if digit.start() >= done else ():
            words, end = spelt.at(start) if start >= done else (None, 0)
            if words:
                before = text[max(0, words.start - _BEFORE) : words.start]
                dates = list(_read(words, before, convention, known))
                yield from dates
                if not dates and impossible is not None:
                    impossible.append(words)
                # Search inside words that are not a month, but not inside an impossible date.
                if dates or words.month:
                    done = end
                    break


# ---------------------------------------------------------------- one date
def _read(words: DateSpelling, before: str, convention: Convention, known: Known) -> Iterator[DateFound]:
    """The date, and the time of day beside it: an impossible time does not make the date less certain."""
    date = _date(words, before, convention, known)
    time = [DateFound(Span(*words.time), f"{words.hour:02}:{words.minute:02}:00", time=True)] if words.time else []
    if words.hour > 23 or words.minute > 59:
        time = []
    if date and not words.time:
        yield date
    elif date and words.time and words.time[0] > date.span.start:
        yield from (date, *time)
    elif date and time:
        yield from (*time, date)


def _date(words: DateSpelling, before: str, convention: Convention, known: Known) -> DateFound | None:
    words, known = with_month(words, known)
    year, cert, doubt = year_of(words, known)
    bare = not (words.year or words.relative or words.time)
    if (words.year and year is None) or (bare and words.ordinary):
        return None
    if words.short and not _ends_with(before, "before_short", convention):
        return None
    if words.numbers and len(words.year) < 4 and known.year is None and not words.alone:
        return None
    if words.numbers:
        date = _in_digits(words, year, known)
    elif words.first is not None:
        date = _days(words, year, before, convention) or _day(words, year)
    else:
        date = _third(words, year) if words.third else _day(words, year)
    if date is None:
        return None
    date = date if words.year else date._replace(stated=False)
    return _spoken_of(_doubted(date, cert, doubt), before, convention)


def document_date(text: str, convention: Convention) -> tuple[int | None, int | None]:
    """The year and month of a document by the first date in it that says its year; or two times None."""
    ends = (text[:_OPENING], text[-_OPENING:]) if len(text) > _OPENING else (text,)
    dates = (date for part in ends for date in find_dates(part, convention) if date.stated and not date.cert)
    when = next((date.when for date in dates if date.kind == "when" and not date.time), "")
    year, month = when[:4], when[5:7]
    return (int(year) if year.isdecimal() else None, int(month) if year.isdecimal() and month.isdecimal() else None)


def _doubted(date: DateFound, cert: str, doubt: str) -> DateFound:
    """The date with a further doubt: the lowest certainty, and all reasons."""
    if not (cert or doubt):
        return date
    worse = max(date.cert, cert, key=_WORSE.index)
    return date._replace(cert=worse, doubt=" and ".join(reason for reason in (date.doubt, doubt) if reason))


def _day(words: DateSpelling, year: int | None) -> DateFound | None:
    when = iso_date(year, words.month, words.day)
    start = words.after_joint or words.start
    return DateFound(Span(start, words.end), when, blank=words.blank and Span(*words.blank)) if when else None


def _third(words: DateSpelling, year: int | None) -> DateFound | None:
    """`early May 1950`: the first third of the month, with medium certainty."""
    first, last = _THIRDS[words.third]
    if year is None or words.month is None or not iso_date(year, words.month, None):
        return None
    last = min(last, monthrange(year, words.month)[1])
    ends = iso_date(year, words.month, first), iso_date(year, words.month, last)
    doubt = "a third of the month"
    return DateFound(Span(words.start, words.end), ends[0], "medium", kind="between", last=ends[1], doubt=doubt)


def _days(words: DateSpelling, year: int | None, before: str, convention: Convention) -> DateFound | None:
    """`12-13 May`, `12/13 May`, `between 12 and 13 May`: a span of days; None without a first day."""
    first, last = iso_date(year, words.month, words.first), iso_date(year, words.month, words.day)
    kind = _span_of(words.joint, before, convention)
    if not first or not last or first >= last or not kind:
        return None
    return DateFound(Span(words.start, words.end), first, kind=kind, last=last)


def _span_of(joint: str, before: str, convention: Convention) -> str:
    """The kind of two dates with these words before and between them: a period, bounds, or (empty) two dates."""
    night = _ends_with(before, "night", convention)
    if joint in _DASHES or night:
        return "period"
    if _is("between_and", joint, convention):
        return "between" if _ends_with(before, "between", convention) else ""
    # On one of two days, or in the night between them.
    return "between" if joint == "/" else "period"


def _in_digits(words: DateSpelling, year: int | None, known: Known) -> DateFound | None:
    """`16.11.1945`, `10/14/50`: the day comes first where full stops part them, else as the document shows.

    Where it does not, both readings are bounds.
    """
    first, second = words.numbers or (0, 0)
    span = Span(words.start, words.end)
    either = {"dm": iso_date(year, second, first), "md": iso_date(year, first, second)}
    able = {order: when for order, when in either.items() if when}
    if "." in words.sign and "dm" in able:
        return DateFound(span, able["dm"])
    if len(set(able.values())) == 1:
        return DateFound(span, next(iter(able.values())))
    if known.order in able and known.stated_order:
        return DateFound(span, able[known.order], "medium", doubt="day and month in the order of its other dates")
    if not able:
        return None
    if known.order in able:
        return DateFound(span, able[known.order], "medium", doubt="day and month in the order of its language")
    early, late = sorted(able.values())
    doubt = "both orders of day and month"
    return DateFound(span, early, "low", kind="between", last=late, doubt=doubt)


def _spoken_of(date: DateFound, before: str, convention: Convention) -> DateFound:
    """The date with the meaning of the words before it: a bound, or an approximate date."""
    if date.kind != "when" or date.time or not before:
        return date
    for key, kind in (("not_after", "notAfter"), ("not_before", "notBefore")):
        if _ends_with(before, key, convention):
            return date._replace(kind=kind)
    about = _ends_with(before, "circa", convention)
    return _doubted(date, "medium", "the words before it") if about else date


def _ends_with(before: str, key: str, convention: Convention) -> bool:
    return _ending(key, convention).search(before) is not None


@cache
def _ending(key: str, convention: Convention) -> LazyPattern:
    day = convention.either("dates", "before_day")
    return LazyPattern(rf"(?<!\w){convention.either('dates', key)}\s+(?:{day}\s+)?[\"“„«]?$", re.IGNORECASE)


@cache
def _word(key: str, convention: Convention) -> LazyPattern:
    day = convention.either("dates", "before_day")
    return LazyPattern(rf"{convention.either('dates', key)}(?:\s+{day})?", re.IGNORECASE)


def _is(key: str, joint: str, convention: Convention) -> bool:
    return _word(key, convention).fullmatch(joint.strip()) is not None


# ---------------------------------------------------------------- two dates
def _joined(dates: Iterable[DateFound], text: str, convention: Convention) -> Iterator[DateFound]:
    """The dates, where the beginning and end of a span are joined to one."""
    waiting: DateFound | None = None
    for date in dates:
        both = _both(waiting, date, text, convention) if waiting else None
        if waiting and not both:
            yield waiting
        waiting = both or date
    if waiting:
        yield waiting


def _both(first: DateFound, last: DateFound, text: str, convention: Convention) -> DateFound | None:
    """`12 May to 3 June 1950` as one span; a year that only the second says is that of both.

    Two whole dates are one where a dash or the words before them say so.
    """
    between = text[first.span.end : last.span.start]
    joint = between.strip()
    if len(between) > _BEFORE or not joint or {first.kind, last.kind} != {"when"} or first.time or last.time:
        return None
    if joint not in _DASHES and not any(_is(key, joint, convention) for key in ("to", "between_and")):
        return None
    before, completed = text[max(0, first.span.start - _BEFORE) : first.span.start], last.stated and not first.stated
    led = any(_ends_with(before, key, convention) for key in ("from", "between", "night"))
    kind = _span_of(joint, before, convention) if completed or led or joint in _DASHES else ""
    begins = _before(last.when, first.when) if completed else first
    if not kind or begins is None or len(begins.when) != len(last.when) or begins.when >= last.when:
        return None
    span = last._replace(when=begins.when, last=last.when, kind=kind, blank=None)
    return _doubted(span, begins.cert, begins.doubt)._replace(span=Span(first.span.start, last.span.end))


def _before(when: str, day: str) -> DateFound | None:
    """A day without a year, as the last of its name before another date; of the year before with less certainty."""
    if len(when) != len("1950-05-12") or day.count("-") < 2 or not when[:4].isdecimal():
        return None
    month, number = (int(part) for part in day.split("-")[-2:])
    value, nowhere = iso_date(int(when[:4]), month, number), Span(0, 0)
    if value and value < when:
        return DateFound(nowhere, value)
    value = iso_date(int(when[:4]) - 1, month, number)
    return DateFound(nowhere, value, "medium", doubt="the year before") if value else None
