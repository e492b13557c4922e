"""What is behind the closer of a text: stamps, postscripts, remarks."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from teikit.core import Span
from teikit.interpretation.block_decisions import decide_kind, opinion_on
from teikit.interpretation.inline import InlineReader
from teikit.interpretation.nodes import BlockNode, NameNode, Run, RunOfBlocks
from teikit.recognizers import compiled
from teikit.transcript import Block, Division, Group, Text, clip

# A bracket that is a block of its own: of these kinds it stays between paragraphs, of others it becomes a paragraph.
FREE = {
    "marginalia", "translator", "editor", "gloss", "page", "milestone", "figure", "endorsement", "letterhead",
    "vocal", "kinesic", "incident", "pause",
}  # fmt: skip
# Blocks behind a closer that are no words of the writer: they are a postscript of their own.
_HANDLED = {"note", "stamp", "formula"}
_FREELY = "free"
_DOUBTFUL = "medium"
# Blocks that follow a closer without being part of a postscript.
_BESIDE = {"line", "label", "page", "footnote"}


def reach(blocks: Iterable[Block]) -> Span:
    """From the beginning of the first block to the end of the last."""
    spans = [block.span for block in blocks]
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)


class BehindReader:
    """Interprets the blocks behind a closer; `block` interprets a block of running text."""

    def __init__(self, inline: InlineReader, block: Callable[[Block], BlockNode]) -> None:
        self.inline = inline
        self._block = block

    def with_stamps(self, division: Division) -> Division:
        """The division, where stamps directly behind the signature are in the closer."""
        count = next((n for n, block in enumerate(division.postscript) if not self._is_stamp(block)), None)
        first = len(division.postscript) if count is None else count
        if not division.closer or not first:
            return division
        stamps, rest = division.postscript[:first], division.postscript[first:]
        return division._replace(closer=(*division.closer, *stamps), postscript=rest)

    def _is_stamp(self, block: Block) -> bool:
        if block.kind != "note" or not isinstance(block.nodes[0], Group):
            return False
        reading = self.inline.decider.reading(block.nodes[0], block.span)
        return reading is not None and reading.kind == "stamp"

    def read(self, blocks: Sequence[Block]) -> Iterator[BlockNode | RunOfBlocks]:
        """The blocks after the closer: remarks, and postscripts of all others."""
        for place, run in groupby(blocks, lambda block: _FREELY if self._is_free(block) else block.kind in _HANDLED):
            if place == _FREELY:
                yield from map(self._block, run)
            else:
                inside = tuple(run)
                labelled = self._label_of(inside[0]) is not None
                doubt = _DOUBTFUL if not labelled and self._may_be_text(inside[0]) else ""
                nodes = tuple([self._postscript(block) for block in inside])
                if doubt:
                    decide_kind(self.inline.state, reach(inside), "postscript", _DOUBTFUL, "nothing says what it is")
                elif not labelled and inside[0].kind not in _HANDLED:
                    doubt = opinion_on(self.inline.state, inside[0], "ps", "postscript")
                yield RunOfBlocks(reach(inside), nodes, cert=doubt)

    def _may_be_text(self, block: Block) -> bool:
        """Whether a paragraph behind a letter's closer may be the letter's text: nothing says what it is."""
        state = self.inline.state
        known = compiled(state.convention.either("closing", "behind")).match(state.source.cut(block.span))
        return block.kind == "paragraph" and block.zone == "behind" and known is None

    def _postscript(self, block: Block) -> BlockNode:
        """A block of a postscript; the words that call it one are its label (TEI Guidelines 4.2.2)."""
        label = self._label_of(block)
        if label is None:
            return self._block(block)
        words = self.inline.state.source.text[label.end : block.span.end]
        blank = Span(label.end, label.end + len(words) - len(words.lstrip()))
        rest = Span(blank.end, block.span.end)
        node = self._block(block._replace(span=rest, nodes=clip(block.nodes, rest)))
        between = (Run(blank),) if blank else ()
        children = (NameNode(label, "label"), *between, *node.children)
        return node._replace(span=block.span, children=children)

    def _label_of(self, block: Block) -> Span | None:
        """The words at the beginning of a block that call it a postscript; None without such words."""
        if block.kind != "paragraph" or not block.nodes or not isinstance(block.nodes[0], Text):
            return None
        state = self.inline.state
        pattern = rf"{state.convention.either('letters', 'postscript')}(?!\w)[.:]?(?=\s*\S)"
        match = compiled(pattern).match(state.source.text, block.span.start, block.nodes[0].span.end)
        return Span(*match.span()) if match else None

    def _is_free(self, block: Block) -> bool:
        if block.kind in _BESIDE:
            return True
        if block.kind != "note" or not isinstance(block.nodes[0], Group):
            return False
        reading = self.inline.decider.reading(block.nodes[0], block.span)
        return reading is not None and reading.kind in FREE
