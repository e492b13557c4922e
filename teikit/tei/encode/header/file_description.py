"""Writes `titleStmt`, `publicationStmt`, `notesStmt`: titles, who did what, who publishes (TEI Guidelines 2.2)."""

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from teikit.core import Source
from teikit.tei.builder import Element
from teikit.tei.encode.header.elements import child, person
from teikit.transcript import Metadata, Responsibility

# A year, a month or a day (ISO 8601).
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def write_titles(description: Element, source: Source, data: Metadata, references: Mapping[str, str]) -> None:
    """The title, the author, who paid, and who did what."""
    titles = child(description, "titleStmt")
    child(titles, "title", data.title or PurePath(source.document).stem, type=data.title_type, cert=data.title_cert)
    if data.author:
        person(titles, "author", data.author, references)
    for funder in data.funders:
        child(titles, "funder", funder)
    editors = [Responsibility("editor", data.editing, name) for name in data.editors]
    for responsibility, ident in with_ids([*data.responsibilities, *editors]):
        statement = child(titles, "respStmt")
        child(statement, "resp", responsibility.says)
        person(statement, "name", responsibility.name, references, id=ident)


def with_ids(stated: Iterable[Responsibility]) -> list[tuple[Responsibility, str]]:
    """Each responsibility with an xml:id of its own: the role, numbered from the second person on."""
    counts: dict[str, int] = {}
    numbered = []
    for responsibility in stated:
        counts[responsibility.role] = number = counts.get(responsibility.role, 0) + 1
        numbered.append((responsibility, responsibility.role if number == 1 else f"{responsibility.role}-{number}"))
    return numbered


def write_publication(publication: Element, data: Metadata) -> None:
    """Publisher, place, date, numbers, terms; a paragraph where no publisher is known, as TEI wants one first."""
    numbers = [(kind, value) for kind, value in (("URL", data.url), ("record", data.record)) if value]
    if data.publisher:
        child(publication, "publisher", data.publisher)
        if data.pub_place:
            child(publication, "pubPlace", data.pub_place)
        _published(publication, data)
        for kind, value in numbers:
            child(publication, "idno", value, type=kind)
        _availability(publication, data)
        return
    paragraph = child(publication, "p")
    if data.pub_place:
        child(paragraph, "placeName", data.pub_place)
    _published(paragraph, data)
    for kind, value in [*([("number", data.number)] if data.number else []), *numbers]:
        child(paragraph, "idno", value, type=kind)
    if data.licence:
        child(paragraph, "ref" if data.licence.url else "seg", data.licence.name, target=data.licence.url)
    for element in list(paragraph)[:-1]:
        element.tail = " "


def _published(parent: Element, data: Metadata) -> None:
    if data.pub_date:
        when = data.pub_date if _ISO.fullmatch(data.pub_date) else ""
        child(parent, "date", data.pub_date, when=when)


def _availability(publication: Element, data: Metadata) -> None:
    if data.licence:
        availability = child(publication, "availability")
        child(availability, "licence", data.licence.name, target=data.licence.url)


def write_notes(description: Element, data: Metadata) -> None:
    """The lines of a site, and the fields that the header has no place of its own for."""
    if data.site or data.notes:
        notes = child(description, "notesStmt")
        for line in data.site:
            child(notes, "note", line, type="editorial", subtype="site")
        for line in data.notes:
            child(notes, "note", line, type="editorial")
