"""Print XML to PDF: what cannot be set is left out and reported, and every finding names a document."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree import ElementTree

from teikit.edition import PrintSettings
from teikit.publication.print.characters import fit_to_print, left_out
from teikit.publication.print.finding import EDITION, Finding, documents_of, number_in
from teikit.publication.print.findings import findings_of
from teikit.publication.print.limits import within_limits
from teikit.publication.print.listing import apparatus_json
from teikit.publication.print.offprints import Start, starts_of
from teikit.publication.print.typesetter import Materials, TypesetterError
from teikit.publication.print.typesetting import Typeset, set_edition

_P = "{urn:teikit:print}"
_REPORTS = ("print-nesting", "print-unplaced-note")
_FAILURES = (TypesetterError, ValueError, RecursionError)


def typeset(
    print_xml: str,
    timestamp: int | None = None,
    materials: Materials | None = None,
    settings: PrintSettings | None = None,
    starts: dict[str, Start] | None = None,
) -> tuple[bytes, list[Finding]]:
    """Print XML as a PDF (PDF/A-2a, PDF/UA-1), and what was found.

    `timestamp` (seconds since 1970, UTC) is the date in the PDF; without it the edition's own date counts, so that the
    same edition gives the same bytes. `materials` are fonts and images, `settings` the table [print] of edition.toml.
    `starts` is given the page and the number of each document, by its id.
    Notes that do not fit on their page are set behind their document. A document that cannot be typeset is replaced by
    a page that says so; one that no font has is left out. The PDF is empty, with a diagnostic, where nothing can be
    made. Raises xml.etree.ElementTree.ParseError for what is not XML.
    """
    done, _, findings = _set(print_xml, timestamp, materials, settings)
    if starts is not None and done:
        starts |= starts_of(done)
    return done.pdf if done else b"", findings


def apparatus(
    print_xml: str, materials: Materials | None = None, settings: PrintSettings | None = None
) -> tuple[bytes, list[Finding]]:
    """The apparatus of print XML as JSON, with page and line of each note, and what was found."""
    done, edition, findings = _set(print_xml, None, materials, settings)
    return apparatus_json(edition, done) if done else b"", findings


def _set(
    print_xml: str, timestamp: int | None, materials: Materials | None, settings: PrintSettings | None
) -> tuple[Typeset | None, ElementTree.Element, list[Finding]]:
    """Print XML that has been set, as the edition that could be, and what was found."""
    print_xml, large = within_limits(print_xml)
    root = ElementTree.fromstring(print_xml)
    at = _timestamp(root.get("date", "")) if timestamp is None else timestamp
    used = materials or Materials()
    shown, missing = fit_to_print(print_xml, used.fonts)
    findings = [*large, *_reports(root), *missing]
    if not shown:
        return None, root, findings
    edition = ElementTree.fromstring(shown)
    try:
        done = set_edition(edition, at, used, settings)
    except _FAILURES:
        edition, reported = _without_broken(shown, at, used)
        findings += reported
        try:
            done = set_edition(edition, at, used, settings)
        except _FAILURES as error:
            return None, edition, [*findings, Finding(EDITION, "print-failed", str(error))]
    return done, edition, [*findings, *findings_of(edition, done)]


def _timestamp(date: str) -> int:
    parts = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", date)
    year, month, day = (int(part or 1) for part in parts.groups()) if parts else (1970, 1, 1)
    try:
        return max(0, int(datetime(year, month, day, tzinfo=UTC).timestamp()))
    except ValueError:
        return 0


def _reports(root: ElementTree.Element) -> Iterator[Finding]:
    for name, document in documents_of(root):
        for report in document.findall(_P + "report"):
            code = report.get("code", "")
            if code in _REPORTS:
                yield Finding(name, code, report.text or "", number_in(document, report))


def _without_broken(text: str, timestamp: int, materials: Materials) -> tuple[ElementTree.Element, list[Finding]]:
    """The edition as it can be set: each document that cannot be set alone is replaced by a page that says why.

    Where the fault is in no document (the title page fails too) the edition comes back as it is.
    """
    head, *parts = re.split(r"(?=<document[\s>])", text.removesuffix("</edition>"))
    findings: list[Finding] = []
    if _failure(f"{head}</edition>", timestamp, materials):
        return ElementTree.fromstring(text), findings
    for i, part in enumerate(parts):
        alone = f"{head}{part}</edition>"
        why = _failure(alone, timestamp, materials)
        if why:
            document = ElementTree.fromstring(alone)[-1]
            parts[i] = left_out(document, why)
            findings.append(Finding(document.get("id", ""), "print-failed", f"left out: {why}"))
    return ElementTree.fromstring(f"{head}{''.join(parts)}</edition>"), findings


def _failure(text: str, timestamp: int, materials: Materials) -> str:
    """Why an edition cannot be set, empty where it can."""
    try:
        set_edition(ElementTree.fromstring(text), timestamp, materials)
    except _FAILURES as error:
        return str(error) or type(error).__name__
    return ""
