"""Exports beside the pages of a site, and alone: files made from the model, EPUB from the pages."""

from collections.abc import Callable, Collection, Iterable, Iterator

from teikit.core import resource
from teikit.edition import Edition
from teikit.exports import (
    EXPORTS,
    NEED_ADDRESS,
    BookPage,
    Items,
    Source,
    citing,
    document_files,
    downloads,
    epub,
    export,
    head_metadata,
    sitemaps,
)
from teikit.model import Block, Document, EditionModel
from teikit.pages import Draft, Fragment
from teikit.publication.site_files import SiteFiles

Texts = Callable[[Document], Iterable[Block]]
EPUB = "epub"
BOOK = "data/edition.epub"
"""The book of a site, from its folder."""
ALL = (*EXPORTS, EPUB)
"""The names of all exports."""
_NO_DATE = "1980-01-01"  # of a book of which no date is known: the first that files in it can have
_NOT_FOUND = "404.html"  # the page that a server shows for an unknown address
_STYLES = ("edition.css", "renderings.css", "kinds.css")


class Exports:
    """The exports of a site: their files, and what the pages of documents say of them."""

    def __init__(
        self,
        edition: Edition,
        model: EditionModel,
        texts: Texts,
        names: Collection[str],
    ) -> None:
        """`names` are those of ALL that are wanted, `texts` gives the blocks of a document."""
        self._edition = edition
        self._model = model
        self._names = [name for name in names if edition.site.address or name not in NEED_ADDRESS]
        self._source = Source(edition, model, texts, edition.site.address)
        self._items = Items(edition, model, edition.site.address)
        self._documents = {d.name: d for d in (*model.corpora, *model.documents, *model.registers)}
        self._language = edition.interface

    def files(self) -> Iterator[tuple[str, str]]:
        """The files, with their paths from the folder of the site; not the book, which is made from its pages."""
        yield from self.exports()
        for document in self._model.documents:
            yield from document_files(document, self._items)

    def exports(self) -> Iterator[tuple[str, str]]:
        """The files of the exports alone."""
        for name in self._names:
            if name in EXPORTS:
                yield from export(name, self._source)

    def fragments(self) -> dict[str, Fragment]:
        """What pages say: metadata in the head, how to cite a document, its files."""
        return {"head": self._head, "cite": self._cite, "downloads": self._downloads}

    def _head(self, draft: Draft) -> str:
        document = self._documents.get(draft.name)
        if document is None:
            return head_metadata(self._items.edition) if draft.path == "index.html" else ""
        return head_metadata(self._items.of(document))

    def _cite(self, draft: Draft) -> str:
        document = self._documents.get(draft.name)
        return citing(self._items.of(document), document, self._language) if document else ""

    def _downloads(self, draft: Draft) -> str:
        document = self._documents.get(draft.name)
        return downloads(document, self._names) if document else ""

    @property
    def announced(self) -> tuple[str, ...]:
        """The files that are made from the finished pages."""
        return (BOOK,) if EPUB in self._names and self._model.documents else ()

    def write_book(self, files: SiteFiles, view: str) -> None:
        """Write the book, if it is wanted, from the pages in the folder of the site. Raises OSError."""
        if not self.announced:
            return
        pages = [
            BookPage(file, document.record.title, _language(document) or self._language)
            for document in self._model.documents
            for file in (document.address, *(f"{page}.html" for page in document.pages))
        ]
        style = "\n".join(resource("xslt", "html", name).read_text(encoding="utf-8") for name in _STYLES)
        changed = max((d.changed for d in self._model.documents if len(d.changed) == len(_NO_DATE)), default=_NO_DATE)
        content = epub(self._edition, files.folder, pages, view, style, f"{changed}T00:00:00Z")
        files.write(BOOK, content)


def write_sitemap(files: SiteFiles, pages: Iterable[str], address: str) -> None:
    """Write the map of a site for search engines, if its address is known. Raises OSError."""
    listed = sorted(set(pages) - {_NOT_FOUND})
    for path, content in sitemaps(listed, address) if address else ():
        files.write(path, content.encode())


def _language(document: Document) -> str:
    return next((value.language for value in document.record.languages if value.kind == "text"), "")
