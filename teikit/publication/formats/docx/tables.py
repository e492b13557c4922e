"""Tables of print XML as tables of WordprocessingML: cells with their spans, rows of heads that are repeated."""

from collections.abc import Callable

from teikit.publication.formats.docx.markup import w
from teikit.publication.formats.grid import Slot, grid_of, head_rows, shares_of, width_of
from teikit.publication.formats.tree import Element, children

_MOST_COLUMNS = 63  # Word opens no file with more
_WIDTH = 9000  # of a table, in twentieths of a point
_EMPTY = w("p", w("pPr", w("pStyle", val="Cell")))


def table(rows: list[Element], content: Callable[[Element], str], rtl: bool) -> str:
    """The table of rows, of which `content` gives that of a cell.

    The cells of one that is too wide for a word processor are paragraphs below each other.
    """
    width = width_of(rows)
    if not width or width > _MOST_COLUMNS:
        return "".join(content(cell) for row in rows for cell in children(row, "cell"))
    grid = grid_of(rows, width)
    heads = head_rows(rows)
    borders = "".join(
        w(side, val="single", sz=4, space=0, color="auto")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    direction = w("bidiVisual") if rtl else ""
    properties = w("tblPr", direction, w("tblW", w=0, type="auto"), w("tblBorders", borders))
    columns = w("tblGrid", *(w("gridCol", w=int(_WIDTH * share)) for share in shares_of(rows, width)))
    written = (_row(slots, number < heads, content) for number, slots in enumerate(grid))
    return w("tbl", properties, columns, *written) + w("p", w("pPr", w("pStyle", val="TableEnd")))


def _row(slots: list[Slot], is_head: bool, content: Callable[[Element], str]) -> str:
    properties = w("trPr", w("cantSplit"), w("tblHeader")) if is_head else ""
    return w("tr", properties, *(_cell(slot, content) for slot in slots))


def _cell(slot: Slot, content: Callable[[Element], str]) -> str:
    properties = [w("tcW", w=0, type="auto")]
    if slot.columns > 1:
        properties.append(w("gridSpan", val=slot.columns))
    if slot.merge:
        properties.append(w("vMerge", val=slot.merge))
    blocks = content(slot.cell) if slot.cell is not None else ""
    # a cell ends with a paragraph
    return w("tc", w("tcPr", *properties), blocks if blocks.endswith("</w:p>") else blocks + _EMPTY)
