"""The edition as static files of the Distributed Text Services: entry, collection, navigation, document.

Source: DTS 1.0, https://dtsapi.org/versions/v1.0, with URI templates for static sites. The edition is one collection in
pages of at most 500 members; each document is a resource without a citation tree, whose TEI is that of the site.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from teikit.edition import Edition
from teikit.exports.dates import iso
from teikit.exports.indented import indented_json
from teikit.exports.items import Item, Items
from teikit.model import EditionModel

_CONTEXT = {"@context": "https://dtsapi.org/context/v1.0.json", "dtsVersion": "1.0"}
_PAGE = 500  # members of one page of the collection
_ROOT = "edition"


class _Addresses:
    """The URI templates of the endpoints, and the addresses of files."""

    def __init__(self, address: str) -> None:
        self.home = f"{address}dts/"
        self.collection = f"{self.home}collection{{/id,nav}}{{;page}}/index.json"
        self.navigation = f"{self.home}navigation{{/resource}}{{;down}}/index.json"
        self.document = f"{address}tei{{/resource}}.xml"

    def page(self, number: int) -> str:
        """The address of a page of the edition's collection."""
        return f"{self.home}collection/{_ROOT};page={number}/index.json"

    def navigated(self, ident: str, down: str) -> str:
        """The address of the answer to a request for the structure of a document."""
        return f"{self.home}navigation/{quote(ident)};down={down}/index.json"


def dts_files(edition: Edition, model: EditionModel, address: str) -> Iterator[tuple[str, str]]:
    """The files of the service, each with its path from the folder of the site; `address` is that of this folder."""
    addresses, items = _Addresses(address), Items(edition, model, address)
    yield "dts/index.json", _json(_entry(addresses))
    resources = [_resource(items.of(document), addresses, document.tei, address) for document in model.documents]
    collection = _collection(edition, addresses, len(resources))
    pages = [resources[start : start + _PAGE] for start in range(0, len(resources), _PAGE)] or [[]]
    for number, members in enumerate(pages, 1):
        answer = _json(collection | {"member": members} | _view(number, len(pages), addresses))
        if number == 1:
            yield "dts/collection/index.json", answer
            yield f"dts/collection/{_ROOT}/index.json", answer
        if len(pages) > 1:
            yield f"dts/collection/{_ROOT};page={number}/index.json", answer
    for resource in resources:
        yield from _resource_files(resource, collection, addresses)


def _entry(addresses: _Addresses) -> dict[str, Any]:
    return _CONTEXT | {
        "@id": f"{addresses.home}index.json",
        "@type": "EntryPoint",
        "collection": addresses.collection,
        "navigation": addresses.navigation,
        "document": addresses.document,
    }


def _collection(edition: Edition, addresses: _Addresses, members: int) -> dict[str, Any]:
    values: dict[str, list[Any]] = {
        "creator": list(edition.editors),
        "publisher": [edition.publisher] if edition.publisher else [],
        "description": [{"lang": edition.language, "value": edition.description}] if edition.description else [],
    }
    return _CONTEXT | {
        "@id": _ROOT,
        "@type": "Collection",
        "title": edition.title,
        "totalParents": 0,
        "totalChildren": members,
        "collection": addresses.collection,
        "dublinCore": {key: value for key, value in values.items() if value},
    }


def _resource(item: Item, addresses: _Addresses, tei: str, address: str) -> dict[str, Any]:
    ident = quote(item.ident)
    return {
        "@id": item.ident,
        "@type": "Resource",
        "title": item.title,
        "totalParents": 1,
        "totalChildren": 0,
        "collection": f"{addresses.home}collection/{ident}{{/nav}}/index.json",
        "navigation": f"{addresses.home}navigation/{ident}{{;down}}/index.json",
        "document": f"{address}{tei}",
        "download": f"{address}{tei}",
        "mediaTypes": ["application/tei+xml"],
        "citationTrees": [],
        "dublinCore": {key: value for key, value in _dublin_core(item).items() if value},
    }


def _dublin_core(item: Item) -> dict[str, list[Any]]:
    return {
        "creator": [name.inverted for name in item.authors],
        "date": [iso(item.date)] if iso(item.date) else [],
        "language": list(item.languages),
        "source": [item.archive] if item.archive else [],
        "rights": [item.licence[1]] if item.licence[1] else [],
    }


def _view(number: int, pages: int, addresses: _Addresses) -> dict[str, Any]:
    """Where the other pages of a collection are; nothing for a collection of one page."""
    if pages == 1:
        return {}
    near = {"previous": number - 1 if number > 1 else 0, "next": number + 1 if number < pages else 0}
    links = {key: addresses.page(other) if other else None for key, other in near.items()}
    first, last = addresses.page(1), addresses.page(pages)
    return {"view": {"@id": addresses.page(number), "@type": "Pagination", "first": first, **links, "last": last}}


def _resource_files(
    resource: dict[str, Any], collection: dict[str, Any], addresses: _Addresses
) -> Iterator[tuple[str, str]]:
    ident = resource["@id"]
    yield f"dts/collection/{ident}/index.json", _json(_CONTEXT | resource)
    yield f"dts/collection/{ident}/parents/index.json", _json(_CONTEXT | resource | {"member": [collection]})
    for down in ("1", "-1"):
        answer = {"@id": addresses.navigated(ident, down), "@type": "Navigation", "resource": resource, "member": []}
        yield f"dts/navigation/{ident};down={down}/index.json", _json(_CONTEXT | answer)


def _json(value: Any) -> str:
    return indented_json(value) + "\n"
