"""The HTML site of an edition, page by page: the files that are written, and the diagnostics."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from teikit.core import Diagnostic, Ledger
from teikit.edition import Edition
from teikit.model import EditionModel
from teikit.pages import Draft, Fragment, fill
from teikit.publication import html
from teikit.publication.html import corrected_links
from teikit.publication.listed_people import ListedPeople
from teikit.publication.reading import Plan
from teikit.publication.site.collected import Collected
from teikit.publication.site.drafts import Drafts
from teikit.publication.site.exported import Exports, write_sitemap
from teikit.publication.site.files import SiteFiles
from teikit.publication.site.framed import frame_site, joined
from teikit.publication.site.keys import Keys
from teikit.publication.site.model_files import model_files
from teikit.publication.site.outputs import Outputs
from teikit.publication.site.registered import Site as Registered
from teikit.publication.site.registered import link_names, register_files, register_pages
from teikit.publication.site.searching import SEARCH_FRAGMENTS, search_draft, write_search
from teikit.publication.texts import TextsApart
from teikit.site import Registers
from teikit.xml import PEOPLE


@dataclass
class Published:
    """What publishing did: the files that it wrote, in order, and its diagnostics.

    `documents` are the TEI files that it read, without those that are part of another one; `published` are those of
    them that are in the site or the print. `generated` names the files that teikit makes from transcripts, `included`
    are the files that are published as a part of another one. `states` are the states in which files were read, where a
    ledger is kept. `page` makes of a draft the page that this site would have of it; `plan` is the plan that was
    followed.
    """

    documents: list[Path] = field(default_factory=list)
    published: list[Path] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    generated: frozenset[str] = frozenset()
    included: list[Path] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    page: Callable[[Draft], str] | None = None
    plan: Plan | None = None


_PDF = "edition.pdf"  # the print, in the folder of the site
_OFFPRINTS = "print"  # the folder of offprints there
_NONE: Mapping[str, Path] = MappingProxyType({})


class Site:
    """The HTML site of an edition: drafts while its documents are read, then its pages."""

    def __init__(self, edition: Edition, folder: Path, ledger: Ledger) -> None:
        """A site in `folder`; outputs that the ledger knows are not made again.

        Raises FolderError for a folder with files that teikit has not written.
        """
        self._files = SiteFiles(folder)
        self._outputs = Outputs(ledger, self._files)
        self._edition = edition
        self._folder = folder
        self._drafts = Drafts()
        self._collected = Collected()
        self._places: dict[str, Mapping[str, str]] = {}
        self._findings: list[Diagnostic] = []
        self._published: dict[Path, None] = {}

    def add(self, item: TextsApart) -> None:
        """Keep what the documents of a file give. Raises OSError."""
        self._findings += item.file.of_pages
        for document in item.file.documents:
            if document.extract is None:
                continue
            self._files.add(document.files)
            self._drafts.add(document.drafts, item.read)
            self._places |= {document.name: document.places} if document.places else {}
            self._collected.add(document.extract, document, item.read, item.analyses)
            self._published[item.file.path] = None

    @property
    def has_pages(self) -> bool:
        """Whether a document has a page."""
        return bool(self._drafts.paths)

    def finish(
        self, result: Published, people: ListedPeople, pdf: Path | None, offprints: Mapping[str, Path] = _NONE
    ) -> None:
        """Write the pages and all other files, and remove those of an earlier build. `pdf` is the print, or None.

        `people` is the list of persons, `offprints` are PDFs of documents by the names of their pages. Raises OSError.
        """
        result.findings += [*self._findings, *people.findings]
        result.published = list(dict.fromkeys([*self._published, *result.published]))
        self._add_people(people)
        if pdf:
            self._files.write(_PDF, pdf.read_bytes())
        for name, file in offprints.items():
            self._files.write(f"{_OFFPRINTS}/{name}.pdf", file.read_bytes())
        of_documents = {name: f"{_OFFPRINTS}/{name}.pdf" for name in offprints}
        model = self._collected.model(self._edition.listed, _PDF if pdf else "", of_documents)
        self._files.add(html.write_assets(self._folder, with_theme=False))
        self._finish(model, result)
        self._files.remove_stale()
        self._outputs.keep()
        result.written += [self._folder / path for path in self._drafts.paths]

    def _finish(self, model: EditionModel, result: Published) -> None:
        """Write what is made of the model."""
        edition, outputs, registers = self._edition, self._outputs, Registers(model)
        keys = Keys(edition, model, self._collected, registers)
        self._drafts.add_entries(register_pages(self._registered(model, keys), registers, outputs))
        for path, data in register_files():
            self._files.write(path, data)
        outputs.files("model", keys.whole, lambda: model_files(model))
        exports = Exports(edition, model, self._collected.blocks, edition.site.exports)
        exports.write(outputs, keys)
        write_search(edition, model, self._collected.analysis, keys, outputs)
        self._drafts.add_entries(outputs.pages("search", "", lambda: search_draft(edition, model)))
        framed = frame_site(edition, model, keys, self._drafts, outputs, exports.announced)
        result.findings += framed.findings
        fragments = joined(joined(framed.fragments, exports.fragments()), SEARCH_FRAGMENTS)
        self._write_pages(fragments, registers, keys.of(framed.key, keys.places, self._listed_places))
        result.page = lambda draft: self._correct(draft, fill(draft, fragments), registers)
        exports.write_book(outputs, edition.print_view)
        write_sitemap(self._files, self._drafts.paths, edition.site.address)

    def _registered(self, model: EditionModel, keys: Keys) -> Registered:
        edition = self._edition
        return Registered(model, self._collected.passages, self._places, edition.title, edition.interface, keys)

    @property
    def _listed_places(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The pages of ids, in an order that depends on them alone."""
        return sorted((name, sorted(of.items())) for name, of in self._places.items())

    def _write_pages(self, fragments: Mapping[str, Fragment], registers: Registers, filled: str) -> None:
        """Write the pages; links lead to the right page of a document, and names to the registers."""

        def correct(draft: Draft, page: str) -> str:
            return self._correct(draft, page, registers)

        self._drafts.write(self._outputs, filled, fragments, correct)

    def _correct(self, draft: Draft, page: str, registers: Registers) -> str:
        return link_names(corrected_links(page, self._places), draft.root, registers)

    def _add_people(self, people: ListedPeople) -> None:
        """Add the entries of the list of persons, which has no page of its own, and the list itself."""
        if self._drafts.paths and people.text:
            self._files.write(f"tei/{PEOPLE}", people.text.encode())
            self._collected.add_records(people.records)
