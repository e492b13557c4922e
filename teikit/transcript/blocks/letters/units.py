"""The lines of a text as nodes: what the model labels, and what it does not need to see."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from teikit.core import Source, Span
from teikit.transcript.model import Page, span_of
from teikit.transcript.syntax import Break, Group, Node, Sign, Text, Transcript, clip

_BLANKS = re.compile(r"[ \u00a0]*\t[ \t\u00a0]*|[ \u00a0]{4,}")
# The lines at either end of a text that may be several things side by side.
_ENDS = 14


class Unit(NamedTuple):
    """A line, or a piece of one: its nodes, the blank lines before it, and the number of the piece on its line.

    `aside` is what a unit is that no label fits: note (a bracket by itself), sign, page; else empty.
    """

    span: Span
    nodes: tuple[Node, ...]
    blanks: int
    piece: int = 0
    aside: str = ""
    page: Page | None = None


def units_of(transcript: Transcript, pages: Sequence[Page]) -> list[Unit]:
    """The units of a text in order, with the page furniture between them."""
    lines = [_trimmed(unit, transcript.source) for unit in _lines(transcript, pages)]
    lines = [unit for unit in lines if unit.nodes or unit.page]
    units: list[Unit] = []
    for index, unit in enumerate(lines):
        at_end = min(index, len(lines) - 1 - index) < _ENDS
        units += _pieces(unit, transcript.source) if at_end and not unit.aside else [unit]
    return units


def _lines(transcript: Transcript, pages: Sequence[Page]) -> Iterator[Unit]:
    blanks, run, waiting = 1, list[Node](), list(reversed(pages))
    for node in (*transcript.nodes, None):
        if node is not None and not isinstance(node, Break):
            run.append(node)
            continue
        if run:
            yield from _with_pages(tuple(run), blanks, waiting)
            blanks = 0
        run = []
        blanks += max(0, transcript.source.cut(node.span).count("\n") - 1) if node else 0


def _with_pages(nodes: tuple[Node, ...], blanks: int, waiting: list[Page]) -> Iterator[Unit]:
    """The unit of a line, or of what is around the page furniture in it."""
    span = span_of(nodes)
    while waiting and waiting[-1].span.start < span.end:
        page = waiting.pop()
        before = clip(nodes, Span(span.start, page.span.start))
        if before:
            yield Unit(span_of(before), before, blanks)
            blanks = 0
        yield Unit(page.span, (), blanks, aside="page", page=page)
        blanks, nodes = 0, clip(nodes, Span(page.span.end, max(span.end, page.span.end)))
        if not nodes:
            return
    yield Unit(span_of(nodes), nodes, blanks)


def _trimmed(unit: Unit, source: Source) -> Unit:
    """A unit without blanks at its ends, and what it is if it is a bracket or a sign alone."""
    if unit.page:
        return unit
    words = source.cut(unit.span)
    start = unit.span.start + len(words) - len(words.lstrip())
    span = Span(start, start + len(words.strip()))
    nodes = clip(unit.nodes, span) if span else ()
    alone = nodes[0] if len(nodes) == 1 else None
    aside = "note" if isinstance(alone, Group) else "sign" if isinstance(alone, Sign) else ""
    if isinstance(alone, Group) and alone.mark.kind != "note":
        aside = ""
    return unit._replace(span=span, nodes=nodes, aside=aside)


def _pieces(unit: Unit, source: Source) -> list[Unit]:
    """The pieces of a line between runs of spaces."""
    spans, start = [], unit.span.start
    for node in unit.nodes:
        for match in _BLANKS.finditer(source.text, node.span.start, node.span.end) if isinstance(node, Text) else ():
            spans.append(Span(start, match.start()))
            start = match.end()
    spans.append(Span(start, unit.span.end))
    spans = _with_labels([span for span in spans if span and source.cut(span).strip()], source)
    if len(spans) < 2:
        return [unit]
    return [
        Unit(span, clip(unit.nodes, span), 0 if number else unit.blanks, number + 1)
        for number, span in enumerate(spans)
    ]


def _with_labels(spans: Sequence[Span], source: Source) -> list[Span]:
    """The pieces of a line; a label with a colon and what follows it are one, unless another label does."""
    if not spans or source.cut(spans[0]).rstrip()[-1:] != ":":
        return list(spans)
    if len(spans) != 2 or source.cut(spans[1]).rstrip()[-1:] == ":":
        return list(spans)
    return [Span(spans[0].start, spans[1].end)]
