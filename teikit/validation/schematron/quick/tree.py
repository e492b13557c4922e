"""A document as the tests of rules see it: elements and attributes by name, in document order."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from xml.parsers import expat

from teikit.validation.schematron.quick.errors import UnknownError

SEPARATOR = "\n"  # between namespace, name and prefix: no name has it
_XML_ID = f"http://www.w3.org/XML/1998/namespace{SEPARATOR}id"
_MAX_DEPTH = 900
_FEW_NAMES = 1_000  # that occur in documents again and again


class Element:
    """An element, or the document (without a name); `last` is the order of the last node inside.

    `texts` are all texts of the document in order, of which those from `start` to `end` are inside.
    """

    __slots__ = ("attributes", "children", "end", "last", "name", "order", "parent", "start", "texts", "written")

    def __init__(self, name: str, written: str, parent: "Element | None", order: int, texts: list[str]) -> None:
        self.name, self.written, self.parent, self.order = name, written, parent, order
        self.texts = texts
        self.start = self.end = len(texts)
        self.last = order
        self.attributes: dict[str, Attribute] = {}
        self.children: list[Element] = []

    @property
    def value(self) -> str:
        """The text inside."""
        return "".join(self.texts[self.start : self.end])


class Attribute:
    """An attribute."""

    __slots__ = ("name", "order", "parent", "value", "written")

    def __init__(self, name: str, written: str, parent: Element, value: str, order: int) -> None:
        self.name, self.written, self.parent, self.value, self.order = name, written, parent, value, order


Node = Element | Attribute


class Tree:
    """A document. Raises UnknownError where parsers may differ, ExpatError if it is not well-formed."""

    def __init__(self, text: str) -> None:
        self._texts: list[str] = []
        self.document = Element("", "", None, 0, self._texts)
        self.elements: list[Element] = []
        self._elements_named: defaultdict[str, list[Element]] = defaultdict(list)
        self._attributes_named: defaultdict[str, list[Attribute]] = defaultdict(list)
        self._by_value: dict[str, dict[str, list[Element]]] = {}
        self._order = 0
        self._open = [self.document]
        self._read(text)
        self.document.last, self.document.end = self._order, len(self._texts)

    def _read(self, text: str) -> None:
        parser: Any = expat.ParserCreate("utf-8", SEPARATOR)
        parser.namespace_prefixes = parser.ordered_attributes = parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._texts.append
        parser.Parse(text.encode(), True)

    def _start(self, triplet: str, written: list[str]) -> None:
        parent = self._open[-1]
        self._order = order = self._order + 1
        name, shown = _names(triplet)
        element = Element(name, shown, parent, order, self._texts)
        parent.children.append(element)
        self.elements.append(element)
        self._elements_named[name].append(element)
        self._open.append(element)
        if len(self._open) > _MAX_DEPTH:
            raise UnknownError("nested deeply")
        if written:
            self._attributes(element, written)

    def _attributes(self, element: Element, written: list[str]) -> None:
        for place in range(0, len(written), 2):
            self._order += 1
            name, shown = _names(written[place])
            value = written[place + 1]
            if name == _XML_ID and value.split() != [value]:
                raise UnknownError("an id with white space")
            attribute = element.attributes[name] = Attribute(name, shown, element, value, self._order)
            self._attributes_named[name].append(attribute)

    def _end(self, _: str) -> None:
        element = self._open.pop()
        element.last, element.end = self._order, len(self._texts)

    def elements_named(self, name: str) -> list[Element]:
        """The elements of a name; all for an asterisk."""
        return self.elements if name == "*" else self._elements_named.get(name, [])

    def attributes_named(self, name: str) -> list[Attribute]:
        """The attributes of a name."""
        return self._attributes_named.get(name, [])

    def preceding(self, node: Node, name: str) -> Iterator[Element]:
        """The elements of a name that end before a node begins, the nearest first."""
        start = node if isinstance(node, Element) else node.parent
        elements = self.elements_named(name)
        for number in range(bisect_left(elements, start.order, key=lambda e: e.order) - 1, -1, -1):
            if elements[number].last < start.order:
                yield elements[number]

    def with_value(self, attribute: str, value: str) -> list[Element]:
        """The elements with a value of an attribute."""
        if attribute not in self._by_value:
            by_value = self._by_value[attribute] = {}
            for written in self.attributes_named(attribute):
                by_value.setdefault(written.value, []).append(written.parent)
        return self._by_value[attribute].get(value, [])


@lru_cache(_FEW_NAMES)
def _names(triplet: str) -> tuple[str, str]:
    """The name with its namespace, and as it is written."""
    namespace, separator, rest = triplet.partition(SEPARATOR)
    if not separator:
        return triplet, triplet
    local, _, prefix = rest.partition(SEPARATOR)
    return f"{namespace}{SEPARATOR}{local}", f"{prefix}:{local}" if prefix else local


def _refuse(*_: Any) -> None:
    raise UnknownError("a document type declaration")
