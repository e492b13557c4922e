"""Interprets the texts of a document as blocks: opener, paragraphs, lists, closer, postscript (TEI Guidelines 4.2)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from teikit.core import Span
from teikit.interpretation.addresses import read_address, read_dateline
from teikit.interpretation.behind import FREE, BehindReader, reach
from teikit.interpretation.block_decisions import (
    decide_head,
    decide_kind,
    decide_line,
    decide_stamp,
    entry_cert,
    in_doubt,
    opinion_on,
    paragraph_certs,
    second_opinion,
)
from teikit.interpretation.bracket_nodes import paragraphs_of
from teikit.interpretation.entry_dates import day_of, read_entry_head, year_above
from teikit.interpretation.inline import InlineReader
from teikit.interpretation.line_kinds import LINES, is_milestone, nodes_from
from teikit.interpretation.model import Decision, NoteReading, Subject
from teikit.interpretation.nodes import (
    BlockKind,
    BlockNode,
    DittoNode,
    Inline,
    ItemNode,
    ListNode,
    PartNode,
    Run,
    RunOfBlocks,
    SpanPart,
    SpeechNode,
    TextNode,
)
from teikit.interpretation.persons_listed import read_person
from teikit.interpretation.signatures import read_signature, read_signed
from teikit.interpretation.tables import read_table
from teikit.interpretation.written_blocks import with_written_blocks
from teikit.recognizers import UNDECIDED
from teikit.transcript import Block, Division, Group, Item, Part, Speech, Text, blocks_of, clip

# Blocks whose line ends are kept, as they are those of the document.
_LINES_COUNT = {"salute", "greeting", "dateline", "certification", "columns", "signature", "inside-address", "office",
                "valediction"}  # fmt: skip

# Blocks of an opener or closer whose doubt is reported elsewhere.
_OWN_DOUBT = {"stamp", "paragraph", "name", "note", "sign", "line", "page"}


class BlockReader:
    """Interprets the divisions of one document; `languages` are those of divisions by their spans."""

    def __init__(self, inline: InlineReader, languages: Mapping[Span, str]) -> None:
        self.inline = inline
        self.languages = languages
        self.behind = BehindReader(inline, self._block)

    def text(self, division: Division, around: str = "") -> TextNode:
        """One text of the file, with the texts inside it; `around` is the language of the text around it."""
        self.inline.state.add_notes(blocks_of(division))
        division = with_written_blocks(self.behind.with_stamps(division), self.inline)
        language = self.languages.get(span := division.span, UNDECIDED)
        year_above(self.inline.state, division)
        top = tuple(self._top(division))
        certs = paragraph_certs(self.inline.state, division)
        body = tuple([in_doubt(self._part(part), cert) for part, cert in zip(division.body, certs, strict=True)])
        return TextNode(
            span=span,
            kind=division.kind,
            n=day_of(self.inline.state, (*top, *body)) if division.kind == "entry" else division.n,
            language="" if language == around else language,
            top=top,
            body=body,
            parts=tuple([self.text(inner, language) for inner in division.parts]),
            closer=self._run(division.closer) if division.closer else None,
            behind=tuple(self.behind.read(division.postscript)),
            cert=entry_cert(self.inline.state, division),
        )

    # ------------------------------------------------------------ opener and closer
    def _top(self, division: Division) -> Iterator[BlockNode | RunOfBlocks]:
        """Opener and headings, in the order of the transcript."""
        start = division.opener[0].span.start if division.opener else 0
        yield from (self._head(head) for head in division.heads if head.span.start < start)
        for titled, run in groupby(division.opener, lambda block: block.kind == "title"):
            if titled:
                yield from map(self._head, run)
            else:
                yield self._run(tuple(run))
        yield from (self._head(head) for head in division.heads if head.span.start >= start)

    def _head(self, block: Block) -> BlockNode:
        if block.kind == "title" and block.zone == "entry":
            node = BlockNode(BlockKind.HEAD, block.span, read_entry_head(self.inline, block))
            return second_opinion(self.inline.state, block, node)
        editorial = "editorial" if block.type == "editorial" else ""
        node = BlockNode(BlockKind.HEAD, block.span, self.inline.read(block.nodes, lines=True), editorial)
        known = node if editorial else node._replace(cert=decide_head(self.inline.state, block))
        return second_opinion(self.inline.state, block, known)

    def _run(self, blocks: Sequence[Block]) -> RunOfBlocks:
        rend = next((block.rend for block in blocks if block.rend), "")
        cert = next((block.cert for block in blocks if "run-in" in (block.rend, block.type)), "")
        return RunOfBlocks(reach(blocks), tuple([self._line(block) for block in blocks]), rend, cert)

    def _line(self, block: Block) -> BlockNode:
        """A block of an opener or closer; one that was labelled in doubt says so."""
        node = second_opinion(self.inline.state, block, self._known_line(block))
        if block.cert and not block.zone and (block.kind, block.type) == ("signature", "signed"):
            return node._replace(cert=block.cert)
        if not block.cert or block.zone not in ("opener", "closer") or block.kind in _OWN_DOUBT:
            return node
        decide_line(self.inline.state, block, node.kind)
        return node if "run-in" in (block.rend, block.type) else node._replace(cert=block.cert)

    def _known_line(self, block: Block) -> BlockNode:
        """A block of an opener or closer, by its label."""
        kind = LINES.get(block.kind, BlockKind.SALUTE)
        if kind is BlockKind.FREE or is_milestone(block):
            return self._free(block)
        if kind is BlockKind.PAGE:
            return self._page(block)
        if kind is BlockKind.MARK:
            return self._mark(block)
        if kind is BlockKind.ADDRESS:
            return self._address(block)
        if kind is BlockKind.DATELINE:
            return self._dateline(block)
        if kind is BlockKind.SIGNATURE:
            return self._signature(block)
        if kind is BlockKind.FORMULA:
            return BlockNode(kind, block.span, self._formula(block), block.type)
        if kind is BlockKind.STAMP:
            decide_stamp(self.inline.state, block)
        if kind is BlockKind.UNKNOWN:
            block = block._replace(cert="low")
            decide_line(self.inline.state, block, kind)
        cert = "" if block.zone and kind is not BlockKind.STAMP else block.cert
        return BlockNode(kind, block.span, self.inline.read(block.nodes, lines=True), cert=cert)

    def _signature(self, block: Block) -> BlockNode:
        """Who signs, with the office."""
        if block.cert and not block.zone:
            reason = "a name without other evidence that it signs"
            decide_kind(self.inline.state, block.span, BlockKind.SIGNATURE, block.cert, reason)
        read = read_signed if block.type == "signed" else read_signature
        return BlockNode(BlockKind.SIGNATURE, block.span, read(self.inline, block))

    def _dateline(self, block: Block) -> BlockNode:
        """Place and date, or an address and a date."""
        if not block.parts:
            return BlockNode(BlockKind.DATELINE, block.span, read_dateline(self.inline, block))
        return BlockNode(BlockKind.DATELINE, block.span, parts=tuple([self._line(part) for part in block.parts]))

    def _address(self, block: Block) -> BlockNode:
        lines = read_address(self.inline, block)
        return BlockNode(BlockKind.ADDRESS, block.span, type=block.type, lines=lines)

    def _leaf(self, block: Block) -> BlockNode:
        """The address of an address leaf, which is a paragraph there."""
        return BlockNode(BlockKind.ADDRESS_BLOCK, block.span, parts=(self._address(block),))

    def _mark(self, block: Block) -> BlockNode:
        """A bracket that only says that an address follows it."""
        decision = Decision(block.span, BlockKind.ADDRESS, evidence=("its words",), subject=Subject.BLOCK)
        self.inline.state.decide(decision)
        return BlockNode(BlockKind.MARK, block.span)

    def _formula(self, block: Block) -> tuple[Inline, ...]:
        """The words of a formula; in a list of copies, a quotation mark at a line's start repeats the word above it."""
        if block.type != "copy":
            return self.inline.read(block.nodes, lines=True)
        text, done = self.inline.state.source.text, block.span.start
        starts = [n.span.start for n in block.nodes if isinstance(n, Text) and n is not block.nodes[0]]
        result: list[Inline] = []
        for mark in (Span(start, start + 1) for start in starts if text[start] in '"”“„'):
            result += self.inline.read(clip(block.nodes, Span(done, mark.start)), lines=True)
            result.append(DittoNode(mark))
            done = mark.end
        return (*result, *self.inline.read(clip(block.nodes, Span(done, block.span.end)), lines=True))

    # ------------------------------------------------------------ body
    def _part(self, part: Part) -> PartNode:
        if isinstance(part, Block):
            return self._block(part)
        if isinstance(part, Speech):
            return self._speech(part)
        blocks = [p for item in part.items for p in item.parts if isinstance(p, Block)]
        return ListNode(reach(blocks), part.rend, tuple([self._item(item) for item in part.items]))

    def _speech(self, speech: Speech) -> SpeechNode:
        """What one speaker says; the name stays text."""
        first, *rest = speech.parts
        inside = SpanPart(speech.speaker, (Run(speech.speaker),))
        begins = self._paragraph(first, speech.speaker.end) if isinstance(first, Block) else self._part(first)
        parts = (begins, *[self._part(part) for part in rest])
        return SpeechNode(Span(speech.speaker.start, parts[-1].span.end), inside, parts)

    def _item(self, item: Item) -> ItemNode:
        first, *rest = item.parts
        end = max(reach([p for p in item.parts if isinstance(p, Block)]).end, item.label.end)
        begins = self._paragraph(first, item.label.end) if isinstance(first, Block) else self._part(first)
        parts = (begins, *[self._part(part) for part in rest])
        label = Block("item", Span(item.label.start, end), ())
        cert = opinion_on(self.inline.state, label, "item", "item") if item.label else ""
        return ItemNode(item.n, item.label, Span(item.label.end if item.n else item.label.start, end), parts, cert)

    def _block(self, block: Block) -> BlockNode:
        if block.kind == "note" and isinstance(block.nodes[0], Group):
            return self._bracket(block, block.nodes[0])
        return BLOCKS.get(block.kind, BlockReader._paragraph)(self, block)

    def _paragraph(self, block: Block, after: int = 0) -> BlockNode:
        """A paragraph; `after` is where the label of its item ends."""
        start = max(block.span.start, after)
        nodes = nodes_from(block.nodes, start, self.inline.state.source)
        children = self.inline.read(nodes, lines=block.kind in _LINES_COUNT or block.type == "lines", block=block.span)
        return BlockNode(BlockKind.PARAGRAPH, Span(start, block.span.end), children, part=block.part, rend=block.rend)

    def _bracket(self, block: Block, group: Group) -> BlockNode:
        """A bracket that is a block of its own: between paragraphs, or as a paragraph."""
        reading = self.inline.decider.reading(group, block.span)
        if reading and reading.kind == "stamp":
            return self._free(block)._replace(kind=BlockKind.STAMP_NOTE)
        if reading and (reading.kind in FREE or _spans(reading, group)):
            return self._free(block, among_blocks=True)
        return self._free(block)._replace(kind=BlockKind.PARAGRAPH)

    def _free(self, block: Block, among_blocks: bool = False) -> BlockNode:
        """A bracket or a mark that becomes an element between paragraphs."""
        children = self.inline.read(block.nodes, True, block.span, among_blocks)
        return BlockNode(BlockKind.FREE, block.span, children)

    def _sign(self, block: Block) -> BlockNode:
        """A sign that is a block of its own: a milestone is between paragraphs, another sign is one."""
        free = self._free(block)
        return free if is_milestone(block) else free._replace(kind=BlockKind.PARAGRAPH)

    def _stamp(self, block: Block) -> BlockNode:
        """A stamp among the paragraphs, recognised by its words."""
        decide_stamp(self.inline.state, block)
        children = self.inline.read(block.nodes, lines=True)
        return BlockNode(BlockKind.STAMP_BLOCK, block.span, children, cert=block.cert)

    def _handling(self, block: Block) -> BlockNode:
        """A formula among the paragraphs."""
        return BlockNode(BlockKind.HANDLING, block.span, self._formula(block), block.type)

    def _page(self, block: Block) -> BlockNode:
        """The page furniture of the source: page number, running head."""
        page = block.page
        if page:
            evidence, values = ("page furniture",), {"n": str(page.n)} if page.n else {}
            decision = Decision(page.span, "page", page.cert, evidence, values=values, subject=Subject.PAGE)
            self.inline.state.decide(decision)
        return BlockNode(BlockKind.PAGE, block.span, page=page)

    def _table(self, block: Block) -> BlockNode:
        if block.cert:
            reason = "its columns are seen by blanks only"
            decide_kind(self.inline.state, block.span, BlockKind.TABLE, block.cert, reason)
        return BlockNode(BlockKind.TABLE, block.span, rows=read_table(self.inline, block), cert=block.cert)

    def _attendance(self, block: Block) -> BlockNode:
        """A list of who was present: the word for it, and the names with their offices."""
        label = block.label or Span(block.span.start, block.span.start)
        lines = tuple([read_person(self.inline, row.cells[0], block) for row in block.rows])
        node = BlockNode(BlockKind.ATTENDANCE, block.span, label=label, lines=lines)
        return second_opinion(self.inline.state, block, node)

    def _note(self, block: Block) -> BlockNode:
        """A note whose mark was not found; it stays where it is."""
        label = Span(block.span.start, (block.label or Span(block.span.start, block.span.start)).end)
        children = self.inline.read(nodes_from(block.nodes, label.end, self.inline.state.source), block=block.span)
        return BlockNode(BlockKind.NOTE, block.span, children, n=block.n, label=label)


def _spans(reading: NoteReading, group: Group) -> bool:
    return reading.kind == "addition" and len(paragraphs_of(clip(group.children, reading.content))) > 1


# The method that interprets a block elsewhere, by its label.
BLOCKS: Mapping[str, Callable[[BlockReader, Block], BlockNode]] = {
    "line": BlockReader._free,
    "label": BlockReader._free,
    "sign": BlockReader._sign,
    "stamp": BlockReader._stamp,
    "formula": BlockReader._handling,
    "page": BlockReader._page,
    "footnote": BlockReader._note,
    "table": BlockReader._table,
    "attendance": BlockReader._attendance,
    "address": BlockReader._leaf,
    "mark": BlockReader._mark,
}
