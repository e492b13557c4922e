"""Nodes of blocks and texts, and the interpretation of a document as a whole."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from teikit.core import DEFAULT_LANGUAGE, Span
from teikit.interpretation.hands import Hand
from teikit.interpretation.languages import Languages
from teikit.interpretation.model import Decision
from teikit.interpretation.nodes.inline import Inline, SpanPart
from teikit.interpretation.override import Override
from teikit.transcript import Document, Metadata, Page


class BlockKind(StrEnum):
    """The kind of a block: the key of the TEI writer's table."""

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
    ADDRESS = "address"
    ADDRESS_BLOCK = "address-block"
    MARK = "mark"
    ATTENDANCE = "attendance"


class TableRow(NamedTuple):
    """A row of a table: its cells, whether it has the labels of the columns, and whether its first cell is a label."""

    cells: tuple[SpanPart, ...]
    label: bool
    total: bool = False


class BlockNode(NamedTuple):
    """A block of text.

    `type` is the type of a formula or an address, `n` the number of a note and `label` its printed mark; `part` is I
    (initial) or F (final) for a paragraph that a page break divides; `cert` is the certainty of the kind, empty if it
    is sure. `lines` are those of an address, `parts` the blocks that a dateline holds, `rend` says that the words are
    run in with those before them.
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
    lines: tuple[SpanPart, ...] = ()
    parts: tuple["BlockNode", ...] = ()
    rend: str = ""


class ItemNode(NamedTuple):
    """An item of a list: its number (empty for a dash), its printed label, its blocks, its certainty."""

    n: str
    label: Span
    span: Span
    parts: tuple["PartNode", ...]
    cert: str = ""


class ListNode(NamedTuple):
    """A list; `rend` is numbered or bulleted."""

    span: Span
    rend: str
    items: tuple[ItemNode, ...]


class SpeechNode(NamedTuple):
    """What one speaker says: the speaker's name as the text has it, and the blocks of the speech."""

    span: Span
    speaker: SpanPart
    parts: tuple["PartNode", ...]


PartNode = BlockNode | ListNode | SpeechNode


class RunOfBlocks(NamedTuple):
    """The blocks of an opener, a closer, or a postscript; `rend` and `cert` are as in `BlockNode`."""

    span: Span
    blocks: tuple[BlockNode, ...]
    rend: str = ""
    cert: str = ""


class TextNode(NamedTuple):
    """One text of the file, or one inside it, of the `kind` of div/@type and with the number `n` of a section.

    `top` has its openers and headings, `behind` the remarks and postscripts after the closer. `language` is empty if it
    is the language of the text around it; `cert` is the certainty that it is one.
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
    cert: str = ""


class Interpretation(NamedTuple):
    """A document with all decisions made: the input of the TEI writer.

    `doubtful` counts the decisions that a person should review; `hands` maps each hand to its id, in the order of first
    occurrence; `settled` maps the offset of a bracket to the override applied there; `language` is that of the
    sentences of the header.
    """

    document: Document
    metadata: Metadata
    languages: Languages
    texts: tuple[TextNode, ...]
    decisions: tuple[Decision, ...]
    hands: Mapping[Hand, str]
    doubtful: int
    settled: Mapping[int, Override]
    language: str = DEFAULT_LANGUAGE
