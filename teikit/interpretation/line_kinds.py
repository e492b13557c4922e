"""The kinds of blocks in an opener or closer, and the nodes of a block behind its label."""

import re
from collections.abc import Mapping

from teikit.core import Source, Span
from teikit.interpretation.nodes import BlockKind
from teikit.transcript import Block, Break, Node, Text, clip

# The elements of a sign that may be between paragraphs.
_ELEMENT, _MILESTONES = re.compile(r"<([^\W\d_]+)"), {"pb", "cb", "milestone", "fw"}

# The kind of a block in an opener or closer, by its label.
LINES: Mapping[str, BlockKind] = {
    "formula": BlockKind.FORMULA,
    "dateline": BlockKind.DATELINE,
    "certification": BlockKind.CERTIFICATION,
    "stamp": BlockKind.STAMP,
    "signature": BlockKind.SIGNATURE,
    "address": BlockKind.ADDRESS,
    "mark": BlockKind.MARK,
    "note": BlockKind.FREE,
    "line": BlockKind.FREE,
    "label": BlockKind.FREE,
    "page": BlockKind.PAGE,
    "paragraph": BlockKind.UNKNOWN,
    "columns": BlockKind.UNKNOWN,
    "name": BlockKind.UNKNOWN,
}


def is_milestone(block: Block) -> bool:
    """Whether a block is only a sign for a milestone, such as a page mark."""
    tei = getattr(getattr(block.nodes[0], "mark", None), "tei", "") if block.kind == "sign" else ""
    return bool(set(_ELEMENT.findall(tei)) & _MILESTONES)


def nodes_from(nodes: tuple[Node, ...], start: int, source: Source) -> tuple[Node, ...]:
    """The nodes from an offset on, without the blanks there."""
    end = nodes[-1].span.end
    for node in nodes:
        if node.span.end > start and isinstance(node, Text | Break):
            piece = source.text[max(start, node.span.start) : node.span.end]
            start = node.span.end - len(piece.lstrip())
        if node.span.end > start:
            break
    return clip(nodes, Span(start, end))
