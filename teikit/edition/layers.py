"""Layers of notes in the print: rules by which a note or a statement of the apparatus is in one, and how it is set."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from teikit.core import resource
from teikit.edition.shape import EditionError, hint

ENTRY, NOTE = "entry", "note"
"""In `elements`: any entry of the apparatus, any note. Other names are those of TEI elements (app, add, del, bibl)."""

KEYS = ("line", "mark")
_COLUMNS = {"run-on": 0, "lines": 1, "columns-2": 2, "columns-3": 3}
LAYOUTS = tuple(_COLUMNS)
PLACES = ("foot", "section", "document", "volume")
_LISTS = ("elements", "types", "hands", "witnesses")
_WORDS = {"key": KEYS, "layout": LAYOUTS, "place": PLACES}
_KNOWN = ("name", *_LISTS, *_WORDS, "heading")


@dataclass(frozen=True, slots=True)
class Traits:
    """What a note comes from: its TEI elements (with `entry` or `note`), types, hands and witnesses, as ids."""

    elements: frozenset[str]
    types: frozenset[str] = frozenset()
    hands: frozenset[str] = frozenset()
    witnesses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PrintLayer:
    """A layer: what belongs to it, whether its notes are keyed to lines or have marks, how and where they are set."""

    name: str
    elements: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    hands: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    key: str = ""
    layout: str = ""
    place: str = "foot"
    heading: str = ""

    def takes(self, traits: Traits) -> bool:
        """Whether a note with these traits is in the layer, unless one above takes it."""
        return all(
            not wanted or not own.isdisjoint(wanted)
            for wanted, own in (
                (self.elements, traits.elements),
                (self.types, traits.types),
                (self.hands, traits.hands),
                (self.witnesses, traits.witnesses),
            )
        )

    def marks(self, entry: bool) -> bool:
        """Whether its notes have marks in the text: the usual thing for notes, not for entries of the apparatus."""
        return self.key == "mark" if self.key else not entry

    @property
    def columns(self) -> int:
        """How many columns it is set in; 0 where its notes run on in one paragraph."""
        by_line = self.key == "line" or (ENTRY in self.elements and self.key != "mark")
        return _COLUMNS[self.layout or ("run-on" if by_line else "lines")]


_LAST = (PrintLayer("other entries", (ENTRY,)), PrintLayer("other notes", (NOTE,)))


def layers_of(table: Mapping[str, Any], path: Path) -> tuple[PrintLayer, ...]:
    """The layers that the table [print] states or names. Raises EditionError."""
    name, own = str(table.get("layers", "usual")), table.get("layer", [])
    sets = _sets()
    if own:
        return complete(tuple(_layer(entry, path) for entry in own))
    if name not in sets:
        raise EditionError(f"{path}: [print] layers: there is no set “{name}”{hint(name, sets)}")
    return complete(sets[name])


def complete(layers: tuple[PrintLayer, ...]) -> tuple[PrintLayer, ...]:
    """Layers, and below them those for what no rule takes."""
    rest = [last for last in _LAST if not any(layer.takes(Traits(frozenset(last.elements))) for layer in layers)]
    return (*layers, *rest)


@cache
def _sets() -> Mapping[str, tuple[PrintLayer, ...]]:
    path = resource("conventions", "print", "layers.toml")
    data = tomllib.loads(path.read_text("utf-8"))
    return {name: tuple(_layer(entry, path) for entry in entries) for name, entries in data.items()}


def usual_layers() -> tuple[PrintLayer, ...]:
    """The layers of an edition that states none."""
    return complete(_sets()["usual"])


def _layer(entry: Any, path: Path) -> PrintLayer:
    where = f"{path}: [[print.layer]]"
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
        raise EditionError(f"{where} needs a name, such as name = “sources”")
    where = f"{where} {entry['name']}:"
    for key, value in entry.items():
        if key not in _KNOWN:
            raise EditionError(f"{where} there is no “{key}”{hint(key, _KNOWN)}")
        if key in _LISTS and not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
            raise EditionError(f"{where} {key} must be a list of words")
        if key not in _LISTS and not isinstance(value, str):
            raise EditionError(f"{where} {key} must be a word")
        if key in _WORDS and value not in _WORDS[key]:
            raise EditionError(f"{where} {key} must be {', '.join(_WORDS[key][:-1])} or {_WORDS[key][-1]}")
    lists = {key: tuple(name.removeprefix("#") for name in entry.get(key, ())) for key in _LISTS}
    words = {key: value.strip() for key, value in entry.items() if key not in _LISTS}
    return PrintLayer(**{**words, **lists})
