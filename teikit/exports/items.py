"""A document as an item of a bibliography: citations, BibTeX, RIS, CSL-JSON and the head of a page are made from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import quote

from teikit.edition import Edition
from teikit.model import AUTHORS, Date, Document, EditionModel, Entity, Value


class Name(NamedTuple):
    """A name: as it is written, or in two parts where it is written with a comma between them."""

    text: str
    family: str = ""
    given: str = ""

    @property
    def inverted(self) -> str:
        """The name with the part first that sorts it."""
        return f"{self.family}, {self.given}" if self.family else self.text

    @property
    def natural(self) -> str:
        """The name in the order in which it is spoken."""
        return f"{self.given} {self.family}" if self.family else self.text


@dataclass(frozen=True)
class Item:
    """A document in an edition, or the edition itself (then `container` is empty).

    `address` is the web address of its page, empty where the edition has none. `year` is that in which the edition is
    published. A letter has a sender and perhaps a recipient; its senders are its authors.
    """

    ident: str
    title: str
    authors: tuple[Name, ...] = ()
    recipients: tuple[Name, ...] = ()
    date: Date | None = None
    place: str = ""
    archive: str = ""
    languages: tuple[str, ...] = ()
    summary: str = ""
    container: str = ""
    editors: tuple[Name, ...] = ()
    publisher: str = ""
    publisher_place: str = ""
    year: str = ""
    licence: tuple[str, str] = ("", "")
    address: str = ""
    pdf: str = ""
    letter: bool = False


def name_of(text: str) -> Name:
    """A name in its parts: what is before its only comma is the family name. Offices and titles have no parts."""
    family, comma, given = text.partition(", ")
    in_parts = comma and "," not in given and len(text.split()) <= _WORDS and given[:1].isupper()
    return Name(text, family, given) if in_parts else Name(text)


_WORDS = 5  # a longer text with a comma is a name with an office


class Items:
    """The items of an edition."""

    def __init__(self, edition: Edition, model: EditionModel, address: str = "") -> None:
        """`address` is the web address of the folder of the site, with a slash at its end; empty if unknown."""
        self._address = address
        self._entities: Mapping[str, Entity] = {e.record.key: e for e in model.entities if e.record.key}
        self.documents = model.documents
        self.edition = Item(
            ident="edition",
            title=edition.title,
            editors=tuple(map(name_of, edition.editors)),
            publisher=edition.publisher,
            publisher_place=edition.pub_place,
            year=edition.date[:4] if edition.date[:4].isdecimal() else "",
            licence=edition.licence,
            summary=edition.description,
            languages=(edition.text_language,) if edition.text_language else (),
            address=address,
        )

    def __iter__(self) -> Iterator[Item]:
        return map(self.of, self.documents)

    def of(self, document: Document) -> Item:
        """The item of a document."""
        record = document.record
        senders = self._names(record.persons, ("sent",))
        return replace(
            self.edition,
            ident=document.name,
            title=record.title,
            authors=self._names(record.persons, AUTHORS) or senders,
            recipients=self._names(record.persons, ("received",)),
            date=record.date,
            place=record.place,
            archive=record.archive,
            languages=_languages(document),
            summary=document.summary,
            container=self.edition.title,
            address=self._address and self._address + quote(document.address),
            pdf=self._address and document.pdf and self._address + quote(document.pdf),
            letter=bool(senders),
        )

    def _names(self, persons: tuple[Value, ...], roles: tuple[str, ...]) -> tuple[Name, ...]:
        """The persons with one of the roles, by the names that a register has for them."""
        named = (person for person in persons if person.kind in roles)
        return tuple(dict.fromkeys(name_of(self._register_name(person)) for person in named))

    def _register_name(self, person: Value) -> str:
        entity = self._entities.get(person.ref)
        return entity.name if entity else person.text


def _languages(document: Document) -> tuple[str, ...]:
    """The languages of a text as language tags; those of its source where the text says none."""
    for roles in (("text",), ("translation",), ("main", "other"), ("used",)):
        tags = [language.language for language in document.record.languages if language.kind in roles]
        if tags:
            return tuple(dict.fromkeys(filter(None, tags)))
    return ()
