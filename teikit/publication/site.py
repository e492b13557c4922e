"""The HTML site of an edition, page by page: the files that are written, and the diagnostics."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

from teikit.checking import DocumentChecker
from teikit.core import (
    Diagnostic,
    Severity,
    XsltError,
    file_diagnostic,
    worst,
)
from teikit.edition import Edition, display_path, has_people
from teikit.model import EditionModel, EntityRecord
from teikit.pages import Draft, Fragment
from teikit.publication import html
from teikit.publication.collected import Collected
from teikit.publication.drafts import Drafts
from teikit.publication.exported import Exports, write_sitemap
from teikit.publication.extract import Extract, extract
from teikit.publication.framed import frame_site, joined
from teikit.publication.images import copy_images, named_images, with_sizes
from teikit.publication.model_files import model_files
from teikit.publication.pages import corrected_links
from teikit.publication.reading import reading_document
from teikit.publication.registered import Site as Registered
from teikit.publication.registered import link_names, register_files, register_pages
from teikit.publication.searching import SEARCH_FRAGMENTS, search_draft, search_files
from teikit.publication.self_contained import without_declaration
from teikit.publication.site_files import SiteFiles
from teikit.publication.sources import Source
from teikit.publication.survey import REGISTER
from teikit.site import Registers
from teikit.xml import PEOPLE


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


_PDF = "edition.pdf"  # the print, in the folder of the site


def omitted(path: Path, what: str, error: XsltError) -> Diagnostic:
    """That a document could not be published, and why."""
    return file_diagnostic(display_path(path), "publish-omitted", f"could not be {what}: {error}")


class Site:
    """The HTML site of an edition: drafts while its documents are read, then its pages."""

    def __init__(self, edition: Edition, folder: Path, names: Iterable[str]) -> None:
        """A site in `folder`, of documents with these page names.

        Raises FolderError for a folder with files that teikit has not written.
        """
        self._files = SiteFiles(folder)
        self._names = sorted(names)
        self._edition = edition
        self._folder = folder
        language = edition.interface
        self._of = html.Edition(
            edition.title,
            language,
            page_size=edition.page_size,
            xslt=edition.site.xslt,
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
        self._files.add(link for link in images.links.values() if (folder / link).is_file())
        self._drafts.add(read.drafts)
        self._places |= {name: read.places} if read.places else {}
        self._collected.add(self._with_sizes(read.extract))
        self._files.write(f"tei/{name}.xml", without_declaration(source.text.text).encode())
        self._published[path] = None

    def _with_sizes(self, extracted: Extract) -> Extract:
        document = extracted.document
        return extracted._replace(document=replace(document, images=with_sizes(document.images, self._folder)))

    def _like(self, name: str) -> tuple[str, ...]:
        """The names of other documents that begin with this one: no further page of it may have such a name."""
        first = bisect_right(self._names, name)
        return tuple(takewhile(lambda other: other.startswith(name), islice(self._names, first, None)))

    def finish(self, result: Published, pdf: Path | None) -> None:
        """Write the pages and all other files, and remove those of an earlier build. `pdf` is the print, or None.

        Raises OSError.
        """
        result.findings += self._findings
        result.published = list(dict.fromkeys([*self._published, *result.published]))
        if self._drafts.paths and has_people(self._edition.xml):
            self._add_people(result)
        if pdf:
            self._files.write(_PDF, pdf.read_bytes())
        model = self._collected.model(self._edition.listed, _PDF if pdf else "")
        self._files.add(html.write_assets(self._folder, with_theme=False))
        registers = Registers(model)
        self._drafts.add(register_pages(self._registered(model), registers))
        for path, data in (*register_files(), *model_files(model)):
            self._files.write(path, data)
        exports = Exports(self._edition, model, self._collected.blocks, self._edition.site.exports)
        for path, content in exports.files():
            self._files.write(path, content.encode())
        for path, data in search_files(self._edition, model, self._collected.blocks):
            self._files.write(path, data)
        self._drafts.add(search_draft(self._edition, model))
        fragments, findings = frame_site(self._edition, model, self._drafts, self._files, exports.announced)
        result.findings += findings
        self._write_pages(joined(joined(fragments, exports.fragments()), SEARCH_FRAGMENTS), registers)
        exports.write_book(self._files, self._edition.print_view)
        write_sitemap(self._files, self._drafts.paths, self._edition.site.address)
        self._files.remove_stale()
        result.written += [self._folder / path for path in self._drafts.paths]

    def _registered(self, model: EditionModel) -> Registered:
        return Registered(model, self._collected.blocks, self._places, self._of.title, self._of.interface)

    def _write_pages(self, fragments: Mapping[str, Fragment], registers: Registers) -> None:
        """Write the pages; links lead to the right page of a document, and names to the registers."""

        def correct(draft: Draft, page: str) -> str:
            return link_names(corrected_links(page, self._places), draft.root, registers)

        self._drafts.write(self._folder, fragments, correct)
        self._files.add(self._drafts.paths)

    def _add_people(self, result: Published) -> None:
        """Add the entries of the list of persons, which has no page of its own, and the list itself if it is valid."""
        people = _people(self._edition, result)
        if people:
            self._files.write(f"tei/{PEOPLE}", people.encode())
            self._collected.add_records(_persons(without_declaration(people), self._of.interface))


def _persons(people: str, interface: str) -> tuple[EntityRecord, ...]:
    """The entries of the list of persons, which has no page of its own."""
    name = Path(PEOPLE).stem
    node, _ = reading_document(people, PEOPLE, interface=interface, page=name, register=True)
    return extract(node, name, REGISTER).entities


def _people(edition: Edition, result: Published) -> str:
    """The list of persons that the TEI points to; empty where it is not valid, which is reported."""
    path = edition.xml / PEOPLE
    checked = DocumentChecker([path], edition).check(path)
    result.findings += checked.diagnostics
    if worst(checked.diagnostics) is Severity.ERROR:
        result.findings.append(file_diagnostic(display_path(path), "publish-omitted", "is not valid and is left out"))
        return ""
    return checked.document.text
