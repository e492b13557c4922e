"""Blocks that the markup of a file names, such as the tables and headings of HTML: they need no evidence."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import takewhile

from teikit.core import Source, Span, Tag
from teikit.transcript.model import Block, Row, span_of
from teikit.transcript.syntax import Node, clip

_ROW, _ITEM, _HEADING, _LABEL = "table-row", "list-item", "heading", "label"
# So many tags may begin between a line and the words in it.
_NEAR = 50
_LABELS = {_ROW: "table_row", _ITEM: "list_item", _HEADING: "heading"}


def tagged_blocks(nodes: tuple[Node, ...], source: Source) -> list[Block]:
    """The blocks of nodes that are all rows of a table, items of a list, or one heading, by the tags of the source.

    Empty where the tags do not say so.
    """
    if not source.tags:
        return []
    span = span_of(nodes)
    rows, items = ([tag for tag in _tags_in(span, source) if tag.name == name] for name in (_ROW, _ITEM))
    if rows and not _outside(span, rows, source):
        return [Block("table", span, nodes, rows=tuple(_rows(span, rows, source)))]
    if items and not _outside(span, items, source):
        spans = [tag.span for tag in items]
        return [Block("item", item, clip(nodes, item), label=Span(item.start, item.start)) for item in spans]
    return [Block("title", span, nodes)] if is_heading(span, source) else []


def label_of(span: Span, source: Source) -> str:
    """The label that a tag gives a line, or the piece of one: heading, list_item or table_row; empty without one."""
    if not source.tags:
        return ""
    after = bisect_right(source.tags, span.start, key=lambda tag: tag.span.start)
    around = (tag for tag in source.tags[max(0, after - _NEAR) : after] if tag.span.end >= span.end)
    return next((_LABELS[tag.name] for tag in around if tag.name in _LABELS), "")


def is_heading(span: Span, source: Source) -> bool:
    """Whether a tag says that a span is a heading."""
    return any(tag.name == _HEADING and not _outside(span, [tag], source) for tag in _tags_in(span, source))


def _tags_in(span: Span, source: Source) -> Iterator[Tag]:
    """The tags that begin in a span and end in it."""
    first = bisect_left(source.tags, span.start, key=lambda tag: tag.span.start)
    begun = takewhile(lambda tag: tag.span.start < span.end, source.tags[first:])
    return (tag for tag in begun if tag.span.end <= span.end)


def _outside(span: Span, tags: list[Tag], source: Source) -> bool:
    """Whether there are words in a span that no tag covers."""
    at = span.start
    for tag in tags:
        if source.text[at : tag.span.start].strip():
            return True
        at = max(at, tag.span.end)
    return bool(source.text[at : span.end].strip())


def _rows(span: Span, tags: list[Tag], source: Source) -> Iterator[Row]:
    """The rows of a table, a line each, with the cells between tabs."""
    labels = {tag.span.end for tag in tags if (_LABEL, "1") in tag.values}
    start = span.start
    for line in source.cut(span).split("\n"):
        end = start + len(line)
        if line.strip():
            yield Row(tuple(_cells(start, line)), any(start < label <= end for label in labels))
        start = end + 1


def _cells(start: int, line: str) -> Iterator[Span]:
    for words in line.split("\t"):
        lead = len(words) - len(words.lstrip())
        yield Span(start + lead, start + lead + len(words.strip()))
        start += len(words) + 1
