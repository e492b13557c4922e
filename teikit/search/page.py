"""The page of the search, and the scripts and styles that it and the pages of documents need."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from teikit.core import as_xml, message, resource
from teikit.pages import SitePage, site_page
from teikit.search import letters
from teikit.search.shards import File

PAGE = "search.html"
_ASSETS = ("search-files.js", "search-query.js", "search-page.js", "search-page.css", "highlight.js")
DOCUMENT_SCRIPTS = ("fold.js", "highlight.js")
"""The scripts in `assets/` that mark on the page of a document what was searched for."""


class Link(NamedTuple):
    """A page that leads on where the browser runs no scripts: its address and its title."""

    address: str
    title: str


def search_page(edition: str, interface: str, links: Iterable[Link] = ()) -> SitePage:
    """The page of the search of an edition, with its words in a language of the interface."""
    content = "".join(f'<link href="{as_xml(link.address)}">{as_xml(link.title)}</link>' for link in links)
    title = message(interface, "search.title")
    return site_page("search.xsl", f"<search>{content}</search>", PAGE, title, interface, {"edition": edition})


def search_assets() -> Iterator[File]:
    """The scripts and styles of the search, for the folder `assets/`."""
    yield "assets/fold.js", letters.script().encode()
    for name in _ASSETS:
        yield f"assets/{name}", resource("xslt", "site", name).read_bytes()
