"""Numbered headings with their text on the next line: agenda points of minutes, sections of reports.

`1. Roof` is a heading where its line is short, is no sentence, and the line below begins one. An item whose line is
broken for width is not one: the next word would not have fitted there. One such line alone is not enough.
"""

from collections.abc import Sequence

from teikit.recognizers import compiled
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.lines import cut_lines
from teikit.transcript.model import Block, span_of
from teikit.transcript.syntax import Break, Text

# The maximum number of words of such a heading, and the minimum number of such headings in a text.
_WORDS, _HEADS = 10, 2
# How much of the width of a line a heading and the word below it may have.
_FITS = 0.8


def with_item_heads(blocks: Sequence[Block], context: BlockContext) -> list[Block]:
    """The blocks, where a numbered heading with its text on the next line is a block of its own."""
    heads = {index: at for index, block in enumerate(blocks) if (at := _heading_end(block, context)) is not None}
    items = sum(block.kind == "item" and bool(block.n) and _breaks(block) for block in blocks)
    if len(heads) < _HEADS or len(heads) * 3 < items * 2:
        return list(blocks)
    parts: list[Block] = []
    for index, block in enumerate(blocks):
        parts += _cut(block, heads[index], context) if index in heads else [block]
    return parts


def _breaks(block: Block) -> bool:
    return any(isinstance(node, Break) for node in block.nodes)


def _heading_end(block: Block, context: BlockContext) -> int | None:
    """The number of nodes in the first line of an item where that line is a heading; else None."""
    if block.kind != "item" or not block.n or block.label is None:
        return None
    at = next((number for number, node in enumerate(block.nodes) if isinstance(node, Break)), 0)
    if not at or at + 1 >= len(block.nodes) or not isinstance(block.nodes[at + 1], Text):
        return None
    text = context.source.text
    line = text[block.label.end : block.nodes[at].span.start].strip()
    below = text[block.nodes[at].span.end : block.span.end].lstrip().split("\n")[0]
    return at if _is_heading(line, below, context) else None


def _is_heading(line: str, below: str, context: BlockContext) -> bool:
    words = line.split()
    begins = line[:1].isupper() and below[:1].isupper()
    if not begins or len(words) > _WORDS or not (line[-1].isalnum() or line[-1] in ')]"”»'):
        return False
    longer = len(below) > len(line) or below.rstrip()[-1:] in ".!?:"
    fits = len(line) + 1 + len(below.split()[0]) < _FITS * context.shape.column
    verb = compiled(rf"(?<!\w){context.convention.either('finite_verbs')}(?!\w)").search(line)
    return longer and fits and verb is None


def _cut(block: Block, at: int, context: BlockContext) -> list[Block]:
    """The heading and the text below it."""
    head, rest = block.nodes[:at], block.nodes[at + 1 :]
    below = [part._replace(zone=block.zone) for part in cut_lines(rest, context._replace(opens=False))]
    return [block._replace(span=span_of(head), nodes=head), *below]
