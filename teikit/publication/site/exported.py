"""Exports beside the pages of a site, and alone: files made from the model, EPUB from the pages."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

from teikit.core import file_state, resource
from teikit.edition import Edition
from teikit.exports import (
    EXPORTS,
    NEED_ADDRESS,
    Book,
    BookPage,
    Earlier,
    Items,
    Source,
    citing,
    document_files,
    downloads,
    epub,
    export,
    head_metadata,
    plain_texts,
    sitemaps,
)
from teikit.model import Block, Document, EditionModel, as_shown, digest, view
from teikit.pages import Fragment, Page
from teikit.publication.site.files import SiteFiles
from teikit.publication.site.keys import Keys
from teikit.publication.site.outputs import Outputs

Texts = Callable[[Document], Iterable[Block]]
EPUB, _TEXT = "epub", "txt"
BOOK = "data/edition.epub"
"""The book of a site, from its folder."""
ALL = (*EXPORTS, EPUB)
"""The names of all exports."""
_BOOK = "book"
_NO_DATE = "1980-01-01"  # of a book of which no date is known: the first that files in it can have
_NOT_FOUND = "404.html"  # the page that a server shows for an unknown address
_STYLES = ("edition.css", "renderings.css", "kinds.css")


_OF_ALL = frozenset(("csv", "jsonl"))  # exports that show the texts of documents in numbers


class Exports:
    """The exports of a site: their files, and what the pages of documents say of them."""

    def __init__(self, edition: Edition, model: EditionModel, texts: Texts, names: Collection[str]) -> None:
        """`names` are those of ALL that are wanted, `texts` gives the blocks of a document."""
        self._edition = edition
        self._model, self._shown = model, view(model, as_shown)
        self._names = [name for name in names if edition.site.address or name not in NEED_ADDRESS]
        self._texts = texts
        self._items = Items(edition, self._shown, edition.site.address)
        self._documents = {d.name: d for d in (*self._shown.corpora, *self._shown.documents, *self._shown.registers)}
        self._language = edition.interface

    def write(self, outputs: Outputs, keys: Keys) -> None:
        """Write the files; not the book, which is made from the pages. Raises OSError."""
        for name in self._names:
            if name == _TEXT:
                for document in self._model.documents:
                    key = keys.texts(document)
                    outputs.files(f"{name} {document.name}", key, partial(self._text, document))
            elif name in EXPORTS:
                key = keys.whole if name in _OF_ALL else keys.shown
                outputs.files(f"export {name}", key, partial(self._export, name))
        for document in self._shown.documents:
            outputs.files(f"cite {document.name}", keys.document(document), partial(self._document, document))

    def exports(self) -> Iterator[tuple[str, bytes]]:
        """The files of the exports alone."""
        for name in self._names:
            if name in EXPORTS:
                yield from self._export(name)

    def _export(self, name: str) -> Iterator[tuple[str, bytes]]:
        model = self._model if name in {*_OF_ALL, _TEXT} else self._shown
        files = export(name, Source(self._edition, model, self._texts, self._edition.site.address))
        return ((path, content.encode()) for path, content in files)

    def _text(self, document: Document) -> Iterator[tuple[str, bytes]]:
        return ((path, content.encode()) for path, content in plain_texts(document, self._texts(document)))

    def _document(self, document: Document) -> Iterator[tuple[str, bytes]]:
        return ((path, content.encode()) for path, content in document_files(document, self._items))

    def fragments(self) -> dict[str, Fragment]:
        """What pages say: metadata in the head, how to cite a document, its files."""
        return {"head": self._head, "cite": self._cite, "downloads": self._downloads}

    def _head(self, draft: Page) -> str:
        document = self._documents.get(draft.name)
        if document is None:
            return head_metadata(self._items.edition) if draft.path == "index.html" else ""
        return head_metadata(self._items.of(document))

    def _cite(self, draft: Page) -> str:
        document = self._documents.get(draft.name)
        return citing(self._items.of(document), document, self._language) if document else ""

    def _downloads(self, draft: Page) -> str:
        document = self._documents.get(draft.name)
        return downloads(document, self._names) if document else ""

    @property
    def announced(self) -> tuple[str, ...]:
        """The files that are made from the finished pages."""
        return (BOOK,) if EPUB in self._names and self._model.documents else ()

    def write_book(self, outputs: Outputs, view: str) -> None:
        """Write the book, if it is wanted, from the pages in the folder of the site. Raises OSError."""
        if not self.announced:
            return
        folder, known = outputs.site_files.folder, outputs.recall(_BOOK)
        pages = [
            BookPage(file, document.record.title, _language(document) or self._language, outputs.page_key(file))
            for document in self._shown.documents
            for file in (document.address, *(f"{page}.html" for page in document.pages))
        ]
        style = "\n".join(resource("xslt", "html", name).read_text(encoding="utf-8") for name in _STYLES)
        days = (document.changed for document in self._shown.documents if len(document.changed) == len(_NO_DATE))
        changed = f"{max(days, default=_NO_DATE)}T00:00:00Z"
        made_of = digest(self._settings, pages, view, style, changed)
        state = file_state(folder / BOOK)
        if isinstance(known, _KeptBook) and known.state == state and self._is_same(known, made_of, folder):
            outputs.site_files.add([BOOK])
            outputs.keep_value(_BOOK, known)
            return
        earlier = Earlier(known.book, folder / BOOK) if isinstance(known, _KeptBook) and known.state == state else None
        with TemporaryFile() as out:
            book = epub(self._edition, folder, pages, view, style, changed, out, earlier)
            out.seek(0)
            outputs.site_files.write(BOOK, out.read())
        outputs.keep_value(_BOOK, _KeptBook(made_of, file_state(folder / BOOK), book))

    @property
    def _settings(self) -> str:
        return repr(replace(self._edition, documents=(), overrides=()))

    @staticmethod
    def _is_same(known: "_KeptBook", made_of: str, folder: Path) -> bool:
        """Whether a book is made of the same pages, and has the same images."""
        images = known.book.images.items()
        return known.made_of == made_of and all(state.endswith(file_state(folder / of)) for of, state in images)


class _KeptBook(NamedTuple):
    """The book of an earlier run: what it was made of, the state of its file, what is in it."""

    made_of: str
    state: str
    book: Book


def write_sitemap(files: SiteFiles, pages: Iterable[str], address: str) -> None:
    """Write the map of a site for search engines, if its address is known. Raises OSError."""
    listed = sorted(set(pages) - {_NOT_FOUND})
    for path, content in sitemaps(listed, address) if address else ():
        files.write(path, content.encode())


def _language(document: Document) -> str:
    return next((value.language for value in document.record.languages if value.kind == "text"), "")
