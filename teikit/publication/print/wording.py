"""What print XML (schemas/print.rng) says, in words: to hold a print against other outputs, and against itself."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

_P = "{urn:teikit:print}"
_SEPARATED = ("p", "head", "line", "stamp", "label", "cell", "caption", "verseline", "margin", "foot", "lb", "pb")
_FLOWS = frozenset(_P + name for name in _SEPARATED)


def words(print_xml: str) -> dict[str, list[str]]:
    """The words of each document's witnesses by document id, in text order, notes where they stand, no apparatus.

    A word is a run of letters and digits. Raises xml.etree.ElementTree.ParseError for what is not XML.
    """
    root = ElementTree.fromstring(print_xml)
    return {
        document.get("id", ""): re.findall(r"[^\W_]+", "".join(_text(witness)))
        for document in root.iter(_P + "document")
        for witness in [_joined(document)]
    }


def _joined(document: ElementTree.Element) -> ElementTree.Element:
    joined = ElementTree.Element("text")
    joined.extend(document.findall(_P + "witness"))
    return joined


def _text(element: ElementTree.Element) -> Iterator[str]:
    """The text of an element, with a blank at each edge where one word cannot go on behind it."""
    edge = element.tag in _FLOWS and element.get("word") != "no" and element.get("kind") != "addition"
    if element.tag == _P + "entry":
        return
    yield (" " if edge else "") + (element.text or "")
    for child in element:
        yield from _text(child)
        yield child.tail or ""
    yield " " if edge else ""


class Promised(NamedTuple):
    """What must appear beside or below the text: the id of its document, its text, its number in the document."""

    document: str
    text: str
    element: int


def promised(root: ElementTree.Element) -> dict[str, Promised]:
    """What must appear beside and below the text, by the name that the template uses.

    These are the margin notes, foot notes, page beginnings and apparatus entries of the edition.
    """
    return {
        f"d{i}-{element.get('name')}": Promised(document.get("id", ""), "".join(element.itertext()), number)
        for i, document in enumerate(root.iter(_P + "document"))
        for number, element in enumerate(document.iter())
        if element.get("name") and element.tag != _P + "fact"
    }
