"""Facing pages: of two texts of a document the first is on left-hand pages, the second beside it on right-hand ones.

Both are kept in step, block by block. A page ends between blocks, since the other text is on the page between.
"""

from collections.abc import Callable
from itertools import groupby, pairwise

from teikit.publication.print.flow import Document
from teikit.publication.print.rows import Row

Fits = Callable[[list[Row]], bool]
"""Whether rows fit on a page."""

Blocks = list[list[Row]]


def spreads(rows: list[Row], document: Document, fits: Fits) -> list[list[Row]] | None:
    """The rows of each page, left and right in turn, then those behind the texts; None where a block fits on no page.

    What is before the texts is on the first left-hand page.
    """
    second, end = document.facing
    blocks = [list(group) for _, group in groupby(rows, key=lambda row: row.block.number)]
    left = [block for block in blocks if block[0].block.number < second]
    right = [block for block in blocks if second <= block[0].block.number < end]
    rest = [row for block in blocks if block[0].block.number >= end for row in block]
    before = sum(not block[0].block.counted for block in _leading(left))
    pages: list[list[Row]] = []
    done = (0, 0)
    while done != (len(left), len(right)):
        ends = _next(left, right, done, before, fits)
        if ends is None:
            return None
        pages += [_joined(left[done[0] : ends[0]]), _joined(right[done[1] : ends[1]])]
        done = ends
    pages.append(rest)
    return pages if _in_order(pages) else None


def _leading(blocks: Blocks) -> Blocks:
    """The blocks before the first line that is counted."""
    first = next((n for n, block in enumerate(blocks) if block[0].block.counted), len(blocks))
    return blocks[:first]


def _next(left: Blocks, right: Blocks, done: tuple[int, int], before: int, fits: Fits) -> tuple[int, int] | None:
    """How many blocks of both are set when the next two pages are: as many as fit."""
    best = None
    for count in range(done[0] + 1, len(left) + 1):
        ends = count, max(done[1], _beside(count, len(left), len(right), before))
        here, there = left[done[0] : ends[0]], right[done[1] : ends[1]]
        if not (fits(_joined(here)) and (not there or fits(_joined(there)))):
            break
        if ends == (len(left), len(right)) or not (_kept(here) or _kept(there)):
            best = ends
    return best


def _beside(count: int, left: int, right: int, before: int) -> int:
    """How many blocks of the second text are beside so many of the first."""
    if count >= left:
        return right
    own = max(count - before, 0)
    # the label of the second text is a block as that of the first is
    return min(right, round(own * max(right - 1, 0) / max(left - before, 1)) + 1) if own else 0


def _kept(blocks: Blocks) -> bool:
    """Whether blocks end with a heading, which the text below it stays with."""
    return bool(blocks) and blocks[-1][-1].block.keep


def _joined(blocks: Blocks) -> list[Row]:
    return [row for block in blocks for row in block]


def _in_order(pages: list[list[Row]]) -> bool:
    """Whether no level of headings is left out in the order of the pages, as PDF/UA requires."""
    levels = [row.block.level for page in pages for row in page if row.first and row.block.level]
    return all(after <= before + 1 for before, after in pairwise(levels))
