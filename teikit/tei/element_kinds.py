"""Shows what was made of a place of the transcript: the TEI element that came from it, and its kind of bracket."""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from teikit.core import Span
from teikit.tei.builder import Element
from teikit.tei.serialize import without_spans
from teikit.xml import SPAN_AT

# How much longer than the place an element may be and still be made of it: it takes in a word before or behind.
_MORE = 40
_MOST = 400

# The kinds of bracket by the element they become, with its @type where that decides.
_KINDS = {
    "add": "addition", "addSpan": "addition", "note marginalia": "marginalia", "stamp": "stamp", "gap": "gap",
    "gap signature": "signature", "del": "deletion", "del redacted": "redaction", "hi": "underlined",
    "unclear": "conjecture", "supplied": "supplied", "note gloss": "gloss", "note translator": "translator",
    "note editorial": "editor", "expan": "expansion", "sic": "sic", "choice": "sic",
}  # fmt: skip


class Decisions:
    """The elements of an encoded document by the place they came from."""

    def __init__(self, root: Element) -> None:
        self._made: dict[Span, Element] = {}
        for element, span in _stamped(root):
            self._made.setdefault(span, element)

    def of(self, span: Span) -> Element | None:
        """The element made of a place: the one of just that place, or the smallest around it that is little longer."""
        if span in self._made:
            return self._made[span]
        around = [made for made in self._made if made.covers(span) and len(made) <= len(span) + _MORE]
        return self._made[min(around, key=len)] if around and span else None


def _stamped(root: Element) -> Iterator[tuple[Element, Span]]:
    for element in root.iter(etree.Element):
        start, _, end = element.get(SPAN_AT, "").partition("-")
        if start.isdecimal() and end.isdecimal():
            yield element, Span(int(start), int(end))


def shown(element: Element) -> str:
    """The element as TEI, without its namespace; cut where it is long."""
    copy = deepcopy(element)
    copy.tail = None
    bare = without_spans(copy)
    words = etree.tostring(bare, encoding="unicode").replace(' xmlns="http://www.tei-c.org/ns/1.0"', "", 1)
    return words if len(words) <= _MOST else words[: _MOST - 1] + "…"


def kind_of(element: Element) -> str:
    """The kind of bracket that becomes such an element; empty where none does."""
    name = etree.QName(element).localname
    sort = element.get("type") or element.get("reason") or element.get("rend") or ""
    return _KINDS.get(f"{name} {sort}") or _KINDS.get(name, "")
