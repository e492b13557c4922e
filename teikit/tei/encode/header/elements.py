"""Elements that several parts of the header have: with text, with a person's name, with a date."""

from collections.abc import Mapping

from lxml import etree

from teikit.core import Span
from teikit.recognizers import DateFound
from teikit.tei.builder import Element, normalized, sayable
from teikit.transcript import Metadata
from teikit.xml import XML_ID, tei


def child(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """A new element with text and attributes; those without a value are left out, `id` is xml:id."""
    element = etree.SubElement(parent, tei(name))
    if text:
        element.text = sayable(text)
    for key, value in attributes.items():
        if value:
            element.set(XML_ID if key == "id" else key, sayable(value))
    return element


def person(parent: Element, name: str, words: str, references: Mapping[str, str], **attributes: str) -> Element:
    """An element with a person's name, and the pointer to the person."""
    pointer = attributes.pop("ref", "") or references.get(normalized(words), "")
    return child(parent, name, words, **{"id": attributes.pop("id", ""), "ref": pointer}, **attributes)


def dated(parent: Element, data: Metadata, words: bool) -> None:
    """The `date` of the document, with its words or without; nothing where no value is known."""
    stated = DateFound(Span(0, 0), data.date, kind=data.date_kind, last=data.date_last)
    attributes = dict(stated.attributes) if data.date else {}
    # a span that is open at one end has no value there
    attributes = {key: value for key, value in attributes.items() if value}
    if attributes or (words and data.date_words):
        shown = data.date_words if words else ""
        child(parent, "date", shown, **attributes, cert=data.date_cert, evidence=data.date_evidence)
