"""Publishes valid TEI: the HTML site and the print PDF of an edition, or a PDF of single files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from teikit import __version__, saxon
from teikit.checking import checker
from teikit.diagnostics import Diagnostic, Severity, about, worst
from teikit.edition import Edition
from teikit.files import write_whole
from teikit.jobs import called, has_people, tei_of_edition
from teikit.pipeline import Progress
from teikit.publication import html
from teikit.publication.collation import with_differences
from teikit.publication.images import copy_images, named_images, viewer_of
from teikit.publication.reading import coverage, reading_document, signs_table
from teikit.resources import resource
from teikit.tei.mentions import PEOPLE
from teikit.tei.names import XML_ID, tei
from teikit.tei.read import read_tei
from teikit.tei.serialise import as_text
from teikit.validation.door import validate


@dataclass
class Published:
    """What publishing made: the files in order, and what was found on the way."""

    made: list[Path] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


class _Source(NamedTuple):
    """A valid document that has a text: the TEI that is read, and offered for reading."""

    path: Path
    ident: str
    tei: str


def publish(edition: Edition, out: Path, with_html: bool, with_print: bool, progress: Progress) -> Published:
    """Publishes the TEI of an edition into `out`: `html/` and `print/edition.pdf`.

    A document that is not valid is reported and left out. Raises SchemaError and OSError.
    """
    result = Published()
    sources = list(_sources(tei_of_edition(edition), edition, result, progress))
    pdf = out / "print" / "edition.pdf"
    site = _Site(edition, out / "html", tuple(page_name(source.path) for source in sources)) if with_html else None
    link = f"../print/{pdf.name}" if with_print and sources else ""
    parts = []
    signs = _signs(edition, result)
    for source, node in _readings(sources, signs, result):
        parts += [_part(node, edition.print_view)] if with_print else []
        if site:
            site.write(source, node, link, progress)
    if parts:
        _print(sources, parts, edition_metadata(edition), edition.print_view, pdf, result, progress)
    if site and link and pdf not in result.made:
        for source, node in _readings(sources, signs, Published()):
            site.write(source, node, "", progress)
    if site:
        site.finish(result)
    return result


def print_files(paths: Sequence[Path], title: str, view: str, out: Path, progress: Progress) -> Published:
    """One PDF of single TEI files. A file that is not valid is reported and left out.

    Raises SchemaError and OSError.
    """
    from teikit.publication.print import Metadata

    return _print_alone(paths, None, Metadata(title, version=__version__), view, out, progress)


def publish_print(edition: Edition, title: str | None, view: str, out: Path | None, progress: Progress) -> Published:
    """The print PDF of an edition alone, at `out` or in its build folder. Raises SchemaError and OSError."""
    of = edition_metadata(replace(edition, title=title) if title else edition)
    pdf = out or edition.build / "print" / "edition.pdf"
    return _print_alone(tei_of_edition(edition), edition, of, view, pdf, progress)


def _print_alone(
    paths: Iterable[Path], edition: Edition | None, metadata: Any, view: str, out: Path, progress: Progress
) -> Published:
    result = Published()
    sources = list(_sources(list(paths), edition, result, progress))
    parts = [_part(node, view) for _, node in _readings(sources, _signs(edition, result), result)]
    if parts:
        _print(sources, parts, metadata, view, out, result, progress)
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


def edition_metadata(edition: Edition) -> Any:
    """What the title page says of an edition."""
    from teikit.publication.print import Metadata

    return Metadata(
        edition.title, edition.subtitle, edition.editors, edition.publisher, edition.date, edition.language, __version__
    )


def _sources(
    paths: Sequence[Path], edition: Edition | None, result: Published, progress: Progress
) -> Iterable[_Source]:
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
        elif tree.find(tei("text")) is None:
            result.findings.append(about(called(path), "not-published", "has no text: it is no document"))
        else:
            yield _Source(path, tree.getroot().get(XML_ID, path.stem), as_text(tree))


def _signs(edition: Edition | None, result: Published) -> Path | None:
    """The edition's table of signs; the house's own where the edition's does not keep to its grammar, which is told."""
    table = signs_table(edition.signs if edition else "teikit")
    if table is None or edition is None or not edition.signs.endswith(".xml"):
        return table
    found = validate(table.read_bytes(), called(table), [resource("schemas", "signs.rng")])
    result.findings += found
    return None if worst(found) is Severity.ERROR else table


def _readings(sources: Iterable[_Source], signs: Path | None, result: Published) -> Iterable[tuple[_Source, Any]]:
    """Each document's reading, one at a time: of a large edition they do not fit into memory together."""
    for source in sources:
        name = called(source.path)
        try:
            node, said = reading_document(source.tei, source.path.name, signs)
        except saxon.XsltError as error:
            result.findings.append(about(name, "not-published", f"could not be read for publishing: {error}"))
            continue
        result.findings += [finding._replace(file=name) for finding in said]
        yield source, with_differences(node)


class _Site:
    """The HTML site of an edition while it is written, page by page."""

    def __init__(self, edition: Edition, folder: Path, pages: tuple[str, ...]) -> None:
        self._edition = edition
        self._folder = folder
        viewer = viewer_of(edition.folder)
        self._of = html.Edition(edition.title, edition.description, edition.language, pages, viewer)
        self._entries: dict[str, html.Entry] = {}
        self._findings: dict[str, list[Diagnostic]] = {}

    def write(self, source: _Source, node: Any, pdf: str, progress: Progress) -> None:
        """Writes a document's page, with its TEI and images; `pdf` is the link to the print."""
        name = page_name(source.path)
        progress(f"{name}.html")
        root = self._edition.folder
        images = copy_images(named_images(node), source.path, called(source.path), root, self._folder)
        self._findings[name] = images.findings
        self._entries[name] = html.write_page(self._folder, name, node, source.tei, self._of, pdf, images=images.links)

    def finish(self, result: Published) -> None:
        """Writes the index of the pages that were written, and removes those of documents that are gone."""
        result.findings += [finding for found in self._findings.values() for finding in found]
        names = list(self._entries)
        result.made += [self._folder / f"{name}.html" for name in names]
        if names and has_people(self._edition.xml) and _people(self._edition, self._folder, result):
            names.append(Path(PEOPLE).stem)
        _sweep(self._folder, names)
        html.write_index(self._folder, self._entries.values(), self._of)
        result.made.append(self._folder / "index.html")


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


def _part(node: Any, view: str) -> str:
    from teikit.publication.print import print_document

    return print_document(node, view)


def _print(
    sources: Iterable[_Source],
    parts: Iterable[str],
    metadata: Any,
    view: str,
    out: Path,
    result: Published,
    progress: Progress,
) -> None:
    from teikit.publication.print import print_edition, typeset

    progress(out.name)
    pdf, findings = typeset(print_edition(parts, metadata, view))
    files = {source.ident: called(source.path) for source in sources}
    result.findings += [finding._replace(file=files.get(finding.file, finding.file)) for finding in findings]
    if pdf:
        write_whole(out, pdf)
        result.made.append(out)
