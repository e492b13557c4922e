"""Lines of an opener that belong together, however a text was read: a title and its number, a date and its place."""

import re
from collections.abc import Callable, Sequence

from teikit.core import Source, Span
from teikit.recognizers import compiled, find_dates
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.lines import join
from teikit.transcript.blocks.signatories import is_person
from teikit.transcript.model import Block
from teikit.transcript.syntax import Text

# The blanks between columns.
_COLUMNS = re.compile(r"[ \u00a0]{3,}|[ \u00a0]*\t[ \t\u00a0]*")
# How many blocks may open a text; the longest line; the words of a place.
_TOP, _LINE, _PLACE = 12, 60, 5
_TITLES = {"salute", "greeting", "caps", "title", "address", "name", "paragraph", "formula"}
_PLACES = {"salute", "greeting", "caps", "title", "address", "name", "paragraph"}


def with_opening_lines(blocks: Sequence[Block], context: BlockContext) -> list[Block]:
    """The blocks, where the number of an order is in its title, and a place beside a date in the dateline."""
    top = _joined(_joined(blocks[:_TOP], _title_and_number, context), _date_and_place, context)
    return [*_addressed(top, context.source), *blocks[_TOP:]]


def _joined(
    blocks: Sequence[Block], way: Callable[[Block, Block, BlockContext], Block | None], context: BlockContext
) -> list[Block]:
    """The blocks, where two that belong together in a way are one."""
    kept: list[Block] = []
    for block in blocks:
        joined = way(kept[-1], block, context) if kept and not (kept[-1].footnotes or block.footnotes) else None
        kept[-1:] = [joined] if joined else [*kept[-1:], block]
    return kept


def _title_and_number(before: Block, block: Block, context: BlockContext) -> Block | None:
    """`GENERAL ORDERS,⏎No. 9.`"""
    words = " ".join(context.source.cut(before.span).split()).rstrip(",.: ")
    number = compiled(rf"{context.convention.either('numbering', 'sign')}\s?\d{{1,4}}[^\W\d_]?\.?")
    if before.kind not in _TITLES or context.source.text.count("\n", before.span.end, block.span.start) != 1:
        return None
    named = compiled(context.convention.either("letters", "orders")).fullmatch(words)
    if not named or not number.fullmatch(context.source.cut(block.span).strip()):
        return None
    return join(before, block, "title")._replace(zone=before.zone)


def _date_and_place(before: Block, block: Block, context: BlockContext) -> Block | None:
    """`5 May 1951      Upper Lom`: a date and a place in columns of one line, in either order."""
    text = context.source.text
    if {before.kind, block.kind} & {"dateline"} != {"dateline"} or before.kind == block.kind:
        return None
    if before.parts or block.parts or not _COLUMNS.fullmatch(text, before.span.end, block.span.start):
        return None
    place, dated = (before, block) if block.kind == "dateline" else (block, before)
    date = next(find_dates(dated.span.cut(text), context.convention), None)
    words = text[place.span.start : place.span.end]
    plain = place.kind in _PLACES and len(words) <= _LINE and len(words.split()) <= _PLACE
    if date is None or date.span.start or is_person(words):
        return None
    if not plain or any(map(str.isdigit, words)) or words.rstrip()[-1:] in ":;!?":
        return None
    if not all(isinstance(node, Text) for node in (*before.nodes, *block.nodes)):
        return None
    span = Span(before.span.start, block.span.end)
    return Block("dateline", span, (Text(span),), zone=before.zone)


def _addressed(blocks: Sequence[Block], source: Source) -> list[Block]:
    """The blocks, where a line in capitals between what opens a telegram and its text is whom it is for."""
    kept = list(blocks)
    for index, block in enumerate(blocks[:-1]):
        above = blocks[:index]
        known = bool(above) and all(line.kind in ("formula", "dateline", "page") for line in above)
        sent = any(line.type == "transmission" for line in above) and any(line.kind == "dateline" for line in above)
        words = source.cut(block.span).strip()
        plain = block.kind in ("title", "caps") and block.type != "editorial" and words.isupper()
        if known and sent and plain and len(words) <= _LINE and not any(map(str.isdigit, words)):
            kept[index] = block._replace(kind="salute", type="", cert="medium")
    return kept
