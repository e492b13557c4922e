"""Patterns of dates: one pattern for all spellings, and the values of a match.

The words of months, ordinals and relative years come from the vocabularies; signs are the same for all languages.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import ACCENT, LazyPattern, lazy_pattern

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")
ROMAN = {numeral: number for number, numeral in enumerate(_NUMERALS, 1)}
"""The Roman numerals of months, and of years of the republican calendar."""
_QUOTES = "\"“”„«»'’"
# A word that may be the name of a month, which the vocabularies decide.
_MONTH = rf"[^\W\d_](?:[^\W\d_]|[{ACCENT}]){{2,14}}\.?"
# The word before a digit, and how far before it to look for one, and before that.
_WORD_BEFORE = rf"(?<!\w)([^\W\d_](?:[^\W\d_]|[{ACCENT}]){{2,14}})\.?"
_LEAD = 30
# What may follow a day behind its month, where no year does.
_ENDS = r"[,;:)\]—–-]|\.(?!\d)|[\n\r]|\Z"
_YEARS = ("y6", "y1", "y2", "ya", "yb", "y3", "y4", "y7", "y9")
_DASH = r"\s?[-–—/]\s?"


class DateSpelling(NamedTuple):
    """What a spelling says. `start` and `end` of the date, `blank` and `time` count in the text that was searched.

    `year` is as it is written, `relative` is `this` or `last` year; `first` is the first of several days and
    `joint` the sign or word between them; `third` is the part of a month; `numbers` are day and month where their order
    is not read_spelling, and `sign` parts them; `time` is a time of day beside the date, `hour` and `minute` its value.
    `alone` says that a line begins or ends with the date, `nearby` that its month is the `same` as the document's, or
    the one `before`, `short` that it is `19.8.`, which is a date behind certain words only.
    """

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: str = ""
    relative: str = ""
    first: int | None = None
    joint: str = ""
    after_joint: int = 0
    third: str = ""
    numbers: tuple[int, int] | None = None
    sign: str = ""
    ordinary: bool = False
    blank: tuple[int, int] | None = None
    time: tuple[int, int] | None = None
    hour: int = 0
    minute: int = 0
    alone: bool = False
    nearby: str = ""
    short: bool = False


@cache
def spellings(convention: Convention) -> LazyPattern:
    """One pattern for all spellings of a date."""

    def word(key: str) -> str:
        return convention.either("dates", key)

    by = rf"(?:{word('before_year')}\s*)?"
    short = r"(?:,?\s*['’‘]|,?\s?/\s?)(?P<{}>\d\d)(?![\d/])"
    unit, quote = rf"(?:\s?{word('year_words')}(?!\w))", f"[{_QUOTES}]"
    th, before = rf"(?:{word('ordinals')})?", rf"(?:{word('before_day')}\s+)?"
    # A typist leaves out the blank behind a comma.
    gap = r"(?:,\s*|\s+)"
    week = rf"{word('weekdays')}(?!\w)"
    joint = rf"{_DASH}|\s+(?:{word('to')}|{word('night_to')}|{word('between_and')})\s+{before}"
    third = rf"(?:(?P<early>{word('early')})|(?P<mid>{word('middle')})|(?P<late>{word('late')}))[\s-]*(?<![^\W\d_])"
    year = rf"(?P<y1>\d{{4}}){unit}?|(?P<this>{word('this_year')})|(?P<last>{word('last_year')})"
    time = r"(?:,?\s+(?P<h8>\d{1,2})[:.](?P<min8>\d\d)(?![\d.:]))?"
    each = [
        rf"(?P<d12>\d{{1,2}}){th}\s+(?:(?P<same>{word('this_month')})|(?P<before>{word('last_month')}))(?!\w)",
        r"(?P<h5>\d{1,2})[.:](?P<min5>\d\d)\s+(?P<d5>\d{1,2})\.(?P<m5>\d{1,2})(?![.\d])",
        rf"{quote}(?P<blank>\s{{0,9}}|_+){quote}\s*(?P<n6>{_MONTH})\s*(?P<y6>\d{{4}}){unit}?",
        rf"(?:(?P<f1>\d{{1,2}}){th}(?P<j1>{joint}))?(?:{quote}\s?(?P<dq>\d{{1,2}})\s?{quote}|(?P<d1>\d{{1,2}}){th})"
        rf"\s+(?:{word('after_day')}(?:\s+|(?<=['’])))?(?P<n1>{_MONTH})(?!\w)(?:{gap}{by}(?:{year})|{short.format('ya')})?",
        rf"(?P<n2>{_MONTH})\s+(?:(?P<f2>\d{{1,2}}){th}(?P<j2>{joint}))?(?P<d2>\d{{1,2}}){th}"
        rf"(?:{gap}{by}(?P<y2>\d{{4}})|{short.format('yb')})",
        rf"(?:(?P<f3>\d{{1,2}})(?P<j3>\s?[-–]\s?))?(?P<d3>\d{{1,2}})(?P<s3>\s?[./-]\s?)(?P<r3>[IVX]{{1,4}})"
        rf"(?:(?:\s?[./–-]\s?|\s+)(?P<y3>\d{{4}}|\d\d(?!\d)){unit}?)?",
        rf"(?:{third}\s*)?(?P<n4>{_MONTH}),?\s+{by}(?P<y4>1\d{{3}}|20\d\d){unit}?",
        rf"(?P<n10>{_MONTH})\s+(?P<d10>\d{{1,2}})(?:{word('ordinals')}(?!\w)|(?=\s*(?:{_ENDS}|{week})))",
        r"(?<![./-])(?P<y9>1\d{3}|20\d\d)-(?P<m9>\d\d)-(?P<d9>\d\d)(?!-)",
        rf"(?<![./-])(?P<a>\d{{1,2}})(?P<s7>\.\s|[./-])(?P<b>\d{{1,2}})(?:\.\s|[./-])(?P<y7>\d{{4}}|\d\d)(?![./-]?\d)"
        rf"{unit}?{time}",
        r"(?P<d13>\d{1,2})\.\s?(?P<m13>\d{1,2})\.(?!\s?\d)",
    ]
    return LazyPattern(rf"(?<![\w])(?:{'|'.join(each)})(?![\w])", re.IGNORECASE)


def starts(text: str, digit: int, convention: Convention) -> Iterator[int]:
    """The possible starts of a date with its first digit at `digit`: a month or quotation mark before it, or there."""
    word = _word_before(convention).search(text, max(0, digit - _LEAD), digit)
    if word and _folded(word[1]) in months(convention):
        lead = _lead(convention).search(text, max(0, word.start() - _LEAD), word.start())
        if lead:
            yield lead.start()
        yield word.start()
    if text[digit - 1 : digit] in _QUOTES or text[digit - 1 : digit].isspace():
        quoted = digit - 1 if text[digit - 1] in _QUOTES else digit - 2
        if quoted >= 0 and text[quoted] in _QUOTES:
            yield quoted
    yield digit


@cache
def _word_before(convention: Convention) -> LazyPattern:
    """A pattern for a word that may be a month, before a number."""
    return LazyPattern(rf"{_WORD_BEFORE},?\s*(?:{convention.either('dates', 'before_year')}\s*)?$", re.IGNORECASE)


@cache
def _lead(convention: Convention) -> LazyPattern:
    """A pattern for what may come before a month: a part of it, or an empty field for the day."""
    part = "|".join(convention.either("dates", key) for key in ("early", "middle", "late"))
    return LazyPattern(rf"(?:(?<!\w)(?:{part})[\s-]*|[{_QUOTES}](?:\s{{0,9}}|_+)[{_QUOTES}]\s*)$", re.IGNORECASE)


@cache
def months(convention: Convention) -> Mapping[str, int]:
    """The number of each month by its names, in lower case and without the full stop of an abbreviation."""
    known: dict[str, int] = {}
    for vocabulary in convention.vocabularies:
        for number, names in enumerate(vocabulary.section("dates").get("months", ()), 1):
            known |= dict.fromkeys(_folded(names).split(), number)
    return known


def _folded(words: str) -> str:
    """The words in lower case, with composed accents and without the full stop of an abbreviation."""
    return unicodedata.normalize("NFC", words).casefold().rstrip(".")


def read_spelling(match: re.Match[str], convention: Convention) -> DateSpelling:
    """The values of a match of `spellings`; without a month if its words name none."""
    got = {name: value for name, value in match.groupdict().items() if value is not None}
    name = next((got[key] for key in ("n6", "n1", "n2", "n4", "n10") if key in got), "")
    number = got.get("m9") or got.get("m5") or got.get("m13")
    month = ROMAN.get(got["r3"].upper()) if "r3" in got else int(number) if number else None
    day = next((int(got[key]) for key in ("dq", "d1", "d2", "d3", "d5", "d9", "d10", "d12", "d13") if key in got), None)
    first = next((key for key in ("f1", "f2", "f3") if key in got), "")
    time = next((key for key in ("5", "8") if "h" + key in got), "")
    return DateSpelling(
        *_date_span(match, time),
        day=day,
        month=months(convention).get(_folded(name)) if name else month,
        year=next((got[key] for key in _YEARS if key in got), ""),
        relative=next((key for key in ("this", "last") if key in got), ""),
        first=int(got[first]) if first else None,
        joint=got["j" + first[1]].strip() if first else "",
        after_joint=match.end("j" + first[1]) if first else 0,
        third=next((key for key in ("early", "mid", "late") if key in got), ""),
        numbers=(int(got["a"]), int(got["b"])) if "a" in got else None,
        sign=got.get("s7", "").strip(),
        ordinary=_is_ordinary(got, name, convention),
        blank=match.span("blank") if "blank" in got else None,
        time=(match.start("h" + time), match.end("min" + time)) if time else None,
        hour=int(got["h" + time]) if time else 0,
        minute=int(got["min" + time]) if time else 0,
        alone=_is_at_line_end(match),
        short="d13" in got,
        nearby=next((key for key in ("same", "before") if key in got), ""),
    )


def _is_at_line_end(match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    before, after = text[max(0, start - _LEAD) : start].rstrip(" \t"), text[end : end + _LEAD].lstrip(" \t.,")
    return not before or not after or before[-1] in "\r\n" or after[0] in "\r\n"


def _date_span(match: re.Match[str], time: str) -> tuple[int, int]:
    """The date without the time before or after it."""
    if time == "5":
        return match.start("d5"), match.end()
    if time == "8":
        return match.start(), len(match.string[: match.start("h8")].rstrip(" ,\t\n\r"))
    return match.span()


def _is_ordinary(got: Mapping[str, str], name: str, convention: Convention) -> bool:
    """Whether a possible date without a year is more likely words: `2 may`, `1. I`."""
    if "r3" in got:
        return lazy_pattern(r"[/-]").search(got["s3"]) is None
    words = rf"(?:{convention.either('dates', 'ordinary')})\.?"
    return name[:1].islower() and lazy_pattern(words, re.IGNORECASE).fullmatch(name) is not None
