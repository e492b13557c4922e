"""The contents and other lists of a volume: its parts and documents, their dates, the archives of their sources."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from teikit.edition import PrintSettings
from teikit.publication.print.documents import DocumentWriter, authors_and_date, number_width
from teikit.publication.print.flow import Block, Document, Node, Section
from teikit.publication.print.measures import MM, SIZE, STEP
from teikit.publication.print.running import P, plain
from teikit.publication.print.volume.sorting import order_of
from teikit.publication.print.writer import Setting

_NUMBER_WIDTH = 24.0  # of the page numbers
_FEWEST_HEADINGS = 4  # of a document whose headings contents and running heads name
_FEWEST_SOURCES = 2
_DATE_WIDTH = 30 * MM
_IN_CONTENTS = ("front", "text", "part", "notes", "sigla", "index")


def chapters_of(headings: list[Block], depth: int) -> list[Block]:
    """The headings that contents and running heads name: those of a text with several, of its highest levels."""
    if len(headings) < _FEWEST_HEADINGS or not depth:
        return []
    top = min(heading.level for heading in headings)
    return [heading for heading in headings if heading.level < top + depth]


class Contents:
    """Writes the contents and the other lists of a volume, when its titles are known."""

    def __init__(self, writer: DocumentWriter, document: Document, settings: PrintSettings) -> None:
        self.writer, self.document, self.settings = writer, document, settings
        self.flow, self.words = writer.flow, writer.words
        self.documents: list[Element] = []
        self.chronology: Document | None = None

    def open_lists(self, documents: list[Element], recto: bool) -> None:
        """Begin the lists that the volume has: the documents by their dates, the archives."""
        if self.settings.volume.chronology and any(each.find(f"{P}date") is not None for each in documents):
            self.chronology = self._open(self.words["chronology"], recto)
        held = [each for document in documents for each in document.findall(f"{P}holding")]
        wanted = self.settings.volume.archives
        if held and (len(held) >= _FEWEST_SOURCES and recto if wanted is None else wanted):
            self._open(self.words["archives"], recto)
            self._archives(held)

    def _open(self, title: str, recto: bool) -> Document:
        document = self.writer.open("", title, "", kind="front")
        document.recto = recto
        self.writer.title_of(document.title, level=1)
        self.writer.space(10)
        return document

    # ---------------------------------------------------------------- contents
    def fill(self) -> None:
        """Write the contents, whose entries lead to the first blocks of parts, documents, chapters and indexes."""
        writer = self.writer
        writer.resume(self.document)
        head = writer.paragraph(
            [self.words["contents"]], below=10, size=13 / SIZE, styles=("semibold",), side="start", keep=True
        )
        head.kind, head.level = "head", 1
        dates = {each.get("id", ""): authors_and_date(each) for each in self.documents}
        for document in self.flow.documents:
            if document.kind in _IN_CONTENTS and document.blocks:
                for section in document.sections or [Section(document.name, document.title, "", document.blocks[0])]:
                    self._section(document, section, dates.get(section.name, ""))
        self._signs()
        if self.chronology:
            self._chronology(self.chronology)

    def _section(self, document: Document, section: Section, stated: str) -> None:
        below: list[Node] = [{"lb": 1}, {"s": ["small"], "c": [stated]}] if stated else []
        width = number_width(section.number) if section.number else 0.0
        number: list[Node] = [{"hung": width, "c": [f"{section.number}."]}] if section.number else []
        title: Node = {"s": ["semibold"] if document.kind == "part" else [], "c": [section.title]}
        if document.kind == "text" and document.lang != self.flow.lang:
            title["lang"] = document.lang
        above = 16.0 if document.kind in ("part", "index") else 9.0
        self._entry(section.head, [*number, title], below, above=above, size=1.0, left=0.0,
                    hang=width or STEP * 0.8, keep=document.kind == "part")  # fmt: skip
        chapters = chapters_of(section.chapters, self.flow.measures.contents)
        top = min((chapter.level for chapter in chapters), default=0)
        for chapter in chapters:
            left = STEP * 0.8 * (1 + chapter.level - top) + width
            named: Node = {"s": [], "c": [chapter.title], "lang": chapter.lang}
            hang = left + STEP * 0.8
            self._entry(chapter, [named], [], above=4.0, size=9.5 / SIZE, left=left, hang=hang, keep=False)

    def _entry(
        self,
        block: Block,
        title: list[Node],
        below: list[Node],
        above: float,
        size: float,
        left: float,
        hang: float,
        keep: bool,
    ) -> None:
        number: list[Node] = [{"fill": 1}, {"page": block.start, "width": _NUMBER_WIDTH}]
        content: list[Node] = [{"to": block.start, "c": title}, *number, *below]
        self.writer.paragraph(
            content, above=above, side="start", size=size, first=left, hang=hang, styles=("solid",), keep=keep
        )

    def _signs(self) -> None:
        """The signs and styles that the documents use, each once."""
        writer = self.writer
        specimens = {
            (each.get("kind"), each.get("label"), plain(each)): each
            for document in self.documents
            for each in document.findall(f"{P}specimen")
        }
        if not specimens:
            return
        writer.setting = Setting(lang=self.flow.lang)
        title: list[Node] = [self.words["signs"]]
        head = writer.paragraph(title, above=24, below=9, size=11 / SIZE, styles=("semibold",), side="start", keep=True)
        head.kind, head.level = "head", 2
        for specimen in specimens.values():
            shown: Node = {"hung": 34 * MM, "c": writer.plain.of(specimen)}
            label: Node = {"s": ["note"], "c": [specimen.get("label", "")]}
            writer.paragraph([shown, label], above=5.5, size=9.5 / SIZE, lead=0.5, hang=34 * MM, side="start")

    # ---------------------------------------------------------------- other lists
    def _chronology(self, document: Document) -> None:
        """The documents by their dates; one without a date is not in it."""
        self.writer.resume(document)
        self.writer.space(10)
        sections = {each.name: each for of in self.flow.documents for each in of.sections}
        known = [each for each in self.documents if each.get("id", "") in sections]
        dated = [(date, sections[each.get("id", "")]) for each in known for date in each.findall(f"{P}date")[:1]]
        for date, section in sorted(dated, key=lambda each: _when(each[0])):
            number = f"{section.number}.\u00a0" if section.number else ""
            shown: Node = {"hung": _DATE_WIDTH, "c": [{"s": ["small"], "c": [plain(date)]}]}
            self._entry(section.head, [shown, f"{number}{section.title}"], [], above=6.0, size=9.5 / SIZE, left=0.0,
                        hang=_DATE_WIDTH, keep=False)  # fmt: skip

    def _archives(self, held: list[Element]) -> None:
        """The archives of the sources, each with its fonds."""
        key = order_of(self.words["alphabet"])
        fonds: dict[str, set[str]] = {}
        for each in held:
            fonds.setdefault(each.get("repository", ""), set()).add(each.get("fonds", ""))
        for repository in sorted(fonds, key=key):
            named = list(_named(fonds[repository]))
            writer = self.writer
            writer.paragraph([repository], above=8, side="start", hang=STEP, keep=bool(named))
            for name in sorted(named, key=key):
                writer.paragraph([name], above=2, side="start", size=9.5 / SIZE, first=STEP, hang=2 * STEP)


def _named(names: set[str]) -> Iterator[str]:
    return (name for name in names if name)


def _when(date: Element) -> tuple[bool, int, str]:
    """The key of a date: years before our era are numbers below zero."""
    when = date.get("when", "")
    year = when[1:].partition("-")[0] if when.startswith("-") else when.partition("-")[0]
    return not when, (-1 if when.startswith("-") else 1) * int(year or 0) if year.isdigit() else 0, when
