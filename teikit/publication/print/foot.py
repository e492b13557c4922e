"""The foot of a page: layers of notes, filled note by note while the page is."""

from dataclasses import dataclass, field

from teikit.publication.print.measures import NOTE_LEAD
from teikit.publication.print.wordlist import NEW_LINE, SPACED

ENTRY_GAP, LABEL_GAP, LAYER_GAP, FOOT_GAP = 8.0, 2.4, 4.0, 10.0
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
    """The notes of one kind on a page: run on in one paragraph, or each from a line of its own."""

    name: str
    run_on: bool
    width: float
    space: float  # of a word space
    bar: float  # the width of SAME_LINE
    x: float = 0.0
    line: int = 0
    placed: list[Placed] = field(default_factory=list)
    _label: str = ""
    _direction: str = ""

    def copy(self) -> "Layer":
        """The layer as it is now."""
        layer = Layer(self.name, self.run_on, self.width, self.space, self.bar, self.x, self.line, [*self.placed])
        layer._label, layer._direction = self._label, self._direction
        return layer

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
            return 0.0
        if not self.run_on or turned or self.x + ENTRY_GAP + least > self.width:
            self.line += 1
            return 0.0
        return self.x + ENTRY_GAP

    @property
    def height(self) -> float:
        """The height of its lines."""
        return (self.line + 1) * NOTE_LEAD if self.placed else 0.0


def height_of(layers: list[Layer]) -> float:
    """The height of a foot with the space above it; no height without notes."""
    filled = [layer.height for layer in layers if layer.placed]
    return FOOT_GAP + sum(filled) + (len(filled) - 1) * LAYER_GAP if filled else 0.0
