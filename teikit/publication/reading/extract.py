"""Takes from a reading document, in one pass, what the model of the edition keeps of it (`xslt/html/model.xsl`)."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from teikit.core import resource, stylesheet
from teikit.model import (
    PERSON,
    PLACE,
    Block,
    Document,
    EntityRecord,
    Hand,
    Image,
    Intervention,
    Mention,
    Sign,
)
from teikit.publication.reading.record import date_of, record_of_values, values_of

_ROLES = {
    "author": "author", "item-author": "author", "sent": "sent", "received": "received", "transmitted": "transmitted",
    "forwarded": "forwarded", "redirected": "redirected",
}  # fmt: skip
_PLACES = ("origin", "sent", "received")
_IIIF = re.compile(r"(?P<service>https?://.+)/(?:info\.json|(?:full|square|[\d.,]+)/[^/]+/!?\d+/\w+\.\w+)")


class Extract(NamedTuple):
    """A document of the model, the words of its blocks, and the entries of registers in it."""

    document: Document
    blocks: tuple[Block, ...]
    entities: tuple[EntityRecord, ...]


def extract(
    reading: Any, name: str, kind: str, images: Mapping[str, str] | None = None, places: Mapping[str, str] | None = None
) -> Extract:
    """What a reading document says, a node of `teikit.core.saxon` that was read for the page `name`.

    `images` has the address in the site of each image that the TEI names, `places` the page of each id that is not on
    the first. Raises XsltError for another node.
    """
    values = json.loads(stylesheet(resource("xslt", "html", "entry.xsl")).to_string(reading, {"whole": True}))
    elsewhere = places or {}
    blocks = tuple(_blocks(values["blocks"], name, elsewhere))
    document = Document(
        name=name,
        record=record_of_values(values),
        kind=kind,
        mentions=(*_in_header(values), *_in_text(values["mentions"])),
        interventions=tuple(Intervention(k, t, b, *rest) for k, t, b, *rest in values["interventions"]),
        hands=tuple(Hand(ident, label) for ident, label in values["hands"]),
        images=tuple(_images(values["images"], images or {})),
        signs=tuple(Sign(*sign) for sign in values["signs"]),
        words=sum(len(block.reading.split()) for block in blocks if block.field == "text"),
        summary=values["summary"],
        changed=values["changed"],
        convention=values["convention"],
        pages=tuple(sorted({block.page for block in blocks} - {name}, key=lambda page: (len(page), page))),
        tei=f"tei/{quote(name)}.xml",
    )
    return Extract(document, blocks, tuple(map(_entity, values["entities"])))


def _blocks(values: Iterable[list[str]], name: str, places: Mapping[str, str]) -> Iterator[Block]:
    """The blocks that have words in a view."""
    for ident, field, language, diplomatic, reading in values:
        if diplomatic or reading:
            yield Block(ident, places.get(ident, name), field, diplomatic, reading, language)


def _in_header(values: Mapping[str, Any]) -> Iterator[Mention]:
    """The persons and places that the header names as parts of the document's making."""
    for person in values["persons"]:
        if person["text"] and person["role"] in _ROLES:
            yield Mention(
                person.get("entity", PERSON), person.get("key", ""), person["text"], role=_ROLES[person["role"]]
            )
    for place in values["places"]:
        if place["text"] and place["role"] in _PLACES:
            yield Mention(PLACE, place.get("key", ""), place["text"], role=place["role"])


def _in_text(values: Iterable[list[str]]) -> Iterator[Mention]:
    return (Mention(kind, key, text, block, "", cert) for kind, key, text, block, cert in values)


def _images(values: Iterable[list[str]], copied: Mapping[str, str]) -> Iterator[Image]:
    """The images that the site shows: its own, and those on a server."""
    for source, label, *size in values:
        service = _IIIF.fullmatch(source)
        if address := copied.get(source) or (source if "://" in source else ""):
            width, height = (int(side or 0) for side in size)
            yield Image(address, label, width, height, service["service"] if service else "")


def _entity(values: Mapping[str, Any]) -> EntityRecord:
    return EntityRecord(
        key=values["key"],
        kind=values["kind"],
        names=values_of(values["names"]),
        dates=tuple(map(date_of, values["dates"])),
        identifiers=tuple(_identifiers(values["identifiers"])),
        description=values["description"],
        occupations=tuple(dict.fromkeys(values["occupations"])),
        authors=values_of(values["authors"]),
    )


def _identifiers(values: Iterable[Mapping[str, str]]) -> Iterator[Any]:
    seen = set()
    for value in values_of([{**value, "ref": value["address"]} for value in values]):
        if value.ref not in seen:
            seen.add(value.ref)
            yield value
