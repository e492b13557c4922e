"""The nodes of an interpretation: typed running text and blocks, with all decisions made.

The TEI writer translates these nodes with tables; it makes no decisions.
"""

from teikit.interpretation.nodes.blocks import (
    BlockKind,
    BlockNode,
    Interpretation,
    ItemNode,
    ListNode,
    PartNode,
    RunOfBlocks,
    TableRow,
    TextNode,
)
from teikit.interpretation.nodes.inline import (
    Bracket,
    ChangeNode,
    DateNode,
    DescriptionNode,
    DittoNode,
    Inline,
    LineEnd,
    LineRole,
    Link,
    NameNode,
    NoteNode,
    PairNode,
    Run,
    SignNode,
    SpanPart,
    SubstitutionNode,
    children_of,
)

__all__ = [
    "BlockKind",
    "BlockNode",
    "Bracket",
    "ChangeNode",
    "DateNode",
    "DescriptionNode",
    "DittoNode",
    "Inline",
    "Interpretation",
    "ItemNode",
    "LineEnd",
    "LineRole",
    "Link",
    "ListNode",
    "NameNode",
    "NoteNode",
    "PairNode",
    "PartNode",
    "Run",
    "RunOfBlocks",
    "SignNode",
    "SpanPart",
    "SubstitutionNode",
    "TableRow",
    "TextNode",
    "children_of",
]
