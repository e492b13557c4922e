"""The indexes of a volume: who and what its registers have, with the places where the text names them.

The places are decided from the pages of the text, and the indexes are at the end: however long they are, no line of the
text moves.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from teikit.edition import INDEXES, VolumeSettings
from teikit.publication.print.documents import DocumentWriter
from teikit.publication.print.flow import Document, Flow, Mention, Node
from teikit.publication.print.measures import SIZE
from teikit.publication.print.references import shortened
from teikit.publication.print.rows import Rows
from teikit.publication.print.running import P, plain
from teikit.publication.print.volume.sorting import initial_of, order_of
from teikit.publication.print.writer import Setting

INDEX = "index"
ARCHIVE, WORK = "archive", "work"
_TITLES = {
    "person": "print.index-person",
    "place": "print.index-place",
    "organisation": "print.index-organisation",
    WORK: "print.index-work",
    ARCHIVE: "print.index-archive",
}
_NUMBERS = {"line": "print.index-lines", "page": "print.index-pages", "document": "print.index-documents"}
_ROLES = {"sent": "print.index-by", "author": "print.index-by", "received": "print.index-to"}
_SIZE, _LEAD = 8.8 / SIZE, 0.46
_HANG, _SUB, _GROUP, _FIRST = 10.0, 8.0, 9.0, 14.0
_WHOLE = 360  # letters of an entry that no column divides
_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Registered:
    """An entry of a register: the name to sort by, further names, the years of a life, the author of a work."""

    kind: str
    name: str
    others: tuple[str, ...] = ()
    lived: str = ""
    author: str = ""


@dataclass(slots=True)
class Entry:
    """An entry of an index: what it is called, the mentions, its sub-entries; `see` is another entry's name."""

    name: str
    note: str = ""
    mentions: list[Mention] = field(default_factory=list)
    parts: dict[str, list[Mention]] = field(default_factory=dict)
    see: str = ""


def registered(edition: Element) -> dict[str, Registered]:
    """The entries of all registers of an edition, by key."""
    known: dict[str, Registered] = {}
    for each in edition.iter(f"{P}entity"):
        names = [(name.get("sort") or plain(name)) for name in each.findall(f"{P}name")]
        if names:
            authors = [plain(author) for author in each.findall(f"{P}author")]
            known.setdefault(
                each.get("key", ""),
                Registered(each.get("kind", ""), names[0], tuple(names[1:]), each.get("lived", ""), *authors[:1]),
            )
    return known


def kinds_of(flow: Flow, known: Mapping[str, Registered], settings: VolumeSettings) -> list[str]:
    """The indexes that a volume has: those that are wanted and have an entry."""
    named = {known[m.key].kind if m.key in known else m.kind for m in flow.mentions if _is_known(m, known)}
    wanted = INDEXES if settings.index is None else settings.index
    return [kind for kind in wanted if kind in named]


def _is_known(mention: Mention, known: Mapping[str, Registered]) -> bool:
    """Whether a name has an entry: in a register, at an address, or as an archive."""
    return mention.key in known or "://" in mention.key or mention.kind == ARCHIVE


def open_index(writer: DocumentWriter, kind: str, level: int) -> Document:
    """Begin an index with its title; what it has is not known yet."""
    document = writer.open(kind, _named(writer.words, _TITLES[kind]), "", kind=INDEX)
    document.columns = _COLUMNS
    head = writer.paragraph(
        [document.title], level=level, side="start", styles=("title",), size=15 / SIZE, lead=0.5, below=14, keep=True
    )
    head.kind, head.title, head.wide = "head", document.title, True
    return document


def write_indexes(edition: Element, flow: Flow, rows: Rows, words: Mapping[str, str], settings: VolumeSettings) -> None:
    """Fill the indexes of a flow whose other pages are known."""
    writer = DocumentWriter(flow, False, words, frozenset())
    indexer = Indexer(flow, rows, registered(edition), words, settings.index_by)
    for document in flow.documents:
        if document.kind == INDEX:
            indexer.write(writer, document)


def _named(words: Mapping[str, str], key: str) -> str:
    """A word of the print, by its whole key."""
    return words[key.removeprefix("print.")]


class Indexer:
    """Writes the indexes of a flow whose pages are known."""

    def __init__(
        self, flow: Flow, rows: Rows, known: Mapping[str, Registered], words: Mapping[str, str], by: str
    ) -> None:
        self.flow, self.rows, self.known, self.words, self.by = flow, rows, known, words, by
        self.key = order_of(words["alphabet"])

    def write(self, writer: DocumentWriter, document: Document) -> None:
        """Fill an index."""
        writer.resume(document)
        writer.setting = Setting(lang=self.flow.lang, size=_SIZE)
        note = writer.paragraph(
            [_named(self.words, _NUMBERS[self.by])], side="start", lead=_LEAD, styles=("emphasis",), below=12
        )
        note.wide = True
        before: object = None
        for entry in sorted(self.entries(document.name), key=lambda entry: self.key(entry.name)):
            initial = initial_of(self.key(entry.name))
            self._entry(writer, entry, _FIRST if before is None else _GROUP if before != initial else 0.0)
            before = initial

    # ---------------------------------------------------------------- what an index has
    def entries(self, kind: str) -> list[Entry]:
        """The entries of an index, and those of other names that lead to them."""
        entries: dict[str, Entry] = {}
        forms: dict[str, Counter[str]] = {}
        for mention in self.flow.mentions:
            of = self.known.get(mention.key)
            if (of.kind if of else mention.kind) == kind and _is_known(mention, self.known):
                self._add(entries, forms, mention, of)
        for key, counted in forms.items():
            entries[key].name = counted.most_common(1)[0][0]
        return [*entries.values(), *self._see(entries)]

    def _add(
        self, entries: dict[str, Entry], forms: dict[str, Counter[str]], mention: Mention, of: Registered | None
    ) -> None:
        key, part = mention.key, ""
        if of and of.kind == WORK and of.author:
            key, part = f"by {of.author}", of.name
        elif mention.kind == ARCHIVE:
            part = mention.form
        elif mention.role in _ROLES:
            part = _named(self.words, _ROLES[mention.role])
        name = of.author if of and of.kind == WORK and of.author else of.name if of else mention.key
        entry = entries.setdefault(key, Entry(name, of.lived if of and of.kind != WORK else ""))
        if not of and mention.kind != ARCHIVE:
            forms.setdefault(key, Counter())[mention.form] += 1
        (entry.parts.setdefault(part, []) if part else entry.mentions).append(mention)

    def _see(self, entries: Mapping[str, Entry]) -> Iterator[Entry]:
        """Other names of entries that are far from the first one in the alphabet."""
        for key, entry in entries.items():
            of = self.known.get(key)
            for other in dict.fromkeys(of.others if of else ()):
                if self.key(other.split()[0])[0] != self.key(entry.name.split()[0])[0]:
                    yield Entry(other, see=entry.name)

    # ---------------------------------------------------------------- places
    def references(self, mentions: Iterable[Mention]) -> list[Node]:
        """The places of mentions in order, each once, as links with commas between them."""
        places = sorted({self._place(mention) for mention in mentions if mention.anchor in self.rows.at})
        joined = list(self._joined(places))
        nodes: list[Node] = []
        for text, page in joined:
            nodes += [", "] * bool(nodes) + [{"at": page, "c": [text]}]
        return nodes

    def _place(self, mention: Mention) -> tuple[int, int, str]:
        """Page, line (0 for the page) and what is written."""
        row = self.rows.at[mention.anchor]
        if self.by == "document":
            number = self._number(mention)
            return (row.page if not number else int(number), 0, number or str(row.page))
        if mention.in_note:
            return row.page, 1_000_000, _named(self.words, "print.index-note").replace("{page}", str(row.page))
        counted = self.by == "line" and row.block.counted and not mention.role
        return (row.page, row.number, f"{row.page}.{row.number}") if counted else (row.page, 0, str(row.page))

    def _joined(self, places: list[tuple[int, int, str]]) -> Iterator[tuple[str, int]]:
        """Pages that follow each other are one range."""
        held: list[int] = []
        for number, line, text in places:
            if line == 0 and text == str(number) and self.by != "line" and (not held or held[-1] == number - 1):
                held.append(number)
                continue
            if held:
                yield self._range(held)
            held = []
            if line == 0 and text == str(number) and self.by != "line":
                held = [number]
            else:
                yield text, self._page(number)
        if held:
            yield self._range(held)

    def _range(self, numbers: list[int]) -> tuple[str, int]:
        return shortened(str(numbers[0]), str(numbers[-1])), self._page(numbers[0])

    def _page(self, number: int) -> int:
        """The page of a page or of the number of a document."""
        if self.by != "document":
            return number
        heads = (s.head.start for d in self.flow.documents for s in d.sections if s.number == str(number))
        return next((self.rows.at[head].page for head in heads if head in self.rows.at), number)

    def _number(self, mention: Mention) -> str:
        """The number of the document that a mention is in."""
        section = self.flow.documents[mention.document].section_at(self.rows.at[mention.anchor].block.number)
        return section.number if section else ""

    # ---------------------------------------------------------------- how it is set
    def _entry(self, writer: DocumentWriter, entry: Entry, above: float) -> None:
        name: list[Node] = [entry.name, *([f"\u00a0({entry.note})"] if entry.note else [])]
        if entry.see:
            name += [" ", {"s": ["emphasis"], "c": [_named(self.words, "print.index-see")]}, f" {entry.see}"]
        self._line(writer, [*name, *self._listed(entry.mentions)], above, 0.0, keep=bool(entry.parts))
        parts = sorted(entry.parts.items(), key=lambda part: self.key(part[0]))
        for i, (label, mentions) in enumerate(parts):
            self._line(writer, [label, *self._listed(mentions)], 1.0, _SUB, keep=i == 0 and len(parts) > 1)

    def _listed(self, mentions: list[Mention]) -> list[Node]:
        nodes = self.references(mentions)
        return [", ", *nodes] if nodes else []

    def _line(self, writer: DocumentWriter, nodes: list[Node], above: float, left: float, keep: bool) -> None:
        letters = sum(len(node) if isinstance(node, str) else 6 for node in nodes)
        block = writer.paragraph(
            nodes, first=left, hang=left + _HANG, side="start", lead=_LEAD, whole=letters < _WHOLE, keep=keep
        )
        block.gap = max(above, block.leading)
