"""Writes the texts of a document as divisions: opener, paragraphs, lists, closer, postscript (TEI Guidelines 4.2)."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from lxml import etree

from teikit.source import Span
from teikit.tei.builder import Builder
from teikit.tei.inline import Inline
from teikit.tei.pen import paragraphs_of
from teikit.tei.signatures import write_signature
from teikit.transcript.blocks import Block
from teikit.transcript.model import Break, Group, Node, Text, clip
from teikit.transcript.notes import NoteReading
from teikit.transcript.structure import Division, Item, ItemList, Part

# Elements that are blocks of text in the sense of a division's content model.
_COMMON = {"p", "ab", "list"}
# Blocks whose line ends are the document's own, wherever they stand.
_LINES_COUNT = {"salute", "greeting", "dateline", "certification"}
# Readings of a bracket that stand between paragraphs as they are; all others are wrapped in a paragraph.
_FREE = {"marginalia", "translator", "editor", "gloss"}


class Body:
    """Writes divisions at the builder's cursor; `ids` and `partners` link paragraphs that correspond."""

    def __init__(self, inline: Inline, ids: Mapping[int, str], partners: Mapping[int, str]) -> None:
        self.inline = inline
        self.builder: Builder = inline.builder
        self.ids = ids
        self.partners = partners

    def division(self, division: Division, attributes: Mapping[str, str]) -> None:
        """Writes one text of the file as a `div`."""
        with self._lined("div", attributes, division.span):
            if division.opener:
                self.builder.newline()
                self._opener(division.opener)
            for part in division.body:
                self._part(part)
            if not any(etree.QName(child).localname in _COMMON for child in self.builder.parent):
                # A closer may not stand in a division without a block of text (TEI Guidelines, content of div).
                self.builder.newline()
                self.builder.element("p", span=division.span)
            if division.closer:
                self.builder.newline()
                self._closer(division.closer)
            self._behind(division.postscript)

    def _lined(self, name: str, attributes: Mapping[str, str] | None, span: Span) -> "_Lined":
        return _Lined(self.builder, name, attributes, span)

    # ------------------------------------------------------------ opener and closer
    def _opener(self, blocks: Sequence[Block]) -> None:
        with self._lined("opener", None, _reach(blocks)):
            self._run(blocks)

    def _closer(self, blocks: Sequence[Block]) -> None:
        with self._lined("closer", None, _reach(blocks)):
            self._run(blocks)

    def _run(self, blocks: Sequence[Block]) -> None:
        for index, block in enumerate(blocks):
            glued = index > 0 and blocks[index - 1].span.end == block.span.start
            if not glued:
                self.builder.newline()
            LINES.get(block.kind, Body.salute)(self, block)

    def formula(self, block: Block) -> None:
        """A formula of transmission, classification, copy or reference."""
        with self.builder.within("seg", {"type": block.type}, block.span):
            self._ditto(block) if block.type == "copy" else self.inline.write(block.nodes, lines=True)

    def _ditto(self, block: Block) -> None:
        """A list of copies, where a quotation mark that opens a line repeats the word above it."""
        text = self.inline.pen.source.text
        starts = [n.span.start for n in block.nodes if isinstance(n, Text) and n is not block.nodes[0]]
        marks = [Span(start, start + 1) for start in starts if text[start] in '"”“„']
        done = block.span.start
        for mark in marks:
            self.inline.write(clip(block.nodes, Span(done, mark.start)), lines=True)
            with self.builder.within("seg", {"type": "ditto"}, mark):
                self.builder.text(mark)
            done = mark.end
        self.inline.write(clip(block.nodes, Span(done, block.span.end)), lines=True)

    def salute(self, block: Block) -> None:
        """An address, a greeting, or the place in the address."""
        with self.builder.within("salute", span=block.span):
            self.inline.write(block.nodes, lines=True)

    def dateline(self, block: Block) -> None:
        """Place and date."""
        with self.builder.within("dateline", span=block.span):
            self.inline.write(block.nodes, lines=True)

    def certification(self, block: Block) -> None:
        """Who certified the copy."""
        with self.builder.within("seg", {"type": "certification"}, block.span):
            self.inline.write(block.nodes, lines=True)

    def stamp(self, block: Block) -> None:
        """A stamp without a mark in the transcript, inside an opener or closer."""
        self._stamp_by_rule(block)
        with self.builder.within("stamp", {"cert": block.cert}, block.span):
            self.inline.write(block.nodes, lines=True)

    def bare(self, block: Block) -> None:
        """A bracket or a mark that is an element by itself."""
        self.inline.write(block.nodes, lines=True, block=block.span)

    def signature(self, block: Block) -> None:
        """A signature: the autograph, the typed name, or both."""
        with self.builder.within("signed", span=block.span):
            write_signature(self.inline, block)

    # ------------------------------------------------------------ body
    def _part(self, part: Part) -> None:
        self.builder.newline()
        if isinstance(part, ItemList):
            with self._lined("list", {"rend": "numbered"}, _reach_of_list(part)):
                for item in part.items:
                    self._item(item)
        else:
            self._block(part)

    def _item(self, item: Item) -> None:
        first, *rest = item.parts
        self.builder.newline()
        with self.builder.within("label", span=item.label):
            self.builder.text(item.label)
        self.builder.newline()
        span = _reach([p for p in item.parts if isinstance(p, Block)])
        with self._lined("item", {"n": item.n}, Span(item.label.end, max(span.end, item.label.end))):
            self.builder.newline()
            self._paragraph(first, after=item.label.end) if isinstance(first, Block) else self._part(first)
            for part in rest:
                self._part(part)

    def _block(self, block: Block) -> None:
        if block.kind == "note" and isinstance(block.nodes[0], Group):
            self._note(block, block.nodes[0])
        elif block.kind in BLOCKS:
            BLOCKS[block.kind](self, block)
        else:
            self._paragraph(block)

    def _paragraph(self, block: Block, after: int = 0) -> None:
        start = max(block.span.start, after)
        attributes = {"id": self.ids.get(block.span.start, ""), "corresp": self.partners.get(block.span.start, "")}
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
        self._stamp_by_rule(block)
        with (
            self.builder.within("ab", {"type": "stamp", "cert": block.cert}, block.span),
            self.builder.within("stamp", span=block.span),
        ):
            self.inline.write(block.nodes, lines=True)

    def _stamp_by_rule(self, block: Block) -> None:
        words = self.inline.pen.words(block.span)
        self.inline.pen.report(block.span, "stamp-by-rule", f"“{words}” taken for a stamp by its words", doubt=True)

    def handling(self, block: Block) -> None:
        """A formula among the paragraphs."""
        with self.builder.within("ab", span=block.span):
            self.formula(block)

    def lone_sign(self, block: Block) -> None:
        """A sign by itself among the paragraphs."""
        with self.builder.within("p", span=block.span):
            self.bare(block)

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
        if block.kind in ("line", "label"):
            return True
        if block.kind != "note" or not isinstance(block.nodes[0], Group):
            return False
        reading = self.inline.reading(block.nodes[0], block.span)
        return reading is not None and reading.kind in _FREE

    def _postscript(self, blocks: Sequence[Block]) -> None:
        self.builder.newline()
        with self._lined("postscript", None, _reach(blocks)):
            for block in blocks:
                self.builder.newline()
                self._block(block)


class _Lined:
    """An element whose children stand on lines of their own."""

    def __init__(self, builder: Builder, name: str, attributes: Mapping[str, str] | None, span: Span) -> None:
        self._builder = builder
        self._inner = builder.within(name, attributes, span)

    def __enter__(self) -> None:
        self._inner.__enter__()

    def __exit__(self, *error: object) -> None:
        self._builder.end_line()
        self._inner.__exit__(None, None, None)


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
}
BLOCKS: dict[str, Line] = {
    "line": Body.bare,
    "label": Body.bare,
    "sign": Body.lone_sign,
    "stamp": Body.stamp_block,
    "formula": Body.handling,
}


def _reach(blocks: Iterable[Block]) -> Span:
    spans = [block.span for block in blocks]
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)


def _reach_of_list(part: ItemList) -> Span:
    blocks = [p for item in part.items for p in item.parts if isinstance(p, Block)]
    return _reach(blocks)
