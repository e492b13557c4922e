"""The edition as one EPUB, from the pages of its site.

Source: EPUB 3.3 (W3C Recommendation). The book has a title page, a contents page, and a chapter for each page of a
document. Equal input gives equal bytes: all dates in it are those of the edition.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_STORED

from teikit.core import Spool, as_xml, file_state, interface_language, message
from teikit.edition import Edition
from teikit.exports.archive import Archive
from teikit.exports.markup import XML, element, text_element
from teikit.exports.xhtml import chapter, linked

_TYPES = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".svg": "image/svg+xml",
    ".webp": "image/webp",
}  # fmt: skip
_CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_XHTML = {"xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops"}


class BookPage(NamedTuple):
    """A page of the site that becomes a chapter: its file in the folder of the site, its title and language.

    `key` tells its text from any other; it is empty where that is not known.
    """

    file: str
    title: str
    language: str = ""
    key: str = ""


@dataclass(frozen=True)
class _Written:
    """A file of the book, as its package document lists it."""

    ident: str
    name: str
    kind: str
    title: str = ""
    properties: str = ""


class Chapter(NamedTuple):
    """A chapter of an earlier book: the key of its page, that of its text in the book, the ids in it.

    `images` are the names in the book of the images that it asks for, by their addresses.
    """

    page: str
    key: str
    ids: frozenset[str]
    images: Mapping[str, str]


class Book(NamedTuple):
    """The chapters of a book by the files of their pages, and the states of its images by their addresses."""

    chapters: Mapping[str, Chapter]
    images: Mapping[str, str]


NO_BOOK = Book({}, {})


class Earlier(NamedTuple):
    """The book of an earlier run, and its file."""

    book: Book
    file: Path


def epub(
    edition: Edition, folder: Path, pages: Iterable[BookPage], view: str, style: str, changed: str, out: IO[bytes],
    earlier: Earlier | None = None,
) -> Book:  # fmt: skip
    """Write the book of an edition.

    `folder` is that of the site, `pages` are those of its documents in their order, `view` is diplomatic or reading,
    `style` is CSS, `changed` the moment of the last change (ISO 8601, in UTC). Images that are in the folder are in the
    book. What is the same in an `earlier` book is copied from there. Raises OSError.
    """
    return _Writer(edition, folder, list(pages), view, out, earlier).write(style, changed)


class _Writer:
    """Writes a book."""

    def __init__(
        self, edition: Edition, folder: Path, pages: list[BookPage], view: str, out: IO[bytes], earlier: Earlier | None
    ) -> None:
        self._edition, self._folder, self._pages, self._view = edition, folder, pages, view
        self._earlier = earlier.book if earlier else NO_BOOK
        self._archive = Archive(out, earlier.file if earlier else None)
        self._names = {page.file: f"{number:05}.xhtml" for number, page in enumerate(pages, 1)}
        self._images: dict[str, str] = {}  # the name in the book of each image
        self._texts, self._numbers = Spool(), dict[str, int]()
        self._ids: dict[str, frozenset[str]] = {}
        self._asked: dict[str, dict[str, str]] = {}  # for which images a page asks

    def write(self, style: str, changed: str) -> Book:
        """Write the files of the book."""
        edition, archive = self._edition, self._archive
        for page in self._pages:
            self._read(page)
        archive.add("mimetype", "application/epub+zip", ZIP_STORED)
        archive.add("META-INF/container.xml", XML + _CONTAINER)
        archive.add("EPUB/style.css", style)
        archive.add("EPUB/title.xhtml", _document(edition.title, edition.language, _title_page(edition)))
        files = [_Written("title", "title.xhtml", "application/xhtml+xml", edition.title)]
        links = _digest(sorted(self._names.items()), sorted((file, sorted(ids)) for file, ids in self._ids.items()))
        chapters = {page.file: self._write_chapter(page, links) for page in self._pages}
        files += [_chapter_file(page, self._names[page.file]) for page in self._pages]
        archive.add("EPUB/nav.xhtml", _document(edition.title, edition.language, _contents(files, edition.language)))
        states = {address: self._write_image(address, name) for address, name in self._images.items()}
        files += [_image_file(name) for name in self._images.values()]
        archive.add("EPUB/package.opf", _package(edition, files, changed))
        archive.close()
        return Book(chapters, states)

    def _image(self, address: str) -> str:
        """The name of an image in the book; empty for one that is not in it."""
        if address not in self._images and _is_image(self._folder, address):
            number, suffix = len(self._images) + 1, PurePosixPath(address).suffix.lower()
            self._images[address] = f"images/{number}{suffix}"
        return self._images.get(address, "")

    def _read(self, page: BookPage) -> None:
        """Find the ids and the images of a page: those of the earlier book, where the page is the same."""
        known = self._earlier.chapters.get(page.file)
        is_same = known is not None and page.key and known.page == page.key
        if known and is_same and all(self._image(address) == name for address, name in known.images.items()):
            self._ids[page.file], self._asked[page.file] = known.ids, dict(known.images)
            return
        asked: dict[str, str] = {}

        def image(address: str) -> str:
            return asked.setdefault(address, self._image(address))

        read = chapter((self._folder / page.file).read_text(encoding="utf-8"), self._view, image)
        self._numbers[page.file] = self._texts.append(read.text)
        self._ids[page.file], self._asked[page.file] = read.ids, asked

    def _write_chapter(self, page: BookPage, links: str) -> Chapter:
        """Write a chapter; `links` tells what its links can lead to."""
        name = f"EPUB/{self._names[page.file]}"
        key, known = _digest(page, links, self._view), self._earlier.chapters.get(page.file)
        if page.file in self._numbers or known is None or known.key != key or not self._archive.copy(name):
            text = linked(self._text(page), page.file, self._names, self._ids)
            content = text_element("h1", page.title) + text
            self._archive.add(name, _document(page.title, page.language or "en", content))
        return Chapter(page.key, key, self._ids[page.file], self._asked[page.file])

    def _text(self, page: BookPage) -> str:
        """The text of a page for the book."""
        if page.file in self._numbers:
            return self._texts[self._numbers[page.file]]
        return chapter((self._folder / page.file).read_text(encoding="utf-8"), self._view, self._image).text

    def _write_image(self, address: str, name: str) -> str:
        """Write an image; its state."""
        path = self._folder / address
        state = f"{name} {file_state(path)}"
        if self._earlier.images.get(address) != state or not self._archive.copy(f"EPUB/{name}"):
            self._archive.add(f"EPUB/{name}", path.read_bytes())
        return state


def _digest(*values: object) -> str:
    return sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()


def _chapter_file(page: BookPage, name: str) -> _Written:
    return _Written(f"c{name.partition('.')[0]}", name, "application/xhtml+xml", page.title)


def _image_file(name: str) -> _Written:
    return _Written(f"i{PurePosixPath(name).stem}", name, _TYPES[PurePosixPath(name).suffix])


def _is_image(folder: Path, address: str) -> bool:
    """Whether an address is that of an image inside the folder of the site."""
    place = (folder / address).resolve()
    return (
        PurePosixPath(address).suffix.lower() in _TYPES and place.is_relative_to(folder.resolve()) and place.is_file()
    )


def _document(title: str, language: str, body: str) -> str:
    head = [text_element("title", title), element("link", {"rel": "stylesheet", "href": "style.css"})]
    tags = {"lang": language, "xml:lang": language}
    content = [element("head", {}, head), element("body", {}, body)]
    return f"{XML}<!DOCTYPE html>\n{element('html', {**_XHTML, **tags}, content)}\n"


def _title_page(edition: Edition) -> str:
    name, address = edition.licence
    licence = element("a", {"href": address}, as_xml(name)) if address else as_xml(name)
    parts = [
        text_element("h1", edition.title),
        text_element("p", edition.subtitle, {"class": "subtitle"}),
        text_element("p", ", ".join(edition.editors)),
        text_element("p", ", ".join(filter(None, (edition.publisher, edition.pub_place, edition.date)))),
        text_element("p", edition.description),
        element("p", {}, licence) if licence else "",
    ]
    return element("section", {"epub:type": "titlepage"}, parts)


def _contents(files: Iterable[_Written], language: str) -> str:
    entries = (element("li", {}, text_element("a", file.title, {"href": file.name})) for file in files)
    heading = text_element("h1", message(interface_language(language), "page.contents"))
    return element("nav", {"epub:type": "toc", "id": "toc"}, [heading, element("ol", {}, entries)])


def _package(edition: Edition, files: Iterable[_Written], changed: str) -> str:
    listed = [*files, _Written("nav", "nav.xhtml", "application/xhtml+xml", properties="nav")]
    listed.append(_Written("style", "style.css", "text/css"))
    manifest = (
        element("item", {"id": f.ident, "href": f.name, "media-type": f.kind, "properties": f.properties})
        for f in listed
    )
    spine = (element("itemref", {"idref": f.ident}) for f in listed if f.title)
    content = [_metadata(edition, changed), element("manifest", {}, manifest), element("spine", {}, spine)]
    package = {"xmlns": "http://www.idpf.org/2007/opf", "version": "3.0", "unique-identifier": "book"}
    return XML + element("package", package, content) + "\n"


def _metadata(edition: Edition, changed: str) -> str:
    ident = f"urn:uuid:{uuid5(NAMESPACE_URL, f'{edition.title}/{edition.publisher}')}"
    parts = [
        text_element("dc:identifier", ident, {"id": "book"}),
        text_element("dc:title", edition.title),
        text_element("dc:language", edition.language),
        *(text_element("dc:creator", editor) for editor in edition.editors),
        text_element("dc:publisher", edition.publisher),
        text_element("dc:description", edition.description),
        text_element("dc:rights", " ".join(filter(None, edition.licence))),
        text_element("meta", changed, {"property": "dcterms:modified"}),
    ]
    return element("metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}, parts)
