"""What rules know of the lines of a letter: formulas that match whole, datelines, salutations, valedictions.

A rule gives a `Clue` for a line. A certain clue fixes the label of the line; a likely one is evidence for the model.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import CAPITAL, Source, are_capitalised
from teikit.recognizers import compiled, is_function_word
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters.units import Unit
from teikit.transcript.blocks.signatories import begins_person, is_person
from teikit.transcript.blocks.tagged import label_of
from teikit.transcript.syntax import Group, Node

# A longer line is a sentence of the text.
_LINE = 75
# A line of this length is a paragraph where lines are not broken for width.
_PARAGRAPH = 130
# Longer words of politeness at the end of a letter.
_POLITE = 200
# The longest words that close a letter and run on from a sentence, with the name.
_TAIL = 260
# How many lines from the beginning may open a letter, and from the end may close it.
_OPENING, _CLOSING = 16, 14
STOP = ".,;:!?’'\"”»)–—- "


# A date in a spelling that the vocabularies do not know.
_YEAR, _DAY = re.compile(r"(?<!\d)1\d\d\d(?!\d)|(?<!\d)20\d\d(?!\d)"), re.compile(r"(?<!\d)(?:[12]?\d|3[01])(?!\d)")
_DATED, _DATE_WORDS = 60, 9
# The shortest and the longest heading of an edition, and how many lines may be above it.
_WRITER, _HEAD_LINES = (8, 260), 3


class Clue(NamedTuple):
    """The label that a rule gives a line, and whether it is certain."""

    label: str
    certain: bool = False


def clues(units: Sequence[Unit], context: BlockContext) -> Mapping[int, Clue]:
    """The clues of the lines that a rule knows, by the number of the unit."""
    known: dict[int, Clue] = {}
    words = [" ".join(context.source.cut(unit.span).split()) for unit in units]
    body = _first_text(units, words)
    last = _last_text(units, words)
    for index, line in enumerate(words):
        if units[index].aside:
            continue
        tagged = label_of(units[index].span, context.source)
        clue = Clue(tagged, True) if tagged else _anywhere(line, context)
        above = known.get(index - 1)
        if above and above.label == "heading" and _goes_on(words[index - 1], context.convention):
            clue = Clue("rest", True)
        if clue is None and index <= _HEAD_LINES:
            clue = edition_head(line, words[index + 1 : index + 4], context)
        if clue is None and index < min(_OPENING, body + 1):
            clue = opening(line, context)
        if clue is None and index > max(len(units) - 1 - _CLOSING, last) - 1 and index >= min(body, last):
            clue = closing(line, words[index + 1 : index + 3], context)
        if clue:
            known[index] = clue
    return {**known, **_named_above(units, words, known, context)}


def _named_above(
    units: Sequence[Unit], words: Sequence[str], known: Mapping[int, Clue], context: BlockContext
) -> Mapping[int, Clue]:
    """The line at the end of a text that repeats a name of the heading above it, which is the signature."""
    heads = " ".join(words[index] for index, clue in known.items() if clue.label == "heading")
    for index in range(len(units) - 1, max(0, len(units) - _CLOSING), -1):
        name = words[index].strip(STOP)
        if heads and not units[index].aside and is_name(words[index], context.convention) and len(name) < _DATED:
            repeated = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", heads, re.IGNORECASE)
            return {index: Clue("signed", True)} if repeated else {}
    return {}


def _first_text(units: Sequence[Unit], words: Sequence[str]) -> int:
    """The first line that is long enough to be text; the number of lines without one."""
    return next((n for n, line in enumerate(words) if len(line) > _LINE and not units[n].aside), len(words))


def _last_text(units: Sequence[Unit], words: Sequence[str]) -> int:
    return next((n for n in range(len(words) - 1, -1, -1) if len(words[n]) > _LINE and not units[n].aside), 0)


def _anywhere(line: str, context: BlockContext) -> Clue | None:
    if len(line) > _PARAGRAPH and not context.shape.width:
        return Clue("paragraph", True)
    if compiled(rf"{context.convention.either('letters', 'postscript')}(?!\w)\s*[.:]?").match(line):
        return Clue("postscript", True)
    return None


def opening(line: str, context: BlockContext) -> Clue | None:
    """The clue of a line that may open a letter."""
    if len(line) > 1.2 * _LINE:
        return None
    if is_greeting(line, context.convention):
        return Clue("salute", line[-1:] in ",!:" or line[-1:].isalpha())
    kind = formula_type(line, context)
    if kind != "transmission" and is_dateline(line, context):
        return Clue("dateline", True)
    return Clue("formula", True) if kind else None


def _is_dated(line: str, convention: Convention) -> bool:
    """Whether a line is a few words with a year and a day, in a spelling of dates that may be unknown; no sentence."""
    if len(line) > _DATED or line[-1:] in "?!:;" or _verb(convention).search(line):
        return False
    return bool(_YEAR.search(line) and _DAY.search(line)) and len(line.split()) <= _DATE_WORDS


def closing(line: str, following: Sequence[str], context: BlockContext) -> Clue | None:
    """The clue of a line that may close a letter; `following` are the lines after it."""
    if is_valediction(line, context.convention):
        named = not following or is_name(following[0], context.convention) or line[-1:] in ","
        return Clue("valediction", named and line[-1:] not in ".?!")
    if tail_of(line, context.convention):
        # The words that close the letter go on from a sentence.
        return Clue("paragraph", True)
    if len(line) < _LINE and is_dateline(line, context):
        return Clue("dateline", True)
    if formula_type(line, context):
        return Clue("formula", True)
    block = context.classify(line) if len(line) < _LINE else None
    if block and block.kind == "signature":
        return Clue("signed", True)
    if len(line) < _DATED and all(len(other) < _LINE for other in following):
        if begins_person(line):
            return Clue("signed", True)
        return Clue("signed", is_person(line)) if is_name(line, context.convention) else None
    return None


# ---------------------------------------------------------------- lines of editions, and of offices
def edition_head(line: str, following: Sequence[str], context: BlockContext) -> Clue | None:
    """The clue of a heading that an edition writes above a letter: its number, who writes to whom.

    A date is on one of the lines after it.
    """
    if not any(is_dateline(other, context) for other in following):
        return None
    convention = context.convention
    if _goes_on(line, convention) and following and _is_writer_to(f"{line} {following[0]}", convention):
        return Clue("heading", True)
    if _NUMBERED.match(line) and len(line) < _LINE and line.isupper() and is_dateline(following[0], context):
        return Clue("heading", True)
    number = compiled(rf"{context.convention.either('numbering', 'sign')}?\s?\d{{1,4}}[^\W\d_]?[.:]?")
    beside = any(_is_writer_to(other, context.convention) for other in (line, *following[:1]))
    headed = _is_writer_to(line, context.convention) or (beside and number.fullmatch(line) is not None)
    return Clue("heading", True) if headed else None


def _goes_on(line: str, convention: Convention) -> bool:
    """Whether a line of a heading goes on with the next: it ends with a small word."""
    return is_function_word(line.split()[-1], convention) and line[-1:].islower()


def _is_writer_to(line: str, convention: Convention) -> bool:
    """Whether a line says who writes to whom, and is no sentence: `The Consul at Tabriz to the Secretary of State`."""
    if not line[:1].isalnum() or line[-1:] in ",;:!?" or not _WRITER[0] < len(line) < _WRITER[1]:
        return False
    name = rf"(?-i:[{CAPITAL}]|[^\W\d_]{{1,3}}['’ ]?\s?[{CAPITAL}]|[^\W\d_]{{1,4}} [^\W\d_]{{1,4}} [{CAPITAL}])"
    to = rf"(?<=[\w).,\]])\s(?-i:{convention.either('letters', 'addressed_to')})\s{name}"
    before = compiled(rf"(?:\d{{1,4}}\.? )?(?-i:[{CAPITAL}]).{{3,}}?{to}").match(line)
    return before is not None and not _verb(convention).search(line) and not is_greeting(line, convention)


def is_dateline(line: str, context: BlockContext) -> bool:
    """Whether a line is a place and a date, perhaps with a time of day or a weekday."""
    # A mark of a note may be joined to the year.
    bare = _GLUED.sub("", line)
    block = context.classify(bare)
    return (block is not None and block.kind == "dateline") or _is_dated(bare, context.convention)


# The types of formulas by the keys of their words.
_FORMULAS = {"enclosure": "enclosure", "subject": "subject", "copies": "copy", "reference": "reference",
             "received": "transmission"}  # fmt: skip
# `893.00/4: Telegram`, and initials of who dictated and who typed.
_FILE = re.compile(
    r"(?=.{0,12}\d)[\w.]{2,12}/[\w½¼¾.-]{1,12}(?:/[\w.-]{1,9})*(?:: [^\W\d_]{1,20}(?: [^\W\d_]{1,20})?)?\.?"
)
_GLUED = re.compile(r"(?<=(?<!\d)1[5-9]\d\d)\d\.?\Z")
# `1529. M. P. CHEKHOVA`: a heading of a letter in an edition.
_NUMBERED = re.compile(r"\d{1,4}\. [^\W\d_]")
_INITIALS = re.compile(rf"[{CAPITAL}]{{2,4}}[/:][^\W\d_]{{1,4}}\.?")


def formula_type(line: str, context: BlockContext) -> str:
    """The type of a formula that is a whole line; empty where it is no formula."""
    if len(line) > _POLITE:
        return ""
    for key, kind in _FORMULAS.items():
        if compiled(context.convention.either("letters", key)).fullmatch(line):
            return kind
    if _FILE.fullmatch(line) and not is_year_date(line):
        return "reference"
    if _INITIALS.fullmatch(line):
        return "handling"
    block = context.classify(line)
    return (block.type or "handling") if block and block.kind == "formula" else ""


def received(nodes: Sequence[Node], context: BlockContext) -> bool:
    """Whether a bracket says when a telegram was received, as an edition prints it: `[Received April 15—2:45 p.m.]`."""
    if len(nodes) != 1 or not isinstance(nodes[0], Group):
        return False
    words = " ".join(nodes[0].inside.cut(context.source.text).split())
    return compiled(context.convention.either("letters", "received")).fullmatch(words) is not None


def is_year_date(line: str) -> bool:
    """Whether a line of figures and strokes is a date: `3/5/1921`."""
    parts = [part for part in re.split(r"\W", line) if part]
    return len(parts) == 3 and all(part.isdigit() for part in parts)


# ---------------------------------------------------------------- formulas of letters
@cache
def _verb(convention: Convention) -> re.Pattern[str]:
    return compiled(rf"(?<!\w){convention.either('finite_verbs')}(?!\w)")


def is_greeting(line: str, convention: Convention) -> bool:
    """Whether a line is a salutation from end to end, and not a sentence."""
    bare = line.rstrip(STOP).lstrip('"“„«‘')
    if not bare or line[-1:] in ".?;" or not bare[:1].isupper():
        return False
    known = compiled(convention.either("letters", "greeting")).fullmatch(bare)
    return known is not None and not _verb(convention).search(bare)


def is_valediction(line: str, convention: Convention) -> bool:
    """Whether a line is words that close a letter, from end to end."""
    bare = line.rstrip(STOP)
    if not bare or len(line) > _POLITE or line[-1:] == "?":
        return False
    known = f"(?:{convention.either('letters', 'valediction')}|{convention.either('closing', 'valediction')})"
    return compiled(known).fullmatch(bare) is not None


_CLAUSE = re.compile(r"(?<=[.,;:!?–—])\s+")


def tail_of(words: str, convention: Convention) -> int:
    """Where words that close a letter begin in a sentence, at the beginning of their clause; 0 without such words."""
    pattern = compiled(rf"(?<!\w){convention.either('letters', 'run_in')}[.,!]?\s*\Z")
    return next((at for at in clause_starts(words, convention) if pattern.match(words, at)), 0)


def clause_starts(words: str, convention: Convention) -> list[int]:
    """Where clauses begin at the end of some words: behind a mark, or at a word that joins."""
    start = max(0, len(words) - _TAIL)
    joining = compiled(rf"(?<=\s)(?:{convention.either('joining', 'and')}|&)\s")
    clauses = [match.end() for match in _CLAUSE.finditer(words, start)]
    return [*clauses, *(match.start() for match in joining.finditer(words, start))]


def is_name(line: str, convention: Convention) -> bool:
    """Whether a line may be a name: a few words with capitals, none of them a small word of the language."""
    words = line.strip(STOP + "/([").split()
    if not 1 <= len(words) <= 6 or any(char.isdigit() for char in line):
        return False
    names = [word for word in words if len(word) > 2 or word.endswith(".")]
    if is_person(line):
        return True
    capital = are_capitalised(line) or sum(word[:1].isupper() for word in words) * 2 > len(words)
    return capital and not any(is_function_word(word.strip(STOP), convention) for word in names)


def cut_name(line: str, convention: Convention) -> int:
    """Where the name begins in a line that closes a letter and is signed, as `Yours truly, J. Smith` is; or 0."""
    tokens = list(re.finditer(r"\S+", line))
    known = compiled(convention.either("letters", "closing_words"))
    for index in range(len(tokens) - 1, 0, -1):
        before = tokens[index - 1][0]
        if known.fullmatch(before.strip(STOP)):
            name = line[tokens[index].start() :]
            phrase = line[: tokens[index - 1].end()]
            return tokens[index].start() if _closes(phrase, name, convention) else 0
        if not tokens[index][0].lstrip('(/“"')[:1].isupper():
            return 0
    return 0


def _closes(phrase: str, name: str, convention: Convention) -> bool:
    bare = name.strip(STOP)
    known = compiled(convention.either("letters", "closing_words")).fullmatch(bare)
    return known is None and is_name(name, convention) and is_valediction(phrase, convention)


def is_address_of(key: str, line: str, convention: Convention) -> bool:
    """Whether a line begins as the address of the `sender` or the `recipient` does."""
    return compiled(rf"{convention.either('letters', key)}(?!\w)").match(line) is not None


def text_of(unit: Unit, source: Source) -> str:
    """The words of a unit on one line."""
    return " ".join(source.cut(unit.span).split())
