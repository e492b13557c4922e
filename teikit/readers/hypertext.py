"""Reads a transcript that came as HTML, such as the archive's interface serves it: paragraphs, lines, struck-out words.

Tags and style sheets are no text; which words are struck out is, and is written with the sign that transcripts use.
"""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import PurePath

from teikit.core import Position, Source
from teikit.readers.extract import Extract, Writer
from teikit.readers.kinds import begins_as_html

HTML_SUFFIXES = (".html", ".htm")
_TAG = re.compile(r"<[!/]?[^\W\d]")
_BLOCKS = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "table",
    "blockquote",
    "hr",
    "section",
    "article",
}
_LINES = {"br", "li", "tr"}
_SILENT = {"style", "script", "head", "template", "noscript"}
_SIGNS = {"s": "~~", "strike": "~~", "del": "~~"}


def is_hypertext(source: Source) -> bool:
    """Whether a text is HTML: by the name of its file if it has a tag, otherwise by its beginning and an end tag."""
    named = PurePath(source.name).suffix.lower() in HTML_SUFFIXES and _TAG.search(source.text) is not None
    return named or ("</" in source.text and begins_as_html(source.text))


def read_hypertext(source: Source) -> list[Extract]:
    """The transcript in an HTML file."""
    writer = Writer(source)
    write_hypertext(writer, source.text, 0)
    return [writer.extract()] if writer.text.strip() else []


def write_hypertext(writer: Writer, html: str, start: int | None) -> None:
    """Adds the text of `html`; `start` is its place in the writer's file, None where the file spells it otherwise."""
    parser = _Text(writer, html, start)
    parser.feed(html)
    parser.close()


class _Text(HTMLParser):
    def __init__(self, writer: Writer, html: str, start: int | None) -> None:
        super().__init__(convert_charrefs=False)
        self.writer = writer
        self.place = Source(html)
        self.begin = start
        self.silent = 0
        self.wanted = ""
        self.wrote = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        self._part(tag)
        if tag in _SIGNS and not self.silent:
            self._write(_SIGNS[tag], None)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT and self.silent > 0
        if tag in _SIGNS and not self.silent:
            self.writer.put(_SIGNS[tag])
        self._part(tag)

    def _part(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.wanted = "\n\n"
        elif tag in _LINES:
            self.wanted = self.wanted or "\n"

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        where = self._offset()
        for match in re.finditer(r"[^\S\xa0]+|[^ \t\r\n\f\v]+", data):
            if not match[0].isspace():
                self._write(match[0], None if where is None else where + match.start())
            elif self.wrote and not self.wanted:
                self.wanted = " "

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
        if where is None:
            self.writer.put(words)
        else:
            self.writer.take(where, words)
