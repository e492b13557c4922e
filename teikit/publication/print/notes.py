"""Notes, entries and anchors of running text: what each leaves in it, and which layer it is in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from teikit.edition import PrintLayer, Traits
from teikit.publication.print.breaking import fitted
from teikit.publication.print.flow import Flow, Margin, Mention, Node, Note, Unit
from teikit.publication.print.layers import Statement, layer_of, letters, statements_of
from teikit.publication.print.measures import NOTE_LEAD, NOTE_SIZE, SMALL
from teikit.publication.print.running import P, Running, after_first_letter, name_of, plain, plain_of, source_of
from teikit.publication.print.wordlist import words_of
from teikit.publication.print.writer import Writer

_LETTER = 0.49  # the usual width of a letter, in em
_TALLEST_FOOT, _TALLEST_MARGIN = 1 / 3, 1 / 2  # of the height of the text
_SOURCE = Traits(frozenset(("bibl", "cit")), frozenset(("source",)))


@dataclass(slots=True)
class Explained:
    """An entry or a note until its document is written: its place, its lemma, what it states of it."""

    note: Note
    layer: PrintLayer
    place: str
    lemma: list[Node]
    stated: list[Node]
    ref: str = ""
    text: str = ""


class NoteWriter(Writer):
    """Writes notes. Those named in `behind` (by document and name) are set behind their document."""

    def __init__(self, flow: Flow, diplomatic: bool, words: Mapping[str, str], behind: frozenset[str]) -> None:
        super().__init__(flow, diplomatic, words, behind)
        cites = any({"bibl", "cit"}.intersection(layer.elements) for layer in flow.layers)
        self.text = Running(diplomatic, self._aside, self._quotation if cites else None)
        self.volume_notes: list[Explained] = []

    def begin(self) -> None:
        """Begin a text of the edition."""
        super().begin()
        self._anchors: dict[str, dict[str, list[int]]] = {"s": {}, "e": {}, "o": {}}
        self._explained: list[Explained] = []
        self._marks = self._quotations = 0
        self._series: Iterator[str] = iter(())
        self.left_over: list[tuple[int, list[Node], str, str]] = []
        self.ended: dict[str, list[Explained]] = {"section": [], "document": []}

    # ---------------------------------------------------------------- anchors
    def _aside(self, element: Element) -> list[Node]:
        name = name_of(element)
        if name in self._anchors:
            anchor = self.flow.anchor()
            self._anchors[name].setdefault(element.get("ref", ""), []).append(anchor)
            return [{"a": anchor}]
        if name == "ref":
            return self.cross(element)
        if name == "unit":
            unit = Unit(self.flow.anchor(), int(element.get("level", "1")), element.get("n", ""), self._document())
            self.flow.units.append(unit)
            return [{"a": unit.anchor}]
        if name == "mention":
            anchor = self.flow.anchor()
            self.mentioned([element], anchor)
            return [{"a": anchor}]
        if name == "entry":
            return self._entry(element)
        return self._foot(element) if name == "foot" else self._beside(element)

    def mentioned(self, mentions: Iterable[Element], anchor: int, in_note: bool = False) -> None:
        """Keep who is named at an anchor, for the indexes."""
        for each in mentions:
            kind, key, form = (each.get(name, "") for name in ("entity", "key", "form"))
            mention = Mention(kind, key, form, anchor, self._document(), each.get("role", ""), in_note)
            self.flow.mentions.append(mention)

    def _document(self) -> int:
        return len(self.flow.documents) - 1

    def _named(self, element: Element) -> str:
        return self.prefix + element.get("name", "")

    def _note(self, layer: PrintLayer, element: Element, **more: Any) -> Note:
        at = self.flow.anchor()
        setting = self.setting.within(element)
        given = {"lang": setting.lang, "direction": setting.direction} | more
        return Note(layer.name, [], at, at, at, [self._named(element)], self._document(), **given)

    # ---------------------------------------------------------------- entries of the apparatus
    def _entry(self, element: Element) -> list[Node]:
        lemma = element.find(f"{P}lemma")
        nodes = [] if lemma is None else self.plain.node(lemma)
        left: list[Node] = []
        for statement in statements_of(element, self.flow.layers, self.plain):
            left += self._entry_in(element, statement, nodes, "" if lemma is None else plain(lemma))
        return left

    def _entry_in(self, element: Element, statement: Statement, lemma: list[Node], text: str) -> list[Node]:
        layer, place = statement.layer, place_of(element)
        if self._one_more(element, statement, place, text):
            return []
        note = self._note(layer, element, own=element.get("at", ""), kinds=statement.kinds)
        if self._is_behind(element):
            own = Explained(note, layer, place, lemma, statement.nodes, element.get("ref", ""), text)
            self._explained.append(own)
            self._ended(own, "behind")
            return self._put_behind(element, [*lemma, *["] "][: len(lemma)], *statement.nodes], note)
        self._explained.append(Explained(note, layer, place, lemma, statement.nodes, element.get("ref", ""), text))
        if layer.marks(entry=True):
            self._marks += 1
            note.mark = letters(self._marks)
        return self._placed(self._explained[-1])

    def _one_more(self, element: Element, statement: Statement, place: str, text: str) -> bool:
        """Whether an entry says more on what the last one of its layer was on; it has one place and one lemma."""
        entries = (each for each in reversed(self._explained) if each.layer == statement.layer)
        last = next((each for each in entries if each.note.place != "behind"), None)
        if last is None or not text or (last.place, last.text) != (place, text) or self._is_behind(element):
            return False
        last.stated += ["; ", *statement.nodes]
        last.note.names.append(self._named(element))
        return True

    def _placed(self, explained: Explained) -> list[Node]:
        """What a note leaves in the text: its place at the foot, or, where it is at an end, its mark alone."""
        note, place = explained.note, explained.layer.place
        if place == "foot":
            self.flow.notes.append(note)
            return [{"a": note.at}, {"n": len(self.flow.notes) - 1}]
        self._ended(explained, place)
        (self.volume_notes if place == "volume" else self.ended[place]).append(explained)
        return [{"a": note.at}, *[{"mark": note.mark}] * bool(note.mark)]

    def _ended(self, explained: Explained, place: str) -> None:
        """Keep a note that is not at the foot."""
        note = explained.note
        note.place, self.flow.ended[note.at] = place, note
        self.flow.placed += note.names

    # ---------------------------------------------------------------- notes
    def _foot(self, element: Element) -> list[Node]:
        nodes, traits = self.plain.of(element), traits_of_note(element)
        layer = layer_of(traits, self.flow.layers)
        marked = layer.marks(entry=False)
        mark = self._mark(element) if marked else ""
        kinds = {"element": "note", "types": sorted(traits.types), "hands": sorted(traits.hands)}
        note = self._note(layer, element, mark=mark, kinds=kinds)
        if self._is_behind(element):
            self._explained.append(Explained(note, layer, self._named(element), [], nodes))
            self._ended(self._explained[-1], "behind")
            return [*[{"mark": mark}] * bool(mark), *self._put_behind(element, nodes, note)]
        self.mentioned(element.iter(f"{P}mention"), note.at, in_note=True)
        self._explained.append(Explained(note, layer, self._named(element), [], nodes))
        return self._placed(self._explained[-1])

    def _mark(self, element: Element) -> str:
        """The label of a note: its own, else the next of the series, so that none is missing."""
        return next(self._series, element.get("n", "")) if element.get("counted") else element.get("n", "")

    def series_of(self, document: Element) -> None:
        """Have the labels of a series of notes at hand, in their order in the document."""
        feet = document.iter(f"{P}foot")
        self._series = iter([foot.get("n", "") for foot in feet if foot.get("counted") and foot.get("n")])

    def _quotation(self, element: Element) -> list[Node]:
        """A quotation whose source (cit/bibl) is a note, keyed to the lines of the quotation."""
        source = source_of(element)
        assert source is not None
        quoted, start = replace_child(element, source), self.flow.anchor()
        nodes = after_first_letter(self.text.of(quoted), {"a": start})
        layer = layer_of(_SOURCE, self.flow.layers)
        self._quotations += 1
        note = self._note(layer, source, kinds={"element": "bibl", "types": ["source"]})
        note.names = [f"{self.prefix}q{self._quotations}"]
        note.start = start
        if layer.marks(entry=False):
            self._marks += 1
            note.mark = letters(self._marks)
        self._explained.append(Explained(note, layer, note.names[0], [], self.plain.of(without_signs(source))))
        return [*nodes, *self._placed(self._explained[-1])]

    def _beside(self, element: Element) -> list[Node]:
        page, setting = name_of(element) == "pb", self.setting.within(element)
        kind = element.get("kind", "")
        sign: list[Node] = ["|"] if page and element.get("inside") else ["‸"] if kind == "addition" else []
        nodes: list[Node] = self.plain.of(element)
        if page:
            nodes = [self.words[kind].replace("{number}", element.get("n", ""))]
        if self._is_behind(element, page):
            return [*sign, *self._put_behind(element, nodes)]
        margin = Margin(
            fitted(nodes, self.flow.measures.margin_letters), self.flow.anchor(), self._named(element), self._document()
        )
        margin.styles = () if page else ("emphasis",)
        self.mentioned(element.iter(f"{P}mention"), margin.at)
        margin.lang, margin.direction = setting.lang, setting.direction
        self.flow.margins.append(margin)
        return [*sign, {"m": len(self.flow.margins) - 1}]

    # ---------------------------------------------------------------- notes that no page has space for
    def _is_behind(self, element: Element, page: bool = False) -> bool:
        """Whether a note is set behind its document: a page lost it, or it would fill much of a page."""
        if page or self._named(element) in self.behind:
            return not page or self._named(element) in self.behind
        measures, size = self.flow.measures, len(plain(element))
        if name_of(element) == "margin":
            lines = size * _LETTER * SMALL / measures.margin_width
            return lines * NOTE_LEAD > measures.text_height * _TALLEST_MARGIN
        lines = size * _LETTER * NOTE_SIZE / measures.text_width
        return lines * NOTE_LEAD > measures.text_height * _TALLEST_FOOT

    def _put_behind(self, element: Element, nodes: list[Node], note: Note | None = None) -> list[Node]:
        anchor, setting = note.at if note else self.flow.anchor(), self.setting.within(element)
        shown: Node = {"s": ["raised"], "c": [note.mark]} if note and note.mark else {"where": anchor}
        self.mentioned(element.iter(f"{P}mention"), anchor)
        self.left_over.append((anchor, [shown, " ", *nodes], setting.lang, setting.direction))
        self.flow.placed.append(self._named(element))
        return [{"a": anchor}]

    def _pieces(self, nodes: list[Node]) -> list[tuple[int, int]]:
        return [(self.flow.piece("note", word), how) for word, how in words_of(nodes)]

    def finish(self) -> None:
        """Give the notes of the document their words and anchors, once all of them are known."""
        starts, ends, others = (self._anchors[name] for name in "seo")
        for explained in self._explained:
            note, ref = explained.note, explained.ref
            if ref:
                note.start = starts.get(ref, [note.at])[0]
                note.end = ends.get(ref, [note.at])[-1]
                note.equal = others.get(ref, [])
            note.texts = (_words(explained.lemma), _words(explained.stated))
            if note.place == "foot":
                lemma = self._pieces([*explained.lemma, {"s": [], "c": ["]"]}]) if explained.lemma else []
                note.lemma = len(lemma)
                rest = self._pieces(explained.stated)
                note.words = [*lemma, *((piece, 1 if i == 0 and lemma else how) for i, (piece, how) in enumerate(rest))]


def _words(nodes: list[Node]) -> str:
    return " ".join(plain_of(nodes).split())


def traits_of_note(element: Element) -> Traits:
    """What the rules of layers know of a note."""
    types = frozenset((element.get("type", ""), element.get("kind", ""))) - {""}
    return Traits(frozenset(("note",)), types, frozenset(element.get("hand", "").split()))


def place_of(element: Element) -> str:
    """What tells the place of an entry from others: the point where its lemma begins, a number in words, its words."""
    if element.get("kind") == "variant-point":
        return element.get("from") or element.get("at") or element.get("ref") or ""
    return element.get("ref", "")


def without_signs(element: Element) -> Element:
    """A copy of an element without the signs around its words."""
    copy = Element(element.tag, element.attrib)
    copy.text = element.text
    copy.extend(element)
    if len(copy) and not copy.text and name_of(copy[0]) == "sign":
        copy.text = copy[0].tail
        copy.remove(copy[0])
    if len(copy) and not copy[-1].tail and name_of(copy[-1]) == "sign":
        copy.remove(copy[-1])
    return copy


def replace_child(element: Element, child: Element) -> Element:
    """A copy of an element without a child and without the blank before it."""
    copy = Element(element.tag, element.attrib)
    copy.text = element.text
    before: Element | None = None
    for each in element:
        if each is not child:
            before = Element(each.tag, each.attrib)
            before.text, before.tail = each.text, each.tail
            before.extend(each)
            copy.append(before)
        elif before is None:
            copy.text = f"{(copy.text or '').rstrip()}{each.tail or ''}"
        else:
            before.tail = f"{(before.tail or '').rstrip()}{each.tail or ''}"
    return copy
