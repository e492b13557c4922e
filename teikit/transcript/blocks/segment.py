"""Cuts a transcript into blocks and classifies each alone: formula, address, date, item, paragraph …

Whether a block is part of opener, body or closer is decided afterwards, in `divisions`.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from teikit.conventions import Convention
from teikit.core import Diagnostic, Source, Span, span_diagnostic
from teikit.recognizers import compiled
from teikit.transcript.blocks.attendance import mark_attendance
from teikit.transcript.blocks.classify import ITEM, any_of, classifier, is_blank, make_block
from teikit.transcript.blocks.context import BlockContext, shape_of
from teikit.transcript.blocks.continued import continued
from teikit.transcript.blocks.first_titles import with_first_title
from teikit.transcript.blocks.item_heads import with_item_heads
from teikit.transcript.blocks.led import with_labels
from teikit.transcript.blocks.letters import read_letters, read_orders, units_of, with_signing_lines
from teikit.transcript.blocks.lines import cut_lines
from teikit.transcript.blocks.meeting_heads import with_meeting_heads
from teikit.transcript.blocks.opening_lines import with_opening_lines
from teikit.transcript.blocks.page_furniture import find_pages
from teikit.transcript.blocks.signatories import signers
from teikit.transcript.blocks.signature_lines import signed_letter, with_signature_lines
from teikit.transcript.blocks.speakers import find_speakers
from teikit.transcript.blocks.speeches import mark_speeches, read_speeches
from teikit.transcript.blocks.tagged import tagged_blocks
from teikit.transcript.blocks.telegrams import with_telegram_lines
from teikit.transcript.footnotes import begins_notes, join_notes
from teikit.transcript.labels import NO_OPINIONS, LabelModel, opinions_of
from teikit.transcript.model import Block, Page, span_of
from teikit.transcript.syntax import Break, BreakKind, Group, Node, Transcript, clip

__all__ = ["Block", "segment"]

_TERMINAL = re.compile(r"[.!?:;\"”»)\]]\s*$")
# Kinds of blocks in an opener.
_OPENS = {
    "formula",
    "salute",
    "greeting",
    "dateline",
    "stamp",
    "note",
    "attachment",
    "caps",
    "title",
    "page",
    "line",
    "label",
}
# A line of this length is not a heading, and not the end of a list.
_FULL_LINE = 60
# The maximum number of blocks in an opener.
MAX_OPENING = 40
_TEXT = {"paragraph", "item"}
# Kinds of blocks in running text.
_RUNNING = {
    "paragraph",
    "item",
    "note",
    "sign",
    "line",
    "page",
    "table",
    "footnote",
    "caps",
    "stamp",
    "columns",
    "label",
}


def context_of(
    transcript: Transcript, convention: Convention, model: LabelModel | None = None, labels: bool = False
) -> BlockContext:
    """The context for segmenting a transcript; `model` labels lines, by default the one teikit comes with.

    With `labels` it has the opinions of the model on the lines.
    """
    source = transcript.source
    shape, known = shape_of(source.cut(transcript.span)), classifier(convention)
    opinions = opinions_of(source.text, transcript.span, model) if labels else NO_OPINIONS
    return BlockContext(source, convention, known, shape, model=model, opinions=opinions)


def segment(
    transcript: Transcript, context: BlockContext, labels: bool = False
) -> tuple[list[Block], list[Diagnostic]]:
    """The blocks of a transcript in order, and diagnostics for those that were run together.

    `labels` allows a text that looks like a letter to be read by labels of its lines.
    """
    source, convention = context.source, context.convention
    pages, diagnostics = find_pages(source, transcript.span, convention)
    body = partial(_running_text, pages=pages, context=context)
    speakers = find_speakers(transcript, context)
    blocks = None if speakers else read_orders(transcript, pages, context, body)
    if blocks is None and labels and not speakers:
        blocks = read_letters(transcript, pages, context, body)
    if speakers:
        above = partial(_blocks_in, pages=pages, context=context, opens=True)
        last = partial(_blocks_in, pages=pages, context=context, opens=False)
        spoken = read_speeches(transcript, speakers, above, body, last)
        blocks = _signed(_autographs(spoken, context), transcript, pages, context)
    elif blocks is None or _is_meeting(blocks, context):
        whole = _autographs(_blocks_in(transcript, pages, context, opens=True), context)
        blocks = _signed(whole, transcript, pages, context)
    else:
        blocks = signed_letter(_autographs(blocks, context), context)
    blocks = with_item_heads(blocks, context)
    diagnostics += [finding for block in blocks for finding in _diagnostics_of(source, block)]
    joined, noted = join_notes(blocks, source, convention)
    known = mark_speeches(mark_attendance(continued(joined, source), context), speakers)
    whole = with_opening_lines(known if speakers else with_labels(known, context), context)
    return with_meeting_heads(with_first_title(whole, context), context), [
        *diagnostics,
        *noted,
        *_guessed(blocks, speakers, context),
    ]


def _signed(blocks: list[Block], transcript: Transcript, pages: Sequence[Page], context: BlockContext) -> list[Block]:
    """The blocks with the signatures below the text."""
    known = with_signing_lines(blocks, units_of(transcript, pages), context)
    if known is not None:
        return with_telegram_lines(known, context)
    return with_signature_lines(with_telegram_lines(signers(blocks, context), context), context)


def _is_meeting(blocks: Sequence[Block], context: BlockContext) -> bool:
    """Whether a text with lines like those of a letter says who was present, and greets nobody."""
    if any(block.kind in ("greeting", "valediction") and not block.cert for block in blocks):
        return False
    # The labels may take such a line for one of an opener.
    plain = [block._replace(kind="paragraph") if block.cert and block.kind == "formula" else block for block in blocks]
    return any(block.kind == "attendance" for block in mark_attendance(plain, context))


def _blocks_in(transcript: Transcript, pages: Sequence[Page], context: BlockContext, opens: bool) -> list[Block]:
    blocks: list[Block] = []
    pages = [page for page in pages if transcript.span.covers(page.span)]
    above, below = context._replace(opens=True), context._replace(opens=False)
    for part in _parts_of(transcript, pages):
        blocks += _blocks_of(part, above if opens and _opens(blocks) else below)
    return blocks


def _autographs(blocks: list[Block], context: BlockContext) -> list[Block]:
    """The blocks, where a bracket that mentions an autograph is a signature."""
    autograph = any_of(context.convention.either("signatures", "autograph") + r"(?!\w).{0,60}")
    return [
        block._replace(kind="signature")
        if block.kind == "note" and autograph(_inside(block, context.source))
        else block
        for block in blocks
    ]


def _running_text(transcript: Transcript, pages: Sequence[Page], context: BlockContext) -> list[Block]:
    """The blocks of running text: what would open or close a text elsewhere is a paragraph here."""
    blocks = _blocks_in(transcript, pages, context, opens=False)
    return [block if block.kind in _RUNNING else block._replace(kind="paragraph", type="") for block in blocks]


def _opens(blocks: list[Block]) -> bool:
    """Whether all blocks since the beginning of the file or attachment may be an opener."""
    for block in reversed(blocks[-MAX_OPENING:]):
        if block.kind not in _OPENS:
            return False
        if block.kind == "attachment":
            return True
    return len(blocks) <= MAX_OPENING


def _blocks_of(part: tuple[Node, ...] | Page, context: BlockContext) -> list[Block]:
    if isinstance(part, Page):
        return [Block("page", part.span, (), page=part)]
    if tagged := tagged_blocks(part, context.source):
        return tagged
    if begins_notes(span_of(part), context.source, context.convention):
        return [make_block(part, context)]
    blocks = cut_lines(part, context)
    if len(blocks) == 1 and blocks[0].kind in _TEXT:
        return _unglued(part, context) or blocks
    return blocks


def _inside(block: Block, source: Source) -> str:
    return next((source.cut(node.inside).strip() for node in block.nodes if isinstance(node, Group)), "")


# ---------------------------------------------------------------- diagnostics
def _diagnostics_of(source: Source, block: Block) -> list[Diagnostic]:
    if block.kind == "columns":
        message = "lines that probably run over two columns; kept as they are"
        return [span_diagnostic(source, block.span, "block-columns", message)]
    if not block.glued:
        return []
    start = block.span.start
    around = source.text[max(0, start - 6) : start + 6].replace("\n", " ")
    return [
        span_diagnostic(source, start, "block-glued-words", f"“…{around}…”: two blocks run together, separated here")
    ]


def _guessed(blocks: list[Block], speakers: Sequence[Span], context: BlockContext) -> list[Diagnostic]:
    """One diagnostic for paragraphs that were separated without blank lines."""
    source, begun = context.source, {label.start for label in speakers}
    pairs = [
        (first, second)
        for first, second in pairwise(blocks)
        if first.kind == second.kind == "paragraph"
        and second.span.start not in begun
        and source.text.count("\n", first.span.end, second.span.start) == 1
    ]
    if not pairs:
        return []
    how = "at short lines" if context.shape.width else "at each line that ends a sentence"
    count = "1 was separated" if len(pairs) == 1 else f"{len(pairs)} were separated"
    message = f"no blank lines separate the paragraphs here: {count} {how}; a guess"
    return [span_diagnostic(source, pairs[0][1].span.start, "block-guessed-paragraphs", message)]


# ---------------------------------------------------------------- cutting
def _parts_of(transcript: Transcript, pages: Sequence[Page]) -> Iterator[tuple[Node, ...] | Page]:
    """The runs of nodes between paragraph breaks and page furniture, in order."""
    waiting = deque(pages)
    for nodes in _split(transcript):
        span, start = span_of(nodes), nodes[0].span.start
        while waiting and waiting[0].span.start < span.end:
            page = waiting.popleft()
            yield from _trimmed(list(clip(nodes, Span(start, page.span.start))), transcript.source)
            yield page
            start = page.span.end
        yield from _trimmed(list(clip(nodes, Span(start, span.end))), transcript.source)


def _split(transcript: Transcript) -> Iterator[tuple[Node, ...]]:
    """The nodes between paragraph breaks, without the breaks. A page break separates blocks only after a sentence."""
    run: list[Node] = []
    for node in transcript.nodes:
        if isinstance(node, Break) and node.kind is not BreakKind.LINE and _parts(node, run, transcript):
            yield from _trimmed(run, transcript.source)
            run = []
        elif run or not (isinstance(node, Break) or is_blank(node, transcript.source)):
            run.append(node)
    yield from _trimmed(run, transcript.source)


def _trimmed(run: list[Node], source: Source) -> Iterator[tuple[Node, ...]]:
    """The nodes of a block without line ends and spaces at its ends; empty if no word is left."""
    while run and (isinstance(run[-1], Break) or is_blank(run[-1], source)):
        run.pop()
    while run and (isinstance(run[0], Break) or is_blank(run[0], source)):
        run.pop(0)
    if run:
        yield tuple(run)


def _parts(node: Break, run: list[Node], transcript: Transcript) -> bool:
    if node.kind is BreakKind.PARAGRAPH or not run:
        return True
    text, start, end = transcript.source.text, node.span.start, node.span.end
    if _TERMINAL.search(text[max(0, start - 20) : start]):
        return True
    if text[end : end + 1].islower():
        return False
    # A full line inside a sentence continues, unless the next line can only begin a block.
    line = text[max(text.rfind("\n", 0, start), start - 2 * _FULL_LINE) + 1 : start]
    following = text[end : end + 2 * _FULL_LINE].partition("\n")[0]
    return len(line) < _FULL_LINE or following.isupper() or ITEM.match(following) is not None


def _unglued(nodes: tuple[Node, ...], context: BlockContext) -> list[Block]:
    """`Сов. секретнотов. КРАСОВСКОМУ …*Документ № 10*`: formula, address and label without spaces between them."""
    source, span, label = context.source, span_of(nodes), []
    tail = [node for node in nodes if isinstance(node, Group) and node.mark.within and node.span.end == span.end]
    if tail:
        label = [Block("label", tail[0].span, (tail[0],), glued=source.text[tail[0].span.start - 1].isalnum())]
        span = Span(span.start, tail[0].span.start)
    text = source.cut(span)
    for vocabulary in context.convention.vocabularies:
        for formula in vocabulary.formulas:
            match = compiled(formula.pattern).match(text)
            if match and match.end() and text[match.end() : match.end() + 1].isalpha():
                rest = Span(span.start + match.end(), span.end)
                address = make_block(clip(nodes, rest), context)
                if address.kind in ("salute", "greeting", "dateline"):
                    head = Span(span.start, rest.start)
                    opening = Block("formula", head, clip(nodes, head), formula.type)
                    return [opening, address._replace(glued=True), *label]
    rest_block = make_block(clip(nodes, span), context) if label and span else None
    return [rest_block, *label] if rest_block and rest_block.kind not in _TEXT else []
