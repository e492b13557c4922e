"""Reads a transcript that came as HTML: paragraphs, lines, tables; what is underlined, inserted or struck out.

The text is that of the file, without any sign for its tags. What the tags say of it are the `tags` of the source. The
meaning of the elements is data: `conventions/tags/html.toml`.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from teikit.conventions import tag_table
from teikit.core import Diagnostic, Source, file_diagnostic, shorten, span_diagnostic
from teikit.readers.extract import Extract, Writer
from teikit.readers.unclosed import Unclosed, WholeParser

_VOID = ("br", "hr", "img", "input", "meta", "link", "wbr", "col")
_BLOCK, _LINE, _CELL, _SILENT, _BEGINNING = "block", "line", "cell", "silent", "beginning"
_ROOT, _BODY = "html", "body"
_SEPARATORS = {_BLOCK: "\n\n", _LINE: "\n"}
_LINK, _SPACE, _TAB = "link", " ", "\t"
_IMAGE, _HEADER_CELL = "img", "th"
_CDATA = "CDATA["
_LABEL = (("label", "1"),)
_ROW, _WEB = ("tr", "table"), ("http", "https", "mailto")
# So many elements inside one another are followed; deeper ones are damage, and keep their text only.
_DEPTH = 100


def read_hypertext(source: Source) -> tuple[list[Extract], list[Diagnostic]]:
    """The transcript in an HTML file, and what is left out of it: a file without text has none."""
    writer = Writer(source)
    parser = write_hypertext(writer, source.text, 0)
    if not writer.text.strip():
        return [], [file_diagnostic(source.name, "read-empty", "holds no text")]
    diagnostics = [_left_out(source, parser.images)] if parser.images else []
    unknown = [_unknown(source, parser.unknown)] if parser.unknown else []
    return [writer.extract()], [*diagnostics, *unknown, *unclosed_in(source, parser, 0)]


def unclosed_in(source: Source, parser: "_Text", start: int) -> list[Diagnostic]:
    """The first markup that is not closed in HTML at `start` of a source, and how much more there is."""
    if not parser.unclosed:
        return []
    first, *others = parser.unclosed
    more = f" (and {len(others)} more)" if others else ""
    message = f"“{first.words}” is not closed{more}; what follows is read as text"
    place = start + (0 if parser.begin is None else first.offset)
    return [span_diagnostic(source, place, "read-unclosed-markup", message)]


def write_hypertext(writer: Writer, html: str, start: int | None) -> "_Text":
    """Adds the text of `html`; `start` is its place in the writer's file, None where the file spells it otherwise.

    Returns the parser, which has the images and the elements that are not of HTML.
    """
    parser = _Text(writer, html, start)
    parser.parse()
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


class _Text(WholeParser):
    def __init__(self, writer: Writer, html: str, start: int | None) -> None:
        self.table: Mapping[str, Any] = tag_table("html")
        self.layout: Mapping[str, list[str]] = self.table["layout"]
        super().__init__(html, (*self.layout[_SILENT], *self.layout[_BEGINNING]))
        self.writer = writer
        self.begin = start
        self.open: list[_Open] = []
        self.silent: list[str] = []
        self.silence = Unclosed(0, "")
        self.held: list[tuple[str, int | None]] = []
        self.cells = 0
        self.first_cell = True
        self.wanted = ""
        self.wrote = False
        self.images: list[tuple[int, str]] = []
        self.unknown: dict[str, list[int]] = {}

    # ------------------------------------------------------------ elements
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._begin_silence(tag)
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

    # ------------------------------------------------------------ elements without text of the document
    def _begin_silence(self, tag: str) -> None:
        """An element begins that may have no text of the document; or one that ends the head of a page."""
        beginning = self.layout[_BEGINNING]
        if self.silent and self.silent[0] in beginning and (tag == _BODY or tag in self.layout[_BLOCK]):
            self._end_silence()
        first = not self.wrote and all(element.element in (_ROOT, *beginning) for element in self.open)
        if tag in self.layout[_SILENT] and not self.is_closed(tag):
            self.report(self.here, f"<{tag}>")
        elif tag in self.layout[_SILENT] or (tag in beginning and first):
            self.silence = self.silence if self.silent else Unclosed(self.here, f"<{tag}>")
            self.silent.append(tag)

    def _end_silence(self, tag: str = "") -> None:
        """An end tag: the innermost element of that name has ended, and with the last such tag, all of that name."""
        last = self.last_end.get(tag) == self.here
        while self.silent and (not tag or tag in self.silent):
            if self.silent.pop() == tag and not last:
                break
        if not self.silent:
            self.held = []

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            self._end_silence(tag)
        if any(element.element == tag for element in self.open):
            while self._close() != tag:
                pass
        self.cells -= tag in self.layout[_CELL] and self.cells > 0
        self._separate(tag, {})

    def end_all(self) -> None:
        """Close the elements that are still open at the end of the file."""
        held, self.silent = self.held if self.silent else [], []
        if any(words.strip() for words, _ in held):
            self.report(*self.silence)
        for words, where in held:
            self._data(words, where)
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
        self._data(data, self._offset())

    def text_at(self, words: str, offset: int) -> None:
        self._data(words, None if self.begin is None else self.begin + offset)

    def unknown_decl(self, data: str) -> None:
        """A CDATA section, as XHTML has them: text."""
        if data.startswith(_CDATA):
            where = self._offset()
            self._data(data[len(_CDATA) :], None if where is None else where + len("<![" + _CDATA))

    def _data(self, data: str, where: int | None) -> None:
        if self.silent:
            self.held.append((data, where))
            return
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
        return None if self.begin is None else self.begin + self.here

    def _write(self, words: str, where: int | None) -> None:
        if self.silent:
            self.held.append((words, where))
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
