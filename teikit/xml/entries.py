"""The elements of a TEI file with an xml:id: in which of the documents of the file each is, and its name."""

from typing import NamedTuple

from lxml import etree

from teikit.core import shorten
from teikit.xml.document import XmlDocument
from teikit.xml.names import XML_ID, tei

_CONTAINERS = (tei("TEI"), tei("teiCorpus"))
_NAMES = tuple(
    map(
        tei,
        (
            "persName", "placeName", "orgName", "objectName", "eventName", "geogName", "name", "title", "label", "head",
            "term", "catDesc", "idno",
        ),
    )
)  # fmt: skip
_LONGEST = 120


class Entry(NamedTuple):
    """An element with an xml:id: the number of its TEI or teiCorpus in the file, and the first name in it."""

    part: int
    name: str


def entries_of(document: XmlDocument) -> dict[str, Entry]:
    """The elements of a file with an xml:id; none where it is not well-formed."""
    entries: dict[str, Entry] = {}
    number = -1
    for element in document.tree.iter(etree.Element) if document.tree is not None else ():
        number += element.tag in _CONTAINERS
        if ident := element.get(XML_ID):
            entries.setdefault(ident, Entry(max(0, number), _name(element)))
    return entries


def _name(element: etree._Element) -> str:
    named = next((child for child in element if child.tag in _NAMES), None)
    words = " ".join(" ".join(map(str, named.itertext())).split()) if named is not None else ""
    return shorten(words, _LONGEST)
