"""The pages: each holds as many rows as fit together with the notes that they bring, and ends where it may."""

from dataclasses import dataclass, field

from teikit.edition import PrintLayer
from teikit.publication.print.columns import Column, in_columns
from teikit.publication.print.facing import spreads
from teikit.publication.print.flow import Flow, Node, Note
from teikit.publication.print.foot import SAME_LINE, Given, Layer, height_of
from teikit.publication.print.references import References, rank
from teikit.publication.print.rows import Row, Rows
from teikit.publication.print.wordlist import SPACED

BLANK = -1
"""The document of a page that is left empty, so that the next one is a right-hand page."""
_MARK_SPACE = 0.4
_ROUNDS = 4


@dataclass(slots=True)
class Page:
    """A page: its document, its rows, the layers of its foot, the height that its repeated head rows take."""

    document: int
    rows: list[Row]
    layers: list[Layer] = field(default_factory=list)
    foot: float = 0.0
    repeated: float = 0.0
    columns: list[Column] = field(default_factory=list)
    too_high: bool = False  # its notes do not fit below the row that brings them

    @property
    def used(self) -> float:
        """The height that its rows take."""
        return self.rows[-1].bottom - self.rows[0].top + self.repeated if self.rows else 0.0


def heading_of(layer: PrintLayer) -> list[Node]:
    """The heading of a layer, as it is measured."""
    return [{"s": ["emphasis"], "c": [layer.heading]}]


class Widths:
    """The widths of labels and words of notes."""

    def __init__(self, flow: Flow, widths: list[float], signs: dict[str, int]) -> None:
        self.flow, self.pieces, self._signs = flow, widths, signs

    def label(self, text: str, face: str = "label") -> float:
        """The width of a label: its signs are set without kerning."""
        return sum(self.pieces[self._signs[face + sign]] for sign in text if face + sign in self._signs)

    def words(self, note: Note) -> list[float]:
        """The widths of the words of a note."""
        return [self.pieces[piece] for piece, _ in note.words]

    def heading(self, layer: PrintLayer) -> float:
        """The width of the heading of a layer."""
        return self.pieces[self.flow.piece("note", heading_of(layer))]

    @property
    def space(self) -> float:
        """The width of a word space at the foot."""
        with_space, without = self.pieces[self._signs["space"]], self.pieces[self._signs["no space"]]
        return with_space - without


class Paginator:
    """Divides the rows of a flow into pages, and fills their feet."""

    def __init__(self, flow: Flow, rows: Rows, widths: Widths, references: References) -> None:
        self.flow, self.rows, self.widths, self.references = flow, rows, widths, references
        self.layers = [layer for layer in flow.layers if layer.place == "foot"]
        self.space, self.bar = widths.space, widths.label(SAME_LINE)
        self.height = flow.measures.text_height
        self.pages: list[Page] = []

    def paginate(self) -> list[Page]:
        """The pages of all documents; one without rows (the title page) has one.

        A reference can name a line that is on a later page. Then the pages are filled again, with what is known of it.
        """
        for _ in range(_ROUNDS):
            self.pages = []
            self._fill()
            if all(placed.label in (SAME_LINE, self._label(placed.note)) for page in self.pages for layer in page.layers
                   for placed in layer.placed):  # fmt: skip
                break
        return self.pages

    def _label(self, number: int) -> str:
        note = self.flow.notes[number]
        return note.mark or self.references.of(note)

    def _fill(self) -> None:
        for document, rows in enumerate(self.rows.of):
            start, shape = 0, self.flow.documents[document]
            if shape.recto and not any(shape.facing) and len(self.pages) % 2:
                self.pages.append(Page(BLANK, []))
            if not rows:
                self.pages.append(Page(document, []))
            elif shape.columns > 1:
                self._in_columns(document, rows)
                continue
            elif any(shape.facing) and self._facing(rows):
                continue
            while start < len(rows):
                page = self._page(rows, start)
                self.pages.append(page)
                start += len(page.rows)

    def _facing(self, rows: list[Row]) -> bool:
        """Set two texts on facing pages. Returns whether they fit."""
        count = len(self.pages)
        if self.flow.measures.right_hand(count + 1):
            self.pages.append(Page(BLANK, []))
        pages = spreads(rows, self.flow.documents[rows[0].document], self._fits)
        if pages is None:
            del self.pages[count:]
            return False
        *facing, rest = pages
        for held in facing:
            self.pages.append(self._page(held, 0) if held else Page(BLANK, []))
        start = 0
        while start < len(rest):
            self.pages.append(self._page(rest, start))
            start += len(self.pages[-1].rows)
        return True

    def _fits(self, rows: list[Row]) -> bool:
        page = self._page(rows, 0)
        return len(page.rows) == len(rows) and not page.too_high

    def _in_columns(self, document: int, rows: list[Row]) -> None:
        width, count = self.flow.measures.text_width, self.flow.documents[document].columns
        for columns in in_columns(rows, width, self.height, count):
            held = [row for column in columns for row in column.rows]
            self.pages.append(Page(document, held, columns=columns))
            for row in held:
                row.page = len(self.pages)

    def _page(self, rows: list[Row], start: int) -> Page:
        layers = [self._empty(layer) for layer in self.layers]
        document = self.flow.documents[rows[start].document]
        repeated = self._repeated(rows[start]) if start else document.drop
        fits: Page | None = None
        best: Page | None = None
        count = 0
        for r in range(start, len(rows)):
            row = rows[r]
            count += row.block.counted
            row.page, row.number = len(self.pages) + self.flow.measures.first, count
            for note in row.notes:
                self._add(layers, note)
            page = Page(row.document, rows[start : r + 1], [], height_of(layers), repeated)
            if page.used + page.foot > self.height + 0.01:
                page.too_high = True
                if fits is None:
                    fits = self._kept(page, layers)
                break
            if may_end(rows, r):
                best = self._kept(page, layers)
            fits = best if best is not None and len(best.rows) == len(page.rows) else self._kept(page, layers)
        assert fits is not None
        return self._forced(best, fits)

    def _empty(self, layer: PrintLayer) -> Layer:
        heading = self.widths.heading(layer) if layer.heading else 0.0
        return Layer(layer, self.flow.measures.text_width, self.space, self.bar, heading)

    @staticmethod
    def _kept(page: Page, layers: list[Layer]) -> Page:
        page.layers = [layer.copy() for layer in layers if layer.placed]
        return page

    def _forced(self, best: Page | None, fits: Page) -> Page:
        """The best end of a page, if the typesetter can be made to end it there: by a block, a note or a float."""
        if best is None or best is fits:
            return fits
        ends_block = best.rows[-1].last
        begins_block = any(row.first for row in best.rows[1:])
        return best if ends_block or best.layers or begins_block else fits

    def _repeated(self, row: Row) -> float:
        """The height of the head rows of a table that a page goes on with."""
        block = row.block
        if block.kind != "row":
            return 0.0
        table = self.flow.tables[block.table]
        if not table.head or block.number in table.rows[: table.head]:
            return 0.0
        tops = {r.block.number: r.top for r in reversed(self.rows.of[row.document]) if r.block.table == block.table}
        return tops[table.rows[table.head]] - tops[table.rows[0]]

    def _add(self, layers: list[Layer], number: int) -> None:
        note = self.flow.notes[number]
        layer = next(layer for layer in layers if layer.style.name == note.layer)
        widths, follows = self.widths.words(note), [how for _, how in note.words]
        if note.mark:
            mark = self.widths.label(note.mark, "mark") + _MARK_SPACE
            layer.add(Given(number, note.mark, mark, widths, follows, direction=note.direction))
            return
        label, same = self.references.of(note), rank(note, self.rows)
        if same and note.lemma:
            widths[note.lemma - 1] += self.widths.label(same, "note")
        width = self.widths.label(label)
        layer.add(Given(number, label, width, widths, follows or [SPACED] * len(widths), same, note.direction))


def may_end(rows: list[Row], r: int) -> bool:
    """Whether a page may end below a row: not below a heading, nor so that a line of a paragraph is alone."""
    row = rows[r]
    if r == len(rows) - 1:
        return True
    if row.last:
        return not row.block.keep
    return not (row.block.whole or row.first or rows[r + 1].last)


def in_order_of(pages: list[Page], flow: Flow) -> bool:
    """Put the blocks of documents with facing pages in the order of the pages; whether there are any.

    A facing document begins a left-hand page, whatever the others do.
    """
    any_facing = False
    for number, document in enumerate(flow.documents):
        if any(document.facing):
            rows = [row for page in pages if page.document == number for row in page.rows]
            document.blocks = list({row.block.number: row.block for row in rows}.values())
            first = next(n for n, page in enumerate(pages, 1) if page.document == number)
            document.recto, document.verso, any_facing = False, not flow.measures.right_hand(first), True
    return any_facing
