"""What the print finds, with the element of print XML that it is about.

Print XML has no lines of the TEI: they change with each edit above them, and the print is made again only where its
text has changed. Where something was found, the line is looked up (`place_of`, in print XML with numbered elements).
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

from teikit.core import CODES, Diagnostic, Severity, file_diagnostic
from teikit.xml import ElementLocations, MappedText

P = "{urn:teikit:print}"
EDITION = "edition"
"""The document of findings about the edition as a whole."""


class Finding(NamedTuple):
    """A diagnostic of the print: `file` is the id of its document, or EDITION.

    `element` is the number of an element of print XML, in document order from the document itself; negative where it is
    about no element. `words` are those in the element that it is about.
    """

    file: str
    code: str
    message: str
    element: int = -1
    words: str = ""

    @property
    def severity(self) -> Severity:
        """The severity of its code."""
        return Severity(CODES[self.code].severity)

    def in_file(self, name: str) -> Diagnostic:
        """The diagnostic, about a file as a whole."""
        return file_diagnostic(name, self.code, self.message)


def number_in(document: Element, wanted: Element | None) -> int:
    """The number of an element in its document; -1 where it is not there."""
    return next((number for number, element in enumerate(document.iter()) if element is wanted), -1)


def documents_of(edition: Element) -> Iterator[tuple[str, Element]]:
    """The documents of print XML with their ids."""
    for document in edition.iter(f"{P}document"):
        yield document.get("id", ""), document


def place_of(finding: Finding, numbered: str, locations: ElementLocations, text: MappedText) -> Diagnostic:
    """A finding at its line of the TEI; of the file as a whole where the place is not known.

    `numbered` is its document in print XML, whose elements have the numbers of the elements in `locations`.
    """
    source = locations.source
    number = _element(fromstring(numbered), finding.element)
    if number is None or number >= len(locations.offsets):
        return finding.in_file(source.name)
    start = locations.offsets[number]
    at = source.text.find(finding.words, start) if finding.words else -1
    position = source.position(start if at < 0 else at)
    return text.relocate(file_diagnostic(source.name, finding.code, finding.message, position))


def _element(document: Element, wanted: int) -> int | None:
    """The number of the TEI element of an element of print XML, else that of the nearest one around it."""
    elements = list(document.iter())
    if not 0 <= wanted < len(elements):
        return None
    parents = {child: parent for parent in elements for child in parent}
    element: Element | None = elements[wanted]
    while element is not None:
        if element.get("number"):
            return int(element.get("number", ""))
        element = parents.get(element)
    return None
