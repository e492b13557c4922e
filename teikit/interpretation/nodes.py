"""What an interpretation is made of: typed nodes of running text and of blocks, with every decision taken.

The TEI writer walks over these nodes with tables; it decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from teikit.conventions import Mark
from teikit.core import Span
from teikit.interpretation.hands import Hand
from teikit.interpretation.languages import Languages
from teikit.interpretation.model import Decision
from teikit.interpretation.override import Override
from teikit.transcript import Document, Metadata, Page


# ---------------------------------------------------------------- running text
class Run(NamedTuple):
    """Text that is written as it is."""

    span: Span


class LineRole(StrEnum):
    """What a line end of the transcript is: a line of its own, the middle of a word, a blank; `old` is an old line end
    inside a word, of which running text kept the blank.
    """

    LINE = "line"
    DIVIDED = "divided"
    BLANK = "blank"
    OLD = "old"


class LineEnd(NamedTuple):
    """A line end."""

    span: Span
    role: LineRole


class DateNode(NamedTuple):
    """A date or a time; `blank` is the field in it for a day that was left open."""

    decision: Decision
    blank: Span


class SignNode(NamedTuple):
    """A sign of the convention; `values` fill the places of its TEI."""

    span: Span
    mark: Mark
    values: Mapping[str, str]


class PairNode(NamedTuple):
    """A pair of signs of the convention and what is between them; `values` fill the places of its TEI."""

    span: Span
    mark: Mark
    open: Span
    close: Span
    values: Mapping[str, str]
    children: tuple["Inline", ...]


class DescriptionNode(NamedTuple):
    """The words of a bracket that describe rather than transcribe, written before it; its sign opens at `start`."""

    span: Span
    start: int


@dataclass
class Link:
    """The ids that join the two halves of an addition; an id that is not there is empty."""

    ident: str = ""
    next: str = ""
    prev: str = ""


class SpanPart(NamedTuple):
    """One of the paragraphs that an addition reaches over."""

    span: Span
    children: tuple["Inline", ...]


class Bracket(NamedTuple):
    """A bracket that is something other than text.

    `content` are the words that it transcribes, with their nodes in `children`; what is around them in the bracket
    became the element. `described` are the words of the `DescriptionNode` before it, if any; `unclear` says that the
    content is a doubtful reading. `before` is the text before the bracket that it takes in: `word`, what it is about,
    and `rest`, marks behind that; `after` are the letters behind the bracket that belong to it. `remedy` are the words
    that correct an error. `link` joins a divided addition to its other half; `paragraphs` are those of an addition over
    several blocks, which ends at `anchor`.
    """

    decision: Decision
    content: Span
    children: tuple["Inline", ...]
    open: Span
    close: Span
    described: Span | None
    unclear: bool
    before: Span
    word: Span
    rest: Span
    after: Span
    remedy: Span | None
    link: Link | None
    paragraphs: tuple[SpanPart, ...]
    anchor: str


class NoteNode(NamedTuple):
    """A note at its mark: `mark` in the text, `label` the mark before the note, `n` its number or sign."""

    span: Span
    mark: Span
    label: Span
    n: str
    place: str
    children: tuple["Inline", ...]


class ChangeNode(NamedTuple):
    """What a textual note says was done to the words at its mark: `old` deleted, `new` written, by `hand`, at `place`.

    `reach` is in the text; `in_text` says which of the two that is (`old` or `new`).
    """

    old: Span | None
    new: Span | None
    reach: Span
    in_text: str
    hand: str
    place: str


class SubstitutionNode(NamedTuple):
    """A deletion and an addition, in either order, that are one substitution; only blanks are between them."""

    decision: Decision
    children: tuple["Inline", ...]


class NameNode(NamedTuple):
    """The name of who signs; `type` is typed where another is beside it in the signer's hand."""

    span: Span
    type: str


class DittoNode(NamedTuple):
    """A quotation mark that repeats the words above it."""

    span: Span


Inline = (
    Run
    | LineEnd
    | DateNode
    | SignNode
    | PairNode
    | DescriptionNode
    | Bracket
    | NoteNode
    | ChangeNode
    | SubstitutionNode
    | NameNode
    | DittoNode
)


# ---------------------------------------------------------------- blocks
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
