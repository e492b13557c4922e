"""Looks up `#person-3` in the list of persons and the registers of an edition: the pointer, and the name there."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar
from xml.etree import ElementTree

from teikit.core import Diagnostic
from teikit.edition.config import Edition
from teikit.edition.table.cells import Cell, suggestion
from teikit.transcript import Metadata, Party, PlaceOf
from teikit.xml import PEOPLE, TEI, XML_ID

_NAMES = tuple(f"{{{TEI}}}{name}" for name in ("persName", "placeName", "orgName", "name"))
# In a register with more entries no similar id is looked for.
_MANY = 2000
Named = TypeVar("Named", Party, PlaceOf)


class Entry(NamedTuple):
    """An entry of a register: its file, its first name."""

    file: Path
    name: str


def entries_of(edition: Edition) -> Mapping[str, Entry]:
    """The entries of an edition's registers by xml:id; an unreadable register has none (its check reports it)."""
    entries: dict[str, Entry] = {}
    for file in (edition.xml / PEOPLE, *edition.registers):
        try:
            root = ElementTree.parse(file).getroot()
        except (OSError, ElementTree.ParseError, ValueError):
            continue
        for element in root.iter():
            ident = element.get(XML_ID)
            if ident:
                entries.setdefault(ident, Entry(file, _name_in(element)))
    return entries


def _name_in(element: ElementTree.Element) -> str:
    first = next((inner for inner in element if inner.tag in _NAMES), None)
    return "" if first is None else " ".join("".join(first.itertext()).split())


def with_references(
    data: Metadata, cells: Mapping[str, Cell], entries: Mapping[str, Entry], tei: Path
) -> tuple[Metadata, list[Diagnostic]]:
    """The values with pointers that a TEI file can have; an id that no register has is reported and left out."""
    diagnostics: list[Diagnostic] = []

    def looked_up(named: Named) -> Named:
        ident = named.ref.removeprefix("#")
        if not named.ref.startswith("#"):
            return named
        if ident in entries:
            entry = entries[ident]
            file = Path(os.path.relpath(entry.file, tei.parent)).as_posix()
            return named._replace(name=named.name or entry.name or ident, ref=f"{file}#{ident}")
        cell = next((cell for cell in cells.values() if named.ref in cell.words), None)
        if cell:
            hint = suggestion(ident, entries) if len(entries) < _MANY else ""
            message = f"“{named.ref}” is in no register of the edition{hint}"
            diagnostics.append(cell.diagnostic("edition-bad-value", message))
        return named._replace(name=named.name or ident, ref="")

    return data._replace(
        parties=tuple(map(looked_up, data.parties)), places=tuple(map(looked_up, data.places))
    ), diagnostics
