"""Writes blocks into a flow: the space between them, and what leaves an anchor, a note or a margin note in the text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from teikit.publication.print.flow import ENTRY, NOTE, Block, Document, Flow, Margin, Mention, Node, Note
from teikit.publication.print.measures import NOTE_LEAD, NOTE_SIZE, SMALL
from teikit.publication.print.running import LANG, P, Running, language, name_of, plain
from teikit.publication.print.wordlist import words_of

_LETTER = 0.49  # the usual width of a letter, in em
_TALLEST_FOOT, _TALLEST_MARGIN = 1 / 3, 1 / 2  # of the height of the text


@dataclass(frozen=True, slots=True)
class Setting:
    """What blocks have from the elements around them."""

    left: float = 0.0
    size: float = 1.0
    styles: tuple[str, ...] = ()
    inside: str = ""
    lang: str = ""
    direction: str = ""
    counted: bool = False
    numbered: bool = False
    bar: bool = False
    item: float = -1.0  # the indentation of the first line of an item's paragraph

    def within(self, element: Element) -> "Setting":
        """The setting of the content of an element that has a language or direction of its own."""
        lang, direction = language(element.get(LANG, "")), element.get("dir", "")
        return (
            replace(self, lang=lang or self.lang, direction=direction or self.direction) if lang or direction else self
        )


@dataclass(slots=True)
class _Explained:
    """An entry of the apparatus until its document is written: its place, its lemma, the statements on it."""

    note: Note
    ref: str
    lemma: list[Node]
    statements: list[list[Node]]
    text: str


class Writer:
    """Writes the blocks of documents into a flow.

    `words` are the print's own words. Notes named in `behind` (by document and name) are set behind their document.
    """

    def __init__(self, flow: Flow, diplomatic: bool, words: Mapping[str, str], behind: frozenset[str]) -> None:
        self.flow, self.diplomatic, self.words, self.behind = flow, diplomatic, words, behind
        self.text = Running(diplomatic, self._aside)
        self.plain = Running(diplomatic, lambda _: [])
        self.setting = Setting()
        self.pending = 0.0  # the space that the last block wants below it

    # ---------------------------------------------------------------- documents and blocks
    def open(self, name: str, title: str, lang: str, kind: str = "text", prefix: str = "") -> Document:
        """Begin a document: the blocks that follow are in it. `prefix` tells the names of its notes from others."""
        self.document = Document(name, title, language(lang) or self.flow.lang, kind=kind)
        self.flow.documents.append(self.document)
        self.out, self.pending, self.prefix = self.document.blocks, 0.0, prefix
        self._line_above: tuple[float, float] | None = None
        self.text_lang = self.document.lang
        self.setting = Setting(lang=self.text_lang)
        self._anchors: dict[str, dict[str, list[int]]] = {"s": {}, "e": {}, "o": {}}
        self._explained: list[_Explained] = []
        self.left_over: list[tuple[int, list[Node], str, str]] = []
        return self.document

    def join(self, lang: str, prefix: str) -> None:
        """Go on with the last document for another one of the edition, as `open` begins one."""
        self._line_above, self.prefix = None, prefix
        self.text_lang = language(lang) or self.flow.lang
        self.setting = Setting(lang=self.text_lang)
        self._anchors = {"s": {}, "e": {}, "o": {}}
        self._explained, self.left_over = [], []

    def resume(self, document: Document) -> None:
        """Go on with a document."""
        self.document, self.out, self.pending, self._line_above = document, document.blocks, 0.0, None
        self.setting = Setting(lang=document.lang)

    def space(self, least: float) -> None:
        """Leave at least so much above the next block."""
        self.pending = max(self.pending, least)

    def block(self, kind: str, content: list[Node], above: float = 0.0, below: float = 0.0, **more: Any) -> Block:
        """Add a block; its gap is the larger of what it and the one before it want."""
        flow, setting = self.flow, self.setting
        flow.blocks += 1
        given = {
            "size": setting.size,
            "styles": setting.styles,
            "lang": setting.lang,
            "direction": setting.direction,
            "counted": setting.counted,
            "numbered": setting.numbered,
            "bar": setting.bar,
        }
        block = Block(flow.blocks, flow.anchor(), kind, content, **{**given, **more})
        block.end = flow.anchor()
        block.gap = max(self.pending, above)
        if self._line_above:
            block.rule, block.ruled = self._line_above
            block.gap += block.ruled
            self._line_above = None
        self.pending = below
        self.out.append(block)
        return block

    def line_above(self, part: float, below: float) -> None:
        """Draw a line above the next block, as long as a part of the measure, with a space below it."""
        self._line_above = (part, below)

    def paragraph(self, content: list[Node], **more: Any) -> Block:
        """Add a paragraph that begins at the left edge of its setting, with the space between lines above and below."""
        setting = self.setting
        given: dict[str, Any] = {"first": setting.left, "hang": setting.left} | more
        block = self.block("par", content, **given)
        block.gap = max(block.gap, block.leading + block.ruled)
        return block

    # ---------------------------------------------------------------- anchors and notes
    def _aside(self, element: Element) -> list[Node]:
        name = name_of(element)
        if name in self._anchors:
            anchor = self.flow.anchor()
            self._anchors[name].setdefault(element.get("ref", ""), []).append(anchor)
            return [{"a": anchor}]
        if name == "mention":
            anchor = self.flow.anchor()
            self.mentioned([element], anchor)
            return [{"a": anchor}]
        if name == "entry":
            return self._entry(element)
        return self._foot(element) if name == "foot" else self._beside(element)

    def mentioned(self, mentions: Iterable[Element], anchor: int, in_note: bool = False) -> None:
        """Keep who is named at an anchor, for the indexes."""
        document = len(self.flow.documents) - 1
        for each in mentions:
            kind, key, form = (each.get(name, "") for name in ("entity", "key", "form"))
            self.flow.mentions.append(Mention(kind, key, form, anchor, document, each.get("role", ""), in_note))

    def _named(self, element: Element) -> str:
        return self.prefix + element.get("name", "")

    def _note(self, layer: str, element: Element, **more: Any) -> Note:
        at = self.flow.anchor()
        setting = self.setting.within(element)
        given = {"lang": setting.lang, "direction": setting.direction} | more
        return Note(layer, [], at, at, at, [self._named(element)], len(self.flow.documents) - 1, **given)

    def _entry(self, element: Element) -> list[Node]:
        lemma, statement = element.find(f"{P}lemma"), element.find(f"{P}statement")
        nodes, statements = ([] if e is None else self.plain.node(e) for e in (lemma, statement))
        text = "" if lemma is None else plain(lemma)
        if self._one_more(element, text, statements):
            return []
        if self._is_behind(element):
            return self._put_behind(element, [*nodes, "] ", *statements], element.get("at", ""))
        note = self._note(ENTRY, element, own=element.get("at", ""))
        self._explained.append(_Explained(note, element.get("ref", ""), nodes, [statements], text))
        self.flow.notes.append(note)
        return [{"a": note.at}, {"n": len(self.flow.notes) - 1}]

    def _one_more(self, element: Element, lemma: str, statements: list[Node]) -> bool:
        """Whether an entry says more on what the last one was on; it has one place and one lemma."""
        last = self._explained[-1] if self._explained else None
        if last is None or (last.ref, last.text) != (element.get("ref"), lemma) or self._is_behind(element):
            return False
        last.statements.append(statements)
        last.note.names.append(self._named(element))
        return True

    def _foot(self, element: Element) -> list[Node]:
        mark, nodes = element.get("n", ""), self.plain.of(element)
        if self._is_behind(element):
            return [{"mark": mark}, *self._put_behind(element, nodes, mark, raised=True)]
        note = self._note(NOTE, element, mark=mark)
        self.mentioned(element.iter(f"{P}mention"), note.at, in_note=True)
        note.words = self._pieces(nodes)
        self.flow.notes.append(note)
        return [{"a": note.at}, {"n": len(self.flow.notes) - 1}]

    def _beside(self, element: Element) -> list[Node]:
        page, setting = name_of(element) == "pb", self.setting.within(element)
        kind = element.get("kind", "")
        sign: list[Node] = ["|"] if page and element.get("inside") else ["‸"] if kind == "addition" else []
        nodes: list[Node] = self.plain.of(element)
        if page:
            nodes = [self.words[kind].replace("{number}", element.get("n", ""))]
        if self._is_behind(element, page):
            return [*sign, *self._put_behind(element, nodes)]
        margin = Margin(nodes, self.flow.anchor(), self._named(element), len(self.flow.documents) - 1)
        margin.styles = () if page else ("emphasis",)
        self.mentioned(element.iter(f"{P}mention"), margin.at)
        margin.lang, margin.direction = setting.lang, setting.direction
        self.flow.margins.append(margin)
        return [*sign, {"m": len(self.flow.margins) - 1}]

    def _is_behind(self, element: Element, page: bool = False) -> bool:
        """Whether a note is set behind its document: a page lost it, or it would fill much of a page."""
        if page or self._named(element) in self.behind:
            return not page or self._named(element) in self.behind
        measures, letters = self.flow.measures, len(plain(element))
        if name_of(element) == "margin":
            lines = letters * _LETTER * SMALL / measures.margin_width
            return lines * NOTE_LEAD > measures.text_height * _TALLEST_MARGIN
        lines = letters * _LETTER * NOTE_SIZE / measures.text_width
        return lines * NOTE_LEAD > measures.text_height * _TALLEST_FOOT

    def _put_behind(self, element: Element, nodes: list[Node], label: str = "", raised: bool = False) -> list[Node]:
        anchor, setting = self.flow.anchor(), self.setting.within(element)
        shown: Node = {"s": ["raised" if raised else "strong"], "c": [f"{label}"]} if label else {"where": anchor}
        self.mentioned(element.iter(f"{P}mention"), anchor)
        self.left_over.append((anchor, [shown, " ", *nodes], setting.lang, setting.direction))
        self.flow.placed.append(self._named(element))
        return [{"a": anchor}]

    def _pieces(self, nodes: list[Node], face: str = "note") -> list[tuple[int, int]]:
        return [(self.flow.piece(face, word), how) for word, how in words_of(nodes)]

    def finish(self) -> None:
        """Give the entries of the document their words and anchors, once all of them are known."""
        starts, ends, others = (self._anchors[name] for name in "seo")
        for explained in self._explained:
            note, ref = explained.note, explained.ref
            note.start = starts.get(ref, [note.at])[0]
            note.end = ends.get(ref, [note.at])[-1]
            note.equal = others.get(ref, [])
            lemma = words_of([*explained.lemma, {"s": [], "c": ["]"]}])
            statements: list[Node] = []
            for statement in explained.statements:
                statements += ["; ", *statement] if statements else statement
            note.lemma = len(lemma)
            note.words = [(self.flow.piece("note", word), how) for word, how in lemma]
            rest = self._pieces(statements)
            note.words += [(piece, 1 if i == 0 else how) for i, (piece, how) in enumerate(rest)]
