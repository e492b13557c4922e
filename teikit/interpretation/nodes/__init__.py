"""What an interpretation is made of: typed nodes of running text and of blocks, with every decision taken.

The TEI writer walks over these nodes with tables; it decides nothing.
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
