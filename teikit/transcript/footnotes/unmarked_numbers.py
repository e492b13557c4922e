"""Joins notes whose marks look like text: figures joined to a word, marks and notes on one line.

`comprador1` in the text and `1. A merchant …` below it: a numbered list is one of notes where each of its numbers
is written against a word before it, in order. `the next step.[1] [1] A man …` in a copy without line ends: the second
of two equal marks begins the note.
"""

import re
from collections.abc import Sequence

from teikit.core import Source, Span, is_small
from teikit.transcript.model import Block
from teikit.transcript.syntax import Group, clip

# A figure that may be a mark comes after a word in lower case, perhaps with punctuation between.
_GLUED = r"(?<=\S\S\S)[”\"’)]?[.,;:!?]?[”\"’)]?(?P<mark>{n})(?![\w/%-]|[.,]\d)"
_NUMBER = re.compile(r"\d{1,3}")
_HOLDERS = ("paragraph", "item", "caps", "title", "salute", "dateline")
# The number of lists, from the end, that may be notes, as notes come after their text.
MAX_RUNS = 10
# The maximum number of notes; a longer list is something else.
MAX_NOTES = 100


def numbered_notes(blocks: Sequence[Block], source: Source) -> dict[int, tuple[int, Span]]:
    """The items that are notes: for each its index, the block of its mark, and the mark."""
    joined: dict[int, tuple[int, Span]] = {}
    starts = [index for index, block in enumerate(blocks) if index and block.kind == "item" and block.n == "1"]
    for start in starts[-MAX_RUNS:]:
        run = [start]
        while run[-1] + 1 < len(blocks) and blocks[run[-1] + 1].n == str(len(run) + 1) and len(run) < MAX_NOTES:
            run.append(run[-1] + 1)
        marks = _marks(blocks, start, len(run), source)
        # A mark has one note, and is not inside a note.
        taken, holders = {mark for _, mark in joined.values()}, {holder for holder, _ in joined.values()}
        free = all(mark not in taken and holder not in joined for holder, mark in marks) and not holders & set(run)
        if marks and free:
            joined |= dict(zip(run, marks, strict=True))
    return joined


def _marks(blocks: Sequence[Block], end: int, count: int, source: Source) -> list[tuple[int, Span]]:
    """The places of the figures 1, 2, 3 …, each joined to a word before a block, in order, up to a gap."""
    marks: list[tuple[int, Span]] = []
    first = blocks[0].span.start
    place = first
    for n in range(1, count + 1):
        match = _glued(n, source.text, place, blocks[end].span.start)
        holder = next(
            (i for i in range(end) if match and blocks[i].span.start <= match.start() < blocks[i].span.end), None
        )
        if match is None or holder is None or blocks[holder].kind not in _HOLDERS:
            return []
        marks.append((holder, Span(*match.span("mark"))))
        place = match.end()
    return marks


def _glued(n: int, text: str, start: int, end: int) -> re.Match[str] | None:
    """A figure that may be a mark: after a word that ends in three lower-case letters."""
    matches = re.compile(_GLUED.format(n=n)).finditer(text, start, end)
    return next((match for match in matches if is_small(text[max(0, match.start() - 3) : match.start()])), None)


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
