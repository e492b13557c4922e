"""The map of a site for search engines, and a feed of its documents.

Sources: the Sitemaps protocol 0.9 (at most 50,000 addresses a file); RFC 4287 (Atom).
"""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from teikit.edition import Edition
from teikit.exports.items import Items
from teikit.exports.markup import XML, element, text_element
from teikit.model import Document, EditionModel

_MOST = 50_000  # addresses of one file
_NEWEST = 100  # entries of the feed
_SITEMAP = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def sitemaps(pages: Sequence[str], address: str) -> Iterator[tuple[str, str]]:
    """The files of the map of a site, each with its name: one, or an index and its parts.

    `pages` are the paths of all pages from the folder of the site; `address` is the web address of that folder.
    """
    parts = [pages[start : start + _MOST] for start in range(0, len(pages), _MOST)]
    if len(parts) <= 1:
        yield "sitemap.xml", _urls(pages, address)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    places = (element("sitemap", {}, text_element("loc", address + name)) for name in names)
    yield "sitemap.xml", XML + element("sitemapindex", _SITEMAP, places) + "\n"
    for name, part in zip(names, parts, strict=True):
        yield name, _urls(part, address)


def _urls(pages: Sequence[str], address: str) -> str:
    urls = (element("url", {}, text_element("loc", address + quote(page))) for page in pages)
    return XML + element("urlset", _SITEMAP, urls) + "\n"


def atom(edition: Edition, model: EditionModel, address: str) -> str:
    """A feed of the documents that were changed last; empty where neither they nor the edition have a date.

    The date of a document is that of its last change, else that of the edition.
    """
    dated = [(document.changed or edition.date, document) for document in model.documents]
    newest = sorted((pair for pair in dated if pair[0][:4].isdecimal()), key=lambda pair: pair[0], reverse=True)
    newest = newest[:_NEWEST]
    if not newest:
        return ""
    items = Items(edition, model, address)
    head = [
        text_element("id", address),
        text_element("title", edition.title),
        text_element("subtitle", edition.subtitle),
        text_element("updated", _moment(newest[0][0])),
        element("link", {"rel": "self", "href": f"{address}feed.xml"}),
        element("link", {"rel": "alternate", "href": address}),
        *(_author(name) for name in edition.editors or (edition.title,)),
    ]
    entries = (_entry(document, date, items) for date, document in newest)
    return XML + element("feed", {"xmlns": "http://www.w3.org/2005/Atom"}, [*head, *entries]) + "\n"


def _entry(document: Document, date: str, items: Items) -> str:
    item = items.of(document)
    content = [
        text_element("id", item.address),
        text_element("title", item.title),
        text_element("updated", _moment(date)),
        element("link", {"rel": "alternate", "type": "text/html", "href": item.address}),
        *(_author(name.natural) for name in item.authors),
        text_element("summary", item.summary),
    ]
    return element("entry", {}, content)


def _author(name: str) -> str:
    return element("author", {}, text_element("name", name))


def _moment(date: str) -> str:
    """A day, month or year as a moment of RFC 3339: its beginning."""
    year, month, day = (*date.split("T")[0].split("-"), "01", "01")[:3]
    return f"{year}-{month}-{day}T00:00:00Z"
