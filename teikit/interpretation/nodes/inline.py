"""Nodes of running text."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from teikit.conventions import Mark
from teikit.core import Span
from teikit.interpretation.model import Decision
from teikit.recognizers import MeasureFound


class Run(NamedTuple):
    """Text that is written as it is."""

    span: Span


class LineRole(StrEnum):
    """The meaning of a line end: end of a line, division of a word, or space. `old` is a space inside a word, where the
    source once had a line end.
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
    """A date or a time; `blank` is the empty field in it for the day, `children` are its words if it has brackets."""

    decision: Decision
    blank: Span
    children: tuple["Inline", ...] = ()


class SignNode(NamedTuple):
    """A sign of the convention; `values` fill the places of its TEI; `name` is the name of who signs, if it is one."""

    span: Span
    mark: Mark
    values: Mapping[str, str]
    name: Span = Span(0, 0)


class PairNode(NamedTuple):
    """A pair of signs of the convention and what is between them; the rest is as in `SignNode`."""

    span: Span
    mark: Mark
    open: Span
    close: Span
    values: Mapping[str, str]
    children: tuple["Inline", ...]
    name: Span = Span(0, 0)


class DescriptionNode(NamedTuple):
    """The words of a bracket that describe rather than transcribe, written before it; its sign opens at `start`."""

    span: Span
    start: int


@dataclass
class Link:
    """The ids that join the two halves of an addition; empty if missing."""

    ident: str = ""
    next: str = ""
    prev: str = ""


class SpanPart(NamedTuple):
    """One of the paragraphs of an addition over several blocks, or a cell of a table."""

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
    """A name, an office or a label in a dateline, an address, a signature or a postscript.

    `type` is empty for a person, `typed` for a signatory whose handwritten name is beside it, `place` for a place,
    `where` for words that say where without naming a place, `role` for an office, `mark` for the mark of a person who
    does not write, `label` for words that say what
    follows.
    """

    span: Span
    type: str


class MeasureNode(NamedTuple):
    """A sum or a measure in the text."""

    measure: MeasureFound


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
    | MeasureNode
    | DittoNode
)


def children_of(node: Inline) -> tuple[Inline, ...]:
    """The nodes in a node, in the order of the text."""
    match node:
        case Bracket():
            return (*node.children, *(child for part in node.paragraphs for child in part.children))
        case PairNode() | NoteNode() | SubstitutionNode() | DateNode():
            return node.children
    return ()
