"""The edition's list of persons: a TEI file of its own with `standOff/listPerson` (TEI Guidelines 14.2.3).

Once written, the list belongs to the editor. The names that `convert` added are also kept beside it in `.generated/`: a
name that the editor respelt is still linked to its person, and a person who was removed is not added again.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from teikit.core import Diagnostic, Severity, bytes_of, file_diagnostic, worst, write_whole
from teikit.people.person_list_writer import Person, inserted, rendered
from teikit.recognizers import PersonName, name_key
from teikit.tei import place_of_base
from teikit.xml import XML_ID, FileResolver, decode_xml, encode_like, load_xml, project_root, tei

_NUMBER = re.compile(r"person-(\d{1,9})")
_POINTER = re.compile(rb"people\.xml#person-(\d{1,9})")


class New(NamedTuple):
    """Additions to a list: new persons, and further names and notes of listed persons, by id."""

    persons: tuple[Person, ...] = ()
    further: Mapping[str, Person] = MappingProxyType({})


@dataclass(frozen=True)
class People:
    """A list of persons.

    `text` is the file's text (None without a file), `listed` the persons in it, `given` those that `convert` ever
    added. `highest` is the highest number ever used, `remembered` the highest recorded one. `usable`: persons can be
    added.
    """

    path: Path
    text: str | None = None
    listed: tuple[Person, ...] = ()
    given: tuple[Person, ...] = ()
    highest: int = 0
    usable: bool = True
    remembered: int = 0

    @cached_property
    def known(self) -> Mapping[str, str]:
        """The person's id by each key of a name; empty if two persons have the name or its person was removed."""
        ids = {person.ident for person in self.listed}
        given = {key: person.ident if person.ident in ids else "" for person in self.given for key in person.keys}
        here: dict[str, set[str]] = {}
        for person in self.listed:
            for key in person.keys:
                here.setdefault(key, set()).add(person.ident)
        return given | {key: next(iter(those)) if len(those) == 1 else "" for key, those in here.items()}


# ---------------------------------------------------------------- reading
def read_people(path: Path, name: str) -> tuple[People, list[Diagnostic]]:
    """The list at `path`, and its errors. If it is unreadable, the names that `convert` added are still used.

    A deleted list is restored from them. Raises OSError.
    """
    given, mark = _given(place_of_base(path))
    highest = max([mark, *_numbers(given)])
    if not path.is_file():
        return People(path, None, given, given, max(highest, _pointed_at(path.parent)), remembered=mark), []
    data = path.read_bytes()
    document = load_xml(
        data, path, FileResolver(project_root([path]), lambda file: name if file == path else str(file))
    )
    findings = [*document.diagnostics, *([document.malformed] if document.malformed else [])]
    tree = document.tree
    if document.mapped is None or tree is None or worst(findings) is Severity.ERROR:
        return People(path, "", given, given, highest, usable=False), findings
    if tree.getroot().tag != tei("TEI"):
        unusable = [file_diagnostic(name, "people-unusable", "is not a TEI document: new names are not added")]
        return People(path, "", given, given, highest, usable=False), unusable
    listed = tuple(_persons(tree.getroot()))
    text = document.mapped.main_source.text
    if tree.getroot().find(tei("standOff")) is None:
        message = "has no standOff for a list of persons: new names are not added"
        return People(path, text, listed, given, highest, usable=False), [
            file_diagnostic(name, "people-unusable", message)
        ]
    unsure = 0 if place_of_base(path).is_file() else _pointed_at(path.parent)
    return People(path, text, listed, given, max([highest, unsure, *_numbers(listed)]), remembered=mark), []


def _given(path: Path) -> tuple[tuple[Person, ...], int]:
    """The persons that `convert` added, and the highest number that it recorded."""
    tree = decode_xml(path.read_bytes(), path, path.name).tree if path.is_file() else None
    if tree is None:
        return (), 0
    numbers = [e.get("n", "") for e in tree.iter(tei("listPerson"))]
    return tuple(_persons(tree.getroot())), max((int(n) for n in numbers if n.isdecimal()), default=0)


def _persons(root: etree._Element) -> Iterator[Person]:
    for element in root.iterfind(f"{tei('standOff')}//{tei('person')}"):
        names = (" ".join(" ".join(map(str, name.itertext())).split()) for name in element.iterfind(tei("persName")))
        ident = element.get(XML_ID, "")
        group = next((e.get("type", "") for e in element.iterancestors(tei("listPerson"))), "")
        if ident:
            yield Person(ident, tuple(PersonName(words, name_key(words)) for words in names if words), (), group)


def _numbers(persons: tuple[Person, ...]) -> list[int]:
    return [int(match[1]) for person in persons if (match := _NUMBER.fullmatch(person.ident))]


def _pointed_at(folder: Path) -> int:
    """The highest number that a document in the folder points to, for a list without its record in `.generated/`."""
    numbers = (_POINTER.findall(bytes_of(file) or b"") for file in sorted(folder.glob("*.xml")) if file.is_file())
    return max((int(number) for found_in_file in numbers for number in found_in_file), default=0)


# ---------------------------------------------------------------- additions
def with_new(people: People, new: New) -> People:
    """The list with new persons and names; the rest is unchanged."""
    if not people.usable:
        return people
    further = new.further
    own = {person.ident for person in people.given}
    others = (p for p in people.listed if p.ident in further and p.ident not in own)
    given = [*people.given, *(person._replace(names=()) for person in others)]
    return People(
        people.path,
        inserted(people.text, new.persons, further) if people.text else None,
        tuple(_with_names(people.listed, further)) + new.persons,
        tuple(_with_names(given, further)) + new.persons,
        max([people.highest, *_numbers(new.persons)]),
        remembered=people.remembered,
    )


def _with_names(persons: Sequence[Person], further: Mapping[str, Person]) -> Iterator[Person]:
    for person in persons:
        more = further.get(person.ident)
        yield person._replace(names=(*person.names, *more.names)) if more else person


def text_of(people: People, title: str, version: str, date: str) -> str:
    """The text of the file; a new file has `title`, teikit's version and the date (ISO) in its header."""
    return people.text or rendered(people.listed, title, version, date)


def keep(people: People, title: str, version: str, date: str) -> None:
    """Writes the list and its record in `.generated/`. Raises OSError."""
    text = text_of(people, title, version, date)
    before = people.path.read_bytes() if people.path.is_file() else b""
    write_whole(people.path, encode_like(text, before))
    remember(people, title, version, date)


def remember(people: People, title: str, version: str, date: str) -> None:
    """Records the persons that `convert` added, and the highest number ever used. Raises OSError."""
    if people.given:
        memory = rendered(people.given, title, version, date, people.highest)
        write_whole(place_of_base(people.path), memory.encode())
