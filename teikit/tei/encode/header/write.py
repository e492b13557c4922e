"""Writes the `teiHeader`: its four parts, in their order."""

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from teikit.conventions import Convention
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
    _encoding_description(header, convention, data.layout, conversion)
    write_profile(header, data, interpretation.hands, references)
    _revision(header, conversion)
    etree.indent(header, level=1)
    header.tail = "\n  "


def _encoding_description(header: Element, convention: Convention, layout: str, conversion: Conversion) -> None:
    description = child(header, "encodingDesc")
    declaration = child(description, "editorialDecl")
    child(
        declaration,
        "p",
        f"Brackets and signs of the transcript are read by the convention “{convention.name}”: "
        f"{convention.description}",
    )
    if layout:
        child(declaration, "p", f"The page around the text is read by the layout “{layout}” of the convention.")
    application = child(child(description, "appInfo"), "application", ident="teikit", version=conversion.version)
    child(application, "label", "teikit")
    child(application, "desc", f"Convention {convention.name}, version {convention.version}")
    child(application, "desc", UNSEALED, type="generated")


def _revision(header: Element, conversion: Conversion) -> None:
    decisions = "decision" if conversion.doubtful == 1 else "decisions"
    message = f"Converted from the transcript; {conversion.doubtful} {decisions} in doubt."
    revision = child(header, "revisionDesc")
    child(revision, "change", message, when=conversion.date, n=str(conversion.doubtful))
