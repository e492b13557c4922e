"""The signatures below minutes, reports, orders and deeds: names with their offices, in lines and in columns.

`W. Dodd, Chairman`, `C. Reeve,⏎Harbour Master`, `Secretary: A. Low`, `Signed: head of section⏎Colonel Low`, and a row
of offices above a row of names. A comma behind a name announces the office, whatever it is called; elsewhere the
vocabularies know it. Names alone are no evidence: other rules and the labels of lines read them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from teikit.core import Span
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters.formulas import is_valediction, text_of
from teikit.transcript.blocks.letters.office_lines import formula_type
from teikit.transcript.blocks.letters.signing_parts import (
    ALONE,
    DATE,
    NAME_COMMA,
    NAME_OFFICE,
    OFFICE_NAME,
    SIGNED_OFFICE,
    Line,
    signing_parts,
)
from teikit.transcript.blocks.letters.units import Unit
from teikit.transcript.blocks.paragraphs import as_one
from teikit.transcript.model import Block, span_of
from teikit.transcript.syntax import Break, Node, Text, clip

# The most lines of signatures; a longer line is text.
_MOST, _TEXT = 14, 40
# The end of a sentence.
_ENDS = '.!?:;”»")'


class Signing(NamedTuple):
    """The signatures at the end of a text: the blocks by the number of the unit that they begin in; all units."""

    blocks: Mapping[int, tuple[Block, ...]]
    first: int
    end: int
    span: Span


def signing_lines(units: Sequence[Unit], context: BlockContext) -> Signing | None:
    """The signatures at the end of the lines of a text, where offices show that they are some; else None."""
    words = [text_of(unit, context.source) for unit in units]
    end = _end(units, words, context)
    lines: list[Line] = []
    first = end
    while first > 1 and end - first < _MOST and (pieces := signing_parts(units, words, first - 1, context)):
        lines = [*pieces, *lines]
        first = pieces[0].unit
    lines = _without_dates_above(lines)
    if not lines or not _are_signatures(lines):
        return None
    first = lines[0].unit
    if not _is_below_text(units, words, first, context):
        return None
    blocks = _blocks(lines)
    return Signing(blocks, first, end, Span(units[first].span.start, units[end - 1].span.end)) if blocks else None


def _end(units: Sequence[Unit], words: Sequence[str], context: BlockContext) -> int:
    """The end of the lines that may sign: enclosures, copies and brackets are below them."""
    end = len(units)
    while end and (units[end - 1].aside or formula_type(words[end - 1], context)):
        # `Secretary: A. Low` may name a typist; below another office with a name it signs.
        above, last = (signing_parts(units, words, at, context) for at in (max(0, end - 2), end - 1))
        if above and last and all(line.kind == OFFICE_NAME for line in (*above, *last)):
            break
        end -= 1
    return end


def _without_dates_above(lines: list[Line]) -> list[Line]:
    """The lines from the first signature on; a date above it is read elsewhere."""
    while lines and lines[0].kind == DATE:
        lines = lines[1:]
    return lines


def _are_signatures(lines: Sequence[Line]) -> bool:
    """Whether offices show that lines are signatures: one is sure, two are found by a word and a name beside it."""
    kinds = [line.kind for line in lines if not line.weak]
    sure = {OFFICE_NAME, NAME_OFFICE, NAME_COMMA, SIGNED_OFFICE} & set(kinds)
    weak = sum(line.weak for line in lines)
    rows = any(line.row and line.office for line in lines) and any(line.row and line.name for line in lines)
    return bool(sure) or weak > 1 or rows


def _is_below_text(units: Sequence[Unit], words: Sequence[str], first: int, context: BlockContext) -> bool:
    """Whether text is above, and a blank line, the end of a sentence or words that close a letter directly above."""
    if not any(len(line) > _TEXT for line in words[:first]):
        return False
    before = next((n for n in range(first - 1, -1, -1) if not units[n].aside), 0)
    closed = words[before][-1:] in _ENDS or is_valediction(words[before], context.convention)
    return bool(units[first].blanks) or closed


# ---------------------------------------------------------------- blocks
def _blocks(lines: Sequence[Line]) -> dict[int, tuple[Block, ...]]:
    """The blocks of the lines, by the units that they begin in; empty where a line fits no signature."""
    blocks: dict[int, tuple[Block, ...]] = {}
    for together in _together(lines):
        first = together[0]
        if len(together) == 1 and not first.row and first.kind in (NAME_COMMA, SIGNED_OFFICE):
            return {}
        nodes = as_one([(Text(line.span),) for line in together])
        blocks[first.unit] = (*blocks.get(first.unit, ()), _block(together, nodes))
    return blocks


def _block(lines: Sequence[Line], nodes: tuple[Node, ...]) -> Block:
    """The block of a date or a signature; its parts are the name and the office."""
    if lines[0].kind == DATE:
        return Block("dateline", span_of(nodes), nodes)
    named = [(span, kind) for line in lines for span, kind in ((line.name, "name"), (line.office, "office")) if span]
    parts = tuple([Block(kind, span, clip(nodes, span)) for span, kind in sorted(named)])
    return Block("signature", span_of(nodes), nodes, type="signed", parts=parts)


def _together(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The lines of each signature: an office above or below its name; the columns of a row are each by itself."""
    dated = [line for line in lines if line.kind != DATE]
    above = bool(dated) and dated[0].name is None
    at = 0
    while at < len(lines):
        line, below = lines[at], lines[at + 1] if at + 1 < len(lines) else None
        beside = below is not None and not (line.row or below.row) and below.unit == line.unit + 1
        pair = below is not None and beside and _pair(line, below, above)
        yield lines[at : at + 2] if pair else lines[at : at + 1]
        at += 2 if pair else 1


def _pair(line: Line, below: Line, above: bool) -> bool:
    """Whether the office and the name of one person are on two lines; `above` says that offices come first."""
    if line.kind == SIGNED_OFFICE:
        return below.name is not None
    if line.kind == NAME_COMMA:
        return below.name is None and below.office is not None
    if line.kind != ALONE or below.kind != ALONE:
        return False
    first, second = (line.office, below.name) if above else (line.name, below.office)
    return first is not None and second is not None


def with_signing_lines(blocks: Sequence[Block], units: Sequence[Unit], context: BlockContext) -> list[Block] | None:
    """The blocks of a text that is no letter, with the signatures at its end; None where offices show none.

    A block that goes on into the signatures ends above them.
    """
    signing = signing_lines(units, context)
    if signing is None:
        return None
    start, end = signing.span
    inside = [block for block in blocks if block.span.start < end and block.span.end > start]
    if any(block.footnotes or block.rows or block.span.end > end for block in inside):
        return None
    above = [_cut(block, start) for block in blocks if block.span.start < start]
    signed = [block for at in sorted(signing.blocks) for block in signing.blocks[at]]
    return [*above, *signed, *(block for block in blocks if block.span.start >= end)]


def _cut(block: Block, end: int) -> Block:
    """A block up to an offset, without the blanks and line ends before it."""
    if block.span.end <= end:
        return block
    nodes = clip(block.nodes, Span(block.span.start, end))
    while isinstance(nodes[-1], Break):
        nodes = nodes[:-1]
    return block._replace(span=span_of(nodes), nodes=nodes)
