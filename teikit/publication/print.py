"""The print output: reading documents -> print XML -> PDF/A-2a and PDF/UA-1 by Typst.

Document text reaches the typesetter as data (`xml()`), never as its code. One edition gives the same bytes everywhere.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from teikit.core import (
    Diagnostic,
    Parameter,
    as_xml,
    file_diagnostic,
    interface_language,
    messages,
    resource,
    shorten,
    stylesheet,
)
from teikit.publication.print_characters import fit_to_print, left_out
from teikit.publication.print_check import promised
from teikit.publication.print_typst import Materials, TypesetterError, faces, run

VIEWS = ("diplomatic", "reading")

_P = "{urn:teikit:print}"
_MESSAGES = "print."  # the group of the messages
_TEMPLATE = ("print.typ", "page.typ", "data.typ", "text.typ")
_ROUNDS = 3  # of setting what was lost behind its document, which can move other notes
_REPORTS = ("print-nesting", "print-unplaced-note")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the title page and the PDF say of an edition; `date` as text, `lang` a BCP 47 tag, `version` teikit's."""

    title: str
    subtitle: str = ""
    editors: tuple[str, ...] = ()
    publisher: str = ""
    date: str = ""
    lang: str = "en"
    version: str = ""


# ---------------------------------------------------------------- print XML


def print_xml(reading_nodes: Iterable[Any], meta: Metadata, view: str = "diplomatic") -> str:
    """Reading documents (Saxon nodes, in order) as print XML (schemas/print.rng) in one view.

    Raises XsltError where a node is no reading document, ValueError for an unknown view.
    """
    return print_edition([print_document(node, view) for node in reading_nodes], meta, view)


def print_document(reading: Any, view: str, images: Mapping[str, str] | None = None) -> str:
    """One document of print XML, from a reading document. Raises XsltError as `print_xml`.

    `images` are the images that the print has: address in the TEI file, name of the file.
    """
    given: dict[str, Parameter] = {"view": view, "images": json.dumps(dict(images or {}))}
    return stylesheet(resource("xslt", "print", "print.xsl")).to_string(reading, given)


def print_edition(documents: Iterable[str], meta: Metadata, view: str) -> str:
    """The documents of print XML (of `print_document`, in the same view) as one edition. Raises ValueError."""
    if view not in VIEWS:
        raise ValueError(f"view must be one of {', '.join(VIEWS)}: {view}")
    given = {"title": meta.title, "subtitle": meta.subtitle, "publisher": meta.publisher, "date": meta.date}
    given = {name: value for name, value in given.items() if value or name == "title"}
    given |= {"lang": meta.lang, "version": meta.version, "view": view}
    attributes = "".join(f' {name}="{as_xml(value)}"' for name, value in given.items())
    editors = "".join(f"<editor>{as_xml(name)}</editor>" for name in meta.editors)
    return f'<edition xmlns="urn:teikit:print"{attributes}>{editors}{"".join(documents)}</edition>'


# ---------------------------------------------------------------- PDF


def typeset(
    print_xml: str, timestamp: int | None = None, materials: Materials | None = None
) -> tuple[bytes, list[Diagnostic]]:
    """Print XML as a PDF (PDF/A-2a, PDF/UA-1), and its diagnostics.

    `timestamp` (seconds since 1970, UTC) is the date in the PDF; without it the edition's own date counts, so that the
    same edition gives the same bytes. `materials` are fonts and images. Notes that do not fit on their page are set
    behind their document. A document that cannot be typeset is replaced by a page that says so; one that no font has is
    left out. The PDF is empty, with a diagnostic, where nothing can be made. Raises
    xml.etree.ElementTree.ParseError for what is not XML.
    """
    root = ElementTree.fromstring(print_xml)
    at = _timestamp(root.get("date", "")) if timestamp is None else timestamp
    used = materials or Materials()
    shown, missing = fit_to_print(print_xml, used.fonts)
    findings = [*_reports(root), *missing]
    if not shown:
        return b"", findings
    pdf, reported = _settled(shown, at, used)
    if not pdf:
        shown, behind, reported = _without_broken(shown, at, used)
        findings += reported
        pdf, reported = _settled(shown, at, used, behind)
    return pdf, findings + reported


def _timestamp(date: str) -> int:
    parts = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", date)
    year, month, day = (int(part or 1) for part in parts.groups()) if parts else (1970, 1, 1)
    try:
        return max(0, int(datetime(year, month, day, tzinfo=UTC).timestamp()))
    except ValueError:
        return 0


def _reports(root: ElementTree.Element) -> Iterator[Diagnostic]:
    for document in root.iter(_P + "document"):
        for report in document.findall(_P + "report"):
            code = report.get("code", "")
            if code in _REPORTS:
                yield file_diagnostic(document.get("id", ""), code, report.text or "")


def _template(language: str) -> dict[str, bytes]:
    """The files of the template, with its words in the language of the edition."""
    texts = messages(interface_language(language)).items()
    words = {key.removeprefix(_MESSAGES): text for key, text in texts if key.startswith(_MESSAGES)}
    files = {name: resource("xslt", "print", name).read_bytes() for name in _TEMPLATE}
    return files | {"messages.json": json.dumps(words).encode()}


def _settled(
    edition: str, timestamp: int, materials: Materials, behind: frozenset[str] = frozenset()
) -> tuple[bytes, list[Diagnostic]]:
    """The PDF of print XML; notes that its pages lost are set behind their documents, as `behind` are from the first.

    The typesetter can lose a foot note where its block is moved to the next page (typst issues 5314, 5603).
    """
    pdf, reported, lost = _compiled(edition, timestamp, materials, behind)
    for _ in range(_ROUNDS):
        behind, before = behind | lost, behind
        if behind == before:
            break
        again, reported_again, lost = _compiled(edition, timestamp, materials, behind)
        if again:
            pdf, reported = again, reported_again
    return pdf, reported


def _compiled(
    edition: str, timestamp: int, materials: Materials, behind: frozenset[str] = frozenset()
) -> tuple[bytes, list[Diagnostic], frozenset[str]]:
    """The PDF of print XML that is fit to be set, its diagnostics, and the names of the notes it lost.

    It is empty, with the typesetter's message, where it fails.
    """
    files = _template(ElementTree.fromstring(edition).get("lang", "en"))
    files["fonts.json"] = json.dumps(faces(materials.fonts)).encode()
    files |= {"edition.xml": edition.encode(), "behind.txt": "\n".join(sorted(behind)).encode()}
    try:
        pdf, warnings, drawn = run(files, timestamp, materials)
    except TypesetterError as error:
        return b"", [file_diagnostic("edition", "print-failed", str(error))], frozenset()
    reported = [file_diagnostic("edition", "print-typesetter", warning) for warning in warnings]
    return pdf, reported + list(_lost(edition, drawn)), frozenset(promised(ElementTree.fromstring(edition))) - {*drawn}


def _lost(edition: str, drawn: list[str]) -> Iterator[Diagnostic]:
    """Every note and entry is counted off against what the finished pages hold."""
    for name, (document, text) in promised(ElementTree.fromstring(edition)).items():
        if name not in drawn:
            yield file_diagnostic(document, "print-lost-note", f'missing from the PDF: "{shorten(text)}"')


def _without_broken(edition: str, timestamp: int, materials: Materials) -> tuple[str, frozenset[str], list[Diagnostic]]:
    """The edition as it can be set: with the names of notes to be set behind their document, where that helps it.

    Each document that cannot be set alone in either way is replaced by a page that says why. Where the fault is in no
    document (the title page fails too) the edition comes back as it is.
    """
    head, *parts = re.split(r"(?=<document[\s>])", edition.removesuffix("</edition>"))
    findings: list[Diagnostic] = []
    behind: frozenset[str] = frozenset()
    if not _compiled(f"{head}</edition>", timestamp, materials)[0]:
        return edition, behind, findings
    for i, part in enumerate(parts):
        alone = f"{head}{part}</edition>"
        pdf, reported, _ = _compiled(alone, timestamp, materials)
        if pdf:
            continue
        document, why = ElementTree.fromstring(alone)[-1], reported[0].message
        feet = {note.get("name", "") for tag in ("foot", "entry") for note in document.iter(_P + tag)}
        if _compiled(alone, timestamp, materials, frozenset(f"d0-{name}" for name in feet))[0]:
            behind |= {f"d{i}-{name}" for name in feet}
            reported = [
                file_diagnostic(document.get("id", ""), "print-typesetter", f"notes set behind the document: {why}")
            ]
        else:
            parts[i] = left_out(document, why)
            reported = [file_diagnostic(document.get("id", ""), "print-failed", f"left out: {why}")]
        findings += reported
    return f"{head}{''.join(parts)}</edition>", behind, findings
