"""Colours, faces and fonts of a website in `edition.toml`: what is accepted can be written into CSS as it is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from teikit.edition.places import existing
from teikit.edition.shape import EditionError, hint

COLOURS = ("paper", "ink", "quiet", "rule", "tint", "link", "voice", "mark", *(f"hand-{n}" for n in range(1, 7)))
"""The colours of a theme: the custom properties of CSS without their hyphens."""
FACES = ("text", "interface", "title")
"""What a theme has faces for."""

_GENERIC = ("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif", "ui-sans-serif")
_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")
_KINDS = (".woff2", ".woff", ".ttf", ".otf")


class Font(NamedTuple):
    """A font that the site brings along: a file of a family, with its weight (or the two ends of a range) and style."""

    family: str
    file: Path
    weight: str = "400"
    style: str = "normal"


def colours_of(table: Mapping[str, Any], key: str, path: Path) -> tuple[tuple[str, str], ...]:
    """The colours of a table by name, in lower case. Raises EditionError."""
    for name, value in table.items():
        if name not in COLOURS:
            raise EditionError(f"{path}: [site] {key} has no “{name}”{hint(name, COLOURS)}")
        if not isinstance(value, str) or not is_colour(value):
            raise EditionError(f"{path}: [site] {key}: {name} must be a colour such as #7d2c1c")
    return tuple((name, value.lower()) for name, value in table.items())


def is_colour(value: str) -> bool:
    """Whether a text is a colour of three or six hexadecimal digits, as in `#7d2c1c`."""
    return value[:1] == "#" and len(value) in (4, 7) and set(value[1:]) <= _HEXADECIMAL


def faces_of(table: Mapping[str, Any], path: Path) -> tuple[tuple[str, str], ...]:
    """The lists of fonts of a table as CSS writes them. Raises EditionError."""
    for key, value in table.items():
        if key not in FACES:
            raise EditionError(f"{path}: [site] faces has no “{key}”{hint(key, FACES)}")
        if not isinstance(value, str) or not all(map(_is_family, _families(value))):
            raise EditionError(f"{path}: [site] faces: {key} must be names of fonts, separated by commas")
    return tuple((key, ", ".join(map(_quoted, _families(value)))) for key, value in table.items())


def _families(words: str) -> list[str]:
    return [name.strip().strip("\"'").strip() for name in words.split(",")]


def _quoted(family: str) -> str:
    return family if family in _GENERIC else f'"{family}"'


def _is_family(name: str) -> bool:
    return bool(name) and all(letter.isalnum() or letter in " -_." for letter in name)


def fonts_of(folder: Path, entries: list[Any], path: Path) -> tuple[Font, ...]:
    """The fonts that a site brings along. Raises EditionError."""
    return tuple(_font(folder, entry, path) for entry in entries)


def _font(folder: Path, entry: Any, path: Path) -> Font:
    values = entry if isinstance(entry, dict) else {}
    known = set(values) <= {"family", "file", "weight", "style"} and {"family", "file"} <= set(values)
    if not known or not all(isinstance(value, str) for value in values.values()):
        what = "each font has a family and a file, and may have a weight and a style"
        raise EditionError(f"{path}: [site] fonts: {what}")
    font = Font(values["family"], Path(), values.get("weight", "400"), values.get("style", "normal"))
    if not _is_family(font.family):
        raise EditionError(f"{path}: [site] fonts: “{font.family}” is no name of a font")
    weights = font.weight.split(" ")
    if len(weights) > 2 or not all(weight.isascii() and weight.isdigit() for weight in weights):
        raise EditionError(f'{path}: [site] fonts: weight must be a number such as 400, or two such as "200 900"')
    if font.style not in ("normal", "italic"):
        raise EditionError(f"{path}: [site] fonts: style must be normal or italic")
    return font._replace(file=existing(folder, values["file"], "fonts", _KINDS, path))
