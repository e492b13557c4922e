"""Tables: each row is a block, so that a page can end below it; the widths of columns are decided from all rows."""

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from teikit.publication.print.breaking import USUAL
from teikit.publication.print.flow import Block, Node, Table
from teikit.publication.print.measures import SIZE
from teikit.publication.print.notes import NoteWriter
from teikit.publication.print.running import LOOKS, P, looks, name_of, plain
from teikit.publication.print.writer import Setting

_RUNNING = frozenset(
    ("span", "sign", "link", "lb", "pb", "margin", "foot", "entry", "s", "e", "o", "unit", "image", "mention", "ref")
)
_ANCHORS = frozenset("anm")
_MOST_LETTERS = 120  # a column wants no more
_SMALLEST, _LETTER, _CELL_GAP = 0.54, 0.56, 8.0  # type (em), a letter (em), space beside the text of a cell (points)
_FEWEST_LETTERS = 4


class TableWriter(NoteWriter):
    """Writes the rows of tables as blocks."""

    @abstractmethod
    def write(self, elements: Iterable[Element], setting: Setting) -> None:
        """Add blocks in order."""

    def table(self, element: Element) -> None:
        """Add a table."""
        rows = element.findall(f"{P}row")
        self.space(8)
        for caption in element.findall(f"{P}caption"):
            styles = (*self.setting.styles, "strong")
            self.paragraph(self.text.of(caption), side="start", styles=styles, keep=True, below=5)
        if not rows:
            return
        self._tables += 1
        name = f"{self.prefix}table-{self._tables}"
        if name in self.behind:
            self._as_paragraphs(rows)
            return
        table = _needs(rows)
        table.name, table.head = name, _head_rows(rows)
        number = len(self.flow.tables)
        self.flow.tables.append(table)
        self.text.longest = divide(table, self.flow.measures.text_width)
        blocks = [self._row(row, number) for row in rows]
        self.text.longest = USUAL
        table.rows = [block.number for block in blocks]
        table.repeated = [[bare(cell) for cell in block.content] for block in blocks[: table.head]]
        _hold_together(rows, blocks, table.head)
        self.space(8)

    def _as_paragraphs(self, rows: list[Element]) -> None:
        """Set the cells of rows that no page can hold one below another."""
        for row in rows:
            self.line_above(1.0, 4)
            for cell in row.findall(f"{P}cell"):
                self.source = cell
                parts = list(cell)
                if all(name_of(part) in _RUNNING for part in parts):
                    self.paragraph(self.text.of(cell), side="start")
                else:
                    self.write([part for part in parts if name_of(part) not in _RUNNING], self.setting)
        self.space(8)

    def _row(self, row: Element, table: int) -> Block:
        self.source = row
        block = self.block("row", [], table=table, whole=True)
        block.content = [self._cell(cell) for cell in row.findall(f"{P}cell")]
        if block.content:
            block.content[0]["t"] = 1  # it marks the top of the row
        first = next((b for cell in block.content for b in cell["c"] if b.kind == "par"), None)
        if first is not None:
            first.content = [{"a": block.start}, *first.content]
        return block

    def _cell(self, cell: Element) -> dict[str, Any]:
        """A cell, with the blocks in it."""
        names = looks(cell)
        held, pending, self.out, self.pending = self.out, self.pending, [], 0.0
        before = self.setting
        self.setting = self.setting.within(cell)
        self._fill(cell)
        content = self.out
        self.out, self.pending, self.setting = held, pending, before
        given = {name: int(cell.get(name, "1")) for name in ("column", "cols", "rows")}
        side = next((name for name in names if name in ("left", "center", "right")), "")
        styles = [name for name in names if name in LOOKS]
        return {**given, "heads": cell.get("heads", ""), "side": side, "styles": styles, "c": content}

    def _fill(self, cell: Element) -> None:
        parts = list(cell)
        if all(name_of(part) in _RUNNING for part in parts):
            self.block("par", self.text.of(cell), side="start")
            return
        for text, part in _pieces(cell):
            if part is None and text.strip():
                self.block("par", [text.strip()], above=3, side="start")
            elif part is not None and name_of(part) in _RUNNING:
                self.block("par", self.text.node(part), above=3, side="start")
            elif part is not None:
                self.write([part], replace(self.setting, inside="cell", left=0.0, item=0.0))


def divide(table: Table, width: float) -> int:
    """The letters of a word from which on it may be broken, so that the words of a table fit into a width.

    The longest words of the table are cut to it. Fonts differ: what is still too wide is found when it is measured.
    """
    letter, most = _SMALLEST * _LETTER * SIZE, USUAL
    if sum(len(word) for word in table.longest) * letter + _CELL_GAP * len(table.longest) <= width:
        return USUAL
    fits = max(_FEWEST_LETTERS, int((width / len(table.longest) - _CELL_GAP) / letter))
    most = min(most, fits)
    table.divided = max(table.longest, key=len)
    table.longest = [word[:most] for word in table.longest]
    return most


def _pieces(cell: Element) -> list[tuple[str, Element | None]]:
    pieces: list[tuple[str, Element | None]] = [(cell.text or "", None)]
    for child in cell:
        pieces += [("", child), (child.tail or "", None)]
    return pieces


def _needs(rows: list[Element]) -> Table:
    """Of each column the longest word, and about how many letters its text has."""
    cells = [cell for row in rows for cell in row.findall(f"{P}cell")]
    count = max([1, *(int(cell.get("column", "1")) + int(cell.get("cols", "1")) - 1 for cell in cells)])
    table = Table([""] * count, [0] * count)
    for cell in cells:
        if cell.get("cols", "1") == "1":
            column, text = int(cell.get("column", "1")) - 1, plain(cell)
            word = max(text.split(), key=len, default="")[:30]
            table.longest[column] = max(table.longest[column], word, key=len)
            table.letters[column] = max(table.letters[column], min(len(text), _MOST_LETTERS))
    return table


def _head_rows(rows: list[Element]) -> int:
    """How many rows at the top name columns; none where a cell of theirs reaches into the rows below."""
    head = 0
    while head < len(rows) and all(cell.get("heads") == "column" for cell in rows[head].findall(f"{P}cell")):
        head += 1
    reaches = (y + int(cell.get("rows", "1")) > head for y in range(head) for cell in rows[y].findall(f"{P}cell"))
    return 0 if any(reaches) or head == len(rows) else head


def _hold_together(rows: list[Element], blocks: list[Block], head: int) -> None:
    """Rows that a cell joins stay on one page; so do the head rows and the first row below them."""
    for y, row in enumerate(rows):
        below = max([1, *(int(cell.get("rows", "1")) for cell in row.findall(f"{P}cell"))])
        for block in blocks[y : y + below - 1]:
            block.keep = True
    for block in blocks[:head]:
        block.keep = True


def bare(node: Node) -> Any:
    """A cell without anchors and notes, as it is repeated on the next page."""
    if isinstance(node, Block):
        return replace(node, number=0, start=0, content=bare(node.content))
    if isinstance(node, dict):
        return {key: bare(value) for key, value in node.items() if key not in ("a", "t")}
    if isinstance(node, list):
        return [
            bare(each) for each in node if not (isinstance(each, dict) and _ANCHORS & set(each) and "c" not in each)
        ]
    return node
