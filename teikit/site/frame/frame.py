"""The frame of every page of a site, made when all its pages are known: head, header and footer.

A header or footer depends on the depth of its page and on the part of the site that it is in, not on its document: each
is made once and kept.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, cached_property
from urllib.parse import quote, urlsplit

from teikit.core import InstallationError, Parameter, XsltError, as_xml, parse, resource, stylesheet
from teikit.edition import Edition
from teikit.model import Document, EditionModel
from teikit.pages import Page, message_map
from teikit.site.frame.assets import OWN_STYLE, logo_path
from teikit.site.frame.contents import Contents
from teikit.site.frame.markup import element
from teikit.site.frame.menu import current, menu
from teikit.site.frame.words import Words

NOT_FOUND = "404.html"
_START = "index.html"
_SEARCH = "search.html"
_STYLE = "assets/frame.css"
_DATA = {
    "data/documents.csv": "CSV", "data/documents.jsonl": "JSON Lines", "data/cmif.xml": "CMIF",
    "data/edition.bib": "BibTeX", "data/edition.ris": "RIS", "data/edition.epub": "EPUB", "edition.pdf": "PDF",
}  # fmt: skip
_FEED = "feed.xml"
_AROUND_DOCUMENTS = "assets/lists.css"  # the place of a document in the edition
_DESCRIBED = 300  # characters of a summary: search engines show about half of them


class Frame:
    """The frame of the pages of a site. `paths` are those of all its files, `titles` those of its texts by page.

    `kept` gives what an earlier run rendered from data, or calls what renders it.
    """

    def __init__(
        self, edition: Edition, model: EditionModel, paths: Collection[str], titles: Mapping[str, str],
        kept: Callable[[str, Callable[[], str]], str] = lambda data, render: render(),
    ) -> None:  # fmt: skip
        self._edition, self._paths = edition, frozenset(paths)
        self._contents = Contents(self._paths, titles, Words(edition))
        self._menu = menu(edition, self._contents)
        self._documents = {document.name: document for document in (*model.documents, *model.corpora, *model.registers)}
        self._made: Callable[[str], str] = cache(lambda data: kept(data, lambda: self._render(data)))

    def head(self, draft: Page) -> str:
        """Description, canonical address, licence and style sheets of a page."""
        root, site = self.root(draft), self._edition.site
        lines = []
        if draft.name and (words := description_of(self._documents.get(draft.name))):
            lines.append(f'<meta name="description" content="{as_xml(words)}">')
        if site.address and draft.path != NOT_FOUND:
            path = "" if draft.path == _START else quote(draft.path)
            lines.append(f'<link rel="canonical" href="{as_xml(site.address + path)}">')
        if self._edition.licence[1] and not draft.name:
            lines.append(f'<link rel="license" href="{as_xml(self._edition.licence[1])}">')
        around = [_AROUND_DOCUMENTS] if draft.name and _AROUND_DOCUMENTS in self._paths else []
        styles = [_STYLE, *around, *([OWN_STYLE] if site.css else [])]
        return "".join([*lines, *(f'<link rel="stylesheet" href="{as_xml(root)}{style}">' for style in styles)])

    def header(self, draft: Page) -> str:
        """The header of a page: title or logo, menu, link to the search."""
        root = self.root(draft)
        entries = [
            element("entry", label=e.label, href=e.href(root), current=current(e, draft.path, draft.name))
            for e in self._menu
        ]
        search = f"{root}{_SEARCH}" if _SEARCH in self._paths else ""
        return self._made(
            element(
                "header",
                entries,
                title=self._edition.title,
                href=f"{root}{_START}",
                logo=f"{root}{logo_path(self._edition)}" if self._edition.site.logo else "",
                search=search,
                current="page" if draft.path == _START else "search" if draft.path == _SEARCH else "",
            )
        )

    def footer(self, draft: Page) -> str:
        """The footer of a page: who edited it, licence, version, data, what is loaded from where."""
        root, edition = self.root(draft), self._edition
        institution, url = edition.site.institution
        return self._made(
            element(
                "footer",
                [*map(_named("editor"), edition.editors), *self._pages(root), *self._data(root), *self._hosts],
                title=edition.title,
                institution=institution or edition.publisher,
                url=url,
                date=edition.date,
                version=edition.version,
                licence=edition.licence[0],
                licence_url=edition.licence[1],
            )
        )

    def _pages(self, root: str) -> Iterator[str]:
        """Links to the texts that the menu does not have, and to the imprint."""
        shown = {entry.page for entry in self._menu} - {"imprint"}
        for page in dict.fromkeys((*self._contents.titles, "principles", "imprint")):
            if page not in shown and self._contents.has(page):
                yield element("link", label=self._contents.label(page), href=f"{root}{quote(page)}.html")

    def _data(self, root: str) -> Iterator[str]:
        labels = {**_DATA, _FEED: self._contents.words("site.feed")}
        there = (path for path in labels if path in self._paths)
        yield from (element("data", label=labels[path], href=f"{root}{path}") for path in there)

    @cached_property
    def _hosts(self) -> list[str]:
        """The other hosts that images of the edition are loaded from."""
        images = (image for document in self._documents.values() for image in document.images)
        hosts = {urlsplit(address).hostname for image in images for address in (image.service, image.address)}
        return [_named("host")(host) for host in sorted(filter(None, hosts))]

    def root(self, draft: Page) -> str:
        """The way from a page to the folder of the site: for the page of unknown addresses, that of the site."""
        return self._edition.site.address if draft.path == NOT_FOUND else draft.root

    def _render(self, data: str) -> str:
        interface = self._contents.words.interface
        given: dict[str, Parameter] = {"messages": message_map(interface), "interface": interface}
        try:
            return stylesheet(resource("xslt", "site", "frame.xsl")).to_string(parse(data), given)
        except XsltError as error:
            raise InstallationError(f"the frame of pages cannot be made, install teikit again: {error}") from error


def description_of(document: Document | None) -> str:
    """What search engines show of a document: its summary, else its date, place and archive."""
    if document is None:
        return ""
    date = document.record.date
    parts = (date.text if date else "", document.record.place, document.record.archive)
    words = " ".join((document.summary or " · ".join(part for part in parts if part)).split())
    return words if len(words) <= _DESCRIBED else f"{words[:_DESCRIBED].rsplit(' ', 1)[0]} …"


def _named(name: str) -> Callable[[str], str]:
    return lambda value: element(name, as_xml(value))
