"""The letters of an edition in the Correspondence Metadata Interchange Format, which correspSearch reads.

Source: CMIF 1.1, https://github.com/TEI-Correspondence-SIG/CMIF: a TEI header with a correspDesc for each letter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from teikit.core import as_xml
from teikit.edition import Edition
from teikit.exports.dates import bounds
from teikit.exports.items import Items
from teikit.exports.markup import XML, element, text_element
from teikit.model import ORGANISATION, Date, Document, EditionModel, Entity, Value

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of every CMIF file: the format asks for it."""


@dataclass(frozen=True)
class _Index:
    """What the entries of the file need of the edition."""

    entities: Mapping[str, Entity]
    items: Items
    source: str


def is_letter(document: Document) -> bool:
    """Whether a document has both a sender and an addressee, as an entry of CMIF needs."""
    roles = {person.kind for person in document.record.persons}
    return {"sent", "received"} <= roles


def cmif(edition: Edition, model: EditionModel, address: str) -> str:
    """The letters of an edition as a CMIF file; empty where it has no letters.

    `address` is the web address of the folder of the site, with a slash at its end.
    """
    letters = [document for document in model.documents if is_letter(document)]
    if not letters:
        return ""
    # An id of XML begins with a letter; the UUID is that of the address, so that it never changes.
    source = f"uuid-{uuid5(NAMESPACE_URL, address or edition.title)}"
    entities = {entity.record.key: entity for entity in model.entities if entity.record.key}
    index = _Index(entities, Items(edition, model, address), source)
    entries = "".join(_entry(letter, index) for letter in letters)
    header = element("teiHeader", {}, [_file(edition, address, source), element("profileDesc", {}, entries)])
    body = element("text", {}, element("body", {}, "<p/>"))
    return XML + element("TEI", {"xmlns": "http://www.tei-c.org/ns/1.0"}, [header, body]) + "\n"


def _file(edition: Edition, address: str, source: str) -> str:
    editors = [text_element("editor", editor) for editor in edition.editors or (edition.title,)]
    publisher = text_element("publisher", edition.publisher or edition.title)
    publication = [
        publisher,
        text_element("idno", f"{address}data/cmif.xml", {"type": "url"}) if address else "",
        element("date", {"when": edition.date}) if edition.date[:4].isdecimal() else "",
        element("availability", {}, text_element("licence", "CC BY 4.0", {"target": LICENCE})),
    ]
    bibl = as_xml(", ".join(filter(None, (edition.title, *edition.editors, edition.publisher, edition.date, address))))
    return element(
        "fileDesc",
        {},
        [
            element("titleStmt", {}, [text_element("title", edition.title), *editors]),
            element("publicationStmt", {}, publication),
            element("sourceDesc", {}, element("bibl", {"type": "online", "xml:id": source}, bibl)),
        ],
    )


def _entry(letter: Document, index: _Index) -> str:
    address = index.items.of(letter).address
    actions = [_action(letter, role, index) for role in ("sent", "received")]
    return element("correspDesc", {"key": letter.name, "ref": address, "source": f"#{index.source}"}, actions)


def _action(letter: Document, role: str, index: _Index) -> str:
    record = letter.record
    parties = [_party(person, index) for person in record.persons if person.kind == role]
    places = [
        text_element("placeName", place.text, {"ref": _authority(place.ref, index)})
        for place in record.places
        if place.kind == role
    ]
    dates = (date for date in record.dates if date.kind == role)
    date = next(dates, record.date if role == "sent" else None)
    return element("correspAction", {"type": role}, [*parties, *places[:1], *_date(date)])


def _party(person: Value, index: _Index) -> str:
    entity = index.entities.get(person.ref)
    name = "orgName" if entity and entity.record.kind == ORGANISATION else "persName"
    return text_element(name, entity.name if entity else person.text, {"ref": _authority(person.ref, index)})


def _authority(key: str, index: _Index) -> str:
    """The address of an entity at an authority: its key, or what a register has for it."""
    if key.startswith(("http://", "https://")):
        return key
    entity = index.entities.get(key)
    return next((number.text for number in entity.record.identifiers if "://" in number.text), "") if entity else ""


def _date(date: Date | None) -> Iterator[str]:
    first, last = bounds(date)
    if date is None or not first:
        return
    if date.since or date.until:
        values = {"from": date.since, "to": date.until}
    elif first == last:
        values = {"when": first}
    else:
        values = {"notBefore": first, "notAfter": last}
    yield element("date", {**values, "cert": date.certainty})
