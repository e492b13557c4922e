"""The edition as one EPUB, from the pages of its site.

Source: EPUB 3.3 (W3C Recommendation). The book has a title page, a contents page, and a chapter for each page of a
document. Equal input gives equal bytes: all dates in it are those of the edition.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from teikit.core import Spool, as_xml, interface_language, message
from teikit.edition import Edition
from teikit.exports.markup import XML, element, text_element
from teikit.exports.xhtml import chapter, linked

_DATE = (1980, 1, 1, 0, 0, 0)  # of the files in the archive: the first that it can have
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
    """A page of the site that becomes a chapter: its file in the folder of the site, its title and language."""

    file: str
    title: str
    language: str = ""


@dataclass(frozen=True)
class _Written:
    """A file of the book, as its package document lists it."""

    ident: str
    name: str
    kind: str
    title: str = ""
    properties: str = ""


def epub(edition: Edition, folder: Path, pages: Iterable[BookPage], view: str, style: str, changed: str) -> bytes:
    """The book of an edition.

    `folder` is that of the site, `pages` are those of its documents in their order, `view` is diplomatic or reading,
    `style` is CSS, `changed` the moment of the last change (ISO 8601, in UTC). Images that are in the folder are in the
    book. Raises OSError.
    """
    listed = list(pages)
    names = {page.file: f"{number:05}.xhtml" for number, page in enumerate(listed, 1)}
    images: dict[str, str] = {}
    texts, ids = _chapters(listed, folder, view, images)
    out = BytesIO()
    with ZipFile(out, "w") as book:
        _add(book, "mimetype", "application/epub+zip", ZIP_STORED)
        _add(book, "META-INF/container.xml", XML + _CONTAINER)
        _add(book, "EPUB/style.css", style)
        _add(book, "EPUB/title.xhtml", _document(edition.title, edition.language, _title_page(edition)))
        files = [_Written("title", "title.xhtml", "application/xhtml+xml", edition.title)]
        for page, text in zip(listed, texts, strict=True):
            files.append(_write_chapter(book, page, linked(text, page.file, names, ids), names[page.file]))
        _add(book, "EPUB/nav.xhtml", _document(edition.title, edition.language, _contents(files, edition.language)))
        files += [_image(book, folder, address, name) for address, name in images.items()]
        _add(book, "EPUB/package.opf", _package(edition, files, changed))
    return out.getvalue()


def _chapters(
    pages: Iterable[BookPage], folder: Path, view: str, images: dict[str, str]
) -> tuple[Spool, dict[str, frozenset[str]]]:
    """The texts of the pages, in a temporary file, and the ids in each. Images are added by their names in the book."""

    def image(address: str) -> str:
        if address not in images and _is_image(folder, address):
            images[address] = f"images/{len(images) + 1}{PurePosixPath(address).suffix.lower()}"
        return images.get(address, "")

    texts, ids = Spool(), dict[str, frozenset[str]]()
    for page in pages:
        read = chapter((folder / page.file).read_text(encoding="utf-8"), view, image)
        texts.append(read.text)
        ids[page.file] = read.ids
    return texts, ids


def _write_chapter(book: ZipFile, page: BookPage, text: str, name: str) -> _Written:
    content = text_element("h1", page.title) + text
    _add(book, f"EPUB/{name}", _document(page.title, page.language or "en", content))
    return _Written(f"c{name.partition('.')[0]}", name, "application/xhtml+xml", page.title)


def _is_image(folder: Path, address: str) -> bool:
    """Whether an address is that of an image inside the folder of the site."""
    place = (folder / address).resolve()
    return (
        PurePosixPath(address).suffix.lower() in _TYPES and place.is_relative_to(folder.resolve()) and place.is_file()
    )


def _image(book: ZipFile, folder: Path, address: str, name: str) -> _Written:
    _add(book, f"EPUB/{name}", (folder / address).read_bytes())
    return _Written(f"i{PurePosixPath(name).stem}", name, _TYPES[PurePosixPath(name).suffix])


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


def _add(book: ZipFile, name: str, content: str | bytes, method: int = ZIP_DEFLATED) -> None:
    info = ZipInfo(name, _DATE)
    info.compress_type = method
    info.external_attr = 0o644 << 16
    book.writestr(info, content)
