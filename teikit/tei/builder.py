"""Builds a TEI tree in text order and keeps account of every character of the raw text on the way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lxml import etree

from teikit.core import Source, Span
from teikit.xml import SPAN, SPAN_AT, TEI, XML_ID, XML_LANG, tei

Element = etree._Element

_SPECIAL = {"id": XML_ID, "lang": XML_LANG}
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# The stamp of an element whose text was made, not read.
GENERATED = "generated"


class Kept(StrEnum):
    """What became of a character: text of the document, part of the header, a mark made an element, layout."""

    TEXT = "text"
    HEADER = "header"
    MARK = "mark"
    LAYOUT = "layout"


@dataclass
class Ledger:
    """What became of each stretch of the raw file, in the order it was written.

    `generated` says that the tree holds text that was made, not read.
    """

    entries: list[tuple[Span, Kept]] = field(default_factory=list)
    generated: bool = False

    def add(self, span: Span, kept: Kept) -> None:
        """Records that the characters of `span` went where `kept` says."""
        if span.end > span.start:
            self.entries.append((span, kept))


def sayable(text: str) -> str:
    """The text with characters that XML cannot carry shown as U+FFFD (XML 1.0 §2.2)."""
    return _UNSAYABLE.sub("\ufffd", text) if _UNSAYABLE.search(text) else text


def normalized(text: str) -> str:
    """The text as XML can carry it, with one blank for each run of white space."""
    return " ".join(sayable(text).split())


class _Within:
    """An element that is written into for the length of a `with` block."""

    __slots__ = ("_attributes", "_builder", "_made", "_name", "_outer", "_span")

    def __init__(self, builder: "Builder", name: str, attributes: Mapping[str, str] | None, span: Span | None) -> None:
        self._builder, self._name, self._attributes, self._span = builder, name, attributes, span

    def __enter__(self) -> Element:
        self._outer = self._builder.parent
        self._made = self._builder.element(self._name, self._attributes, self._span)
        self._builder.move_to(self._made, None, 1)
        return self._made

    def __exit__(self, *error: object) -> None:
        self._builder.move_to(self._outer, self._made, -1)


class Builder:
    """A cursor in a growing tree. `text` and `element` write at its end; `within` goes one level down."""

    def __init__(self, source: Source, root: Element) -> None:
        self.source = source
        self.ledger = Ledger()
        self.parent = root
        # The text as XML can carry it, character by character: what is cut out of it needs no second look.
        self._said = sayable(source.text)
        self._last: Element | None = next(root.iterchildren(reversed=True), None)
        self._waiting: list[str] = []
        self._depth = 1 + len(list(root.iterancestors()))

    @property
    def last(self) -> Element | None:
        """The element before the cursor in the same parent, if any."""
        return self._last

    def first_after(self, last: Element | None) -> Element | None:
        """The first element behind `last` (None: the first of all) in the parent, if any."""
        if last is not None:
            return last.getnext()
        return self.parent[0] if len(self.parent) else None

    def element(self, name: str, attributes: Mapping[str, str] | None = None, span: Span | None = None) -> Element:
        """Adds an element at the cursor, stamped with the span it came from, and stays where it is."""
        self._settle()
        element = self._last = etree.SubElement(self.parent, tei(name))
        if span is not None:
            element.set(SPAN_AT, f"{span.start}-{span.end}")
        for key, value in (attributes or {}).items():
            if value:
                element.set(_SPECIAL.get(key, key), value)
        return element

    def within(self, name: str, attributes: Mapping[str, str] | None = None, span: Span | None = None) -> _Within:
        """Adds an element and writes into it for the length of the `with` block."""
        return _Within(self, name, attributes, span)

    def move_to(self, parent: Element, last: Element | None, deeper: int) -> None:
        """Sets the cursor behind `last` (None: before all) in `parent`, so many levels deeper."""
        self._settle()
        self.parent, self._last = parent, last
        self._depth += deeper

    def literal(self, text: str) -> None:
        """Writes white space that is layout of the TEI file, not text of the source."""
        if text:
            self._waiting.append(text)

    def _settle(self) -> None:
        """Puts the characters written since the last element into the tree: all at once, as each costs a copy."""
        if not self._waiting:
            return
        text = "".join(self._waiting)
        self._waiting.clear()
        if self._last is not None:
            self._last.tail = (self._last.tail or "") + text
        else:
            self.parent.text = (self.parent.text or "") + text

    def text(self, span: Span) -> None:
        """Writes the text of the source that `span` covers."""
        if span.end > span.start:
            self._waiting.append(self._said[span.start : span.end])
            self.ledger.entries.append((span, Kept.TEXT))

    def generated(self, name: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
        """Adds an element whose text is not of the source; the proof of completeness passes over it."""
        element = self.element(name, attributes)
        element.set(SPAN_AT, GENERATED)
        self.ledger.generated = True
        element.text = sayable(text)

    def blanks(self, span: Span) -> None:
        """Writes white space of the source, as layout."""
        self.literal(span.cut(self._said))
        self.ledger.add(span, Kept.LAYOUT)

    def mark(self, span: Span) -> None:
        """Records that `span` became an element."""
        self.ledger.add(span, Kept.MARK)

    def newline(self) -> None:
        """Begins a new line of the file, indented to the cursor."""
        self.literal("\n" + "  " * self._depth)

    def end_line(self) -> None:
        """Ends the last line inside an element whose children stand on lines of their own."""
        self.literal("\n" + "  " * (self._depth - 1))


def new_document() -> Element:
    """An empty TEI document."""
    return etree.Element(tei("TEI"), nsmap={None: TEI, "teikit": SPAN})  # type: ignore[dict-item]
