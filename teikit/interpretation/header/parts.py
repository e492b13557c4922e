"""The parts of a text that say who wrote it to whom, when and where: headings, opener, closer, address leaf."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from teikit.core import Source, Span
from teikit.interpretation.nodes import (
    BlockKind,
    BlockNode,
    DateNode,
    Inline,
    NameNode,
    NoteNode,
    PairNode,
    RunOfBlocks,
    SignNode,
    TextNode,
    children_of,
)

ADDRESS = _LEAF = "address"
EDITORIAL = "editorial"
TRANSMISSION = "transmission"
# A letter has at most so many signatures.
_SIGNATORIES = 2


class Parts(NamedTuple):
    """The blocks of the first letter in a file, by where they are; `leaf` are those of its address leaf.

    `titled` says that a heading of the text itself follows the opener, which then is not that of a letter; `dated`,
    that a line above the text is a date. `lines` are the first lines of the file, `above` those above its date;
    `meets` says that the first line names a meeting, a hearing or another event that is no message.
    """

    heads: tuple[BlockNode, ...]
    opener: tuple[BlockNode, ...]
    closer: tuple[BlockNode, ...]
    leaf: tuple[BlockNode, ...]
    titled: bool = False
    dated: bool = False
    lines: tuple[Span, ...] = ()
    above: tuple[Span, ...] = ()
    meets: bool = False

    def of_kind(self, *kinds: BlockKind) -> list[BlockNode]:
        """The blocks of these kinds in the opener, then in the closer."""
        return [block for block in (*self.opener, *self.closer) if block.kind in kinds]

    @property
    def is_greeted(self) -> bool:
        """Whether it has an address or a salutation, or ends with a valediction."""
        if any(block.kind == ADDRESS for block in (*self.opener, *self.closer, *self.leaf)):
            return True
        closed = any(block.kind == BlockKind.SALUTE for block in self.closer)
        return closed or (not self.titled and any(block.kind == BlockKind.SALUTE for block in self.opener))

    @property
    def is_letter(self) -> bool:
        """Whether it is a message of someone to someone: it is greeted, or has a dateline above and few signatures."""
        signed = [block for block in self.closer if block.kind == BlockKind.SIGNATURE]
        dated = self.dated or any(block.kind == BlockKind.DATELINE for block in self.opener)
        edited = any(block.type == EDITORIAL for block in self.heads)
        few = 0 < len(signed) <= _SIGNATORIES
        return not self.meets and (self.is_greeted or (few and (dated or edited or self.wired)))

    @property
    def wired(self) -> bool:
        """Whether words above the text say that it was sent."""
        return any(block.type == TRANSMISSION for block in self.opener)


def parts_of_text(texts: Sequence[TextNode]) -> Parts:
    """The parts of the first text in a file, or of the first text inside it that has an opener or a closer."""
    every = list(_inside(texts[:1]))
    written = [text for text in every if text.kind != _LEAF]
    first = next((text for text in written if _opener(text) or text.closer), None)
    outer = dict.fromkeys(text.span for text in (*every[:1], *([first] if first else [])))
    heads = tuple(block for text in every if text.span in outer for block in _heads(text))
    leaf = [block for text in every if text.kind == _LEAF for block in _blocks_of(text)]
    if first is None:
        return Parts(heads, (), (), tuple(leaf))
    closer = first.closer or next((text.closer for text in written if text.closer), None)
    opener = _opener(first)
    titled = bool(opener) and any(head.type != EDITORIAL and head.span.start > opener[-1].span.start for head in heads)
    return Parts(heads, tuple(opener), closer.blocks if closer else (), tuple(leaf), titled)


def _inside(texts: Sequence[TextNode]) -> Iterator[TextNode]:
    for text in texts:
        yield text
        yield from _inside(text.parts)


def _heads(text: TextNode) -> Iterator[BlockNode]:
    """The headings before the first block of a text."""
    for part in text.top:
        if isinstance(part, BlockNode) and part.kind == BlockKind.HEAD:
            yield part


def _opener(text: TextNode) -> list[BlockNode]:
    runs = (part for part in text.top if isinstance(part, RunOfBlocks))
    return [inner for run in runs for block in run.blocks for inner in (block, *parts_in(block))]


def parts_in(block: BlockNode) -> tuple[BlockNode, ...]:
    """The blocks that a block holds, such as the address in a dateline."""
    return getattr(block, "parts", ())


def _blocks_of(text: TextNode) -> Iterator[BlockNode]:
    for part in (*text.top, *text.body, *text.behind):
        if isinstance(part, RunOfBlocks):
            yield from part.blocks
        elif isinstance(part, BlockNode):
            yield from (part, *parts_in(part))


# ---------------------------------------------------------------- what is in a block
def nodes_in(block: BlockNode) -> Iterator[Inline]:
    """The nodes of a block, with those inside others, in the order of the text."""
    lines: Sequence[Any] = getattr(block, "lines", ())
    yield from _each((*block.children, *(child for line in lines for child in line.children)))


def _each(nodes: Sequence[Inline]) -> Iterator[Inline]:
    for node in nodes:
        yield node
        yield from _each(children_of(node))


def names_in(block: BlockNode, *types: str) -> list[Span]:
    """The names of these types in a block; a mark whose TEI is a name counts as one of a person."""
    spans = []
    for node in nodes_in(block):
        if isinstance(node, NameNode) and node.type in types:
            spans.append(node.span)
        elif isinstance(node, SignNode | PairNode) and node.name and "" in types:
            spans.append(node.name)
    return spans


def dates_in(block: BlockNode) -> list[DateNode]:
    """The dates in a block, without times of the day."""
    return [node for node in nodes_in(block) if isinstance(node, DateNode) and node.decision.kind == "date"]


def words_of(source: Source, span: Span) -> str:
    """The words of a span in one line."""
    return " ".join(source.cut(span).split())


def words_without_marks(source: Source, block: BlockNode) -> str:
    """The words of a block in one line, without the marks of its notes."""
    marks = [node.mark for node in nodes_in(block) if isinstance(node, NoteNode)]
    start, pieces = block.span.start, []
    for mark in sorted(marks):
        pieces.append(source.text[start : mark.start])
        start = mark.end
    return " ".join("".join([*pieces, source.text[start : block.span.end]]).split())
