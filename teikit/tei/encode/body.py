"""Writes the texts of a document as divisions: one row a kind of block (TEI Guidelines 4.2)."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from lxml import etree

from teikit.core import Span
from teikit.interpretation import (
    BlockKind,
    BlockNode,
    ItemNode,
    ListNode,
    PartNode,
    RunOfBlocks,
    SpeechNode,
    TextNode,
)
from teikit.tei.encode.header import speaker_key
from teikit.tei.encode.inline import InlineWriter
from teikit.tei.encode.page_furniture import write_page
from teikit.tei.encode.tags import Tag, write_tags

# Elements that are blocks of text in the sense of a division's content model.
_COMMON = {"p", "ab", "list", "table", "sp"}

# The elements that the words of a block are put into, the outermost first.
ELEMENTS: Mapping[BlockKind, tuple[Tag, ...]] = {
    BlockKind.PARAGRAPH: (Tag("p", {}, ("id", "corresp", "cert", "part", "rend")),),
    BlockKind.HEAD: (Tag("head", {}, ("type", "cert")),),
    BlockKind.FORMULA: (Tag("seg", {}, ("type", "cert")),),
    BlockKind.HANDLING: (Tag("ab"), Tag("seg", {}, ("type",))),
    BlockKind.UNKNOWN: (Tag("seg", {"type": "handling", "cert": "low"}),),
    BlockKind.SALUTE: (Tag("salute", {}, ("cert",)),),
    BlockKind.DATELINE: (Tag("dateline", {}, ("cert",)),),
    BlockKind.CERTIFICATION: (Tag("seg", {"type": "certification"}),),
    BlockKind.STAMP: (Tag("stamp", {}, ("cert",)),),
    BlockKind.STAMP_BLOCK: (Tag("ab", {"type": "stamp"}, ("cert",)), Tag("stamp")),
    BlockKind.STAMP_NOTE: (Tag("ab", {"type": "stamp"}),),
    BlockKind.SIGNATURE: (Tag("signed", {}, ("cert",)),),
    BlockKind.FREE: (),
}


class BodyWriter:
    """Writes divisions at the builder's cursor; `ids` and `partners` link paragraphs that correspond, by offset.

    `speakers` are the values of sp/@who by the words that name a speaker (see `speaker_key`).
    """

    def __init__(
        self, inline: InlineWriter, ids: Mapping[int, str], partners: Mapping[int, str], speakers: Mapping[str, str]
    ) -> None:
        self.speakers = speakers
        self.inline = inline
        self.builder = inline.builder
        self.ids = ids
        self.partners = partners

    def text(self, text: TextNode, attributes: Mapping[str, str]) -> None:
        """Writes one text of the file as a `div`, with the texts inside it."""
        with self._lined("div", attributes, text.span):
            for part in text.top:
                self._on_line(part, "opener")
            for block in text.body:
                # A mark writes nothing, so that it has no line.
                if isinstance(block, BlockNode) and block.kind is BlockKind.MARK:
                    self._block(block)
                else:
                    self._part(block)
            for inner in text.parts:
                self.builder.newline()
                self.text(inner, {"type": inner.kind, "n": inner.n, "lang": inner.language, "cert": inner.cert})
            if not text.parts and not any(etree.QName(child).localname in _COMMON for child in self.builder.parent):
                # A closer may not stand in a division without a block of text (TEI Guidelines, content of div).
                self.builder.newline()
                self.builder.element("p", span=text.span)
            if text.closer:
                self._on_line(text.closer, "closer")
            for part in text.behind:
                self._on_line(part, "postscript")

    def _on_line(self, part: BlockNode | RunOfBlocks, name: str) -> None:
        self.builder.newline()
        if isinstance(part, BlockNode):
            self._block(part)
        else:
            self._run(part, name)

    def _run(self, run: RunOfBlocks, name: str) -> None:
        """Blocks in one element, each on a line of its own but where one is glued to that before it in an opener."""
        with self._lined(name, {"rend": run.rend, "cert": run.cert}, run.span):
            before = None
            for block in run.blocks:
                if before is None or name == "postscript" or before.end != block.span.start:
                    self.builder.newline()
                self._block(block)
                before = block.span

    def _part(self, part: PartNode) -> None:
        self.builder.newline()
        if isinstance(part, BlockNode):
            self._block(part)
        elif isinstance(part, SpeechNode):
            self._speech(part)
        else:
            self._list(part)

    def _speech(self, part: SpeechNode) -> None:
        """A speech: the name of the speaker as it is written, and what the speaker says (TEI Guidelines 7.2.2)."""
        who = self.speakers.get(speaker_key(self.builder.source.cut(part.speaker.span)), "")
        with self._lined("sp", {"who": who}, part.span):
            self.builder.newline()
            with self.builder.within("speaker", span=part.speaker.span):
                self.inline.write(part.speaker.children)
            for block in part.parts:
                self._part(block)

    def _list(self, part: ListNode) -> None:
        with self._lined("list", {"rend": part.rend}, part.span):
            for item in part.items:
                self._item(item)

    def _item(self, item: ItemNode) -> None:
        self.builder.newline()
        if item.n:
            self._label(item.label)
            self.builder.newline()
        first, *rest = item.parts
        with self._lined("item", {"n": item.n, "cert": item.cert}, item.span):
            self.builder.newline()
            if item.label and not item.n:
                # A dash counts nothing: it is in its item, a number before it.
                self._label(item.label)
                self.builder.newline()
            self._block(first) if isinstance(first, BlockNode) else self._part(first)
            for part in rest:
                self._part(part)

    def _label(self, label: Span) -> None:
        with self.builder.within("label", span=label):
            self.builder.text(label)

    # ------------------------------------------------------------ blocks
    def _block(self, block: BlockNode) -> None:
        ROWS.get(block.kind, BodyWriter._words)(self, block)

    def _words(self, block: BlockNode) -> None:
        """The running text of a block in its elements."""
        start = block.span.start
        values = {"type": block.type, "cert": block.cert, "part": block.part, "rend": block.rend}
        values |= {"id": self.ids.get(start, ""), "corresp": self.partners.get(start, "")}
        write_tags(self.builder, ELEMENTS[block.kind], values, block.span, lambda: self.inline.write(block.children))

    def _note(self, block: BlockNode) -> None:
        """A note whose mark was not found: its own mark becomes its number."""
        with self.builder.within("note", {"type": "footnote", "n": block.n, "place": "bottom"}, block.span):
            self.builder.mark(block.label)
            self.inline.write(block.children)

    def _dateline(self, block: BlockNode) -> None:
        """Place and date; an address beside them is in the dateline with them."""
        if not block.parts:
            self._words(block)
            return
        with self._lined("dateline", {"cert": block.cert}, block.span):
            for part in block.parts:
                self.builder.newline()
                self._block(part) if part.kind is BlockKind.ADDRESS else self.inline.write(part.children)

    def _address(self, block: BlockNode) -> None:
        """An address, each line an `addrLine` (TEI Guidelines 3.6.2)."""
        with self._lined("address", {"type": block.type, "cert": block.cert}, block.span):
            for span, children in block.lines:
                self.builder.newline()
                with self.builder.within("addrLine", span=span):
                    self.inline.write(children)

    def _address_block(self, block: BlockNode) -> None:
        """An address between paragraphs: an `address` is in a paragraph."""
        with self._lined("p", None, block.span):
            for part in block.parts:
                self.builder.newline()
                self._block(part)

    def _attendance(self, block: BlockNode) -> None:
        """Who was present: the word for it is the heading of the list."""
        with self._lined("list", {"type": "attendance", "cert": block.cert}, block.span):
            self.builder.newline()
            with self.builder.within("head", span=block.label):
                self.builder.text(block.label)
            for span, children in block.lines:
                self.builder.newline()
                with self.builder.within("item", span=span):
                    self.inline.write(children)

    def _mark(self, block: BlockNode) -> None:
        """A bracket that only says what follows it: it became the element round that."""
        self.builder.mark(block.span)

    def _page(self, block: BlockNode) -> None:
        """What a page of the source prints."""
        if block.page:
            write_page(self.builder, block.page)

    def _table(self, block: BlockNode) -> None:
        """Rows and cells; what separates the cells in the transcript became the elements (TEI Guidelines 14.1)."""
        builder, done = self.builder, block.span.start
        with self._lined("table", {"cert": block.cert}, block.span):
            for row in block.rows:
                builder.newline()
                reach = Span(row.cells[0].span.start, row.cells[-1].span.end)
                with builder.within("row", {"role": "label" if row.label else ""}, reach):
                    for number, (span, children) in enumerate(row.cells):
                        builder.mark(Span(done, span.start))
                        role = "label" if row.total and not number else ""
                        with builder.within("cell", {"role": role}, span):
                            self.inline.write(children)
                        done = span.end
            builder.mark(Span(done, block.span.end))

    @contextmanager
    def _lined(self, name: str, attributes: Mapping[str, str] | None, span: Span) -> Iterator[None]:
        """An element whose children stand on lines of their own."""
        with self.builder.within(name, attributes, span):
            yield
            self.builder.end_line()


# Blocks that are more than elements round running text.
ROWS: Mapping[BlockKind, Callable[[BodyWriter, BlockNode], None]] = {
    BlockKind.ADDRESS: BodyWriter._address,
    BlockKind.ADDRESS_BLOCK: BodyWriter._address_block,
    BlockKind.ATTENDANCE: BodyWriter._attendance,
    BlockKind.DATELINE: BodyWriter._dateline,
    BlockKind.MARK: BodyWriter._mark,
    BlockKind.PAGE: BodyWriter._page,
    BlockKind.TABLE: BodyWriter._table,
    BlockKind.NOTE: BodyWriter._note,
}
