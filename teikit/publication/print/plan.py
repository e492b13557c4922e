"""The plan of the pages for the second pass: every figure of it, and what must be found where when it has been set.

A page is ended by its first note, which reserves the height that the page must lose; by a break before a block; or, on
a page without notes, by an empty float.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from teikit.publication.print.around import Heads, crop_marks, text_at
from teikit.publication.print.flow import Flow, Unit
from teikit.publication.print.foot import FOOT_GAP, LAYER_GAP, Placed
from teikit.publication.print.measures import CAP_HEIGHT, MM, NOTE_LEAD, NOTE_SIZE, SIZE, SMALL
from teikit.publication.print.numbering import BY_LINE, is_shown
from teikit.publication.print.pages import BLANK, Page
from teikit.publication.print.references import References
from teikit.publication.print.rows import Row, Rows
from teikit.publication.print.volume import chapters_of

SLACK = 5.0  # the reserved height lets the last row in and keeps the next one, at least 10 points on, out
_NUMBER_GAP = 12.0  # between the text and the numbers of lines
_BETWEEN_MARGINS = 2.5 * MM
_HEAD_ABOVE = 18.0
_RULE = 0.22  # of the measure, above the notes
_FIGURES, _HEAD_SIZE = 7.5, 8.5
_WITHOUT_NUMBER = ("half-title", "title", "imprint", "part")
_TOP_EDGE = 0.66  # of small lines, in em, as in set.typ


@dataclass(frozen=True, slots=True)
class Point:
    """A place on a page, in points from its upper left corner; x is None where it does not count."""

    page: int
    x: float | None
    y: float


@dataclass(slots=True)
class Plan:
    """The plan as data, where each anchor and the end of each note must be, and what does not fit.

    `ends` are those of notes, and with a negative number (-1 - n) of margin notes. `unfit` are notes and margin notes
    (in the same way) for which their pages have no space.
    """

    data: dict[str, Any]
    anchors: dict[int, Point] = field(default_factory=dict)
    ends: dict[int, Point] = field(default_factory=dict)
    unfit: list[int] = field(default_factory=list)


class Planner:
    """Makes the plan of pages. `heads` gives the words of running heads that fit."""

    def __init__(self, flow: Flow, rows: Rows, pages: list[Page], heads: Heads, references: References) -> None:
        self.flow, self.rows, self.pages, self.heads, self.references = flow, rows, pages, heads, references
        self.measures = flow.measures
        self._begun = _begun(rows, references.numbering.units)
        self.plan = Plan({})

    def make(self, heights: list[float], targets: list[int]) -> Plan:
        """The plan. `heights` are those of margin notes."""
        notes: list[Any] = [None] * len(self.flow.notes)
        data = self.plan.data = {
            "notes": notes,
            "pages": [],
            "breaks": {str(each.blocks[0].number): each.drop for each in self.flow.documents if each.blocks},
            "floats": {},
            "margins": [None] * len(self.flow.margins),
            "page-of": {str(anchor): str(self._page_of(anchor)) for anchor in targets},
            "where": {},
            "columns": {},
            "skips": {},
        }
        offsets: dict[Row, tuple[int, float, float]] = {}
        for number, page in enumerate(self.pages, 1):
            offsets |= self._offsets(number, page)
            if number > 1 and page.rows and self.pages[number - 2].document == BLANK:
                begun = str(page.rows[0].block.number)  # behind an empty page
                data["breaks"].setdefault(begun, 0.0)
                data["skips"][begun] = "even" if number % 2 == 0 else "odd"
            rules = [*self._foot(number, page, notes), *self._bars(number, page), *crop_marks(self.measures)]
            texts = [*self._numbers(number, page), *self._headings(number, page), *self._running(number, page)]
            data["pages"].append({"texts": texts, "rules": rules})
        self._expect(offsets)
        data["where"] = {str(anchor): self._where(anchor, row) for anchor, row in self.rows.at.items()}
        self._beside(heights, data["margins"])
        return self.plan

    def _where(self, anchor: int, row: Row) -> str:
        """The reference of a note that is not at the foot."""
        note = self.flow.ended.get(anchor)
        return self.references.of(note, at_end=True) if note else row.label or f"{row.page}.{row.number}"

    def _page_of(self, anchor: int) -> int:
        row = self.rows.at.get(anchor)
        return row.page if row else 0

    def _offset(self, page: Page) -> float:
        """What is added to a place on the endless page to have it on this one."""
        return self.measures.top + page.repeated - page.rows[0].top if page.rows else 0.0

    def _offsets(self, number: int, page: Page) -> dict[Row, tuple[int, float, float]]:
        """The page of each of its rows, and what is added to places on the endless page to have them on this one."""
        if not page.columns:
            return dict.fromkeys(page.rows, (number, 0.0, self._offset(page)))
        offsets: dict[Row, tuple[int, float, float]] = {}
        begun = self.plan.data["columns"]
        for column in page.columns:
            if column.rows:
                dy = self.measures.top + column.y - column.rows[0].top
                offsets |= dict.fromkeys(column.rows, (number, column.x, dy))
            if column.rows and column.rows[0].first:
                begun[str(column.rows[0].block.number)] = True
        return offsets

    def _expect(self, offsets: dict[Row, tuple[int, float, float]]) -> None:
        for anchor, row in self.rows.at.items():
            number, dx, dy = offsets[row]
            place = self.rows.places[anchor]
            self.plan.anchors[anchor] = Point(number, place.x + dx + self.measures.left(number), place.y + dy)

    # ---------------------------------------------------------------- the foot
    def _foot(self, number: int, page: Page, notes: list[Any]) -> Iterator[tuple[float, float, float, float]]:
        """Place the notes of a page; the rules above its layers."""
        measures, left = self.measures, self.measures.left(number)
        if page.too_high:
            self.plan.unfit += [note for row in page.rows for note in row.notes]
        tops: dict[int, tuple[float, Placed]] = {}
        top = measures.text_end - page.foot + FOOT_GAP
        if page.layers:
            yield (left, top - 5.0, _RULE * measures.text_width, 0.0)
        for layer in page.layers:
            for placed in layer.arranged():
                tops[placed.note] = (top + placed.line * NOTE_LEAD, placed)
                self._end(number, top, placed)
            top += layer.height + LAYER_GAP
        reserve = self._reserve(number, page)
        for i, note in enumerate(note for row in page.rows for note in row.notes):
            notes[note] = self._note(tops[note], 0.0 if i else reserve)

    def _end(self, number: int, top: float, placed: Placed) -> None:
        x, line = placed.end
        right_to_left = self.flow.notes[placed.note].direction == "rtl"
        at = None if right_to_left else self.measures.left(number) + placed.left + x
        self.plan.ends[placed.note] = Point(number, at, top + line * NOTE_LEAD + _TOP_EDGE * NOTE_SIZE)

    def _note(self, placed: tuple[float, Placed], reserve: float) -> dict[str, Any]:
        y, note = placed
        dy = y - self.measures.text_end + reserve
        return {
            "reserve": round(reserve, 2),
            "dy": round(dy, 2),
            "x": round(note.x, 2),
            "breaks": note.breaks,
            "ref": note.label,
            "same": note.same,
        } | ({"left": round(note.left, 2)} if note.left else {})

    def _reserve(self, number: int, page: Page) -> float:
        """The height that the first note of a page takes; on a page without notes, a break or a float ends the page."""
        data = self.plan.data
        if page.columns:
            return 0.0
        height = self.measures.text_height - page.used - SLACK
        after = self.pages[number].rows[0] if number < len(self.pages) and self.pages[number].rows else None
        if after is None or after.document != page.document or after.first:
            if after is not None and after.document == page.document:
                data["breaks"][str(after.block.number)] = 0.0
            return max(0.0, min(page.foot, height))
        begun = next((row for row in page.rows[1:] if row.first), None)
        if not page.layers and begun is not None and height > 0:
            data["floats"][str(begun.block.number)] = round(height, 2)
        return max(height, 0.0)

    # ---------------------------------------------------------------- beside and around the text
    def _beside(self, heights: list[float], placed: list[Any]) -> None:
        """Margin notes: each beside its line, pushed down by the one before, then up from the end of the page."""
        on_page: dict[int, list[int]] = {}
        for number, margin in enumerate(self.flow.margins):
            if margin.at in self.plan.anchors:
                on_page.setdefault(self.plan.anchors[margin.at].page, []).append(number)
        for page, held in on_page.items():
            held.sort(key=lambda n: (self.plan.anchors[self.flow.margins[n].at].y, n))
            self._beside_page(page, held, heights, placed)

    def _beside_page(self, page: int, held: list[int], heights: list[float], placed: list[Any]) -> None:
        measures = self.measures
        while sum(heights[n] + _BETWEEN_MARGINS for n in held) - _BETWEEN_MARGINS > measures.text_height:
            self.plan.unfit.append(-1 - held.pop())
        tops: dict[int, float] = {}
        least, limit = measures.top, measures.text_end
        for n in held:
            beside = self.plan.anchors[self.flow.margins[n].at].y - _TOP_EDGE * SMALL
            tops[n] = max(beside, least)
            least = tops[n] + heights[n] + _BETWEEN_MARGINS
        for n in reversed(held):
            tops[n] = min(tops[n], limit - heights[n])
            limit = tops[n] - _BETWEEN_MARGINS
        right = self.measures.right_hand(page)
        edge = measures.left(page)
        x = (
            edge + measures.text_width + measures.margin_gap
            if right
            else edge - measures.margin_gap - measures.margin_width
        )
        for n in held:
            at = self.plan.anchors[self.flow.margins[n].at]
            dx = x - (at.x or 0.0)
            placed[n] = {"dx": round(dx, 2), "dy": round(tops[n] - at.y, 2), "side": "left" if right else "right"}
            self.plan.ends[-1 - n] = Point(page, None, tops[n] + heights[n])

    def _bars(self, number: int, page: Page) -> Iterator[tuple[float, float, float, float]]:
        """The lines along the left edge of additions."""
        offset, left = self._offset(page), self.measures.left(number)
        for row in page.rows:
            if row.block.bar:
                top = row.y - CAP_HEIGHT * SIZE - 2 if row.first else row.y - CAP_HEIGHT * SIZE - row.block.leading
                yield (left + row.block.hang - 7, top + offset, 0.0, row.y + 2 - top)

    def _numbers(self, number: int, page: Page) -> Iterator[dict[str, Any]]:
        offset, left = self._offset(page), self.measures.left(number)
        outer = self.measures.numbers_outside and not self.flow.margins
        right = self.measures.right_hand(number) is not outer
        x, side = (left - _NUMBER_GAP, "right") if right else (left + self.measures.text_width + _NUMBER_GAP, "left")
        for row in page.rows:
            shown = self._shown(row)
            if shown:
                yield text_at(x, row.y + offset, _FIGURES, side, shown)

    def _shown(self, row: Row) -> str:
        """The number that is beside a line: each n-th, and of a reference system all."""
        scheme, every = row.block.scheme, self.measures.every
        if scheme == "reference":
            return ".".join(self._begun.get(row, ()))
        number = row.shown if scheme == "verse" else (row.label or str(row.number)).rpartition(".")[2]
        return number if (scheme == "verse" or scheme in BY_LINE) and is_shown(number, every) else ""

    def _headings(self, number: int, page: Page) -> Iterator[dict[str, Any]]:
        """The headings of layers."""
        top = self.measures.text_end - page.foot + FOOT_GAP
        for layer in page.layers:
            if layer.style.heading:
                y = top + _TOP_EDGE * NOTE_SIZE
                yield text_at(self.measures.left(number), y, NOTE_SIZE, "left", layer.style.heading, italic=True)
            top += layer.height + LAYER_GAP

    def _running(self, number: int, page: Page) -> Iterator[dict[str, Any]]:
        document, left = self.flow.documents[page.document], self.measures.left(number)
        if page.document == BLANK or document.kind in _WITHOUT_NUMBER:
            return
        opens = not page.rows or (page.rows[0].first and page.rows[0].block is document.blocks[0])
        if opens:
            yield text_at(
                left + self.measures.text_width / 2,
                self.measures.folio,
                _HEAD_SIZE,
                "center",
                str(number + self.measures.first - 1),
            )
            return
        y, right = self.measures.top - _HEAD_ABOVE, left + self.measures.text_width
        if self.measures.right_hand(number):
            yield text_at(left, y, _HEAD_SIZE, "left", self.heads.fitted(self._above(page)), italic=True)
            yield text_at(right, y, _HEAD_SIZE, "right", str(number + self.measures.first - 1))
        else:
            yield text_at(left, y, _HEAD_SIZE, "left", str(number + self.measures.first - 1))
            yield text_at(right, y, _HEAD_SIZE, "right", self.heads.fitted(self.flow.title), italic=True)

    def _above(self, page: Page) -> str:
        """On a right-hand page the chapter, in a document that has several; else the document."""
        document, last = self.flow.documents[page.document], page.rows[-1].block.number
        section = document.section_at(last)
        if section is None:
            return document.title
        chapters = [c for c in chapters_of(section.chapters, self.measures.contents) if c.number <= last]
        return chapters[-1].title if chapters else section.title


def _begun(rows: Rows, units: list[Unit]) -> dict[Row, list[str]]:
    """The numbers of the parts of the text that begin in a row; those of a heading are at the first line below it."""
    begun: dict[Row, list[str]] = {}
    for unit in units:
        if unit.anchor in rows.at:
            begun.setdefault(rows.at[unit.anchor], []).append(unit.number)
    for all_rows in rows.of if begun else ():
        held: list[str] = []
        for row in all_rows:
            if row.block.role == "head":
                held += begun.pop(row, [])
            elif held and row in begun:
                begun[row], held = [*held, *begun[row]], []
    return begun
