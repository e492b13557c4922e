"""One document published by itself, in memory: a self-contained HTML page, or a PDF."""

from pathlib import Path
from typing import Any

from teikit import __version__
from teikit.core import Diagnostic, XsltError, source_of
from teikit.publication.collation import with_differences
from teikit.publication.html import self_contained_page
from teikit.publication.messages import interface_language
from teikit.publication.reading import reading_document
from teikit.xml import decode_text


def document_page(tei: str, name: str, language: str = "en") -> tuple[str, list[Diagnostic]]:
    """The HTML page of a TEI document as one file that needs no other, and what publishing it reports.

    `tei` is the serialised document, `name` how messages call it, `language` (BCP 47) that of the page's own words.
    Raises XsltError where `tei` holds no TEI document.
    """
    interface = interface_language(language)
    reading, diagnostics = _reading(tei, name, interface)
    return self_contained_page(reading, interface), diagnostics


def document_pdf(
    tei: str, name: str, title: str, view: str = "diplomatic", language: str = "en"
) -> tuple[bytes, list[Diagnostic]]:
    """The PDF of a TEI document, and what publishing it reports; it is empty where it cannot be made.

    `title` is that of the volume, `view` diplomatic or reading, the rest as in `document_page`. Raises XsltError where
    `tei` holds no TEI document, ValueError for an unknown view.
    """
    from teikit.publication.print import Metadata, print_xml, typeset

    reading, diagnostics = _reading(tei, name, interface_language(language))
    metadata = Metadata(title, lang=language, version=__version__)
    pdf, reported = typeset(print_xml([reading], metadata, view))
    return pdf, [*diagnostics, *(diagnostic._replace(file=name) for diagnostic in reported)]


def _reading(tei: str, name: str, interface: str) -> tuple[Any, list[Diagnostic]]:
    document = decode_text(source_of(tei, name), Path(name))
    if document.mapped is None:
        raise XsltError(str(document.diagnostics[-1]))
    reading, diagnostics = reading_document(document.text, name, interface=interface)
    found = [*document.diagnostics, *map(document.mapped.relocate, diagnostics)]
    return with_differences(reading, interface), found
