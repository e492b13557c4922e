"""Publishes valid TEI: the HTML site and the print PDF of an edition, or a PDF of single files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from teikit import __version__, saxon
from teikit.checking import checker
from teikit.diagnostics import Diagnostic, Severity, about, worst
from teikit.edition import FILE, Edition
from teikit.files import write_whole
from teikit.jobs import called, has_people, tei_of_edition
from teikit.pipeline import Progress
from teikit.publication import html
from teikit.publication.collation import with_differences
from teikit.publication.images import copy_images, named_images, viewer_of
from teikit.publication.interface import interface_language, languages
from teikit.publication.reading import coverage, reading_document, signs_table
from teikit.tei.names import PEOPLE, XML_ID, tei
from teikit.tei.read import read_tei
from teikit.tei.serialise import as_text


@dataclass
class Published:
    """What publishing made: the files in order, and what was found on the way."""

    made: list[Path] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


class _Read(NamedTuple):
    """A document ready for the dresses."""

    path: Path
    ident: str
    tei: str
    node: Any


def publish(edition: Edition, out: Path, with_html: bool, with_print: bool, progress: Progress) -> Published:
    """Publishes the TEI of an edition into `out`: `html/` and `print/edition.pdf`.

    A document that is not valid is reported and left out. Raises SchemaError and OSError.
    """
    result = Published(findings=_interface(edition))
    documents = list(_documents(tei_of_edition(edition), edition, result, progress))
    pdf = out / "print" / "edition.pdf"
    if with_print and documents:
        _print(documents, edition_metadata(edition), edition.print_view, pdf, result, progress)
    if with_html:
        _site(edition, documents, out / "html", pdf if pdf in result.made else None, result, progress)
    return result


def print_files(paths: Sequence[Path], title: str, view: str, out: Path, progress: Progress) -> Published:
    """One PDF of single TEI files. A file that is not valid is reported and left out.

    Raises SchemaError and OSError.
    """
    from teikit.publication.print import Metadata

    result = Published()
    documents = list(_documents(paths, None, result, progress))
    if documents:
        _print(documents, Metadata(title, version=__version__), view, out, result, progress)
    return result


def publish_print(edition: Edition, title: str | None, view: str, out: Path | None, progress: Progress) -> Published:
    """The print PDF of an edition alone, at `out` or in its build folder. Raises SchemaError and OSError."""
    result = Published(findings=_interface(edition))
    documents = list(_documents(tei_of_edition(edition), edition, result, progress))
    of = replace(edition, title=title) if title else edition
    if documents:
        _print(documents, edition_metadata(of), view, out or edition.build / "print" / "edition.pdf", result, progress)
    return result


def uncovered(path: Path) -> list[Diagnostic]:
    """The elements and attributes of a TEI file that no rule of the publication handles, each at its place.

    What keeps the file from being read at all is found instead.
    """
    tree, findings = read_tei(path, called(path))
    if tree is None:
        return findings
    try:
        return coverage(path.read_text(encoding="utf-8-sig"), called(path))
    except (saxon.XsltError, UnicodeDecodeError) as error:
        return [about(called(path), "not-published", f"could not be read for publishing: {error}")]


def _interface(edition: Edition) -> list[Diagnostic]:
    """A word about an edition in a language that teikit does not speak."""
    if edition.language.partition("-")[0].lower() in languages():
        return []
    known = ", ".join(sorted(languages()))
    said = f"there are no words for pages and print in “{edition.language}”; they are English (there are {known})"
    return [about(called(edition.folder / FILE), "interface-language", said)]


def edition_metadata(edition: Edition) -> Any:
    """What the title page says of an edition."""
    from teikit.publication.print import Metadata

    return Metadata(
        edition.title, edition.subtitle, edition.editors, edition.publisher, edition.date, edition.language, __version__
    )


def _documents(
    paths: Sequence[Path], edition: Edition | None, result: Published, progress: Progress
) -> Iterable[_Read]:
    signs = signs_table(edition.signs if edition else "teikit")
    interface = interface_language(edition.language) if edition else "en"
    check = checker(paths, edition)
    for path in paths:
        progress(called(path))
        findings = check(path)
        result.findings += findings
        if worst(findings) is Severity.ERROR:
            result.findings.append(about(called(path), "not-published", "is not valid and is left out"))
            continue
        tree, unread = read_tei(path, called(path))
        if tree is None:
            result.findings += [*unread, about(called(path), "not-published", "cannot be published as it is")]
            continue
        if tree.find(tei("text")) is None:
            result.findings.append(about(called(path), "not-published", "has no text: it is no document"))
            continue
        words = as_text(tree)
        try:
            node, said = reading_document(words, path.name, signs, interface=interface)
            node = with_differences(node, interface)
        except saxon.XsltError as error:
            result.findings.append(_left_out(path, "read for publishing", error))
            continue
        result.findings += [finding._replace(file=called(path)) for finding in said]
        yield _Read(path, tree.getroot().get(XML_ID, path.stem), words, node)


def _left_out(path: Path, what: str, error: saxon.XsltError) -> Diagnostic:
    return about(called(path), "not-published", f"could not be {what}: {error}")


def _site(
    edition: Edition, documents: Sequence[_Read], folder: Path, pdf: Path | None, result: Published, progress: Progress
) -> None:
    pages = tuple(page_name(document.path) for document in documents)
    interface = interface_language(edition.language)
    of = html.Edition(edition.title, edition.description, interface, pages, viewer_of(edition.folder))
    link = f"../print/{pdf.name}" if pdf else ""
    entries, names = [], []
    for document in documents:
        name = page_name(document.path)
        progress(f"{name}.html")
        try:
            images = copy_images(
                named_images(document.node), document.path, called(document.path), edition.folder, folder
            )
            result.findings += images.findings
            entries.append(html.write_page(folder, name, document.node, document.tei, of, link, images=images.links))
        except saxon.XsltError as error:
            result.findings.append(_left_out(document.path, "made into a page", error))
            continue
        names.append(name)
        result.made.append(folder / f"{name}.html")
    if documents and has_people(edition.xml) and _people(edition, folder, result):
        names.append(Path(PEOPLE).stem)
    _sweep(folder, names)
    html.write_index(folder, entries, of)
    result.made.append(folder / "index.html")


def _people(edition: Edition, folder: Path, result: Published) -> bool:
    """Puts the list of persons beside the TEI that points there, if it is valid; whether it did."""
    path = edition.xml / PEOPLE
    findings = checker([path], edition)(path)
    result.findings += findings
    if worst(findings) is Severity.ERROR:
        result.findings.append(about(called(path), "not-published", "is not valid and is left out"))
        return False
    write_whole(folder / "tei" / PEOPLE, path.read_bytes())
    return True


def page_name(path: Path) -> str:
    """The name of a document's page: its file's stem; `index` is the name of the edition's own page."""
    return f"{path.stem}-document" if path.stem.casefold() == "index" else path.stem


def _sweep(folder: Path, names: Sequence[str]) -> None:
    """Removes the pages of documents that an earlier build made and this one did not; nobody else's file is touched."""
    record = folder / ".teikit"
    before = record.read_text(encoding="utf-8").splitlines() if record.is_file() else []
    for name in set(before) - set(names):
        for stale in (folder / f"{name}.html", folder / "tei" / f"{name}.xml"):
            if stale.resolve().is_relative_to(folder.resolve()):
                stale.unlink(missing_ok=True)
    write_whole(record, "".join(f"{name}\n" for name in sorted(names)).encode())


def _print(
    documents: Sequence[_Read], metadata: Any, view: str, out: Path, result: Published, progress: Progress
) -> None:
    from teikit.publication.print import print_document, print_edition, typeset

    progress(out.name)
    dressed = []
    for document in documents:
        try:
            dressed.append(print_document(document.node, view))
        except saxon.XsltError as error:
            result.findings.append(_left_out(document.path, "made into print", error))
    if not dressed:
        return
    pdf, findings = typeset(print_edition(dressed, metadata, view))
    files = {document.ident: called(document.path) for document in documents}
    result.findings += [finding._replace(file=files.get(finding.file, finding.file)) for finding in findings]
    if pdf:
        write_whole(out, pdf)
        result.made.append(out)
