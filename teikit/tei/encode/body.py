"""Writes the texts of a document as divisions: opener, paragraphs, lists, closer, postscript (TEI Guidelines 4.2)."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from lxml import etree

from teikit.core import Span
from teikit.interpretation import NoteReading
from teikit.tei.encode.context import paragraphs_of
from teikit.tei.encode.formulas import Formulas
from teikit.tei.encode.indent import Lined, reach, reach_of_list
from teikit.tei.encode.inline import Inline
from teikit.tei.encode.page_furniture import write_page
from teikit.tei.encode.signatures import write_signature
from teikit.tei.encode.tables import write_table
from teikit.transcript import Block, Break, Division, Group, Item, ItemList, Node, Part, Text, blocks_of, clip

# Elements that are blocks of text in the sense of a division's content model.
_COMMON = {"p", "ab", "list", "table"}
# Blocks whose line ends are the document's own, wherever they stand.
_LINES_COUNT = {"salute", "greeting", "dateline", "certification", "columns", "signature", "inside-address", "office"}
# Readings of a bracket that stand between paragraphs as they are; all others are wrapped in a paragraph.
_FREE = {"marginalia", "translator", "editor", "gloss", "page"}


class Body(Formulas):
    """Writes divisions at the builder's cursor; `ids` and `partners` link paragraphs that correspond, `languages` are
    those of divisions by their spans.
    """

    def __init__(
        self, inline: Inline, ids: Mapping[int, str], partners: Mapping[int, str], languages: Mapping[Span, str]
    ) -> None:
        super().__init__(inline)
        self.languages = languages
        self.ids = ids
        self.partners = partners

    def division(self, division: Division, attributes: Mapping[str, str]) -> None:
        """Writes one text of the file as a `div`, with the texts inside it."""
        for block in blocks_of(division):
            self.inline.pen.footnotes |= {note.mark.start: note for note in block.footnotes}
        with self._lined("div", attributes, division.span):
            self._top(division)
            for part in division.body:
                self._part(part)
            for inner in division.parts:
                self.builder.newline()
                language = self.languages.get(inner.span, "")
                other = language if language != self.languages.get(division.span) else ""
                self.division(inner, {"type": inner.kind, "n": inner.n, "lang": other})
            if not division.parts and not any(etree.QName(child).localname in _COMMON for child in self.builder.parent):
                # A closer may not stand in a division without a block of text (TEI Guidelines, content of div).
                self.builder.newline()
                self.builder.element("p", span=division.span)
            if division.closer:
                self.builder.newline()
                self._closer(division.closer)
            self._behind(division.postscript)

    def _lined(self, name: str, attributes: Mapping[str, str] | None, span: Span) -> "Lined":
        return Lined(self.builder, name, attributes, span)

    def _top(self, division: Division) -> None:
        """Opener and headings, in the order of the transcript."""
        start = division.opener[0].span.start if division.opener else 0
        for head in (head for head in division.heads if head.span.start < start):
            self._head(head)
        for titled, run in groupby(division.opener, lambda block: block.kind == "title"):
            if titled:
                for head in run:
                    self._head(head)
            else:
                self.builder.newline()
                self._opener(tuple(run))
        for head in (head for head in division.heads if head.span.start >= start):
            self._head(head)

    def _head(self, block: Block) -> None:
        self.builder.newline()
        with self.builder.within("head", span=block.span):
            self.inline.write(block.nodes, lines=True)

    # ------------------------------------------------------------ opener and closer
    def _opener(self, blocks: Sequence[Block]) -> None:
        with self._lined("opener", None, reach(blocks)):
            self._run(blocks)

    def _closer(self, blocks: Sequence[Block]) -> None:
        with self._lined("closer", None, reach(blocks)):
            self._run(blocks)

    def _run(self, blocks: Sequence[Block]) -> None:
        for index, block in enumerate(blocks):
            glued = index > 0 and blocks[index - 1].span.end == block.span.start
            if not glued:
                self.builder.newline()
            LINES.get(block.kind, Body.salute)(self, block)

    def signature(self, block: Block) -> None:
        """A signature: the autograph, the typed name, or both."""
        with self.builder.within("signed", span=block.span):
            write_signature(self.inline, block)

    # ------------------------------------------------------------ body
    def _part(self, part: Part) -> None:
        self.builder.newline()
        if isinstance(part, ItemList):
            with self._lined("list", {"rend": part.rend}, reach_of_list(part)):
                for item in part.items:
                    self._item(item)
        else:
            self._block(part)

    def _item(self, item: Item) -> None:
        first, *rest = item.parts
        self.builder.newline()
        if item.n:
            self._label(item.label)
            self.builder.newline()
        span = reach([p for p in item.parts if isinstance(p, Block)])
        with self._lined(
            "item", {"n": item.n}, Span(item.label.end if item.n else item.label.start, max(span.end, item.label.end))
        ):
            self.builder.newline()
            if not item.n:
                # A dash counts nothing: it stands in its item, a number before it.
                self._label(item.label)
                self.builder.newline()
            self._paragraph(first, after=item.label.end) if isinstance(first, Block) else self._part(first)
            for part in rest:
                self._part(part)

    def _label(self, label: Span) -> None:
        with self.builder.within("label", span=label):
            self.builder.text(label)

    def _block(self, block: Block) -> None:
        if block.kind == "note" and isinstance(block.nodes[0], Group):
            self._note(block, block.nodes[0])
        elif block.kind in BLOCKS:
            BLOCKS[block.kind](self, block)
        else:
            self._paragraph(block)

    def _paragraph(self, block: Block, after: int = 0) -> None:
        start = max(block.span.start, after)
        attributes = {
            "id": self.ids.get(block.span.start, ""),
            "corresp": self.partners.get(block.span.start, ""),
            "part": block.part,
        }
        with self.builder.within("p", attributes, Span(start, block.span.end)):
            nodes = self._from(block.nodes, start)
            self.inline.write(nodes, lines=block.kind in _LINES_COUNT, block=block.span)

    def _from(self, nodes: tuple[Node, ...], start: int) -> tuple[Node, ...]:
        """The nodes from an offset on, without the blanks there."""
        text, end = self.inline.pen.source.text, nodes[-1].span.end
        for node in nodes:
            if node.span.end > start and isinstance(node, Text | Break):
                piece = text[max(start, node.span.start) : node.span.end]
                start = node.span.end - len(piece.lstrip())
            if node.span.end > start:
                break
        return clip(nodes, Span(start, end))

    def _note(self, block: Block, group: Group) -> None:
        reading = self.inline.reading(group, block.span)
        if reading and reading.kind == "stamp":
            with self.builder.within("ab", {"type": "stamp"}, block.span):
                self.bare(block)
        elif reading and (reading.kind in _FREE or self._spans(reading, group)):
            self.bare(block)
        else:
            with self.builder.within("p", span=block.span):
                self.bare(block)

    def _spans(self, reading: NoteReading, group: Group) -> bool:
        return reading.kind == "addition" and len(paragraphs_of(clip(group.children, reading.content))) > 1

    def stamp_block(self, block: Block) -> None:
        """A stamp among the paragraphs, recognised by its words."""
        self.stamp_by_rule(block)
        with (
            self.builder.within("ab", {"type": "stamp", "cert": block.cert}, block.span),
            self.builder.within("stamp", span=block.span),
        ):
            self.inline.write(block.nodes, lines=True)

    def handling(self, block: Block) -> None:
        """A formula among the paragraphs."""
        with self.builder.within("ab", span=block.span):
            self.formula(block)

    def lone_sign(self, block: Block) -> None:
        """A sign by itself among the paragraphs."""
        with self.builder.within("p", span=block.span):
            self.bare(block)

    def page(self, block: Block) -> None:
        """What a page of the source prints."""
        if block.page:
            write_page(self.inline.pen, block.page)

    def table(self, block: Block) -> None:
        """A table."""
        write_table(self.inline, block)

    def footnote(self, block: Block) -> None:
        """A note whose mark was not found, where it stands."""
        label = block.label or Span(block.span.start, block.span.start)
        with self.builder.within("note", {"type": "footnote", "n": block.n, "place": "bottom"}, block.span):
            self.builder.mark(Span(block.span.start, label.end))
            self.inline.write(self._from(block.nodes, label.end), block=block.span)

    def unknown_line(self, block: Block) -> None:
        """A line of the opener that is nothing known."""
        with self.builder.within("seg", {"type": "handling", "cert": "low"}, block.span):
            self.inline.write(block.nodes, lines=True)

    # ------------------------------------------------------------ postscript
    def _behind(self, blocks: Sequence[Block]) -> None:
        """What stands behind the closer: remarks by themselves, all else in a postscript."""
        index = 0
        while index < len(blocks):
            if self._is_free(blocks[index]):
                self.builder.newline()
                self._block(blocks[index])
                index += 1
                continue
            end = index
            while end < len(blocks) and not self._is_free(blocks[end]):
                end += 1
            self._postscript(blocks[index:end])
            index = end

    def _is_free(self, block: Block) -> bool:
        if block.kind in ("line", "label", "page", "footnote"):
            return True
        if block.kind != "note" or not isinstance(block.nodes[0], Group):
            return False
        reading = self.inline.reading(block.nodes[0], block.span)
        return reading is not None and reading.kind in _FREE

    def _postscript(self, blocks: Sequence[Block]) -> None:
        self.builder.newline()
        with self._lined("postscript", None, reach(blocks)):
            for block in blocks:
                self.builder.newline()
                self._block(block)


Line = Callable[[Body, Block], None]

LINES: dict[str, Line] = {
    "formula": Body.formula,
    "dateline": Body.dateline,
    "certification": Body.certification,
    "stamp": Body.stamp,
    "signature": Body.signature,
    "note": Body.bare,
    "line": Body.bare,
    "label": Body.bare,
    "page": Body.page,
    "paragraph": Body.unknown_line,
    "columns": Body.unknown_line,
    "name": Body.unknown_line,
}
BLOCKS: dict[str, Line] = {
    "line": Body.bare,
    "label": Body.bare,
    "sign": Body.lone_sign,
    "stamp": Body.stamp_block,
    "formula": Body.handling,
    "page": Body.page,
    "footnote": Body.footnote,
    "table": Body.table,
}
