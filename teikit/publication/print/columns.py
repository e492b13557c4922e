"""Pages in columns: the rows of an index, column by column; the columns of its last page end level.

A column ends where its rows are full, or before a block. Nothing in columns has notes at the foot.
"""

from dataclasses import dataclass
from itertools import pairwise

from teikit.publication.print.measures import GUTTER
from teikit.publication.print.rows import Row

_STEP = 4.0  # points by which the height of level columns is tried


@dataclass(frozen=True, slots=True)
class Column:
    """The rows of a column, and how far below the top of the page and right of its left edge it begins."""

    rows: list[Row]
    x: float
    y: float


def column_width(width: float, count: int) -> float:
    """The width of a column of text."""
    return (width - GUTTER * (count - 1)) / count


def in_columns(rows: list[Row], width: float, height: float, count: int) -> list[list[Column]]:
    """The columns of each page. Rows of wide blocks are above all columns of the first page."""
    head = [row for row in rows if row.block.wide]
    rest = rows[len(head) :]
    step = column_width(width, count) + GUTTER
    top = head[-1].bottom - head[0].top + rest[0].block.gap if head and rest else 0.0
    pages: list[list[Column]] = []
    while rest:
        pages.append([Column(head, 0.0, 0.0)] if head and not pages else [])
        ends = level(rest, height - top, count)
        for i, (start, end) in enumerate(pairwise([0, *ends])):
            pages[-1].append(Column(rest[start:end], i * step, top))
        rest, top = rest[ends[-1] :], 0.0
    return pages or [[Column(head, 0.0, 0.0)]]


def level(rows: list[Row], height: float, count: int) -> list[int]:
    """Where the columns of a page end: full, or of one height if they hold all rows."""
    full = _ends(rows, height, count, natural=True)
    if full[-1] < len(rows):
        return full
    least = (rows[-1].bottom - rows[0].top) / count
    while least < height:
        ends = _ends(rows, least, count, natural=False)
        if ends and ends[-1] == len(rows):
            return ends
        least += _STEP
    return full


def _ends(rows: list[Row], height: float, count: int, natural: bool) -> list[int]:
    """The ends of columns of a height. `natural` columns may end within a block, where the typesetter ends them."""
    ends: list[int] = []
    start = 0
    while start < len(rows) and len(ends) < count:
        fits = start
        while fits < len(rows) and rows[fits].bottom - rows[start].top <= height + 0.01:
            fits += 1
        end = fits if fits == len(rows) else _end(rows, start, fits, natural)
        if end is None:
            return []
        ends.append(end)
        start = end
    return ends


def _end(rows: list[Row], start: int, fits: int, natural: bool) -> int | None:
    """The last end before row `fits` that can be set."""
    inside = not (rows[fits - 1].last or rows[fits - 1].first or rows[fits].last or rows[fits].block.whole)
    if natural and fits > start and inside:
        return fits
    for end in range(fits, start, -1):
        if rows[end - 1].last and not rows[end - 1].block.keep:
            return end
    return max(fits, start + 1) if natural else None
