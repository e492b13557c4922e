"""The volume: front matter, documents in their parts, indexes, as a flow."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from xml.etree.ElementTree import Element

from teikit.edition import FACING, PrintSettings
from teikit.publication.print.documents import DocumentWriter
from teikit.publication.print.flow import Document, Flow
from teikit.publication.print.measures import SIZE, SMALL, Measures
from teikit.publication.print.running import LANG, P, language
from teikit.publication.print.shared import shared_facts
from teikit.publication.print.volume.conspectus import is_common, write_conspectus
from teikit.publication.print.volume.contents import Contents, chapters_of
from teikit.publication.print.volume.imprint import citation_of
from teikit.publication.print.volume.indexing import kinds_of, open_index, registered
from teikit.publication.print.writer import Setting

__all__ = ["chapters_of", "flow_of"]

_PART_DROP = 0.22  # of the height of the text, above the title of a part


def flow_of(
    edition: Element,
    words: Mapping[str, str],
    measures: Measures,
    settings: PrintSettings,
    behind: frozenset[str] = frozenset(),
    places: Mapping[str, str] | None = None,
) -> Flow:
    """The flow of an edition in print XML.

    `words` are the print's own words, `settings` the table [print], `behind` are the names (document and note) of notes
    that pages have no space for, `places` the pages and lines that are referred to.

    Raises ValueError for an element that print XML does not have.
    """
    flow = Flow(edition.get("title", ""), language(edition.get("lang", "")) or "en", measures, layers=settings.layers)
    writer = DocumentWriter(flow, edition.get("view") == "diplomatic", words, behind)
    writer.prints, writer.numbering, writer.places = settings.prints, settings.numbering, places
    volume = _Volume(writer, edition, settings)
    if edition.get("first"):
        volume.offprint()
        return flow
    volume.front()
    volume.documents()
    volume.indexes()
    volume.contents.fill()
    return flow


class _Volume:
    """Writes the volume, in its order."""

    def __init__(self, writer: DocumentWriter, edition: Element, settings: PrintSettings) -> None:
        self.writer, self.edition, self.settings = writer, edition, settings
        documents = list(enumerate(edition.findall(f"{P}document")))
        self.before = [(i, each) for i, each in documents if each.get("place") == "front"]
        self.main = [(i, each) for i, each in documents if not each.get("place")]
        self.behind = [(i, each) for i, each in documents if each.get("place") == "back"]
        self.parts = edition.findall(f"{P}part")
        self.texts = edition.findall(f"{P}text")
        wanted = settings.volume.half_title
        # What is more than its documents opens on right-hand pages.
        self.whole = bool(self.parts or self.texts or self.before) if wanted is None else wanted
        numbered = settings.volume.numbered
        writer.numbered = len(self.main) > 1 if numbered is None else numbered
        writer.level = 2 if self.parts else 1
        writer.facing = settings.volume.parallel == FACING
        writer.shared = shared_facts(each for _, each in self.main)

    def _open(self, kind: str, title: str = "") -> Document:
        document = self.writer.open("", title, "", kind=kind)
        document.recto = self.whole
        return document

    def offprint(self) -> None:
        """Documents as they are in the volume, and where they are from."""
        writer, number = self.writer, self.edition.get("number", "")
        writer.number_from(number)
        writer.level = 1
        for i, element in self.main:
            writer.document_of(element, f"d{i}-")
        writer.setting = Setting(lang=writer.flow.lang)
        writer.space(18)
        writer.line_above(0.22, 6)
        page = writer.words["page"].replace("{number}", self.edition.get("first", ""))
        source = writer.words["offprint"].replace("{citation}", citation_of(self.edition)).replace("{page}", page)
        licence = ", ".join(filter(None, (self.edition.get("licence"), self.edition.get("licence-address"))))
        for words in filter(None, (source, licence)):
            writer.paragraph([words], side="start", size=SMALL / SIZE, lead=0.47)

    # ---------------------------------------------------------------- front matter
    def front(self) -> None:
        """The pages before the documents; the contents are filled when all titles are known."""
        if self.whole:
            self._open("half-title")
        self._open("title")
        self.writer.open("", "", "", kind="imprint")
        self.contents = Contents(self.writer, self._open("contents", self.writer.words["contents"]), self.settings)
        with self._at_top():
            for text in self.texts:
                self._text(text)
            for i, element in self.before:
                self.writer.document_of(element, f"d{i}-").recto = self.whole
        sources = [each for _, each in (*self.main, *self.behind)]
        self.writer.conspectus = is_common(sources)
        if self.writer.conspectus:
            with self._at_top():
                write_conspectus(self.writer, sources, self.whole)
        self.contents.open_lists([each for _, each in self.main], recto=self.whole)

    @contextmanager
    def _at_top(self) -> Iterator[None]:
        """Write what is in no part of the volume and has no number."""
        writer = self.writer
        before = writer.level, writer.numbered
        writer.level, writer.numbered = 1, False
        yield
        writer.level, writer.numbered = before

    def _text(self, element: Element) -> None:
        """An introduction, or another text of the editors."""
        writer = self.writer
        document = writer.open(element.get("name", ""), element.get("title", ""), element.get(LANG, ""), kind="front")
        document.recto = self.whole
        writer.title_of(document.title, level=1)
        writer.space(10)
        writer.write(list(element), Setting(lang=document.lang))
        writer.finish()

    # ---------------------------------------------------------------- documents and indexes
    def documents(self) -> None:
        """The documents, those of a part behind its title."""
        parts = {name: part for part in self.parts for name in part.get("documents", "").split()}
        before: Element | None = None
        for n, (i, element) in enumerate(self.main):
            part = parts.get(element.get("id", ""))
            begins = part is not before and part is not None
            if part is not None and part is not before:
                self._part(part)
            joined = self.settings.volume.run_on and n > 0 and not begins
            document = self.writer.document_of(element, f"d{i}-", joined)
            document.recto = document.recto or (self.whole and (begins or n == 0))
            before = part
        with self._at_top():
            for i, element in self.behind:
                self.writer.document_of(element, f"d{i}-").recto = self.whole
        self.contents.documents = [each for _, each in (*self.before, *self.main, *self.behind)]
        self.writer.notes_of_volume(self.writer.words["notes"], self.whole)

    def _part(self, part: Element) -> None:
        document = self._open("part", part.get("title", ""))
        document.recto, document.drop = True, self.writer.flow.measures.text_height * _PART_DROP
        writer = self.writer
        writer.title_of(document.title, level=1, size=21 / SIZE)
        if part.get("subtitle"):
            subtitle = part.get("subtitle", "")
            writer.paragraph([subtitle], above=8, side="start", size=12.5 / SIZE, styles=("emphasis",))

    def indexes(self) -> None:
        """The titles of the indexes."""
        known = registered(self.edition)
        for kind in kinds_of(self.writer.flow, known, self.settings.volume):
            open_index(self.writer, kind, 1).recto = self.whole
