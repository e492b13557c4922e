"""What rules know of the lines of a letter: formulas that match whole, datelines, salutations, valedictions.

A rule gives a `Clue` for a line. A certain clue fixes the label of the line; a likely one is evidence for the model.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from teikit.core import CAPITAL
from teikit.recognizers import compiled
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters.addressees import address_lines, is_address, is_named, is_stopped
from teikit.transcript.blocks.letters.edition_heads import edition_head, goes_on, heads_dateline
from teikit.transcript.blocks.letters.formulas import (
    LINE,
    STOP,
    closed_up,
    is_greeting,
    is_name,
    is_valediction,
    tail_of,
)
from teikit.transcript.blocks.letters.labelled_lines import listed_lines, subject_lines
from teikit.transcript.blocks.letters.memo_lines import memo_lines
from teikit.transcript.blocks.letters.office_lines import (
    DATED,
    behind_formula,
    formula_type,
    is_dateline,
)
from teikit.transcript.blocks.letters.signing_lines import Signing
from teikit.transcript.blocks.letters.units import Unit
from teikit.transcript.blocks.signatories import begins_person, is_person
from teikit.transcript.blocks.tagged import label_of

# A line of this length is a paragraph where lines are not broken for width.
_PARAGRAPH = 130
# How many lines from the beginning may open a letter, and from the end may close it.
_OPENING, _CLOSING = 16, 14


# `V.`, `J. D.`: only initials.
_INITIALS = re.compile(rf"(?:[{CAPITAL}]\. ?){{1,3}}")
# A name alone has fewer words.
_NAMES = 3
# How many lines may be above the heading of an edition.
_HEADLINES = 3


class Clue(NamedTuple):
    """The label that a rule gives a line, and whether it is certain."""

    label: str
    certain: bool = False


def clues(units: Sequence[Unit], signing: Signing | None, context: BlockContext) -> Mapping[int, Clue]:
    """The clues of the lines that a rule knows, by the number of the unit; `signing` are the signatures at the end."""
    words = _words(units, context)
    known = dict(_certain(units, words, context))
    body = _first_text(units, words)
    last = _last_text(units, words)
    for index, line in enumerate(words):
        if index in known:
            headed = known[index].label == "heading" and not label_of(units[index].span, context.source)
            body = max(body, _first_text(units, words, index + 1)) if headed else body
        if units[index].aside or index in known:
            continue
        clue = opening(line, context) if index < min(_OPENING, body + 1) else None
        if clue is None and index > max(len(units) - 1 - _CLOSING, last) - 1 and index >= min(body, last):
            clue = closing(line, words[index + 1 : index + 3], context)
        if clue:
            known[index] = clue
    known |= {at: Clue(label, True) for at, label in address_lines(units, words, min(_OPENING, body), context).items()}
    known |= _signing(signing)
    return {**known, **_columns(units, known), **({} if signing else _named_above(units, words, known, context))}


def _signing(signing: Signing | None) -> Mapping[int, Clue]:
    """The clues of signatures, each of which may go on in the next line."""
    if signing is None:
        return {}
    labels = {"dateline": "dateline", "signature": "signed"}
    begun = {index: labels[blocks[0].kind] for index, blocks in signing.blocks.items()}
    return {index: Clue(begun.get(index, "rest"), True) for index in range(signing.first, signing.end)}


def is_headed(units: Sequence[Unit], context: BlockContext) -> bool:
    """Whether one of the lines is the heading of an edition, and not the name of who signs."""
    words = _words(units, context)
    known = _certain(units, words, context)
    named = _named_above(units, words, known, context)
    return any(clue.label == "heading" for clue in {**known, **named}.values())


def has_fields(units: Sequence[Unit], context: BlockContext) -> bool:
    """Whether lines at the top are the fields of a memorandum or a form."""
    return bool(memo_lines(units, _words(units, context), context))


def _words(units: Sequence[Unit], context: BlockContext) -> list[str]:
    return [" ".join(context.source.cut(unit.span).split()) for unit in units]


def _certain(units: Sequence[Unit], words: Sequence[str], context: BlockContext) -> Mapping[int, Clue]:
    """The clues of lines that markup labels, of long lines and postscripts, and of headings of editions."""
    known: dict[int, Clue] = {}
    for index, line in enumerate(words):
        if units[index].aside:
            continue
        tagged = label_of(units[index].span, context.source)
        clue = Clue(tagged, True) if tagged else _anywhere(line, context)
        above = known.get(index - 1)
        if above and above.label == "heading" and goes_on(words[index - 1], context.convention):
            clue = Clue("rest", True)
        if clue is None and index > _HEADLINES and heads_dateline(line, words[index + 1 : index + 2], context):
            known |= {index: Clue("heading", True), index + 1: Clue("dateline", True)}
            continue
        if clue is None and index <= _HEADLINES:
            headed = edition_head(line, words[index + 1 : index + 4], context)
            clue = Clue("heading", True) if headed else None
        if clue:
            known[index] = clue
    below = {**listed_lines(units, words, context), **subject_lines(units, words, context)}
    below |= memo_lines(units, words, context)
    return {**known, **{index: Clue(label, True) for index, label in below.items()}}


def _columns(units: Sequence[Unit], known: Mapping[int, Clue]) -> Mapping[int, Clue]:
    """The pieces of consecutive lines with the same number of columns, which are text and no parts of a letter."""
    rows: list[list[int]] = []
    for index, unit in enumerate(units):
        if unit.piece > 1 and rows:
            rows[-1].append(index)
        else:
            rows.append([index])
    columns: dict[int, Clue] = {}
    for before, row in pairwise(rows):
        certain = any(known[index].certain for index in (*before, *row) if index in known)
        if len(row) == len(before) > 1 and not units[row[0]].blanks and not certain:
            columns.setdefault(before[0], Clue("paragraph", True))
            columns.update(dict.fromkeys((*before[1:], *row), Clue("more", True)))
    return columns


def _named_above(
    units: Sequence[Unit], words: Sequence[str], known: Mapping[int, Clue], context: BlockContext
) -> Mapping[int, Clue]:
    """The line at the end of a text that repeats a name of the heading above it, which is the signature."""
    heads = " ".join(words[index] for index, clue in known.items() if clue.label == "heading")
    headed = [index for index, clue in known.items() if clue.label in ("heading", "formula", "dateline")]
    above = max((index for index in headed if index < _OPENING), default=-1)
    for index in range(len(units) - 1, max(above + 1, len(units) - _CLOSING), -1):
        name = words[index].strip(STOP)
        if heads and not units[index].aside and is_name(words[index], context.convention) and len(name) < DATED:
            repeated = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", heads, re.IGNORECASE)
            signs = repeated or _is_alone(units, words, index)
            return {index: Clue("signed", True)} if signs else {}
    return {}


def _is_alone(units: Sequence[Unit], words: Sequence[str], index: int) -> bool:
    """Whether one or two words without a mark are by themselves below a paragraph: the signature of a cable."""
    before = next((words[at] for at in range(index - 1, -1, -1) if not units[at].aside), "")
    ended = len(before) > LINE or before[-1:] in ".?!"
    return ended and len(closed_up(words[index]).split()) < _NAMES and words[index][-1:] not in ":;,?!"


def _first_text(units: Sequence[Unit], words: Sequence[str], start: int = 0) -> int:
    """The first line from `start` on that is long enough to be text; the number of lines without one."""
    lines = range(start, len(words))
    return next((n for n in lines if len(words[n]) > LINE and not units[n].aside), len(words))


def _last_text(units: Sequence[Unit], words: Sequence[str]) -> int:
    return next((n for n in range(len(words) - 1, -1, -1) if len(words[n]) > LINE and not units[n].aside), 0)


def _anywhere(line: str, context: BlockContext) -> Clue | None:
    if len(line) > _PARAGRAPH and not context.shape.width:
        return Clue("paragraph", True)
    if compiled(rf"{context.convention.either('letters', 'postscript')}(?!\w)\s*[.:]?").match(line):
        return Clue("postscript", True)
    return None


def opening(line: str, context: BlockContext) -> Clue | None:
    """The clue of a line that may open a letter."""
    if len(line) > 1.2 * LINE:
        return None
    if is_greeting(line, context.convention):
        return Clue("salute", line[-1:] in ",!:" or line[-1:].isalpha())
    if is_named(line, context):
        return Clue("salute", True)
    if is_stopped(line, context) or is_address(line, context):
        return Clue("salute")
    block = context.classify(line)
    if block and block.kind == "greeting":
        return Clue("salute", True)
    kind = formula_type(line, context)
    if kind != "transmission" and (is_dateline(line, context) or behind_formula(line, context)):
        return Clue("dateline", True)
    return Clue("formula", True) if kind else None


def closing(line: str, following: Sequence[str], context: BlockContext) -> Clue | None:
    """The clue of a line that may close a letter; `following` are the lines after it."""
    if is_valediction(line, context.convention):
        named = not following or is_name(following[0], context.convention) or line[-1:] in ","
        closes = bool(following) and is_valediction(following[0], context.convention)
        return Clue("valediction", closes or (named and line[-1:] not in ".?!"))
    if tail_of(line, context.convention):
        # The words that close the letter go on from a sentence.
        return Clue("paragraph", True)
    if len(line) < LINE and is_dateline(line, context):
        return Clue("dateline", True)
    if formula_type(line, context):
        return Clue("formula", True)
    block = context.classify(line) if len(line) < LINE else None
    if (block and block.kind == "signature") or _INITIALS.fullmatch(line):
        return Clue("signed", True)
    if len(line) < DATED and all(len(other) < LINE for other in following):
        if begins_person(line):
            return Clue("signed", True)
        return Clue("signed", is_person(line)) if is_name(line, context.convention) else None
    return None
