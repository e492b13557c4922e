"""Nodes of blocks and texts, and the interpretation of a document as a whole."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from teikit.core import Span
from teikit.interpretation.hands import Hand
from teikit.interpretation.languages import Languages
from teikit.interpretation.model import Decision
from teikit.interpretation.nodes.inline import Inline, SpanPart
from teikit.interpretation.override import Override
from teikit.transcript import Document, Metadata, Page


class BlockKind(StrEnum):
    """What a block of text is: the key of the writer's table."""

    PARAGRAPH = "paragraph"
    HEAD = "head"
    FORMULA = "formula"
    HANDLING = "handling"
    UNKNOWN = "unknown"
    SALUTE = "salute"
    DATELINE = "dateline"
    CERTIFICATION = "certification"
    STAMP = "stamp"
    STAMP_BLOCK = "stamp-block"
    STAMP_NOTE = "stamp-note"
    SIGNATURE = "signature"
    FREE = "free"
    PAGE = "page"
    TABLE = "table"
    NOTE = "note"


class TableRow(NamedTuple):
    """A row of a table: the span and the nodes of each cell; whether it heads the columns."""

    cells: tuple[SpanPart, ...]
    label: bool


class BlockNode(NamedTuple):
    """A block of text.

    `type` is that of a formula, `n` the number of a note without its mark and `label` its printed mark; `part` says
    that a page divides the paragraph (I its beginning, F its end); `cert` is the certainty of its kind, empty where
    that is sure.
    """

    kind: BlockKind
    span: Span
    children: tuple[Inline, ...] = ()
    type: str = ""
    n: str = ""
    label: Span = Span(0, 0)
    cert: str = ""
    part: str = ""
    page: Page | None = None
    rows: tuple[TableRow, ...] = ()


class ItemNode(NamedTuple):
    """An item of a list: its number (empty for a dash), its printed label, and its blocks."""

    n: str
    label: Span
    span: Span
    parts: tuple["PartNode", ...]


class ListNode(NamedTuple):
    """A list; `rend` is numbered or bulleted."""

    span: Span
    rend: str
    items: tuple[ItemNode, ...]


PartNode = BlockNode | ListNode


class RunOfBlocks(NamedTuple):
    """Blocks that stand together: in an opener, a closer, or a postscript."""

    span: Span
    blocks: tuple[BlockNode, ...]


class TextNode(NamedTuple):
    """One text of the file, or one inside it, of the `kind` of div/@type and with the number `n` of a section.

    `top` has its openers and headings, `behind` what is behind the closer: remarks by themselves and postscripts.
    `language` is empty where it is that of the text around it.
    """

    span: Span
    kind: str
    n: str
    language: str
    top: tuple[BlockNode | RunOfBlocks, ...]
    body: tuple[PartNode, ...]
    parts: tuple["TextNode", ...]
    closer: RunOfBlocks | None
    behind: tuple[BlockNode | RunOfBlocks, ...]


class Interpretation(NamedTuple):
    """A document with all decisions taken: what the TEI writer writes.

    `doubtful` counts the decisions that a person should look at; `hands` has the id of each hand, in the order of its
    first word; `settled` are the decisions that a person has taken, by the offset of the bracket.
    """

    document: Document
    metadata: Metadata
    languages: Languages
    texts: tuple[TextNode, ...]
    decisions: tuple[Decision, ...]
    hands: Mapping[Hand, str]
    doubtful: int
    settled: Mapping[int, Override]
