"""What of the words of a block fits what it was read as: named evidence, one name for each thing that is so.

The words are looked up in the vocabularies of the text, dates are found by the recognizers, numbers are compared with
those of the lines above and below. Nothing here decides: `doubt` weighs the names.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from teikit.conventions import Convention
from teikit.core import Source, Span, are_capitalised
from teikit.recognizers import compiled, find_dates, find_times, find_weekday, is_function_word

# Marks round the words of a formula or a name.
_STOP = ".,;:!?’'\"”»)–—- "
# The longest words that are looked up, and the most words beside a date that may be a place.
_LONGEST, _PLACE = 200, 4
# A heading, a name and a line of a form have no more characters.
_SHORT, _MOST_NAMES = 60, 5
_PARAGRAPH = 300
# How far the number before and behind is looked for.
_NEAR = 6000
_ENDS = '.!?:;…"”’»)]'
_NUMBER = re.compile(r"[\[(]?(\d{1,3})([.)\]:]{1,2}|[ \t])")
_LETTER = re.compile(r"[\[(]?([^\W\d_])([.)\]]{1,2})")
_ROMAN = re.compile(r"[\[(]?([IVX]{1,5}|[ivx]{1,5})([.)\]]{1,2}|(?=\s))")
_DASHES = frozenset("-–—•*")
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
# The keys of the formulas of letters.
_FORMULAS = ("enclosure", "subject", "subject_label", "copies", "reference", "received")
# Brackets in which an editor completes words.
_BRACKETS = str.maketrans("", "", "[]")
EXACT = "exact"
"""The name that is added where the words of a block are just what its kind is known by."""
_EXACT: Mapping[str, tuple[frozenset[str], ...]] = {
    "dateline": (frozenset({"day and year", "a date fills it"}), frozenset({"day and year", "place and date fill it"})),
    "valediction": (frozenset({"known words", "a name below"}),),
    "salute": (frozenset({"known words"}), frozenset({"a field"})),
    "signed": (frozenset({"a word for signed", "a name"}), frozenset({"a name", "below a valediction"})),
    "attendance": (frozenset({"a word for present"}),),
    "head": (frozenset({"number goes on"}), frozenset({"first number"}), frozenset({"last number"})),
    "item": (frozenset({"number goes on"}), frozenset({"first number"}), frozenset({"last number"})),
    "formula": (frozenset({"known words"}), frozenset({"a field"})),
}


def fits_of(kind: str, source: Source, span: Span, convention: Convention) -> tuple[str, ...]:
    """The names of what fits a block of a kind of `doubt.LABELS` at a span of a source."""
    known = _FITS.get(kind)
    names = tuple(known(source.text, span, convention)) if known else ()
    return (EXACT, *names) if any(exact <= {*names} for exact in _EXACT.get(kind, ())) else names


# ---------------------------------------------------------------- datelines
def _dateline(text: str, span: Span, convention: Convention) -> Iterator[str]:
    """Whether a date fills the line, with a place or with other words, and how whole it is."""
    words = " ".join(span.cut(text).translate(_BRACKETS).split())[:_LONGEST]
    if _is_field(words, ("date",), convention):
        words = words.partition(":")[2].strip()
    dates = [date for date in find_dates(words, convention) if not date.time]
    if not dates:
        yield "a weekday" if find_weekday(words, convention) else "no date"
        return
    stated = any(date.stated and date.when for date in dates)
    days = any(date.when.count("-") == 2 for date in dates)
    yield "day and year" if stated and days else "a year" if stated else "no year"
    left = _left(words, dates[0].span, convention)
    before, behind = (_words(part, convention) for part in left)
    if not before and not behind:
        yield "a date fills it"
    elif _may_be_place(before) and _may_be_place(behind):
        yield "place and date fill it"
    else:
        yield "a date with other words"


def _is_field(words: str, names: Iterable[str], convention: Convention) -> bool:
    """Whether words begin with the label of one of some fields of a memorandum."""
    label, colon, rest = words.partition(":")
    known = (compiled(convention.either("fields", name)).fullmatch(label.strip()) for name in names)
    return bool(colon and rest.strip()) and len(label) < _SHORT and any(known)


def _left(words: str, date: Span, convention: Convention) -> tuple[str, str]:
    """The words before and behind a date, without times of day and days of the week."""
    parts = []
    for part in (words[: date.start], words[date.end :]):
        others = [*find_times(part, convention), *([day] if (day := find_weekday(part, convention)) else [])]
        for other in sorted(others, key=lambda time: -time.span.start):
            part = part[: other.span.start] + " " + part[other.span.end :]
        parts.append(part)
    return parts[0], parts[1]


def _words(part: str, convention: Convention) -> list[str]:
    """The words that are left, without marks and the small words of the language at the ends."""
    words = [word.strip(_STOP + "([„“«") for word in part.split()]
    words = [word for word in words if word]
    while words and words[-1].islower() and is_function_word(words[-1], convention):
        words.pop()
    while words and is_function_word(words[0], convention):
        words.pop(0)
    return words


def _may_be_place(words: list[str]) -> bool:
    capitals = sum(word[:1].isupper() for word in words)
    return not words or (len(words) <= _PLACE and words[0][:1].isupper() and capitals * 2 >= len(words))


# ---------------------------------------------------------------- openers and closers
def _valediction(text: str, span: Span, convention: Convention) -> Iterator[str]:
    bare = " ".join(span.cut(text).split())
    yield "known words" if _is_valediction(bare, convention) else "no known words"
    yield f"{_length(bare)} {bare[-1:] if bare[-1:] in ',.' else 'other end'}"
    below = _below(text, span)
    yield "a name below" if below and _are_names(below) else "no name below"


def _is_valediction(words: str, convention: Convention) -> bool:
    known = rf"(?:{convention.either('letters', 'valediction')}|{convention.either('closing', 'valediction')})"
    bare = words.rstrip(_STOP)
    return bool(bare) and len(words) <= _LONGEST and compiled(known).fullmatch(bare) is not None


def _salute(text: str, span: Span, convention: Convention) -> Iterator[str]:
    words = " ".join(span.cut(text).split())
    bare = words.rstrip(_STOP).lstrip('"“„«‘')
    known = len(bare) <= _LONGEST and compiled(convention.either("letters", "greeting")).fullmatch(bare)
    field = not known and _is_field(words, ("to",), convention)
    yield "known words" if known else "a field" if field else "no known words"
    yield f"{_length(words)} {'mark' if words[-1:] in ',:!' else 'other end'}"


def _formula(text: str, span: Span, convention: Convention) -> Iterator[str]:
    words = " ".join(span.cut(text).split())
    short = words[:_LONGEST]
    known = any(compiled(pattern).fullmatch(short) for pattern in _formulas(convention))
    field = not known and _is_field(words, ("from", "through", "subject"), convention)
    unknown = "a field" if field else "in capitals" if words.isupper() else "no known words"
    yield "known words" if known else unknown
    yield _length(words)
    yield "digits" if any(map(str.isdigit, short)) else "no digits"


def _formulas(convention: Convention) -> Iterator[str]:
    """The patterns of the formulas of letters and of offices."""
    yield from (convention.either("letters", key) for key in _FORMULAS)
    yield from (formula.pattern for vocabulary in convention.vocabularies for formula in vocabulary.formulas)


def _signed(text: str, span: Span, convention: Convention) -> Iterator[str]:
    """Whether a word says that a name signs, whether it is one, and whether a valediction is above it."""
    words = " ".join(span.cut(text).split())
    marked = compiled(rf"{convention.either('closing', 'signed')}\s*").match(words)
    name = words[marked.end() :] if marked else words
    yield "a word for signed" if marked else "no word for signed"
    first = name.split(",")[0]
    yield "a name" if _are_names(first) else "names and words" if are_capitalised(first) else "no name"
    above = _above(text, span)
    yield "below a valediction" if _is_valediction(above, convention) else f"below {_end_of(above)}"
    yield "one word" if " " not in name else _length(name)


def _are_names(words: str) -> bool:
    """Whether words are a few names; small words with a stop are abbreviations: `gez. Schulz`, `Gen. d. Inf.`"""
    names = [word for word in words.split() if word.strip(_STOP + "([/„“") and not (word.islower() and word[-1] == ".")]
    small = sum(name[:1].islower() for name in names)
    return 1 <= len(names) <= _MOST_NAMES and not any(map(str.isdigit, words)) and small * 3 <= len(names) - 1


def _address(text: str, span: Span, convention: Convention) -> Iterator[str]:
    words = span.cut(text)
    either = rf"(?:{convention.either('letters', 'recipient')}|{convention.either('letters', 'sender')})"
    yield "a word for whom" if compiled(rf"{either}(?!\w)").match(words.strip()) else "no word for whom"
    yield f"lines {min(words.strip().count(chr(10)) + 1, 3)}"


def _attendance(text: str, span: Span, convention: Convention) -> Iterator[str]:
    words = span.cut(text).strip().split("\n")[0]
    label = compiled(rf"{convention.either('letters', 'attendance')}(?!\w)").match(words)
    yield "a word for present" if label else "no word for present"


# ---------------------------------------------------------------- headings, items, paragraphs
def _head(text: str, span: Span, convention: Convention) -> Iterator[str]:
    words = " ".join(span.cut(text).split())
    short = words[:_LONGEST]
    yield _sequence(text, span)
    dated = next(find_dates(short, convention), None) if any(map(str.isdigit, short)) else None
    yield "in capitals" if words.isupper() else "a date" if dated else "other words"
    yield f"{_length(words)} {'stop' if words[-1:] in '.!?;,' else 'open'}"
    yield "blank lines round it" if _is_apart(text, span) else "beside other lines"


def _item(text: str, span: Span, convention: Convention) -> Iterator[str]:
    del convention
    yield _sequence(text, span)


def _entry(text: str, span: Span, convention: Convention) -> Iterator[str]:
    words = span.cut(text).lstrip().split("\n")[0][:_LONGEST]
    date = next(find_dates(words, convention), None)
    yield (
        "a date begins it" if date and not words[: date.span.start].strip(_STOP) else "a date in it" if date else "none"
    )


def _paragraph(text: str, span: Span, convention: Convention) -> Iterator[str]:
    del convention
    size = span.end - span.start
    stop = "ends a sentence" if text[span.start : span.end].rstrip()[-1:] in _ENDS else "ends no sentence"
    first = text[span.start : span.start + 1]
    yield f"{'very long' if size > _PARAGRAPH else 'long' if size > _SHORT else 'short'}, {stop}"
    yield "capital" if first.isupper() else "small letter" if first.islower() else "other sign"
    yield "blank lines round it" if _is_apart(text, span) else "beside other lines"


# ---------------------------------------------------------------- neighbours
def _sequence(text: str, span: Span) -> str:
    """How the number that a line begins with goes on from that of a line above, and goes on below."""
    match = _NUMBER.match(text, span.start) or _ROMAN.match(text, span.start) or _LETTER.match(text, span.start)
    if match is None:
        return "a dash" if text[span.start : span.start + 1] in _DASHES else "no number"
    number = match[1]
    lead = text[text.rfind("\n", 0, span.start) + 1 : match.start(1)]
    begin, end = "\n" + lead, match[2]
    near = _beside(number)
    since = max(0, span.start - _NEAR)
    starts = "" if since else text[: span.start]
    above = any(
        text.rfind(begin + n + end, since, span.start) >= 0 or starts.startswith(lead + n + end) for n, _ in near if n
    )
    below = any(text.find(begin + n + end, span.start, span.start + _NEAR) >= 0 for _, n in near if n)
    if above:
        return "number goes on" if below else "last number"
    first = any(before in ("", "0") for before, _ in near)
    if below:
        return "first number" if first else "number goes on below"
    return "number one alone" if first else "number alone"


def _beside(number: str) -> list[tuple[str, str]]:
    """The numbers before and behind a number or letter, as either may be meant; empty where no number is."""
    if number.isdecimal():
        return [(str(int(number) - 1), str(int(number) + 1))]
    near = []
    if number.upper() in _ROMANS:
        at = _ROMANS.index(number.upper()) + 1
        pair = ("", *_ROMANS, "")[at - 1], ("", *_ROMANS, "")[at + 1]
        near = [pair if number.isupper() else (pair[0].lower(), pair[1].lower())]
    if len(number) == 1:
        near.append(("" if number in "aA" else chr(ord(number) - 1), chr(ord(number) + 1)))
    return near


def _is_apart(text: str, span: Span) -> bool:
    """Whether a blank line, or none, is above a block and below it."""
    above, below = text[max(0, span.start - _LONGEST) : span.start], text[span.end : span.end + _LONGEST]
    over = not above.strip() or above.rstrip(" \t").endswith("\n\n")
    return over and (not below.strip() or below.lstrip(" \t").startswith("\n\n"))


def _above(text: str, span: Span) -> str:
    """The words of the line above a block, of one before it on its line."""
    lines = text[max(0, span.start - _LONGEST) : span.start].rstrip().split("\n")
    return lines[-1].strip()


def _below(text: str, span: Span) -> str:
    """The words of the line below a block, or of what follows it on its line."""
    return text[span.end : span.end + _LONGEST].lstrip().split("\n")[0].strip()


def _end_of(words: str) -> str:
    return (
        "nothing" if not words else "a comma" if words[-1] == "," else "a sentence" if words[-1] in _ENDS else "words"
    )


def _length(words: str) -> str:
    return "short" if len(words) <= _SHORT // 2 else "one line" if len(words) <= _SHORT else "long"


_FITS: Mapping[str, Callable[[str, Span, Convention], Iterator[str]]] = {
    "dateline": _dateline, "valediction": _valediction, "salute": _salute, "formula": _formula, "signed": _signed,
    "address": _address, "attendance": _attendance, "head": _head, "item": _item, "entry": _entry, "p": _paragraph,
}  # fmt: skip
