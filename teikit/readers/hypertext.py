"""Reads a transcript that came as HTML: paragraphs, lines, tables; what is underlined, inserted or struck out.

The text is that of the file, without any sign for its tags. What the tags say of it are the `tags` of the source. The
meaning of the elements is data: `conventions/tags/html.toml`.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import PurePath
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from teikit.conventions import tag_table
from teikit.core import Diagnostic, Position, Source, file_diagnostic, shorten, span_diagnostic
from teikit.readers.extract import Extract, Writer
from teikit.readers.kinds import begins_as_html

HTML_SUFFIXES = (".html", ".htm")
_TAG = re.compile(r"<[!/]?[^\W\d]")
_VOID = ("br", "hr", "img", "input", "meta", "link", "wbr", "col")
_BLOCK, _LINE, _CELL, _SILENT, _BEGINNING = "block", "line", "cell", "silent", "beginning"
_ROOT = "html"
_SEPARATORS = {_BLOCK: "\n\n", _LINE: "\n"}
_LINK, _SPACE, _TAB = "link", " ", "\t"
_IMAGE, _HEADER_CELL = "img", "th"
_CDATA = "CDATA["
_LABEL = (("label", "1"),)
_ROW, _WEB = ("tr", "table"), ("http", "https", "mailto")
# So many elements inside one another are followed; deeper ones are damage, and keep their text only.
_DEPTH = 100


def is_hypertext(source: Source) -> bool:
    """Whether a text is HTML: by the name of its file if it has a tag, otherwise by its beginning and an end tag."""
    named = PurePath(source.name).suffix.lower() in HTML_SUFFIXES and _TAG.search(source.text) is not None
    return named or ("</" in source.text and begins_as_html(source.text))


def read_hypertext(source: Source) -> tuple[list[Extract], list[Diagnostic]]:
    """The transcript in an HTML file, and what is left out of it: a file without text has none."""
    writer = Writer(source)
    parser = write_hypertext(writer, source.text, 0)
    if not writer.text.strip():
        return [], [file_diagnostic(source.name, "read-empty", "holds no text")]
    diagnostics = [_left_out(source, parser.images)] if parser.images else []
    return [writer.extract()], [*diagnostics, *([_unknown(source, parser.unknown)] if parser.unknown else [])]


def write_hypertext(writer: Writer, html: str, start: int | None) -> "_Text":
    """Adds the text of `html`; `start` is its place in the writer's file, None where the file spells it otherwise.

    Returns the parser, which has the images and the elements that are not of HTML.
    """
    parser = _Text(writer, html, start)
    parser.feed(html)
    parser.close()
    parser.end_all()
    return parser


@cache
def _elements() -> frozenset[str]:
    """The elements of HTML."""
    table = tag_table("html")
    lists = (names for names in table["layout"].values())
    return frozenset([*table["elements"], *table["blocks"], *(name for names in lists for name in names)])


def _unknown(source: Source, unknown: Mapping[str, Sequence[int]]) -> Diagnostic:
    names = ", ".join(
        f"<{tag}>{f' ({len(places)} times)' if len(places) > 1 else ''}" for tag, places in unknown.items()
    )
    message = f"has elements that are not of HTML, of which only the text is kept: {shorten(names, 80)}"
    return span_diagnostic(source, min(places[0] for places in unknown.values()), "read-unknown-elements", message)


def _left_out(source: Source, images: Sequence[tuple[int, str]]) -> Diagnostic:
    names = ", ".join(shorten(address, 40, 15) for _, address in images[:3])
    number = f"{len(images)} images are" if len(images) > 1 else "an image is"
    message = f"{number} not in the text: {names}{', …' if len(images) > 3 else ''}"
    return span_diagnostic(source, images[0][0], "read-left-out-image", message)


def _scheme(address: str) -> str:
    """The scheme of an address (`https`), empty where it has none or is no address."""
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


_Tags = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


class _Open(NamedTuple):
    """An element that is open: its name, the tags that it becomes, and where its text begins (-1 before any text)."""

    element: str
    tags: _Tags
    start: int = -1


class _Text(HTMLParser):
    def __init__(self, writer: Writer, html: str, start: int | None) -> None:
        super().__init__(convert_charrefs=False)
        self.writer = writer
        self.place = Source(html)
        self.begin = start
        self.table: Mapping[str, Any] = tag_table("html")
        self.layout: Mapping[str, list[str]] = self.table["layout"]
        self.open: list[_Open] = []
        self.silent = 0
        self.cells = 0
        self.first_cell = True
        self.wanted = ""
        self.wrote = False
        self.images: list[tuple[int, str]] = []
        self.unknown: dict[str, list[int]] = {}

    # ------------------------------------------------------------ elements
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.silent += self._is_silent(tag)
        self._separate(tag, attributes)
        self._image(tag, attributes)
        self._name(tag)
        if tag in self.layout[_CELL]:
            self._cell()
        if tag == _HEADER_CELL:
            self._label_row()
        if tag not in _VOID and len(self.open) < _DEPTH:
            self.open.append(_Open(tag, self._tags_of(tag, attributes)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._separate(tag, attributes)
        self._image(tag, attributes)
        self._name(tag)

    def _name(self, tag: str) -> None:
        """Counts an element that is not of HTML, but for those of office programs (`o:p`)."""
        if tag not in _elements() and ":" not in tag:
            self.unknown.setdefault(tag, []).append(self._offset() or 0)

    def _image(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == _IMAGE and attributes.get("src"):
            self.images.append((self._offset() or 0, attributes["src"]))

    def _is_silent(self, tag: str) -> bool:
        """Whether an element has no text of the document."""
        begins = not self.wrote and all(element.element in (_ROOT, *self.layout[_BEGINNING]) for element in self.open)
        return tag in self.layout[_SILENT] or (tag in self.layout[_BEGINNING] and begins)

    def handle_endtag(self, tag: str) -> None:
        named = tag in self.layout[_SILENT] or tag in self.layout[_BEGINNING]
        self.silent -= named and self.silent > 0
        if any(element.element == tag for element in self.open):
            while self._close() != tag:
                pass
        self.cells -= tag in self.layout[_CELL] and self.cells > 0
        self._separate(tag, {})

    def end_all(self) -> None:
        """Close the elements that are still open at the end of the file."""
        while self.open:
            self._close()

    def _close(self) -> str:
        """Close the innermost element, and return its name."""
        element = self.open.pop()
        for name, values in element.tags if element.start >= 0 else ():
            self.writer.tag(element.start, name, values)
        return element.element

    def _label_row(self) -> None:
        """The innermost row that is open has labels of columns."""
        for number in range(len(self.open) - 1, -1, -1):
            if self.open[number].element == _ROW[0]:
                tags = tuple((name, _LABEL) for name, _ in self.open[number].tags)
                self.open[number] = self.open[number]._replace(tags=tags)
                return

    def _tags_of(self, tag: str, attributes: Mapping[str, str]) -> _Tags:
        """The tags that an element becomes, each with its values."""
        if tag == "a":
            target = attributes.get("href", "")
            return ((_LINK, (("target", target),)),) if _scheme(target) in _WEB else ()
        names = [self.table["elements"].get(tag) or self.table["blocks"].get(tag)]
        style = attributes.get("style", "")
        names += [name for pattern, name in self.table["styles"].items() if style and re.search(pattern, style)]
        level = (("level", tag[1:]),) if tag[1:].isdigit() else ()
        return tuple((name, level) for name in dict.fromkeys(names) if name)

    def _separate(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Asks for what separates the text of an element from that before it."""
        layout = next((name for name in (_BLOCK, _LINE) if tag in self.layout[name]), "")
        for name in attributes.get("class", "").split():
            layout = layout or self.table["classes"].get(name, "")
        self.first_cell = self.first_cell or tag in _ROW
        if layout and self.cells and tag not in _ROW:
            self.wanted = self.wanted or _SPACE
        elif layout == _BLOCK or (layout == _LINE and _SEPARATORS[_BLOCK] not in self.wanted):
            self.wanted = _SEPARATORS[layout]

    def _cell(self) -> None:
        """A cell begins: a tab separates it from the one before it, also from an empty one."""
        self.wanted = self.wanted if self.first_cell else self.wanted.strip(_SPACE) + _TAB
        self.first_cell = False
        self.cells += 1

    # ------------------------------------------------------------ text
    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        self._data(data, self._offset())

    def unknown_decl(self, data: str) -> None:
        """A CDATA section, as XHTML has them: text."""
        if data.startswith(_CDATA) and not self.silent:
            where = self._offset()
            self._data(data[len(_CDATA) :], None if where is None else where + len("<![" + _CDATA))

    def _data(self, data: str, where: int | None) -> None:
        for match in re.finditer(r"[^\S\xa0]+|[^ \t\r\n\f\v]+", data):
            if not match[0].isspace():
                self._write(match[0], None if where is None else where + match.start())
            elif self.wrote and not self.wanted:
                self.wanted = _SPACE

    def handle_entityref(self, name: str) -> None:
        self._write(unescape(f"&{name};"), self._offset())

    def handle_charref(self, name: str) -> None:
        self._write(unescape(f"&#{name};"), self._offset())

    def _offset(self) -> int | None:
        line, column = self.getpos()
        return None if self.begin is None else self.begin + self.place.offset(Position(line, column + 1))

    def _write(self, words: str, where: int | None) -> None:
        if self.silent:
            return
        if self.wrote and self.wanted:
            self.writer.put(self.wanted)
        self.wanted, self.wrote = "", True
        self._begin()
        if where is None:
            self.writer.put(words)
        else:
            self.writer.take(where, words)

    def _begin(self) -> None:
        """The elements that are open and have had no text begin here."""
        for number in range(len(self.open) - 1, -1, -1):
            if self.open[number].start >= 0:
                break
            self.open[number] = self.open[number]._replace(start=self.writer.length)
