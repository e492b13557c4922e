"""The division: one text of a file, with the texts inside it."""

from collections.abc import Iterator
from typing import NamedTuple

from teikit.core import Span
from teikit.transcript.blocks.lists import Part, Speech
from teikit.transcript.model import Block


class Division(NamedTuple):
    """One text of the file: what opens it, its body, what closes it, and what was added behind.

    `heads` are its headings, `parts` are texts inside it (sections; a letter and its attachments), of the `kind` of
    div/@type, `n` is the number of a section.
    """

    opener: tuple[Block, ...]
    body: tuple[Part, ...]
    closer: tuple[Block, ...]
    postscript: tuple[Block, ...]
    heads: tuple[Block, ...] = ()
    parts: tuple["Division", ...] = ()
    kind: str = ""
    n: str = ""

    @property
    def span(self) -> Span:
        """The span from the first block to the last."""
        spans = [s for part in (*self.opener, *self.body, *self.closer, *self.postscript) for s in part_spans(part)]
        spans += [part.span for part in self.parts] + [head.span for head in self.heads]
        return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)


def part_spans(part: Part) -> list[Span]:
    """The spans of the blocks of a part."""
    if isinstance(part, Block):
        return [part.span]
    if isinstance(part, Speech):
        return [span for inner in part.parts for span in part_spans(inner)]
    return [span for item in part.items for inner in item.parts for span in part_spans(inner)]


def blocks_of(division: Division) -> Iterator[Block]:
    """The blocks of a division, without those of the divisions inside it."""
    waiting: list[Part] = [*division.opener, *division.body, *division.closer, *division.postscript]
    yield from division.heads
    for part in waiting:
        if isinstance(part, Block):
            yield part
        elif isinstance(part, Speech):
            waiting += part.parts
        else:
            waiting += [inner for item in part.items for inner in item.parts]
