"""Cuts blocks into their text and their notes: by numbers before notes, or by marks and notes on one line."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from teikit.core import Source, Span
from teikit.transcript.footnotes.ordered import Numbered
from teikit.transcript.model import Block
from teikit.transcript.syntax import Group, clip

_NUMBER = re.compile(r"\d{1,3}")
# The maximum number of notes on one line with their marks; more is something else.
MAX_NOTES = 100


def cut_numbered(blocks: Sequence[Block], source: Source, notes: Sequence[Numbered]) -> list[tuple[Block, Span | None]]:
    """The blocks with each note as a block of its own, and its mark; the heading of notes belongs to the first note."""
    by_block = {index: list(group) for index, group in groupby(notes, key=attrgetter("block"))}
    heads = {note.head for note in notes if note.head is not None}
    apart = {note.block + 1: note for note in notes if note.apart}
    cut: list[tuple[Block, Span | None]] = []
    for index, block in enumerate(blocks):
        if note := apart.get(index):
            start = note.label.start if note.head is None else note.head
            span = Span(start, block.span.end)
            cut.append((Block("footnote", span, block.nodes, n=note.n, label=note.label), note.mark))
        elif index + 1 in apart:
            continue
        elif index in by_block:
            cut += _cut_block(block, by_block[index], source)
        elif block.span.start not in heads:
            cut.append((block, None))
    return cut


def _cut_block(block: Block, notes: Sequence[Numbered], source: Source) -> Iterator[tuple[Block, Span | None]]:
    begin = block.span.start
    first = notes[0].start if notes[0].head is None else min(notes[0].start, max(notes[0].head, begin))
    if source.text[begin:first].strip():
        yield _piece(block, begin, first, source), None
    ends = [*(note.start for note in notes[1:]), block.span.end]
    for note, end in zip(notes, ends, strict=True):
        start = note.start if note.head is None else note.head
        piece = _piece(block, note.start, end, source)
        span = Span(start, piece.span.end)
        yield Block("footnote", span, piece.nodes, n=note.n, label=note.label), note.mark


def second_marks(block: Block, source: Source) -> list[Block]:
    """The text of a block and the notes run together with it, each as a block; or empty."""
    marks = [node for node in block.nodes if isinstance(node, Group) and _NUMBER.fullmatch(source.cut(node.inside))]
    marks = [mark for mark in marks if not source.text[mark.span.end : mark.span.end + 1].isalnum()]
    count = len(marks) // 2
    if not count or len(marks) % 2 or count > MAX_NOTES or marks[0].span.start == block.span.start:
        return []
    numbers = [int(source.cut(mark.inside)) for mark in marks]
    if numbers[:count] != numbers[count:] or numbers[:count] != list(range(numbers[0], numbers[0] + count)):
        return []
    starts = [mark.span.start for mark in marks[count:]]
    text = _piece(block, block.span.start, starts[0], source)
    notes = [
        _piece(block, start, end, source) for start, end in zip(starts, [*starts[1:], block.span.end], strict=True)
    ]
    labelled = [
        note._replace(kind="footnote", n=source.cut(mark.inside), label=mark.span)
        for note, mark in zip(notes, marks[count:], strict=True)
    ]
    return [text, *labelled]


def _piece(block: Block, start: int, end: int, source: Source) -> Block:
    span = Span(start, start + len(source.text[start:end].rstrip()))
    return Block(block.kind, span, clip(block.nodes, span), block.type, block.n, block.label)
