"""The HTML site of an edition, page by page: the files that are written, and the diagnostics."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

from teikit.checking import DocumentChecker
from teikit.core import (
    Diagnostic,
    Severity,
    TeikitError,
    XsltError,
    file_diagnostic,
    interface_language,
    worst,
    write_whole,
)
from teikit.edition import SITE_RECORD, Edition, display_path, has_people
from teikit.model import EntityRecord
from teikit.publication import html
from teikit.publication.collected import Collected
from teikit.publication.drafts import Drafts
from teikit.publication.extract import extract
from teikit.publication.fragments import Links, plain_fragments
from teikit.publication.framed import START, frame_site
from teikit.publication.images import copy_images, named_images
from teikit.publication.pages import corrected_links
from teikit.publication.reading import reading_document
from teikit.publication.self_contained import without_declaration
from teikit.publication.sources import Source
from teikit.publication.survey import REGISTER
from teikit.xml import PEOPLE


class FolderError(TeikitError):
    """The folder to publish to has files that must not be overwritten; the message names it."""


@dataclass
class Published:
    """What publishing did: the files that it wrote, in order, and its diagnostics.

    `documents` are the TEI files that it read, without those that are part of another one; `published` are those of
    them that are in the site or the print. `generated` names the files that teikit makes from transcripts, `included`
    are the files that are published as a part of another one.
    """

    documents: list[Path] = field(default_factory=list)
    published: list[Path] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    generated: frozenset[str] = frozenset()
    included: list[Path] = field(default_factory=list)


def omitted(path: Path, what: str, error: XsltError) -> Diagnostic:
    """That a document could not be published, and why."""
    return file_diagnostic(display_path(path), "publish-omitted", f"could not be {what}: {error}")


class Site:
    """The HTML site of an edition: drafts while its documents are read, then its pages."""

    def __init__(self, edition: Edition, folder: Path, names: Iterable[str]) -> None:
        """A site in `folder`, of documents with these page names.

        Raises FolderError for a folder with files that teikit has not written.
        """
        _claim(folder)
        self._names = sorted(names)
        self._edition = edition
        self._folder = folder
        language = interface_language(edition.language)
        self._of = html.Edition(
            edition.title,
            edition.description,
            language,
            listed=edition.listed,
            page_size=edition.page_size,
        )
        self._drafts = Drafts()
        self._collected = Collected()
        self._places: dict[str, dict[str, str]] = {}
        self._findings: list[Diagnostic] = []
        self._published: dict[Path, None] = {}

    def add(self, source: Source, node: Any) -> None:
        """Draft the pages of a document, and write its TEI and images.

        A document that cannot be made into a page is reported, and has none. Raises OSError.
        """
        name, path, folder = source.page.name, source.path, self._folder
        try:
            images = copy_images(named_images(node), path, display_path(path), self._edition.folder, folder)
            self._findings += images.findings
            of = replace(self._of, pages=self._like(name))
            read = html.read_document(name, source.page.kind, node, of, images.links)
        except XsltError as error:
            self._findings.append(omitted(path, "made into a page", error))
            return
        self._drafts.add(read.drafts)
        self._places |= {name: read.places} if read.places else {}
        self._collected.add(read.extract)
        write_whole(folder / "tei" / f"{name}.xml", without_declaration(source.text.text).encode())
        self._published[path] = None

    def _like(self, name: str) -> tuple[str, ...]:
        """The names of other documents that begin with this one: no further page of it may have such a name."""
        first = bisect_right(self._names, name)
        return tuple(takewhile(lambda other: other.startswith(name), islice(self._names, first, None)))

    def finish(self, result: Published, pdf: str) -> None:
        """Write the pages, and remove those of documents that are gone. `pdf` is the link to the print, or empty."""
        result.findings += self._findings
        result.published = list(dict.fromkeys([*self._published, *result.published]))
        people = ""
        if self._drafts.paths and has_people(self._edition.xml):
            people = _people(self._edition, self._folder, result)
            self._collected.add_records(_persons(people, self._of.interface) if people else ())
        model = self._collected.model(self._edition.listed, pdf)
        html.write_assets(self._folder, self._of, with_theme=False)
        framed, findings = frame_site(self._edition, model, self._drafts, (), self._folder)
        result.findings += findings
        names = [path.removesuffix(".html") for path in self._drafts.paths if path != START]
        _remove_stale_pages(self._folder, [*names, *([Path(PEOPLE).stem] if people else [])])
        every = (*model.corpora, *model.documents, *model.registers)
        links = {document.name: Links(document.tei, document.pdf) for document in every}
        fragments = plain_fragments(self._of.title, self._of.interface, links) | framed
        self._drafts.write(self._folder, fragments, lambda draft, page: corrected_links(page, self._places))
        result.written += [self._folder / path for path in self._drafts.paths]


def _persons(people: str, interface: str) -> tuple[EntityRecord, ...]:
    """The entries of the list of persons, which has no page of its own."""
    name = Path(PEOPLE).stem
    node, _ = reading_document(people, PEOPLE, interface=interface, page=name, register=True)
    return extract(node, name, REGISTER).entities


def _people(edition: Edition, folder: Path, result: Published) -> str:
    """Puts the list of persons beside the TEI that points there, if it is valid; the list, empty where it is not."""
    path = edition.xml / PEOPLE
    checked = DocumentChecker([path], edition).check(path)
    result.findings += checked.diagnostics
    if worst(checked.diagnostics) is Severity.ERROR:
        result.findings.append(file_diagnostic(display_path(path), "publish-omitted", "is not valid and is left out"))
        return ""
    write_whole(folder / "tei" / PEOPLE, checked.document.text.encode())
    return without_declaration(checked.document.text)


def _claim(folder: Path) -> None:
    """Mark a folder as that of a site. Raises FolderError for one with files that teikit has not written."""
    record = folder / SITE_RECORD
    if record.is_file():
        return
    if folder.is_dir() and any(folder.iterdir()):
        raise FolderError(f"{folder} has files that teikit has not written; publish to another folder with --output")
    write_whole(record, b"")


def _remove_stale_pages(folder: Path, names: Sequence[str]) -> None:
    """Removes the pages of documents that an earlier build made and this one did not; nobody else's file is touched."""
    record = folder / SITE_RECORD
    before = record.read_text(encoding="utf-8").splitlines() if record.is_file() else []
    for name in set(before) - set(names):
        for stale in (folder / f"{name}.html", folder / "tei" / f"{name}.xml"):
            if stale.resolve().is_relative_to(folder.resolve()):
                stale.unlink(missing_ok=True)
    write_whole(record, "".join(f"{name}\n" for name in sorted(names)).encode())
