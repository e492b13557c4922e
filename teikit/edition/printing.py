"""The table [print] of `edition.toml`: the page of the print, and what is printed on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from teikit.edition.layers import PrintLayer, layers_of, usual_layers
from teikit.edition.shape import EditionError, hint
from teikit.edition.volume import VolumeSettings, volume_settings

# Width and height of pages, in millimetres.
FORMATS: Mapping[str, tuple[float, float]] = {
    "standard": (170.0, 240.0),
    "a4": (210.0, 297.0),
    "a5": (148.0, 210.0),
    "b5": (176.0, 250.0),
    "letter": (215.9, 279.4),
    "royal-octavo": (156.0, 234.0),
    "demy-octavo": (138.0, 216.0),
    "crown-quarto": (189.0, 246.0),
}
"""The named formats of `[print] page`."""

COLUMNS = ("auto", "always", "never")
"""Whether pages have a column for margin notes: where a note is in it, always, never."""

NUMBERINGS = ("auto", "page", "document", "section", "paragraph", "verse", "reference")
"""What the numbers of the apparatus count: lines of a page, a document, a section or a paragraph; verses; the parts of
the text that have numbers; auto: verses where the text has numbers for them, else lines of the page."""

MARGINS = ("inner", "outer")

_SIDES = ("top", "bottom", "inside", "outside")
_LEAST, _MOST = 90.0, 600.0  # millimetres of a side of a page
_NARROWEST = 50.0  # text
# Of the facts about a document, and of the groups of them, those that say how its TEI was made; they are on its page in
# the site and in its TEI.
_UNPRINTED = ("transcript", "convention", "change", "record", "encoding", "revisions")


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """The settings of the print, in millimetres.

    `facts` are names of facts and of groups of them; None for the usual ones.
    """

    width: float = 170.0
    height: float = 240.0
    margins: tuple[tuple[str, float], ...] = ()
    column: str = "auto"
    every: int = 5
    contents: int = 2
    crop_marks: bool = False
    facts: tuple[str, ...] | None = None
    volume: VolumeSettings = field(default_factory=VolumeSettings)
    numbering: str = "auto"
    number_margin: str = "inner"
    layers: tuple[PrintLayer, ...] = field(default_factory=usual_layers)

    def prints(self, fact: str) -> bool:
        """Whether a fact about a document is printed."""
        return fact not in _UNPRINTED if self.facts is None else fact in self.facts


def print_settings(table: Mapping[str, Any], path: Path) -> PrintSettings:
    """The settings of the table [print]. Raises EditionError."""
    width, height = _page(str(table.get("page", "standard")), path)
    column, every = table.get("margin_column", "auto"), table.get("line_numbers", 5)
    contents = table.get("contents", 2)
    if column not in COLUMNS:
        raise EditionError(f"{path}: [print] margin_column must be {', '.join(COLUMNS[:-1])} or {COLUMNS[-1]}")
    if isinstance(every, bool) or not 0 <= every <= 100:
        raise EditionError(f"{path}: [print] line_numbers must be between 0 (no numbers) and 100")
    if isinstance(contents, bool) or not 0 <= contents <= 6:
        raise EditionError(f"{path}: [print] contents must be between 0 (titles of documents only) and 6")
    margins = _margins(table.get("margins", {}), path)
    free = width - sum(dict(margins).get(side, 20.0) for side in ("inside", "outside"))
    if free < _NARROWEST:
        raise EditionError(
            f"{path}: [print] margins leave {free:.0f} mm for the text; at least {_NARROWEST:.0f} are needed"
        )
    if height - sum(dict(margins).get(side, 20.0) for side in ("top", "bottom")) < _NARROWEST:
        raise EditionError(f"{path}: [print] margins leave less than {_NARROWEST:.0f} mm for the height of the text")
    facts = tuple(map(str, table["facts"])) if "facts" in table else None
    return PrintSettings(
        width, height, margins, column, every, contents, bool(table.get("crop_marks", False)), facts,
        volume_settings(table, path), _one_of("numbering", NUMBERINGS, table, path),
        _one_of("number_margin", MARGINS, table, path), layers_of(table, path),
    )  # fmt: skip


def _one_of(key: str, known: tuple[str, ...], table: Mapping[str, Any], path: Path) -> str:
    value = str(table.get(key, known[0]))
    if value not in known:
        raise EditionError(f"{path}: [print] {key}: there is no “{value}”{hint(value, known)}")
    return value


def _page(words: str, path: Path) -> tuple[float, float]:
    """A named format, or a width and a height such as 160 x 230."""
    if words.lower() in FORMATS:
        return FORMATS[words.lower()]
    sides = words.lower().replace("mm", "").split("x")
    try:
        width, height = map(float, sides)
    except ValueError:
        known = f"{hint(words.lower(), FORMATS)}, or write millimetres such as 160 x 230"
        raise EditionError(f"{path}: [print] page: there is no format “{words}”{known}") from None
    if not all(_LEAST <= side <= _MOST for side in (width, height)):
        raise EditionError(f"{path}: [print] page: each side must be between {_LEAST:.0f} and {_MOST:.0f} mm")
    return width, height


def _margins(table: Mapping[str, Any], path: Path) -> tuple[tuple[str, float], ...]:
    for side, value in table.items():
        if side not in _SIDES:
            raise EditionError(f"{path}: [print] margins: there is no “{side}”{hint(side, _SIDES)}")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 8 <= value <= _MOST:
            raise EditionError(f"{path}: [print] margins: {side} must be a number of millimetres, at least 8")
    return tuple((side, float(table[side])) for side in _SIDES if side in table)
