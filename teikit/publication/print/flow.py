"""The flow: what is to be set, as data for both passes. It is made from print XML, and knows as little of pages.

Running text is a list of nodes: a string, or a dictionary that the templates know (xslt/print/set.typ): {"s": styles,
"c": nodes}, {"a": anchor}, {"n": note}, {"m": margin note} and a few more. Anchors, blocks, notes are numbered.
"""

from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from teikit.edition import PrintLayer
from teikit.publication.print.measures import LEADING, SIZE, Measures

Node = Any
"""A node of running text: a string, or a dictionary of the templates."""


@dataclass(slots=True)
class Block:
    """A block of text from margin to margin; lengths in points, `size` and `lead` in em.

    `kind` is par, head, box or row; `gap` the space above it, which falls away at the top of a page. `counted` says
    that its lines have numbers, `keep` that it stays with the block below, `whole` that no page divides it.
    """

    number: int
    start: int  # its first anchor
    kind: str
    content: list[Node]
    gap: float = 0.0
    left: float = 0.0
    first: float = 0.0
    hang: float = 0.0
    size: float = 1.0
    lead: float = LEADING
    side: str = ""  # empty for justified text
    styles: tuple[str, ...] = ()
    lang: str = ""
    direction: str = ""
    level: int = 0  # of a heading in the outline
    title: str = ""  # of a heading, for contents and running heads
    counted: bool = False
    scheme: str = ""  # what the numbers of its lines count
    role: str = ""  # head, speaker, or verse
    verse: str = ""  # the number that a verse has in the text
    goes_on: bool = False  # a part of a verse that began in another block
    section: int = 0  # the division of the text that it is in
    text: int = 0  # the text of the edition that it is in
    keep: bool = False
    whole: bool = False
    bar: bool = False  # a line along its left edge
    rule: float = 0.0  # the part of the measure that a line above it takes
    ruled: float = 0.0  # the part of the gap that is below that line
    table: int = -1
    end: int = -1  # its last anchor
    wide: bool = False  # above the columns of its document
    source: Element | None = None  # of print XML

    @property
    def leading(self) -> float:
        """The space between its lines, in points."""
        return self.lead * self.size * SIZE


@dataclass(slots=True)
class Table:
    """A table: of each column the longest word and the number of letters; how many rows are head rows, these without
    anchors, and the numbers of the blocks of all rows. `divided` is a word that is divided, as the page is too narrow.
    """

    longest: list[str]
    letters: list[int]
    name: str = ""
    divided: str = ""
    head: int = 0
    repeated: list[Any] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Note:
    """A note at the foot: `words` are (piece, how it follows: 0 joined, 1 after a space, 2 on a new line).

    `start` and `end` are the anchors of the text that it is on, `at` that of its mark; `own` a reference of the text.
    `mark` is its label where it has one; else its label is the number of its line.
    `lemma` is the number of words of the lemma, `equal` the anchors of the words that are equal to a lemma of one word.
    """

    layer: str
    words: list[tuple[int, int]]
    start: int
    end: int
    at: int
    names: list[str]
    document: int
    mark: str = ""
    own: str = ""
    lemma: int = 0
    equal: list[int] = field(default_factory=list)
    lang: str = ""
    direction: str = ""
    kinds: dict[str, Any] = field(default_factory=dict)  # what it comes from, for other programs
    texts: tuple[str, str] = ("", "")  # its lemma and its statement in words, for other programs
    place: str = "foot"


@dataclass(frozen=True, slots=True)
class Unit:
    """The place at which a part of the text begins that has a number; a part in another has a higher level."""

    anchor: int
    level: int
    number: str
    document: int


@dataclass(slots=True)
class Margin:
    """A note in the outer margin, beside the line of its anchor."""

    content: list[Node]
    at: int
    name: str
    document: int
    styles: tuple[str, ...] = ()
    lang: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Who or what is named at an anchor: the kind, the key, the form of the name.

    `role` is that of a person or place in the making of the document, `in_note` says that a note names it.
    """

    kind: str
    key: str
    form: str
    anchor: int
    document: int
    role: str = ""
    in_note: bool = False


@dataclass(slots=True)
class Section:
    """A document among those that follow each other on the same pages: its name, title, number, heading, chapters."""

    name: str
    title: str
    number: str
    head: Block
    chapters: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """A document of the volume, or a part of its front or back matter; each begins a page.

    `sections` are the documents of the edition in it: several where they run on. Blocks that are not wide are in
    `columns`. `recto` says that it begins on a right-hand page, `drop` how far down on its page, in points.
    """

    name: str
    title: str
    lang: str
    blocks: list[Block] = field(default_factory=list)
    chapters: list[Block] = field(default_factory=list)
    kind: str = "text"
    sections: list[Section] = field(default_factory=list)
    columns: int = 1
    recto: bool = False
    drop: float = 0.0
    verso: bool = False  # it begins on a left-hand page
    facing: tuple[int, int] = (0, 0)  # the first block of a second text that is beside the first, and behind both

    def section_at(self, block: int) -> Section | None:
        """The section that a block is in, by its number."""
        begun = [section for section in self.sections if section.head.number <= block]
        return begun[-1] if begun else None


@dataclass(slots=True)
class Flow:
    """A volume to be set. `pieces` are what is measured word by word: the face and the nodes of each."""

    title: str
    lang: str
    measures: Measures
    documents: list[Document] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    margins: list[Margin] = field(default_factory=list)
    layers: tuple[PrintLayer, ...] = ()
    ended: dict[int, Note] = field(default_factory=dict)  # notes that are not at the foot, by the anchor of their mark
    units: list[Unit] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pieces: list[tuple[str, list[Node]]] = field(default_factory=list)
    placed: list[str] = field(
        default_factory=list
    )  # names of what is printed in place, not at the foot or in the margin
    mentions: list[Mention] = field(default_factory=list)
    targets: dict[str, int] = field(default_factory=dict)  # anchors by NAME and NAME#ID
    cited: list[str] = field(default_factory=list)  # the targets that the text refers to
    anchors: int = 0
    blocks: int = 0
    known: dict[str, int] = field(default_factory=dict)  # pieces by what they are

    def anchor(self) -> int:
        """The number of a new anchor."""
        self.anchors += 1
        return self.anchors

    def piece(self, face: str, nodes: list[Node]) -> int:
        """The number of a piece; equal ones are measured once."""
        key = f"{face} {nodes}"
        if key not in self.known:
            self.known[key] = len(self.pieces)
            self.pieces.append((face, nodes))
        return self.known[key]
