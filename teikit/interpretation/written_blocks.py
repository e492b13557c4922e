"""Finds brackets that are about the paragraph behind them, as `[Handwritten:]` is (TEI Guidelines 11.3.1)."""

from collections.abc import Iterator, Sequence

from teikit.core import Span
from teikit.interpretation.inline import InlineReader
from teikit.transcript import Block, Division, Part


def with_written_blocks(division: Division, inline: InlineReader) -> Division:
    """The division, where such a bracket is the label of its paragraph, also one that was a block of its own."""
    body, behind = (tuple(_labelled(parts, inline)) for parts in (division.body, division.postscript))
    return division._replace(body=body, postscript=tuple([part for part in behind if isinstance(part, Block)]))


def _labelled(parts: Sequence[Part], inline: InlineReader) -> Iterator[Part]:
    waiting: Block | None = None
    for part in parts:
        if waiting and (joined := _together(waiting, part, inline)):
            yield joined
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = part if isinstance(part, Block) and part.kind == "note" else None
        if not waiting:
            yield _with_label(part, inline) if isinstance(part, Block) else part
    if waiting:
        yield waiting


def _together(note: Block, part: Part, inline: InlineReader) -> Block | None:
    """A bracket and the paragraph behind it as one paragraph; None if the bracket is not about it."""
    if not isinstance(part, Block) or part.kind != "paragraph" or len(note.nodes) > 1:
        return None
    block = part._replace(span=Span(note.span.start, part.span.end), nodes=(*note.nodes, *part.nodes))
    labelled = _with_label(block, inline)
    return labelled if labelled.label else None


def _with_label(block: Block, inline: InlineReader) -> Block:
    about = len(block.nodes) > 1 and inline.about_block(block.nodes[0], block.span)
    return block._replace(label=block.nodes[0].span) if about else block
