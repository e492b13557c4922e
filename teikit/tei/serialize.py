"""Writes a TEI tree as bytes. Here, and here only, the stamps of provenance are taken off."""

from copy import deepcopy

from lxml import etree

from teikit.tei.builder import Element
from teikit.tei.merge import seal
from teikit.xml import SPAN_AT, TEI


def without_spans(root: Element) -> Element:
    """A copy of the tree without the stamps of where its elements came from."""
    clean = deepcopy(root)
    etree.strip_attributes(clean, SPAN_AT)
    etree.cleanup_namespaces(clean)
    return clean


def serialise(root: Element) -> bytes:
    """The document as UTF-8 with an XML declaration, sealed as generated, ready for a file."""
    body = etree.tostring(without_spans(root), encoding="unicode")
    return seal(f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode())


# What is longer is cut in a fragment.
_LONGEST = 400


def fragment(element: Element) -> str:
    """An element as TEI, without its namespace and the stamps; cut where it is long."""
    copy = deepcopy(element)
    copy.tail = None
    words = etree.tostring(without_spans(copy), encoding="unicode").replace(f' xmlns="{TEI}"', "", 1)
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
