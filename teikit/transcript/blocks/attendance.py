"""Lists of who was present at a meeting: a word for it with a colon, and names (TEI Guidelines 3.8)."""

import re
from collections.abc import Iterator, Sequence

from teikit.core import CAPITAL, Source, Span
from teikit.recognizers import compiled
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.paragraphs import as_one
from teikit.transcript.model import Block, Row, span_of
from teikit.transcript.syntax import Text

_SEMICOLON = re.compile(r";\s+")
# A comma before a name; before an office in small letters it is no end of an item.
_COMMA = re.compile(rf",\s+(?=[{CAPITAL}])")
# A longer item is a sentence.
_ITEM = 90
_TEXT = {"paragraph", "item", "name", "office", "label", "salute"}


def mark_attendance(blocks: Sequence[Block], context: BlockContext) -> list[Block]:
    """The blocks, where a list of names behind a word such as “Present:” is an attendance with a row for each name."""
    kept: list[Block] = []
    waiting: Block | None = None
    for block in blocks:
        label = _label(block, context)
        if waiting is not None:
            joined = _attendance(_join(waiting, block), waiting.span, context.source) if block.kind in _TEXT else None
            kept += [joined] if joined else [waiting, block]
            waiting = None
        elif label and label.end == block.span.end:
            waiting = block
        elif label and (listed := _attendance(block, label, context.source)):
            kept.append(listed)
        else:
            kept.append(block)
    return kept + ([waiting] if waiting else [])


def _label(block: Block, context: BlockContext) -> Span | None:
    if block.kind not in _TEXT or block.footnotes or not block.nodes or not isinstance(block.nodes[0], Text):
        return None
    pattern = rf"{context.convention.either('letters', 'attendance')}\s?:"
    match = compiled(pattern).match(context.source.text, block.span.start, block.nodes[0].span.end)
    return Span(*match.span()) if match else None


def _join(first: Block, second: Block) -> Block:
    nodes = as_one([first.nodes, second.nodes])
    return first._replace(span=span_of(nodes), nodes=nodes, kind="paragraph")


def _attendance(block: Block, label: Span, source: Source) -> Block | None:
    """The list in a block behind its label; None where what follows are no names."""
    items = list(_items(source, Span(label.end, block.span.end)))
    names = [source.cut(item) for item in items]
    if not items or any(len(name) > _ITEM or not name[:1].isupper() for name in names):
        return None
    return Block("attendance", block.span, block.nodes, label=label, rows=tuple(Row((item,)) for item in items))


def _items(source: Source, span: Span) -> Iterator[Span]:
    """The names of a list: one on each line, or separated by semicolons, else by commas."""
    words = span.cut(source.text)
    lines = [line for line in re.finditer(r"[^\n]+", words) if line[0].strip()]
    if len(lines) > 1:
        pieces = [match.span() for match in lines]
    else:
        sign = _SEMICOLON if ";" in words else _COMMA
        ends = [match.end() for match in sign.finditer(words)]
        pieces = list(zip([0, *ends], [*ends, len(words)], strict=True))
    for start, end in pieces:
        piece = words[start:end]
        left = len(piece) - len(piece.lstrip())
        yield Span(span.start + start + left, span.start + start + len(piece.rstrip()))
