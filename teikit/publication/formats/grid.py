"""The grid of a table: which cell is where, and what is empty."""

from typing import NamedTuple

from teikit.publication.formats.tree import Element, children, plain

# Letters of a column: at least; at most, if its words allow it; beside its longest word. Letters of a line.
_LEAST, _LONGEST, _MARGIN, _LINE = 4, 40, 3, 90


class Slot(NamedTuple):
    """A cell in the grid: in how many columns, and whether it goes on from the row above (None: in one row)."""

    cell: Element | None
    columns: int
    merge: str = ""


def width_of(rows: list[Element]) -> int:
    """The number of columns of a table."""
    return max((_last_column(cell) for row in rows for cell in children(row, "cell")), default=0)


def _last_column(cell: Element) -> int:
    return int(cell.get("column", "1")) + int(cell.get("cols", "1")) - 1


def head_rows(rows: list[Element]) -> int:
    """How many rows at the top name columns; none where one of their cells reaches into the rows below."""
    count = 0
    while count < len(rows) and len(rows[count]) and all(c.get("heads") == "column" for c in rows[count]):
        count += 1
    reach = max((y + int(c.get("rows", "1")) for y, row in enumerate(rows[:count]) for c in row), default=0)
    return count if reach <= count else 0


def grid_of(rows: list[Element], width: int) -> list[list[Slot]]:
    """The slots of each row: cells, cells that go on, and empty ones where there is no cell."""
    below: dict[tuple[int, int], Slot] = {}
    grid = []
    for y, row in enumerate(rows):
        starts = {int(cell.get("column", "1")): cell for cell in children(row, "cell")}
        slots, column = [], 1
        while column <= width:
            slot = below.get((y, column)) or _slot(starts.get(column))
            if slot.merge == "restart" and slot.cell is not None:
                reach = range(y + 1, min(y + int(slot.cell.get("rows", "1")), len(rows)))
                below |= {(line, column): Slot(None, slot.columns, "continue") for line in reach}
            slots.append(slot)
            column += slot.columns
        grid.append(slots)
    return grid


def _slot(cell: Element | None) -> Slot:
    if cell is None:
        return Slot(None, 1)
    return Slot(cell, int(cell.get("cols", "1")), "restart" if int(cell.get("rows", "1")) > 1 else "")


def shares_of(rows: list[Element], width: int) -> list[float]:
    """The part of the width that each column gets: enough for its longest word, more by its texts."""
    least, wanted = [_LEAST] * width, [_LEAST] * width
    for cell in (cell for row in rows for cell in children(row, "cell") if cell.get("cols", "1") == "1"):
        text, column = plain(cell), int(cell.get("column", "1")) - 1
        least[column] = max(least[column], max(map(len, text.split()), default=0) + _MARGIN)
        wanted[column] = max(wanted[column], min(len(text), _LONGEST) + _MARGIN)
    more = [max(0, own - needed) for own, needed in zip(wanted, least, strict=True)]
    left = max(0, _LINE - sum(least))
    letters = [needed + left * own / max(1, sum(more)) for needed, own in zip(least, more, strict=True)]
    return [own / sum(letters) for own in letters]
