"""What the head of a page says of its document to machines.

Sources: Dublin Core in HTML (DCMI); the `citation_` names that Google Scholar and Zotero read; COinS (OpenURL
ContextObject in a span, ANSI/NISO Z39.88); Open Graph (ogp.me); JSON-LD with schema.org.
"""

import json
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import urlencode

from teikit.exports.dates import bounds, iso
from teikit.exports.items import Item, Name


def head_metadata(item: Item) -> str:
    """The elements for the head of the page of an item, as HTML: meta, link and one block of JSON-LD."""
    metas = [f'<meta {kind}="{name}" content="{escape(value)}">' for kind, name, value in _metas(item) if value]
    schemas = '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">'
    licence = f'<link rel="license" href="{escape(item.licence[1])}">' if item.licence[1] else ""
    return "".join([schemas, *metas, licence, _json_ld(item)])


def _metas(item: Item) -> Iterator[tuple[str, str, str]]:
    yield from (("name", name, value) for name, value in (*_dublin_core(item), *_citation(item)))
    yield "property", "og:title", item.title
    yield "property", "og:type", "article"
    yield "property", "og:site_name", item.container
    yield "property", "og:url", item.address
    yield "property", "og:description", item.summary


def _dublin_core(item: Item) -> Iterator[tuple[str, str]]:
    yield "DC.title", item.title
    yield from (("DC.creator", name.inverted) for name in item.authors)
    yield from (("DC.contributor", name.inverted) for name in item.editors)
    yield "DC.date", iso(item.date)
    yield "DC.type", "Text"
    yield "DC.format", "text/html"
    yield "DC.identifier", item.address
    yield "DC.source", item.archive
    yield "DC.coverage", item.place
    yield from (("DC.language", language) for language in item.languages)
    yield "DC.publisher", item.publisher
    yield "DC.rights", item.licence[1] or item.licence[0]
    yield "DC.relation", item.container
    yield "DC.description", item.summary


def _citation(item: Item) -> Iterator[tuple[str, str]]:
    """The names that Zotero's translator for embedded metadata reads; `z.itemType` is the type of its own model."""
    yield "z.itemType", "letter" if item.letter else "bookSection" if item.container else "book"
    yield "citation_title", item.title
    yield from (("citation_author", name.inverted) for name in item.authors)
    yield from (("citation_editor", name.inverted) for name in item.editors)
    yield "citation_publication_date", bounds(item.date)[0].replace("-", "/") if item.letter else item.year
    # Zotero reads any item with the title of a book as a section of it: a letter names its edition in DC.relation
    yield "citation_inbook_title", "" if item.letter else item.container
    yield "citation_publisher", item.publisher
    yield "citation_language", item.languages[0] if item.languages else ""
    yield "citation_public_url", item.address
    yield "citation_pdf_url", item.pdf


def coins(item: Item) -> str:
    """The item as a COinS span, which has no words: reference managers find it in a page."""
    values = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.title", item.title),
        *(("rft.creator", name.inverted) for name in item.authors),
        ("rft.date", iso(item.date)),
        ("rft.source", item.container),
        ("rft.publisher", item.publisher),
        ("rft.language", item.languages[0] if item.languages else ""),
        ("rft.identifier", item.address),
    ]
    query = urlencode([(name, value) for name, value in values if value])
    return f'<span class="Z3988" title="{escape(query)}"></span>'


def _json_ld(item: Item) -> str:
    """The item as a block of JSON-LD. No text can end the script element: every `<` in it is written as an escape."""
    content = json.dumps(json_ld(item), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{content}</script>'


def json_ld(item: Item) -> dict[str, Any]:
    """The item as an object of schema.org: a Message for a letter, a CreativeWork for another document, a Book."""
    part_of = {"@type": "Collection", "name": item.container, "editor": [*map(_person, item.editors)]}
    values = {
        "@context": "https://schema.org",
        "@type": "Message" if item.letter else "CreativeWork" if item.container else "Collection",
        "@id": item.address,
        "name": item.title,
        "author": [*map(_person, item.authors)],
        "recipient": [*map(_person, item.recipients)] if item.letter else [],
        "editor": [] if item.container else [*map(_person, item.editors)],
        "dateCreated": iso(item.date),
        "locationCreated": {"@type": "Place", "name": item.place} if item.place else None,
        "inLanguage": [*item.languages],
        "abstract": item.summary,
        "isPartOf": _stated(part_of) if item.container else None,
        "publisher": {"@type": "Organization", "name": item.publisher} if item.publisher else None,
        "license": item.licence[1] or item.licence[0],
        "url": item.address,
    }
    return _stated(values)


def _stated(values: dict[str, Any]) -> dict[str, Any]:
    """The values that there are; a list of one is its value, which in JSON-LD is the same."""
    return {key: _single(value) for key, value in values.items() if value}


def _single(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _person(name: Name) -> dict[str, str]:
    return {"@type": "Person", "name": name.natural}
