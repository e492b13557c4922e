"""The HTML output: pages for each reading document, an index of the edition, written as a folder that opens anywhere.

The site is `NAME.html` for each document (`NAME-2.html` and so on for further pages of a long one), `index.html`,
`tei/NAME.xml` and `assets/`; every link in it is relative. A page depends on its own document only, so that a pipeline
can write one document at a time, keep each `Entry` (plain data), and write the index from them. Equal input gives equal
bytes; a file whose bytes would not change is left alone.
"""

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from teikit.core import Parameter, XsltError, resource, stylesheet, write_whole
from teikit.publication.index import Entry, html_index, in_order
from teikit.publication.messages import message_map
from teikit.publication.pages import linked_documents, resolve_links, split
from teikit.publication.record import record_of

STYLES = ("edition.css", "renderings.css", "kinds.css", "margins.css", "layers.css")
ASSETS = (*STYLES, "facsimile.css", "view.js", "facsimile.js")


@dataclass(frozen=True)
class Edition:
    """What the pages say of the whole: its title, a description for the index, the language of the page's own words.

    `pages` are the names of all its pages: a link to another document of the edition leads to its page. Where it is
    `listed`, its documents are in the order wanted; else the index sorts them. `viewer` is the script of OpenSeadragon,
    for deep zoom into images. `page_size` is the size of a page in thousands of characters of text: a longer document
    has several pages.
    """

    title: str = ""
    description: str = ""
    interface: str = "en"
    pages: tuple[str, ...] = ()
    listed: bool = False
    viewer: Path | None = None
    page_size: int = 150


@dataclass(frozen=True)
class Links:
    """Where a document's other files are, as seen from its page; empty for a file that does not exist."""

    tei: str = ""
    pdf: str = ""
    raw: str = ""


class Written(NamedTuple):
    """A document in a site: its entry for the index, and its pages, each with the documents that its links lead to.

    `places` has the page of each id that is not on the first page.
    """

    entry: Entry
    pages: dict[str, frozenset[str]]
    places: dict[str, str]


def html_page(
    reading: Any,
    edition: Edition | None = None,
    links: Links | None = None,
    images: Mapping[str, str] | None = None,
    part: Mapping[str, Parameter] | None = None,
) -> str:
    """The page of a reading document, a node of `teikit.core.saxon`. Without an edition it has no link to an index.

    `images` are the images that the site has: address in the TEI file, address seen from the page. `part` are the
    parameters of a `teikit.publication.pages.Part`, where the page is one of several.
    Raises XsltError where the node is no reading document.
    """
    of, files = edition or Edition(), links or Links()
    home = "index.html" if edition else ""
    given: dict[str, Parameter] = {"home": home, "edition": of.title, **_language(of.interface), **asdict(files)}
    given |= {"pages": "/".join(of.pages), "images": json.dumps(dict(images or {})), "viewer": of.viewer is not None}
    given |= part or {}
    return stylesheet(resource("xslt", "html", "html.xsl")).to_string(reading, given) + "\n"


def self_contained_page(reading: Any, interface: str = "en") -> str:
    """The page of a reading document as one file that needs no other: its style inside, no script, no images.

    `interface` is the language of the page's own words. Raises XsltError as `html_page`.
    """
    style = "\n".join(resource("xslt", "html", name).read_text(encoding="utf-8") for name in STYLES)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    parameters: dict[str, Parameter] = {**_language(interface), "style": style, "style-digest": digest}
    return stylesheet(resource("xslt", "html", "html.xsl")).to_string(reading, parameters) + "\n"


def write_document(
    folder: Path,
    name: str,
    reading: Any,
    tei: str,
    edition: Edition,
    pdf: str = "",
    raw: str = "",
    images: Mapping[str, str] | None = None,
) -> Written:
    """Writes the pages of a document (`NAME.html` …) and `tei/NAME.xml` into `folder`.

    `tei` is the document as it is to be offered for reading; `pdf` and `raw` are links relative to `folder`, `images`
    as for `html_page`. Raises XsltError as `html_page`; then there is no page.
    """
    links = Links(f"tei/{quote(name)}.xml", pdf, raw)
    entry = Entry(name, record_of(reading), links.tei, links.pdf)
    parts, places = split(reading, name, "/".join(edition.pages), edition.page_size)
    pages: dict[str, frozenset[str]] = {}
    try:
        for part in parts:
            page = html_page(part.reading, edition, links, images, part.parameters)
            write_whole(folder / f"{part.name}.html", page.encode())
            pages[part.name] = linked_documents(page)
    except XsltError:
        for name in pages:
            (folder / f"{name}.html").unlink(missing_ok=True)
        raise
    write_whole(folder / "tei" / f"{name}.xml", tei.encode())
    return Written(entry, pages, places)


def write_index(folder: Path, entries: Iterable[Entry], edition: Edition) -> None:
    """Writes `index.html` and the style and script that all pages share."""
    listed = list(entries) if edition.listed else in_order(entries)
    index = html_index(listed, edition.title, edition.description, edition.interface)
    write_whole(folder / "index.html", index.encode())
    for asset in ASSETS:
        write_whole(folder / "assets" / asset, resource("xslt", "html", asset).read_bytes())
    if edition.viewer:
        write_whole(folder / "assets" / "openseadragon.min.js", edition.viewer.read_bytes())


def write_site(folder: Path, documents: Iterable[tuple[str, Any, str]], edition: Edition) -> list[Entry]:
    """Writes a whole site from (name, reading document, TEI text), and returns the entries of its index."""
    written = {name: write_document(folder, name, reading, tei, edition) for name, reading, tei in documents}
    correct_links(folder, written)
    entries = [document.entry for document in written.values()]
    write_index(folder, entries, edition)
    return entries


def correct_links(folder: Path, written: Mapping[str, Written]) -> None:
    """Correct the links into documents of several pages, when all documents of a site are written. Raises OSError."""
    places = {name: document.places for name, document in written.items() if document.places}
    if places:
        resolve_links(folder, {page: to for w in written.values() for page, to in w.pages.items()}, places)


def _language(interface: str) -> dict[str, Parameter]:
    """The parameters for the language of the page's own words."""
    return {"interface": interface, "messages": message_map(interface)}
