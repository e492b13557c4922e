"""The rows of a flow: the lines of its text with their places on an endless page, as the first pass measured them."""

from bisect import bisect_left
from dataclasses import dataclass, field

from teikit.publication.print.flow import Block, Flow

_SAME_LINE = 3.0  # points between an anchor and the baseline of its line


@dataclass(frozen=True, slots=True)
class Measured:
    """What the first pass gives, in points. Pages are counted from 1, one a document that has blocks.

    `lines` (block, page, y of the baseline), `tops` (block, page, y), `anchors` (number, page, x, y), the widths of
    pieces and the heights of margin notes, the first rows of tables that are too wide.
    """

    lines: list[tuple[int, int, float]]
    tops: list[tuple[int, int, float]]
    anchors: list[tuple[int, int, float, float]]
    documents: list[int]
    widths: list[float]
    heights: list[float]
    wide: list[int]

    def with_documents(self, again: "Measured", documents: list[int]) -> "Measured":
        """The same with some documents as they are measured again."""
        kept = {page for page, document in enumerate(self.documents, 1) if document not in documents}
        last = len(self.documents)
        return Measured(
            [line for line in self.lines if line[1] in kept] + [(n, page + last, y) for n, page, y in again.lines],
            [top for top in self.tops if top[1] in kept] + [(n, page + last, y) for n, page, y in again.tops],
            [at for at in self.anchors if at[1] in kept] + [(n, page + last, x, y) for n, page, x, y in again.anchors],
            [*self.documents, *again.documents],
            self.widths,
            self.heights,
            self.wide,
        )


@dataclass(slots=True, eq=False)
class Row:
    """A line: its document, its block, baseline, upper and lower end on the endless page, and the notes it brings."""

    document: int
    block: Block
    y: float
    top: float
    bottom: float
    first: bool = False
    last: bool = False
    notes: list[int] = field(default_factory=list)
    page: int = 0
    number: int = 0  # of the numbered lines of its page
    label: str = ""  # its number by the scheme of its block, where that is not the line of the page
    shown: str = ""  # the number of the verse that begins in it


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor is: its document, and the place on its endless page."""

    document: int
    x: float
    y: float


class Rows:
    """The rows of each document, and the row of each anchor."""

    def __init__(self, flow: Flow, measured: Measured) -> None:
        self.flow = flow
        blocks = {block.number: block for document in flow.documents for block in document.blocks}
        of_page = dict(enumerate(measured.documents, 1))
        self.of: list[list[Row]] = [[] for _ in flow.documents]
        self._tops = {number: y for number, _, y in measured.tops if number}
        self._ends = {of_page[page]: y for number, page, y in measured.tops if not number}
        for number, page, y in sorted(measured.lines, key=lambda line: (line[1], line[2])):
            self.of[of_page[page]].append(Row(of_page[page], blocks[number], y, y, y))
        self._bound()
        self.places = {number: Place(of_page[page], x, y) for number, page, x, y in measured.anchors if page in of_page}
        self.at = self._rows_of_anchors()
        for number, note in enumerate(flow.notes):
            if note.at in self.at:
                self.at[note.at].notes.append(number)

    def _bound(self) -> None:
        """The ends of rows: of a block its edges, inside one the baseline and the space above a line."""
        for document, rows in enumerate(self.of):
            for row, before, after in zip(rows, [None, *rows], [*rows[1:], None], strict=False):
                row.first = before is None or before.block is not row.block
                row.last = after is None or after.block is not row.block
                row.top = self._tops.get(row.block.number, row.y) if row.first else row.y
                if not row.first and before is not None:
                    row.top = before.y + row.block.leading
                row.bottom = self._lower_end(document, row, after) if row.last else row.y

    def _lower_end(self, document: int, row: Row, after: Row | None) -> float:
        """The end of a block: where the gap above the next one begins."""
        if after is None:
            return max(row.y, self._ends.get(document, row.y))
        return max(row.y, self._tops.get(after.block.number, after.y) - after.block.gap)

    def _rows_of_anchors(self) -> dict[int, Row]:
        baselines = [[row.y for row in rows] for rows in self.of]
        rows_of = {}
        for number, place in self.places.items():
            rows, ys = self.of[place.document], baselines[place.document]
            if rows:
                # one before the first word of a box is at the top of its line
                rows_of[number] = rows[min(bisect_left(ys, place.y - _SAME_LINE), len(rows) - 1)]
        return rows_of
