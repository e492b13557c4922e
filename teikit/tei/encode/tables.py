"""Writes tables: rows and cells; what parted the cells in the transcript became the elements (TEI Guidelines 14.1)."""

from bisect import bisect_right

from teikit.core import Span
from teikit.tei.encode.indent import Lined
from teikit.tei.encode.inline import Inline
from teikit.transcript import Block, clip


def write_table(inline: Inline, block: Block) -> None:
    """Writes the rows of a block that is a table."""
    builder, done = inline.builder, block.span.start
    starts = [node.span.start for node in block.nodes]
    with Lined(builder, "table", None, block.span):
        for row in block.rows:
            reach = Span(row.cells[0].start, row.cells[-1].end)
            builder.newline()
            with builder.within("row", {"role": "label" if row.label else ""}, reach):
                for cell in row.cells:
                    builder.mark(Span(done, cell.start))
                    with builder.within("cell", span=cell):
                        if cell:
                            near = slice(max(0, bisect_right(starts, cell.start) - 1), bisect_right(starts, cell.end))
                            inline.write(clip(block.nodes[near], cell), block=cell)
                    done = cell.end
        builder.mark(Span(done, block.span.end))
