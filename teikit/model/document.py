"""A document of an edition as values: its record, the names in it, its interventions, its images, its texts."""

from dataclasses import dataclass
from typing import NamedTuple

from teikit.model.record import Record

PERSON, PLACE, ORGANISATION, WORK = "person", "place", "organisation", "work"
ENTITY_KINDS = (PERSON, PLACE, ORGANISATION, WORK)


class Mention(NamedTuple):
    """A name in a document.

    `kind` is one of ENTITY_KINDS. `key` says who or what is named: `PAGE#ID` for the entry of a register of the
    edition, a web address for an authority, empty where the TEI does not say. `text` is the name as it is written, in
    one line, `block` the id of the block that holds it; in the header it is empty, and `role` says which part the
    person has (`sent`, `received`, `author` …). `certainty` is @cert.
    """

    kind: str
    key: str
    text: str
    block: str = ""
    role: str = ""
    certainty: str = ""


class Intervention(NamedTuple):
    """A change in the text or a remark beside it: an addition, a deletion, a note in the margin.

    `kind` is that of the reading document (`addition`, `deletion`, `marginalia` …), `hand` the id of a hand of the
    document, `anchor` the id of its place on the page, `block` that of the block that holds it. `label` explains it in
    words, in the language of the edition.
    """

    kind: str
    text: str
    block: str
    anchor: str = ""
    hand: str = ""
    place: str = ""
    label: str = ""
    certainty: str = ""


class Hand(NamedTuple):
    """A hand of a document: its id there, and what the TEI says of it in words."""

    ident: str
    label: str
    key: str = ""


class Sign(NamedTuple):
    """A sign of the edition in a document: the kind of what it shows, a specimen with the sign, the explanation."""

    kind: str
    specimen: str
    label: str


class Image(NamedTuple):
    """An image of a document: its address seen from the site, what it shows, and its size in pixels, 0 if unknown.

    `service` is the address of a IIIF image service, if the image has one.
    """

    address: str
    label: str = ""
    width: int = 0
    height: int = 0
    service: str = ""


class Block(NamedTuple):
    """A block of text with an address of its own: a paragraph, a heading, a stanza, a list item, a note.

    `ident` is its id on the page `page` (NAME or NAME-2 …). `field` is text, note or header. `diplomatic` and `reading`
    are its words in the two views, equal where the views are; a line break is a newline, one inside a word is left out.
    """

    ident: str
    page: str
    field: str
    diplomatic: str
    reading: str
    language: str = ""


@dataclass(frozen=True)
class Document:
    """A document of an edition.

    `name` is that of its page. `kind` is document, register, or corpus (what a corpus says of itself). `words` counts
    the words of the reading text. `summary` is its abstract. `changed` is the day of the last change of its file
    (YYYY-MM-DD, or less), `convention` the name of that of its transcript. `pages` are its further pages. `tei` and
    `pdf` are the addresses of its files, seen from the folder of the site, empty without one.
    """

    name: str
    record: Record
    kind: str = "document"
    mentions: tuple[Mention, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    hands: tuple[Hand, ...] = ()
    images: tuple[Image, ...] = ()
    words: int = 0
    summary: str = ""
    signs: tuple[Sign, ...] = ()
    changed: str = ""
    convention: str = ""
    pages: tuple[str, ...] = ()
    tei: str = ""
    pdf: str = ""

    @property
    def address(self) -> str:
        """The file of its first page, from the folder of the site."""
        return f"{self.name}.html"
