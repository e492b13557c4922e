"""Puts the tags of a source into its syntax tree: each becomes a group whose two signs are empty.

A tag never crosses a line end or the border of a group of the convention: it is cut there, and each piece is a group.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from teikit.conventions import Mark, mark_for
from teikit.core import Span, Tag
from teikit.transcript.syntax.tree import Break, Group, Node, Text

_Piece = tuple[Span, Mark]


def with_tags(nodes: tuple[Node, ...], tags: Sequence[Tag]) -> tuple[Node, ...]:
    """The nodes with the tags of running text around what they cover; block tags are left out."""
    pieces = [(tag.span, mark) for tag in tags if (mark := mark_for(tag)) is not None]
    return _tagged(nodes, sorted(pieces, key=lambda piece: (piece[0].start, -piece[0].end))) if pieces else nodes


def _tagged(nodes: Sequence[Node], pieces: Sequence[_Piece]) -> tuple[Node, ...]:
    """The nodes with the pieces in them; the pieces are sorted, the outer before the inner."""
    inner: list[Node] = []
    reach: dict[int, list[Span]] = defaultdict(list)
    active: list[int] = []
    following = 0
    for node in nodes:
        active = [number for number in active if pieces[number][0].end > node.span.start]
        while following < len(pieces) and pieces[following][0].start < node.span.end:
            active.append(following)
            following += 1
        inner.append(_inside(node, [pieces[number] for number in active]))
        for number in active:
            _extend(reach[number], node, _cut(pieces[number][0], node.span))
    around = [(span, pieces[number][1]) for number, spans in reach.items() for span in spans]
    around.sort(key=lambda piece: (piece[0].start, -piece[0].end))
    return tuple(_wrapped(deque(inner), around, nodes[-1].span.end)) if around else tuple(inner)


def _inside(node: Node, pieces: Sequence[_Piece]) -> Node:
    """A node; in a group the pieces that do not cover all of it."""
    if not isinstance(node, Group):
        return node
    parts = [(_cut(span, node.inside), mark) for span, mark in pieces if not _covers(span, node.span)]
    parts = [part for part in parts if part[0].start < part[0].end]
    return node._replace(children=_tagged(node.children, parts)) if parts else node


def _extend(spans: list[Span], node: Node, part: Span) -> None:
    """Adds to the spans of a piece its part of a node; a line end is not part of it, nor a part of a group or sign."""
    if isinstance(node, Break) or part.start >= part.end or not (isinstance(node, Text) or part == node.span):
        return
    if spans and spans[-1].end == part.start:
        spans[-1] = Span(spans[-1].start, part.end)
    else:
        spans.append(part)


def _wrapped(nodes: deque[Node], pieces: Iterable[_Piece], end: int) -> list[Node]:
    """The nodes up to `end`, taken from the queue, with the pieces around them.

    Of two pieces that overlap the second is cut at the end of the first.
    """
    result: list[Node] = []
    waiting = deque(pieces)
    while waiting:
        span, mark = waiting.popleft()
        span = Span(max(span.start, nodes[0].span.start), min(span.end, end)) if nodes else Span(end, end)
        if span.start >= span.end:
            continue
        inner = []
        while waiting and waiting[0][0].start < span.end:
            inner.append(waiting.popleft())
        result += _taken(nodes, span.start)
        result.append(_group(span, mark, tuple(_wrapped(nodes, inner, span.end))))
        beyond = [(Span(span.end, each.end), other) for each, other in inner if each.end > span.end]
        waiting.extendleft(reversed(beyond))
    return [*result, *_taken(nodes, end)]


def _taken(nodes: deque[Node], end: int) -> list[Node]:
    """The nodes up to `end`, taken from the queue; text that goes on beyond it is divided."""
    result: list[Node] = []
    while nodes and nodes[0].span.start < end:
        node = nodes.popleft()
        if node.span.end > end and isinstance(node, Text):
            nodes.appendleft(Text(Span(end, node.span.end)))
            node = Text(Span(node.span.start, end))
        result.append(node)
    return result


def _cut(span: Span, within: Span) -> Span:
    return Span(max(span.start, within.start), min(span.end, within.end))


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _group(span: Span, mark: Mark, children: tuple[Node, ...]) -> Group:
    start, end = Span(span.start, span.start), Span(span.end, span.end)
    return Group(span, mark, start, end, children)
