"""Puts blocks in their places: which texts a file holds, what opens and closes each, which paragraphs an item has.

A text ends with its closer; what follows is a new text where it opens like one (TEI Guidelines 4.2). Items hold the
paragraphs that stand between them.
"""

import re
from collections.abc import Sequence

from teikit.core import Diagnostic, Source
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.division import Division, blocks_of, part_spans
from teikit.transcript.blocks.entries import divide_entries, entries
from teikit.transcript.blocks.letter_divisions import divide_letters, several
from teikit.transcript.blocks.letter_parts import address, all_behind
from teikit.transcript.blocks.lines import join
from teikit.transcript.blocks.lists import Item, ItemList, Part
from teikit.transcript.blocks.lookahead import OPENING, notes_at_end, openings
from teikit.transcript.blocks.running_text import running_text
from teikit.transcript.blocks.signatories import is_person
from teikit.transcript.model import Block
from teikit.transcript.syntax import Break

__all__ = ["Division", "Item", "ItemList", "Part", "blocks_of", "divide", "part_spans"]


_CLOSING = {
    "formula", "dateline", "certification", "stamp", "name", "caps", "signature", "line", "office", "inside-address",
    "page",
}  # fmt: skip
_SIGNS = {"name", "caps", "dateline", "certification", "signature", "office"}
# `Head of the delegation of`: the words of an office continue on the next line.
_UNFINISHED = re.compile(r"\s(?P<word>[^\W\d_]{1,3})\s*\Z")
# The length of an unknown line before the address.
_SHORT = 60


def divide(blocks: Sequence[Block], context: BlockContext) -> tuple[list[Division], list[Diagnostic]]:
    """The texts of a file, in order, each with its attachments. Each place where a new text begins is reported."""
    if any(block.zone for block in blocks):
        return divide_letters(blocks, context)
    if dated := entries(blocks, context):
        return [divide_entries(blocks, dated, context)], []
    first, attached = _attachments(list(blocks))
    divisions: list[Division] = []
    findings: list[Diagnostic] = []
    rest, opens = first, openings(first)
    while rest:
        taken, rest = _first_division(rest, context, opens)
        opens = opens[len(opens) - len(rest) :]
        divisions.append(taken)
        if rest:
            findings.append(several(rest[0], context))
    if attached:
        letter = divisions.pop()._replace(kind="letter") if divisions else None
        inner = [_attachment(blocks, context) for blocks in attached]
        divisions.append(Division((), (), (), (), parts=(*([letter] if letter else []), *inner)))
    return divisions or [Division((), (), (), ())], findings


def _attachments(blocks: list[Block]) -> tuple[list[Block], list[list[Block]]]:
    """The blocks before the first attachment, and the blocks of each attachment."""
    starts = [index for index, block in enumerate(blocks) if block.kind == "attachment"]
    if not starts:
        return blocks, []
    ends = [*starts[1:], len(blocks)]
    return blocks[: starts[0]], [blocks[s:e] for s, e in zip(starts, ends, strict=True)]


def _attachment(blocks: list[Block], context: BlockContext) -> Division:
    """An attachment: always one text, even if there are openers inside it."""
    inside = blocks[1:]
    division, rest = Division((), (), (), ()), list[Block]()
    if inside:
        division, rest = _first_division(inside, context, openings(inside))
    kept = division._replace(postscript=(*division.postscript, *rest))
    return kept._replace(kind="attachment", heads=(blocks[0], *kept.heads))


def _first_division(blocks: list[Block], context: BlockContext, opens: list[bool]) -> tuple[Division, list[Block]]:
    body_start = _opener_end(blocks, context.source)
    close_start, close_end = _closer(blocks, body_start, opens, context)
    end = next((index for index in range(close_end, len(blocks)) if opens[index]), len(blocks))
    heads, body, sections = running_text(blocks[body_start:close_start], context)
    division = Division(
        tuple(address(blocks[:body_start])),
        body,
        tuple(_signatures(blocks[close_start:close_end], context.source)),
        tuple(blocks[close_end:end]),
        heads,
        sections,
    )
    return division, blocks[end:]


def _signatures(run: list[Block], source: Source) -> list[Block]:
    """The blocks of a closer: names become signatures, together with words before them and offices beside them."""
    closed: list[Block] = []
    for index, block in enumerate(run):
        before = closed[-1] if closed else None
        following = run[index + 1] if index + 1 < len(run) else None
        # Blocks are not joined over other text, such as a note that was moved to its mark.
        beside = before is not None and not source.text[before.span.end : block.span.start].strip()
        if before is not None and beside and _belongs(before, block, following, source):
            closed[-1] = join(before, block, "signature")
        else:
            closed.append(block._replace(kind="signature") if block.kind in ("name", "caps") else block)
    return [block._replace(kind="signature") if block.kind == "office" else block for block in closed]


def _belongs(before: Block, block: Block, following: Block | None, source: Source) -> bool:
    """Whether a block of a closer belongs to the signature that the block before it begins."""
    if before.kind == "office":
        return _may_sign(block)
    if before.kind != "signature":
        return False
    unfinished = _UNFINISHED.search(source.cut(before.span))
    if unfinished and unfinished["word"].islower():
        return block.kind in ("name", "caps", "signature", "paragraph")
    if block.kind == "office":
        # An office before a name belongs to the person named after it.
        one_line = not any(isinstance(node, Break) for node in block.nodes)
        return one_line and before.type != "joined" and (following is None or not _may_sign(following))
    if block.kind == "paragraph":
        return True
    # The office of a signature that continues in lower case may end with a name.
    went_on = source.cut(before.nodes[-1].span)[:1].islower()
    return block.kind in ("name", "caps") and went_on and not is_person(source.cut(block.span))


def _may_sign(block: Block) -> bool:
    """Whether a block may be the name that belongs to an office; a signature of several lines has its own."""
    return block.kind in ("name", "caps") or (block.kind == "signature" and block.type != "joined")


# ---------------------------------------------------------------- opener and closer
def _opener_end(blocks: list[Block], source: Source) -> int:
    """The number of blocks in the opener: formulas, addresses, dates, notes, up to the first other block.

    A text that consists only of such blocks has no opener; all of it is the body.
    """
    end = _greeting_end(blocks)
    while end < len(blocks) and (blocks[end].kind in OPENING or _unknown_line(blocks, end, source)):
        end += 1
    if end == len(blocks):
        return 0
    while end and blocks[end - 1].kind in ("caps", "sign", "line", "page") and not _place_line(blocks, end - 1):
        end -= 1
    return end


def _greeting_end(blocks: list[Block]) -> int:
    """The index after the greeting, if only short or known lines come before it; else 0."""
    for index, block in enumerate(blocks[:8]):
        if block.kind == "greeting":
            return index + 1
        if block.kind not in OPENING | {"columns", "name", "inside-address"} and len(block.span) > _SHORT:
            return 0
        if block.footnotes or block.kind == "item":
            return 0
    return 0


def _unknown_line(blocks: list[Block], index: int, source: Source) -> bool:
    """Whether a block is a short unknown line directly before an address, greeting or formula: part of the opener."""
    block = blocks[index]
    if block.type == "form":
        return True
    if block.kind not in ("paragraph", "name") or len(block.span) > (_SHORT if index else 2 * _SHORT):
        return False
    ended = source.cut(block.span).rstrip().endswith((".", ":", ";", "!", "?"))
    address = {"salute", "greeting"} | (set() if ended and block.kind != "name" else {"formula", "dateline"})
    return index + 1 < len(blocks) and blocks[index + 1].kind in address and not block.footnotes


def _place_line(blocks: list[Block], index: int) -> bool:
    """Whether a line in capitals is part of the opener, because more of the opener follows."""
    return index + 1 < len(blocks) and blocks[index + 1].kind in ("formula", "salute", "greeting", "dateline", "label")


def _closer(blocks: list[Block], body_start: int, opens: list[bool], context: BlockContext) -> tuple[int, int]:
    """Start and end of the closer: consecutive closing blocks after the body, one of them a signature or a date.

    Both are the number of blocks where it does not exist. The run must reach the end, a new text, notes written
    below, or a few lines that may follow who signs.
    """
    start, notes = body_start + 1, notes_at_end(blocks)
    while start < len(blocks):
        end = start
        while end < len(blocks) and _may_close(blocks, end, start, context.source) and not opens[end]:
            end += 1
        first = next((index for index in range(start, end) if blocks[index].kind not in ("line", "page")), end)
        # A name without evidence for a person does not make a closer.
        signed = any(block.kind in _SIGNS and not block.cert for block in blocks[first:end])
        if signed and (end >= notes or opens[end] or all_behind(blocks, first, end, opens, context)):
            return first, end
        start = max(end, start + 1)
    return len(blocks), len(blocks)


def _may_close(blocks: list[Block], index: int, start: int, source: Source) -> bool:
    block = blocks[index]
    if block.kind in _CLOSING or (block.kind == "valediction" and index == start):
        return True
    words = source.cut(block.span)
    continues = index > start and blocks[index - 1].kind == "signature" and words[:1].islower()
    return block.kind == "paragraph" and continues and len(words) < 2 * _SHORT and not words.endswith((".", "!", "?"))
