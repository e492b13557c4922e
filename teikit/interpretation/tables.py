"""Tables: the running text of each cell."""

from bisect import bisect_right

from teikit.interpretation.inline import InlineReader
from teikit.interpretation.nodes import SpanPart, TableRow
from teikit.recognizers import compiled
from teikit.transcript import Block, clip


def read_table(inline: InlineReader, block: Block) -> tuple[TableRow, ...]:
    """The rows of a block that is a table."""
    starts = [node.span.start for node in block.nodes]
    sums = compiled(inline.state.convention.either("letters", "total"))
    rows = []
    for row in block.rows:
        cells = []
        for cell in row.cells:
            near = slice(max(0, bisect_right(starts, cell.start) - 1), bisect_right(starts, cell.end))
            children = inline.read(clip(block.nodes[near], cell), block=cell) if cell else ()
            cells.append(SpanPart(cell, children))
        total = bool(row.cells) and sums.fullmatch(inline.state.source.cut(row.cells[0]).strip(" .:")) is not None
        rows.append(TableRow(tuple(cells), row.label, total))
    return tuple(rows)
