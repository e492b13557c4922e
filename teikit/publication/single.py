"""One document published by itself, in memory: a self-contained HTML page, or a PDF."""

from typing import Any

from teikit.core import VERSION, Diagnostic, interface_language
from teikit.model import Record
from teikit.publication.html import self_contained_page
from teikit.publication.places import NumberedPrint, located
from teikit.publication.reading import reading_document, record_of, with_differences
from teikit.xml import MappedText


def document_page(text: MappedText, language: str = "en") -> tuple[str, list[Diagnostic]]:
    """The HTML page of a TEI document as one file that needs no other, and what publishing it reports.

    `text` is that of the document, `language` (BCP 47) that of the page's own words. Raises XsltError where it is not
    well-formed, or there is no TEI element in it.
    """
    interface = interface_language(language)
    reading, diagnostics = _reading(text, interface)
    return self_contained_page(reading, interface), diagnostics


def document_pdf(
    text: MappedText, title: str = "", view: str = "diplomatic", language: str = "en"
) -> tuple[bytes, list[Diagnostic]]:
    """The PDF of a TEI document, and what publishing it reports; it is empty where it cannot be made.

    `title` is that of the title page, the document's where it is empty, `view` diplomatic or reading, the rest as in
    `document_page`. Raises XsltError as there, ValueError for an unknown view.
    """
    from teikit.publication.print import Metadata, print_xml, typeset

    interface = interface_language(language)
    reading, diagnostics = _reading(text, interface)
    metadata = Metadata(title or record_of(reading).title, lang=language, version=VERSION)
    pdf, findings = typeset(print_xml([reading], metadata, view))
    names = dict.fromkeys((finding.file for finding in findings), text.main_source.name)
    return pdf, [*diagnostics, *located(findings, lambda _: _numbered(text, view, interface), names)]


def _numbered(text: MappedText, view: str, interface: str) -> NumberedPrint:
    from teikit.publication.print import print_document

    reading, _ = reading_document(text.text, text.main_source.name, interface=interface, numbered=True)
    return NumberedPrint(print_document(with_differences(reading, interface), view), text)


def document_record(text: MappedText, language: str = "en") -> Record:
    """The record of a TEI document: its titles, persons, dates, places, languages. Arguments as in `document_page`.

    Raises XsltError as there.
    """
    return record_of(reading_document(text.text, text.main_source.name, interface=interface_language(language))[0])


def _reading(text: MappedText, interface: str) -> tuple[Any, list[Diagnostic]]:
    reading, diagnostics = reading_document(text.text, text.main_source.name, interface=interface)
    return with_differences(reading, interface), [*map(text.relocate, diagnostics)]
