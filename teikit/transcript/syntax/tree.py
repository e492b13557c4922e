"""The syntax tree of a transcript: text, breaks, signs and groups.

The leaves of a transcript tile its text: no gap, no overlap, so that it can always be written out again exactly.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from teikit.conventions import Mark, MarkKind
from teikit.core import Source, Span


class BreakKind(StrEnum):
    """The kind of white space with a line end in it."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    PAGE = "page"


class Text(NamedTuple):
    """Plain text."""

    span: Span


class Break(NamedTuple):
    """Line ends and the blanks that follow them."""

    span: Span
    kind: BreakKind


class Sign(NamedTuple):
    """A sign or line that a mark of the convention recognises by itself."""

    span: Span
    mark: Mark


class Group(NamedTuple):
    """A pair of signs and what is between them."""

    span: Span
    mark: Mark
    open: Span
    close: Span
    children: tuple["Node", ...]

    @property
    def inside(self) -> Span:
        """What is between the two signs."""
        return Span(self.open.end, self.close.start)


Node = Text | Break | Sign | Group


class Transcript(NamedTuple):
    """A piece of a source (`span`), cut into nodes."""

    source: Source
    span: Span
    nodes: tuple[Node, ...]


def leaves(nodes: tuple[Node, ...]) -> Iterator[Span]:
    """The spans of the leaves in order; together they tile the text of the nodes."""
    for node in nodes:
        if isinstance(node, Group):
            yield node.open
            yield from leaves(node.children)
            yield node.close
        else:
            yield node.span


_start, _end = attrgetter("span.start"), attrgetter("span.end")


def clip(nodes: tuple[Node, ...], span: Span) -> tuple[Node, ...]:
    """The nodes inside `span`, nothing lost: a node that reaches over its ends is cut, and is text from then on."""
    if nodes and span.start <= nodes[0].span.start and nodes[-1].span.end <= span.end:
        return nodes
    kept: list[Node] = []
    first, last = bisect_right(nodes, span.start, key=_end), bisect_left(nodes, span.end, key=_start)
    for node in nodes[first:last]:
        start, end = max(node.span.start, span.start), min(node.span.end, span.end)
        if start >= end:
            continue
        if span.covers(node.span):
            kept.append(node)
        elif isinstance(node, Break):
            kept.append(Break(Span(start, end), node.kind))
        else:
            kept.append(Text(Span(start, end)))
    return tuple(kept)


def blanked(text: str, span: Span, nodes: tuple[Node, ...], notes: bool = False) -> str:
    """The text of a span with blanks for the signs of the convention's marks, so that offsets in it stay.

    The brackets of notes are kept, unless `notes` is set.
    """
    if all(isinstance(node, Text | Break) for node in nodes):
        return span.cut(text)
    pieces, done = [], span.start
    for sign in _signs(nodes, notes):
        pieces += [text[done : sign.start], " " * len(sign)]
        done = sign.end
    return "".join([*pieces, text[done : span.end]])


def _signs(nodes: Iterable[Node], notes: bool) -> Iterator[Span]:
    for node in nodes:
        if isinstance(node, Sign):
            yield node.span
        elif isinstance(node, Group):
            whole = notes or node.mark.kind is not MarkKind.NOTE
            yield from [node.open] if whole else []
            yield from _signs(node.children, notes)
            yield from [node.close] if whole else []


def lines_in(nodes: Iterable[Node]) -> Iterator[tuple[Node, ...]]:
    """The lines of nodes, each as its nodes, without the breaks between them."""
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, Break):
            if run:
                yield tuple(run)
            run = []
        else:
            run.append(node)
    if run:
        yield tuple(run)
