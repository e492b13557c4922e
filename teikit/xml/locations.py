"""Where the elements of an XML file are in its text: one expat pass, exact to the character.

lxml knows lines only, and none behind 65,535; Saxon knows where a start tag ends. Both number elements in document
order, and so does this index.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from xml.parsers import expat

from teikit.core import Position, Source, Span, TeikitError

_ATTRIBUTE = re.compile(r"""\s([\w:.\-]+)\s*=\s*("[^"]*"|'[^']*')""")
_ID = re.compile(r"\sxml:id\s*=")
_TAG = re.compile(r"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")


class MalformedError(TeikitError):
    """The text is not well-formed; the message is expat's, `position` says where."""

    def __init__(self, message: str, position: Position) -> None:
        super().__init__(message)
        self.position = position


class DoctypeError(MalformedError):
    """The text has a document type declaration: the places in it could be those of its entities."""

    def __init__(self, position: Position) -> None:
        super().__init__("document type declaration", position)


@dataclass(frozen=True)
class ElementLocations:
    """The start tags of a file in document order: `offsets` counts characters of `source.text`."""

    source: Source
    offsets: list[int] = field(repr=False)

    def tag(self, number: int) -> Span:
        """The span of the start tag of element `number`, from 0 in document order."""
        start = self.offsets[number]
        tag = _TAG.match(self.source.text, start)
        return Span(start, tag.end() if tag else start)

    def attribute(self, number: int, name: str) -> Span:
        """The span of an attribute (`name` as it is written, with its prefix); of the tag where it has none such."""
        tag = self.tag(number)
        for attribute in _ATTRIBUTE.finditer(self.source.text, tag.start, tag.end):
            if attribute.group(1) == name:
                return Span(attribute.start(1), attribute.end())
        return tag

    def position(self, number: int) -> Position:
        """Line and column of the start tag of element `number`."""
        return self.source.position(self.offsets[number])

    @cached_property
    def ids(self) -> list[tuple[int, str]]:
        """Every xml:id, with the number of its element."""
        return list(self._ids())

    @cached_property
    def leaves(self) -> list[Span]:
        """Where the texts, comments and processing instructions are, in the order of the file.

        A text is one node whatever entities and CDATA sections it is written with, as in XPath; its place is its first
        character that is no white space, if it has one.
        """
        return _leaves(self.source)

    def _ids(self) -> Iterator[tuple[int, str]]:
        last = -1
        for word in _ID.finditer(self.source.text):
            number = bisect_right(self.offsets, word.start()) - 1
            tag = self.tag(number) if number > last else Span(0, 0)
            if tag.end <= word.start():
                continue  # in a text or a comment, or in a tag that was looked at
            last = number
            for attribute in _ATTRIBUTE.finditer(self.source.text, tag.start, tag.end):
                if attribute.group(1) == "xml:id":
                    yield number, attribute.group(2)[1:-1].strip()


def locate_elements(source: Source) -> ElementLocations:
    """Find where the elements of an XML text begin. Raises MalformedError; DoctypeError for a DOCTYPE."""
    data = source.text.encode()
    starts: list[int] = []
    parser = expat.ParserCreate("utf-8", "}")
    parser.buffer_text = True

    def element(name: str, attributes: dict[str, str]) -> None:
        starts.append(parser.CurrentByteIndex)

    def doctype(*declared: object) -> None:
        raise DoctypeError(_position(source, data, data.rfind(b"<!DOCTYPE", 0, parser.CurrentByteIndex + 9)))

    parser.StartElementHandler = element
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        message = expat.ErrorString(error.code)
        raise MalformedError(message, _position(source, data, parser.ErrorByteIndex)) from error
    return ElementLocations(source, _characters(data, starts))


def _leaves(source: Source) -> list[Span]:
    data = source.text.encode()
    starts: list[int] = []
    parser = expat.ParserCreate("utf-8")
    inside = False

    def text(characters: str) -> None:
        nonlocal inside
        if not inside:
            starts.append(parser.CurrentByteIndex)
        inside = True

    def leaf(*what: str) -> None:
        nonlocal inside
        starts.append(parser.CurrentByteIndex)
        inside = False

    def tag(*what: object) -> None:
        nonlocal inside
        inside = False

    parser.CharacterDataHandler, parser.CommentHandler, parser.ProcessingInstructionHandler = text, leaf, leaf
    parser.StartElementHandler, parser.EndElementHandler = tag, tag
    parser.Parse(data, True)
    return [_leaf(source.text, start) for start in _characters(data, starts)]


def _leaf(text: str, start: int) -> Span:
    for opening, closing in (("<!--", "-->"), ("<?", "?>")):
        if text.startswith(opening, start):
            return Span(start, text.index(closing, start) + len(closing))
    end = text.find("<", start)
    shown = start + len(text[start:end]) - len(text[start:end].lstrip())
    return Span(shown if shown < end else start, end)


def _characters(data: bytes, offsets: list[int]) -> list[int]:
    """Rising byte offsets as character offsets."""
    if data.isascii():
        return offsets
    characters, at, count = [], 0, 0
    for offset in offsets:
        count += len(data[at:offset].decode())
        at = offset
        characters.append(count)
    return characters


def _position(source: Source, data: bytes, byte: int) -> Position:
    return source.position(len(data[:byte].decode(errors="ignore")))
