"""What is behind the closer of a letter: postscripts, notes, and the address leaf."""

from collections.abc import Sequence

from teikit.core import Source, Span
from teikit.recognizers import compiled
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.paragraphs import as_one
from teikit.transcript.model import Block, span_of
from teikit.transcript.syntax import Group, Node, clip

# The maximum length of a line of an address.
_LINE = 70


def behind(blocks: Sequence[Block], context: BlockContext) -> list[Block]:
    """The blocks behind a closer with their zones: from the heading of an address leaf on `leaf`, else `behind`."""
    placed: list[Block] = []
    leaf = False
    for block in blocks:
        if head := _leaf_head(block, context):
            leaf = True
            placed += [part._replace(zone="leaf") for part in head]
        else:
            placed.append(block._replace(zone="leaf" if leaf else "behind"))
    return _addressed(placed, context.source)


def begins_leaf(nodes: Sequence[Node], context: BlockContext) -> bool:
    """Whether nodes begin with the heading of an address leaf: `[Address on verso:]`."""
    group = nodes[0] if nodes else None
    if not isinstance(group, Group):
        return False
    pattern = rf"\s*{context.convention.either('letters', 'address_leaf')}\s*:?\s*"
    return compiled(pattern).fullmatch(group.inside.cut(context.source.text)) is not None


def _leaf_head(block: Block, context: BlockContext) -> list[Block]:
    """The heading of an address leaf, and the words in the same bracket or below it; empty if a block has none."""
    if not begins_leaf(block.nodes, context):
        return []
    head = Block("mark", block.nodes[0].span, block.nodes[:1])
    rest = block.nodes[1:]
    words = context.source.text[head.span.end : block.span.end]
    span = Span(head.span.end + len(words) - len(words.lstrip()), block.span.end)
    rest = clip(rest, span) if span else ()
    return [head, Block("address", span_of(rest), rest, type="recipient")] if rest else [head]


def _addressed(blocks: Sequence[Block], source: Source) -> list[Block]:
    """The blocks, where the short lines directly below the heading of an address leaf are one address."""
    kept: list[Block] = []
    for block in blocks:
        before = kept[-1] if kept else None
        words = source.cut(block.span)
        short = all(len(line) < _LINE for line in words.split("\n"))
        if before and before.kind == "mark" and block.kind in _LINES and short:
            kept.append(block._replace(kind="address", type="recipient", n="", label=None))
        elif before and before.zone == "leaf" and before.kind == "address" and block.kind in _LINES and short:
            nodes = as_one([before.nodes, block.nodes])
            kept[-1] = before._replace(span=span_of(nodes), nodes=nodes)
        else:
            kept.append(block)
    return kept


_LINES = {"paragraph", "item", "name", "caps", "office", "salute", "greeting", "inside-address", "signature"}
