"""Writes the `teiHeader`: its four parts, in their order."""

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from teikit.conventions import Convention
from teikit.core import message
from teikit.interpretation import Interpretation
from teikit.tei.builder import Element
from teikit.tei.encode.header.elements import child
from teikit.tei.encode.header.file_description import write_notes, write_publication, write_titles
from teikit.tei.encode.header.profile import write_profile
from teikit.tei.encode.header.source_description import write_source
from teikit.tei.merge import UNSEALED
from teikit.xml import tei


class Conversion(NamedTuple):
    """How a document was made: the tool's version, the date of the conversion (ISO), how much is in doubt."""

    version: str
    date: str
    doubtful: int


def write_header(
    root: Element, interpretation: Interpretation, references: Mapping[str, str], conversion: Conversion
) -> None:
    """Adds the `teiHeader` as first child of `root`; `references` are the values of @ref by the words of a name."""
    (source, convention, *_), data = interpretation.document, interpretation.metadata
    header = etree.Element(tei("teiHeader"))
    root.insert(0, header)
    description = child(header, "fileDesc")
    write_titles(description, source, data, references)
    write_publication(child(description, "publicationStmt"), data)
    write_notes(description, data)
    write_source(description, source, data)
    language = interpretation.language
    _encoding_description(header, convention, data.layout, conversion, language)
    write_profile(header, data, interpretation.hands, references, language)
    _revision(header, conversion, language)
    etree.indent(header, level=1)
    header.tail = "\n  "


def _encoding_description(
    header: Element, convention: Convention, layout: str, conversion: Conversion, language: str
) -> None:
    description = child(header, "encodingDesc")
    declaration = child(description, "editorialDecl")
    described = {"name": convention.name, "description": convention.description_in(language)}
    child(declaration, "p", message(language, "header.convention", **described))
    if layout:
        child(declaration, "p", message(language, "header.layout", name=layout))
    application = child(child(description, "appInfo"), "application", ident="teikit", version=conversion.version)
    child(application, "label", "teikit")
    child(application, "desc", f"Convention {convention.name}, version {convention.version}")
    child(application, "desc", UNSEALED, type="generated")


def _revision(header: Element, conversion: Conversion, language: str) -> None:
    words = message(language, "header.converted", count=conversion.doubtful)
    revision = child(header, "revisionDesc")
    child(revision, "change", words, when=conversion.date, n=str(conversion.doubtful))
