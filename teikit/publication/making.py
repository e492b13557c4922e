"""Everything that a document gives to a publication, made from its TEI in one step, in any process.

The site, the search, the exports and the print are made from these values alone: no TEI and no node of Saxon is held.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from teikit.checking import DocumentChecker
from teikit.core import Diagnostic, TeikitError, XsltError, file_diagnostic, file_state, write_whole
from teikit.edition import Edition, display_path
from teikit.model import Block, Digests, Document, digests, natural
from teikit.pages import Draft
from teikit.publication import html
from teikit.publication.images import PRINTED, copy_images, images_used, named_images, plates, with_sizes
from teikit.publication.places import NumberedPrint
from teikit.publication.reading import (
    OTHERS,
    REGISTER,
    Extract,
    Plan,
    PlannedFile,
    ReadingOptions,
    Source,
    Sources,
    extract,
    read_source,
    record_of,
    without_declaration,
)
from teikit.search import Analysis, Languages, analysed, as_text
from teikit.site import Passage, passages_of
from teikit.validation import Validated


class Wanted(NamedTuple):
    """What is made of documents: pages in the folder of a `site`, print in a `view`, what the model keeps of them.

    `format` is another one than PDF that the print is for; it has the hands of changes, and the images that it can.
    """

    site: Path | None = None
    view: str = ""
    model: bool = False
    format: str = ""


class DocumentJob(NamedTuple):
    """A file to be published, and its validation, where it was done already."""

    file: PlannedFile
    validated: Validated | None = None


class Part(NamedTuple):
    """A document in print XML, what sorts it, its images by name."""

    xml: str
    order: tuple[Any, ...]
    images: Mapping[str, Path]


class Made(NamedTuple):
    """What a document gives: its pages as drafts, the page of each id that is not on the first, its part of the print.

    `ident` is its id in print, `extract` what the model keeps of it, None where it has no page. `files` are the files
    of the site that were written for it, by their paths from the folder. `passages` are those of its mentions,
    `digests` tell its model from others, `words` its blocks; `analysis` is what the search holds of it.
    """

    kind: str
    name: str
    ident: str
    extract: Extract | None = None
    drafts: tuple[Draft, ...] = ()
    places: Mapping[str, str] = {}
    files: tuple[str, ...] = ()
    part: Part | None = None
    passages: tuple[Passage, ...] = ()
    digests: Digests | None = None
    words: str = ""
    analysis: str = ""


class MadeFile(NamedTuple):
    """What the documents of a file give, and the diagnostics: those of reading and print, those of its pages.

    `uses` is what they depend on besides the file itself, with its state, and the files that were written for them.
    """

    path: Path
    findings: tuple[Diagnostic, ...]
    of_pages: tuple[Diagnostic, ...] = ()
    documents: tuple[Made, ...] = ()
    uses: Mapping[str, str] = {}


def omitted(path: Path, what: str, error: Exception) -> Diagnostic:
    """That a document could not be published, and why."""
    return file_diagnostic(display_path(path), "publish-omitted", f"could not be {what}: {error}")


@dataclass(frozen=True, eq=False)
class DocumentMaker:
    """Makes what documents give. It is sent to each process once, so that it holds all that they have in common.

    `generated` names the files that teikit makes from transcripts, `names` are the names of all pages, sorted.
    """

    edition: Edition
    plan: Plan
    checker: DocumentChecker
    generated: frozenset[str]
    options: ReadingOptions
    names: tuple[str, ...]
    wanted: Wanted

    @cached_property
    def _languages(self) -> Languages:
        return Languages()

    @cached_property
    def _sources(self) -> Sources:
        return Sources(self.plan, self.checker, self.generated)

    def __call__(self, job: DocumentJob) -> MadeFile:
        """What the documents of a file give; why one is left out is in the findings.

        Raises SchemaError, OwnStylesheetError, OSError.
        """
        findings, of_pages, documents = list[Diagnostic](), list[Diagnostic](), list[Made]()
        uses: dict[str, str] = {}
        try:
            for source in self._sources.load(job.file, job.validated, findings, uses):
                documents += self._made(source, findings, of_pages, uses)
        except (TeikitError, OSError):
            raise
        except Exception as error:  # one document never stops the rest
            fault = f"published: teikit has a fault ({type(error).__name__}: {error})"
            reported = (*findings, omitted(job.file.path, fault, error))
            return MadeFile(job.file.path, reported, uses={OTHERS: "unknown"})
        if self.wanted.site:
            written = [self.wanted.site / name for document in documents for name in document.files]
            uses |= {str(path): file_state(path) for path in written}
        return MadeFile(job.file.path, tuple(findings), tuple(of_pages), tuple(documents), uses)

    def numbered_print(self, file: PlannedFile, ident: str) -> NumberedPrint | None:
        """A document of a file in print XML that has the numbers of its TEI elements; None where it cannot be made.

        Raises SchemaError, OSError.
        """
        source = next((each for each in self._sources.load(file, None, [], {}) if each.ident == ident), None)
        if source is None:
            return None
        try:
            part = self._part(source, read_source(source, self.options, numbered=True)[0], [])
        except XsltError:
            return None
        return NumberedPrint(part.xml, source.text) if part else None

    def _made(
        self, source: Source, findings: list[Diagnostic], of_pages: list[Diagnostic], uses: dict[str, str]
    ) -> Iterator[Made]:  # fmt: skip
        """What a document gives; nothing where it cannot be read. Diagnostics are added to the lists."""
        try:
            node, diagnostics = read_source(source, self.options)
        except XsltError as error:
            findings.append(omitted(source.path, "read for publishing", error))
            return
        findings += diagnostics
        document = Made(source.page.kind, source.page.name, source.ident)
        if self.wanted.view or self.wanted.site:
            uses |= images_used(named_images(node), source.path)
        if self.wanted.view:
            document = document._replace(part=self._part(source, node, findings))
        if self.wanted.site:
            document = self._with_pages(document, source, node, self.wanted.site, of_pages)
        elif self.wanted.model:
            document = document._replace(extract=_extract(source, node, findings))
        yield document

    def _part(self, source: Source, node: Any, findings: list[Diagnostic]) -> Part | None:
        """The document as print XML; None where it cannot be made into print, which is reported.

        Images that cannot be printed are reported too.
        """
        from teikit.publication.formats import FORMATS, document_with_hands
        from teikit.publication.print import print_document

        made_for = FORMATS.get(self.wanted.format)
        kinds = made_for.pictures if made_for else PRINTED
        shown = plates(named_images(node), source.path, display_path(source.path), self.edition.folder, kinds)
        findings += shown.findings
        try:
            order = (*record_of(node).order, natural(source.page.name))
            xml = (document_with_hands if made_for else print_document)(node, self.wanted.view, shown.names)
            return Part(xml, order, shown.files)
        except XsltError as error:
            findings.append(omitted(source.path, "made into print", error))
            return None

    def _with_pages(self, document: Made, source: Source, node: Any, site: Path, of_pages: list[Diagnostic]) -> Made:
        """The value with the pages of the document, whose TEI and images are written. Raises OSError.

        A document that cannot be made into a page is reported, and has none.
        """
        name, path = source.page.name, source.path
        try:
            images = copy_images(named_images(node), path, display_path(path), self.edition.folder, site)
            of_pages += images.findings
            read = html.read_document(name, source.page.kind, node, self._edition_of(name), images.links)
        except XsltError as error:
            of_pages.append(omitted(path, "made into a page", error))
            return document
        tei = f"tei/{name}.xml"
        write_whole(site / tei, without_declaration(source.text.text).encode())
        entry = read.extract.document
        sized = replace(entry, images=with_sizes(entry.images, site))
        files = (*dict.fromkeys(map(unquote, images.links.values())), tei)
        words = "" if sized.kind == REGISTER else as_text(self._analysed(sized, read.extract.blocks))
        return document._replace(
            extract=read.extract._replace(document=sized),
            drafts=tuple(read.drafts),
            places=read.places,
            files=files,
            passages=passages_of(sized, read.extract.blocks),
            digests=digests(sized),
            analysis=words,
        )

    def _analysed(self, document: Document, blocks: Iterable[Block]) -> Analysis:
        return analysed(document, blocks, self._languages, self.edition.interface)

    def _edition_of(self, name: str) -> html.Edition:
        """What the pages of a document say of the edition."""
        edition, like = self.edition, self.names_like(name)
        return html.Edition(edition.title, edition.interface, like, edition.page_size, edition.site.xslt)

    def names_like(self, name: str) -> tuple[str, ...]:
        """The names of other documents that begin with this one: no further page of it may have such a name."""
        first = bisect_right(self.names, name)
        return tuple(takewhile(lambda other: other.startswith(name), islice(self.names, first, None)))

    def pages_of(self, path: Path) -> str:
        """The pages of a file, in words that tell them from others."""
        return self._sources.references.pages_of(path)


def _extract(source: Source, node: Any, findings: list[Diagnostic]) -> Extract | None:
    """What the model keeps of a document that has no page; None where it cannot be made, which is reported."""
    try:
        return extract(node, source.page.name, source.page.kind)
    except XsltError as error:
        findings.append(omitted(source.path, "exported", error))
        return None
