"""Tables of print XML as tables of WordprocessingML: cells with their spans, rows of heads that are repeated."""

from collections.abc import Callable
from typing import NamedTuple

from teikit.publication.formats.docx.markup import w
from teikit.publication.formats.tree import Element, children, plain

_MOST_COLUMNS = 63  # Word opens no file with more
_WIDTH = 9000  # of a table, in twentieths of a point
_LONGEST = 40  # letters of a column that count for its width
_EMPTY = w("p", w("pPr", w("pStyle", val="Cell")))


class _Slot(NamedTuple):
    """A cell in the grid: in how many columns, and whether it goes on from the row above (None: in one row)."""

    cell: Element | None
    columns: int
    merge: str = ""


def table(rows: list[Element], content: Callable[[Element], str], rtl: bool) -> str:
    """The table of rows, of which `content` gives that of a cell.

    The cells of one that is too wide for a word processor are paragraphs below each other.
    """
    width = max((_last_column(cell) for row in rows for cell in children(row, "cell")), default=0)
    if not width or width > _MOST_COLUMNS:
        return "".join(content(cell) for row in rows for cell in children(row, "cell"))
    grid = _grid(rows, width)
    heads = _head_rows(rows)
    borders = "".join(
        w(side, val="single", sz=4, space=0, color="auto")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    direction = w("bidiVisual") if rtl else ""
    properties = w("tblPr", direction, w("tblW", w=0, type="auto"), w("tblBorders", borders))
    columns = w("tblGrid", *(w("gridCol", w=value) for value in _widths(rows, width)))
    written = (_row(slots, number < heads, content) for number, slots in enumerate(grid))
    return w("tbl", properties, columns, *written) + w("p", w("pPr", w("pStyle", val="TableEnd")))


def _last_column(cell: Element) -> int:
    return int(cell.get("column", "1")) + int(cell.get("cols", "1")) - 1


def _head_rows(rows: list[Element]) -> int:
    """How many rows at the top name columns; none where one of their cells reaches into the rows below."""
    count = 0
    while count < len(rows) and len(rows[count]) and all(c.get("heads") == "column" for c in rows[count]):
        count += 1
    reach = max((y + int(c.get("rows", "1")) for y, row in enumerate(rows[:count]) for c in row), default=0)
    return count if reach <= count else 0


def _grid(rows: list[Element], width: int) -> list[list[_Slot]]:
    """The slots of each row: cells, cells that go on, and empty ones where there is no cell."""
    below: dict[tuple[int, int], _Slot] = {}
    grid = []
    for y, row in enumerate(rows):
        starts = {int(cell.get("column", "1")): cell for cell in children(row, "cell")}
        slots, column = [], 1
        while column <= width:
            slot = below.get((y, column)) or _slot(starts.get(column))
            if slot.merge == "restart" and slot.cell is not None:
                reach = range(y + 1, min(y + int(slot.cell.get("rows", "1")), len(rows)))
                below |= {(line, column): _Slot(None, slot.columns, "continue") for line in reach}
            slots.append(slot)
            column += slot.columns
        grid.append(slots)
    return grid


def _slot(cell: Element | None) -> _Slot:
    if cell is None:
        return _Slot(None, 1)
    return _Slot(cell, int(cell.get("cols", "1")), "restart" if int(cell.get("rows", "1")) > 1 else "")


def _row(slots: list[_Slot], is_head: bool, content: Callable[[Element], str]) -> str:
    properties = w("trPr", w("cantSplit"), w("tblHeader")) if is_head else ""
    return w("tr", properties, *(_cell(slot, content) for slot in slots))


def _cell(slot: _Slot, content: Callable[[Element], str]) -> str:
    properties = [w("tcW", w=0, type="auto")]
    if slot.columns > 1:
        properties.append(w("gridSpan", val=slot.columns))
    if slot.merge:
        properties.append(w("vMerge", val=slot.merge))
    blocks = content(slot.cell) if slot.cell is not None else ""
    # a cell ends with a paragraph
    return w("tc", w("tcPr", *properties), blocks if blocks.endswith("</w:p>") else blocks + _EMPTY)


def _widths(rows: list[Element], width: int) -> list[int]:
    """The widths of columns, by the lengths of their texts."""
    letters = [4] * width
    for row in rows:
        for cell in children(row, "cell"):
            column = int(cell.get("column", "1")) - 1
            if cell.get("cols", "1") == "1":
                letters[column] = max(letters[column], min(len(plain(cell)), _LONGEST))
    return [_WIDTH * own // sum(letters) for own in letters]
