"""The measures of a printed page, in points: the lengths that both passes and the decisions between them use."""

from dataclasses import dataclass

from teikit.edition import PrintSettings

GUTTER = 14.0  # between columns

MM = 72 / 25.4
SIZE = 10.5  # of the text
CAP_HEIGHT = 0.657  # of the text face, in em: from a baseline up to the top of its line
LEADING = 0.64  # between the lines of the text, in em
STEP = 1.3 * SIZE  # of an indentation
LINED = 32.0  # the indentation that holds the line numbers of the source
LABEL = 14.0  # the least width of the label of a list item
NOTE_SIZE = 8.0
NOTE_LEAD = 10.0  # from baseline to baseline at the foot
_LETTER = 0.52  # the width of a letter, in em
SMALL = 8.5  # of facts, sigla and margin notes
CELL_INSET = 3.0
_FOLIO = 40.0  # points from the lower edge of a page to the page number below the text
_BLEED = 10 * MM
_WIDEST_NOTE, _NARROWEST_NOTE = 34.0, 18.0  # millimetres in the margin


@dataclass(frozen=True, slots=True)
class Measures:
    """A page: its size, its margins, the width of a note in the outer margin and its distance from the text."""

    page_width: float = 170 * MM
    page_height: float = 240 * MM
    top: float = 25 * MM
    bottom: float = 26 * MM
    inside: float = 24 * MM
    outside: float = 46 * MM
    margin_width: float = 34 * MM
    margin_gap: float = 5 * MM
    bleed: float = 0.0  # around the page, for crop marks
    every: int = 5  # how many lines a line number is from the next
    contents: int = 2  # levels of headings in the contents
    numbers_outside: bool = False  # the numbers of lines are in the outer margin
    first: int = 1  # the number of the first page

    def right_hand(self, page: int) -> bool:
        """Whether a page, counted from 1, is on the right of a spread: its number is odd."""
        return (page + self.first) % 2 == 0

    @property
    def text_width(self) -> float:
        """The width of the text."""
        return self.page_width - self.inside - self.outside

    @property
    def text_height(self) -> float:
        """The height of the text with the notes below it."""
        return self.page_height - self.top - self.bottom

    @property
    def text_end(self) -> float:
        """The lower end of the text, from the top of the page."""
        return self.page_height - self.bottom

    @property
    def folio(self) -> float:
        """Where the page number is that is below the text."""
        return self.text_end + (self.bottom - self.bleed) - _FOLIO

    @property
    def margin_letters(self) -> int:
        """The letters of a word that a note in the margin has space for."""
        return int(self.margin_width / (SMALL * _LETTER))

    def left(self, page: int) -> float:
        """Where the text begins on a page."""
        return self.inside if self.right_hand(page) else self.outside

    def as_data(self) -> dict[str, float]:
        """The measures as the templates read them."""
        return {
            "page-width": self.page_width,
            "page-height": self.page_height,
            "top": self.top,
            "bottom": self.bottom,
            "inside": self.inside,
            "outside": self.outside,
            "text-width": self.text_width,
            "text-height": self.text_height,
            "margin-width": self.margin_width,
            "size": SIZE,
            "note-size": NOTE_SIZE,
            "note-lead": NOTE_LEAD,
            "small": SMALL,
            "cell-inset": CELL_INSET,
            "gutter": GUTTER,
            "first": self.first,
        }


def measures_of(settings: PrintSettings, column: bool, first: int = 1) -> Measures:
    """The measures of a page; `column` says that there are notes for its outer margin, `first` is the first number."""
    width, height = settings.width, settings.height
    wide = column if settings.column == "auto" else settings.column == "always"
    inside, outside = (width * 24 / 170, width * 46 / 170) if wide else (width * 24 / 170, width * 32 / 170)
    usual = {"top": height * 25 / 240, "bottom": height * 26 / 240, "inside": inside, "outside": outside}
    margins = usual | dict(settings.margins)
    note = min(_WIDEST_NOTE, max(_NARROWEST_NOTE, margins["outside"] - 12.0))
    gap = 5.0 if wide else max(2.0, min(5.0, margins["outside"] - note - 4.0))
    bleed = _BLEED if settings.crop_marks else 0.0
    return Measures(
        page_width=width * MM + 2 * bleed,
        page_height=height * MM + 2 * bleed,
        **{side: value * MM + bleed for side, value in margins.items()},
        margin_width=note * MM,
        margin_gap=gap * MM,
        bleed=bleed,
        every=settings.every,
        contents=settings.contents,
        numbers_outside=settings.number_margin == "outer",
        first=first,
    )
