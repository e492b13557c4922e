"""What is known of one line by itself, each in a few values."""

import re
from bisect import bisect
from functools import lru_cache
from typing import NamedTuple

LENGTHS = (4, 11, 26, 46, 66, 91, 151)
_COUNTS = (1, 2, 3, 5, 8, 13)
_LONG = 160
_HEAD = 50  # of a longer line so many characters are looked at for words and capitals
_DIGIT = re.compile(r"\d")
HAS_DIGIT = _DIGIT.search
MARK = re.compile(r"\[(\d{1,3})\]|(?<=[^\W\d_.,])(\d{1,2})(?!\w)")
_NUMBER = re.compile(r"\d+")
_NUMERIC = re.compile(r"(?<!\d)\d{1,2}\s*[./-]\s*(?:\d{1,2}|[IVX]{1,4})(?!\w)\s*[./-]?\s*(?:\d{2,4})?")
_ITEM = re.compile(
    r"(?:(?P<n>\d{1,3})(?P<after>\\?[.)°]+|\s)|\[(?P<m>\d{1,3})\]|\((?P<k>\d{1,3}|[^\W\d_])\)"
    r"|(?P<l>[^\W\d_]|[IVX]{1,4})[.)]|(?P<d>[-–—•*]))\s*(?=\S)"
)
_PAGE = re.compile(r"[\[/(–—-]?\s*(?:[^\W\d_]{1,6}\.?\s*)?\d{1,4}\s*[rvab]?\s*[\]/)–—-]?")
_INITIAL = re.compile(r"(?<!\w)[^\W\d_]\.")
_WORD = re.compile(r"\w+")
_TWO = re.compile(r"\W*(\w)\.?\s?(\w)(?:\.|\s|:|$)")
_CLASSES = {
    **dict.fromkeys(".,:;!?", ""),
    **dict.fromkeys("[(/{", "["),
    **dict.fromkeys("])}", "]"),
    **dict.fromkeys("\"“”„«»'’‘", '"'),
    **dict.fromkeys("-–—―", "-"),
}
# The same line is asked for by rules and labels; shapes of so many lines are kept.
_RECENT = 2048


class Words(dict[str, tuple[str, ...]]):
    """The groups of each word; one such table is a key of what is kept."""

    __hash__ = object.__hash__  # type: ignore[assignment]


class Shape(NamedTuple):
    """What is known of a line by itself: counts in steps, kinds of its first and last sign, groups of its words."""

    length: int
    tokens: int
    first: str
    last: str
    date: str  # N: digits with points, Y: a year, D: a day
    caps: str  # U: capitals only, a: each word has one, m: most, s: some, f: few, -: no letters
    item: str  # how it is numbered: n "1.", f "1 ", b "[1]", p "(1)", l "a)", d a dash; "-" not
    page: bool
    initial: bool
    bracket: str
    commas: int
    cells: bool
    label: int  # words before a colon, 0 for none
    words: tuple[str, ...]
    unknown: int  # words that are in no group, at most 3


class Seen(NamedTuple):
    """The shape of a line, with its number as a list item or note, and the words before its colon."""

    shape: Shape
    number: int
    speaker: str


OUTSIDE = Shape(9, 9, "^", "^", "^", "^", "^", False, False, "", 0, False, 0, (), 0)


@lru_cache(_RECENT)
def shape_of(text: str, words: Words) -> Seen:
    """The shape of a line without blanks at its ends."""
    short = len(text) <= _LONG
    head = text if short else text[:_LONG]
    begin = text if len(text) <= 90 else text[:_HEAD]
    item = _ITEM.match(head)
    kind, number = _item(item) if item else ("-", 0)
    digits = short and _DIGIT.search(head) is not None
    groups, unknown = _groups(begin, words)
    colon = head.find(":", 0, 42)
    before = (
        head[:colon]
        if colon > 0 and head[0].isalpha() and not head[0].islower() and not any(sign in head[:colon] for sign in "!?;")
        else ""
    )
    shape = Shape(
        length=bisect(LENGTHS, len(text)),
        tokens=bisect(_COUNTS, text.count(" ") + 1),
        first=_kind(text[0]),
        last=text[-1] if text[-1] in ".,:;!?" else _kind(text[-1]),
        date=_date(head) if digits else "0",
        caps=_capitals(begin),
        item=kind,
        page=digits and len(text) < 20 and _PAGE.fullmatch(text) is not None,
        initial=short and "." in head and _INITIAL.search(head) is not None,
        bracket=("[" if text[0] in "[(/{" else "") + ("]" if text[-1] in "])/}" else ""),
        commas=min(head.count(","), 2),
        cells="\t" in text or "|" in text or "    " in text,
        label=min(before.count(" ") + 1, 4) if before else 0,
        words=groups,
        unknown=unknown,
    )
    return Seen(shape, number, before)


def _item(match: re.Match[str]) -> tuple[str, int]:
    """How a line is numbered, and its number, 0 for letters and dashes."""
    number = match["n"] or match["m"] or match["k"] or ""
    kind = "n" if match["n"] and match["after"].strip() else "f" if match["n"] else "b" if match["m"] else "p"
    kind = kind if number else "l" if match["l"] else "d"
    return kind, int(number) if number.isdecimal() else 0


def _date(text: str) -> str:
    """What of a date the digits of a line may be."""
    numbers = _NUMBER.findall(text)
    year = any(len(number) == 4 and "1200" <= number < "2100" for number in numbers)
    day = any(len(number) < 3 and 0 < int(number) < 32 for number in numbers)
    return ("N" if _NUMERIC.search(text) else "") + ("Y" if year else "") + ("D" if day else "") or "1"


def _capitals(text: str) -> str:
    """How many of the words of a line begin with a capital."""
    if text.isupper():
        return "U"
    first = [word.lstrip("\"'“„«([/")[:1] for word in text.split()]
    letters = sum(map(str.isalpha, first))
    share = sum(map(str.isupper, first)) / letters if letters else 0
    if not letters:
        return "-"
    return "a" if share >= 1 else "m" if share > 0.55 else "s" if share > 0.25 else "f"


def _groups(text: str, words: Words) -> tuple[tuple[str, ...], int]:
    """The groups of words that a line has, with "0" where one begins it; and how many words are in none."""
    groups: dict[str, None] = {}
    two = _TWO.match(text)
    if two:
        groups.update(dict.fromkeys(group + "2" for group in words.get((two[1] + two[2]).lower(), ())))
    unknown = 0
    for place, word in enumerate(_WORD.findall(text.lower())):
        known = words.get(word)
        if not known:
            unknown += not word.isdecimal()
            continue
        for group in known:
            if place == 0:
                groups[group + "0"] = None
            groups[group] = None
    return tuple(groups), min(unknown, 3)


def _kind(char: str) -> str:
    """The kind of the sign at an end of a line."""
    if char.isalpha():
        return "A" if char.isupper() else "a"
    return "1" if char.isdigit() else _CLASSES.get(char) or "o"
