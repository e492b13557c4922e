"""The foot of a page: layers of notes, filled note by note while the page is."""

from dataclasses import dataclass, field, replace

from teikit.edition import PrintLayer
from teikit.publication.print.measures import NOTE_LEAD
from teikit.publication.print.wordlist import NEW_LINE, SPACED

ENTRY_GAP, LABEL_GAP, LAYER_GAP, FOOT_GAP, COLUMN_GAP = 8.0, 2.4, 5.0, 13.0, 12.0
SAME_LINE = "|"
"""The label of an entry on the line that the entry before it is on."""


@dataclass(slots=True)
class Placed:
    """Where a note goes: its start in its layer, its label, the words that begin lines, where it ends.

    `same` says which of the equal words of its line its lemma is.
    """

    note: int
    x: float
    line: int
    label: str
    same: str
    breaks: list[int]
    end: tuple[float, int] = (0.0, 0)
    left: float = 0.0  # of its column


@dataclass(slots=True)
class Given:
    """A note to be placed: label and its width, widths of its words and how each follows the one before."""

    note: int
    label: str
    label_width: float
    widths: list[float]
    follows: list[int]
    same: str = ""
    direction: str = ""


@dataclass(slots=True)
class Layer:
    """The notes of one layer on a page: run on in one paragraph, each from a line of its own, or in columns.

    `full` is the width of the text, `heading` that of the heading, which run-on notes follow and others are below.
    """

    style: PrintLayer
    full: float
    space: float  # of a word space
    bar: float  # the width of SAME_LINE
    heading: float = 0.0
    x: float = 0.0
    line: int = 0
    placed: list[Placed] = field(default_factory=list)
    _label: str = ""
    _direction: str = ""

    @property
    def run_on(self) -> bool:
        """Whether its notes follow one another in one paragraph."""
        return not self.style.columns

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return max(1, self.style.columns)

    @property
    def width(self) -> float:
        """The width of a column."""
        return (self.full - (self.columns - 1) * COLUMN_GAP) / self.columns

    def copy(self) -> "Layer":
        """The layer as it is now."""
        return replace(self, placed=[*self.placed])

    def add(self, given: Given) -> None:
        """Place a note behind those that are here."""
        label, label_width = given.label, given.label_width
        if self.run_on and self.placed and label and label == self._label:
            label, label_width = SAME_LINE, self.bar  # the number of a line is printed once
        self._label = given.label
        x = self._start(label_width + LABEL_GAP + (given.widths[0] if given.widths else 0), given.direction)
        placed = Placed(given.note, x, self.line, label, given.same, [])
        x += label_width + LABEL_GAP
        for i, (width, follows) in enumerate(zip(given.widths, given.follows, strict=True)):
            space = self.space if i and follows == SPACED else 0.0
            if i and (follows == NEW_LINE or x + space + width > self.width):
                placed.breaks.append(i)
                self.line += 1
                x = width
            else:
                x += space + width
        self.x, placed.end = x, (x, self.line)
        self.placed.append(placed)

    def _start(self, least: float, direction: str) -> float:
        """Where a note begins that needs at least so much of a line."""
        first, turned = not self.placed, direction != self._direction
        self._direction = direction
        if first:
            return self.heading + ENTRY_GAP * (self.heading > 0) if self.run_on else 0.0
        if not self.run_on or turned or self.x + ENTRY_GAP + least > self.width:
            self.line += 1
            return 0.0
        return self.x + ENTRY_GAP

    @property
    def above(self) -> int:
        """How many lines its heading takes."""
        return int(self.heading > 0 and not self.run_on)

    @property
    def height(self) -> float:
        """The height of its lines."""
        if not self.placed:
            return 0.0
        return (self.above + (self._column_height() if self.columns > 1 else self.line + 1)) * NOTE_LEAD

    def arranged(self) -> list[Placed]:
        """The notes where they are in the columns and below the heading; lines count from the top of the layer."""
        if self.columns == 1 and not self.above:
            return self.placed
        height = self._column_height() if self.columns > 1 else self.line + 1
        moved_notes: list[Placed] = []
        column, begun = 0, 0
        for note in self.placed:
            if note.end[1] - begun >= height:
                column, begun = column + 1, note.line
            moved, left = begun - self.above, column * (self.width + COLUMN_GAP)
            end = (note.end[0], note.end[1] - moved)
            moved_notes.append(replace(note, line=note.line - moved, end=end, left=left))
        return moved_notes

    def _column_height(self) -> int:
        """The least lines of a column with which no note is divided and all columns suffice."""
        height = -(-(self.line + 1) // self.columns)
        while self._needed(height) > self.columns:
            height += 1
        return height

    def _needed(self, height: int) -> int:
        columns, begun = 1, 0
        for note in self.placed:
            if note.end[1] - begun >= height:
                columns, begun = columns + 1, note.line
                if note.end[1] - begun >= height:
                    return self.columns + 1
        return columns


def height_of(layers: list[Layer]) -> float:
    """The height of a foot with the space above it; no height without notes."""
    filled = [layer.height for layer in layers if layer.placed]
    return FOOT_GAP + sum(filled) + (len(filled) - 1) * LAYER_GAP if filled else 0.0
