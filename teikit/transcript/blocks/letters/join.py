"""Joins the blocks of openers and closers: address and date, name and office, and finds whose an address is."""

import re
from collections.abc import Sequence

from teikit.core import Source
from teikit.recognizers import compiled, find_dates
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters.formulas import is_address_of, is_greeting, is_name
from teikit.transcript.blocks.paragraphs import as_one
from teikit.transcript.model import Block, span_of
from teikit.transcript.syntax import Group

# Kinds of blocks that a place above a date may be taken for, and its longest line.
_UNKNOWN, _PLACE = {"title", "address", "paragraph", "formula"}, 50
# Kinds of blocks that may be the lines of an address below a name.
_LINES = {"signature", "address", "office"}


def as_signature(block: Block) -> Block:
    """A name as a signature; one without brackets in it has its name first, and offices behind it."""
    if block.kind not in ("name", "signature"):
        return block
    plain = not any(isinstance(node, Group) for node in block.nodes)
    cert = block.cert if block.kind == "signature" else ""
    return block._replace(kind="signature", type="signed" if plain else "", cert=cert)


# ---------------------------------------------------------------- addresses
def with_number(blocks: list[Block]) -> list[Block]:
    """The blocks, where a number directly above the heading of an edition is the number that the edition gives."""
    if len(blocks) > 1 and blocks[0].type == "reference" and (blocks[1].kind, blocks[1].type) == ("title", "editorial"):
        return [blocks[0]._replace(kind="title", type="editorial", cert=""), *blocks[1:]]
    return blocks


def typed(blocks: list[Block], context: BlockContext) -> list[Block]:
    """The blocks, each address with its type: the first of two is the sender's, one alone is the recipient's."""
    addresses = [index for index, block in enumerate(blocks) if block.kind == "address"]
    typed = list(blocks)
    for number, index in enumerate(addresses):
        words = " ".join(context.source.cut(blocks[index].span).split())
        last = number == len(addresses) - 1
        typed[index] = blocks[index]._replace(type=_address_type(blocks, index, last, len(addresses), words, context))
    return typed


def _address_type(
    blocks: Sequence[Block], index: int, last: bool, count: int, words: str, context: BlockContext
) -> str:
    if is_address_of("sender", words, context.convention):
        return "sender"
    if is_address_of("recipient", words, context.convention) and not _is_letterhead(blocks, index, words, context):
        return "recipient"
    if count > 1:
        return "recipient" if last else "sender"
    beside = [block for block in blocks[max(0, index - 1) : index + 2] if block.kind == "dateline"]
    close = any(_beside(blocks[index], block, context.source) for block in beside)
    dated_after = any(block.kind == "dateline" for block in blocks[index + 1 :])
    return "sender" if close or (dated_after and words[:1].isdigit()) else "recipient"


def _is_letterhead(blocks: Sequence[Block], index: int, words: str, context: BlockContext) -> bool:
    """Whether a name and its street, without a word for `to`, are directly above the date, as a sender's are."""
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    to = compiled(rf"{context.convention.either('letters', 'addressed_to')}\s").match(words)
    numbered = any(char.isdigit() for char in words) and to is None
    return numbered and below is not None and below.kind == "dateline" and _beside(blocks[index], below, context.source)


def _beside(block: Block, other: Block, source: Source) -> bool:
    """Whether no blank line is between two blocks."""
    first, last = sorted((block.span, other.span))
    return source.text.count("\n", first.end, last.start) < 2


def with_place(blocks: Sequence[Block], context: BlockContext) -> list[Block]:
    """The blocks of an opener; an unknown short line directly above a date without a place is its place."""
    kept: list[Block] = []
    for block in blocks:
        before = kept[-1] if kept else None
        if before and block.kind == "dateline" and _is_place_of(before, block, context):
            nodes = as_one([before.nodes, block.nodes])
            cert = "" if context.source.cut(before.span).rstrip()[-1:] == "," else "medium"
            kept[-1] = Block("dateline", span_of(nodes), nodes, cert=cert)
        else:
            kept.append(block)
    return kept


def _is_place_of(block: Block, dated: Block, context: BlockContext) -> bool:
    """Whether a line may be a place: words with capitals and between them only those that stand before a place."""
    words, date = context.source.cut(block.span).strip(), context.source.cut(dated.span)
    placed = block.kind == "dateline" and words[-1:] == "," and not any(char.isdigit() for char in words)
    known = block.kind not in _UNKNOWN and not placed and not (block.kind == "greeting" and block.cert)
    numbered = block.kind == "formula" and any(char.isdigit() for char in words)
    if known or numbered or "\n" in words or len(words) > _PLACE or block.type == "editorial":
        return False
    if (
        not words[:1].isupper()
        or words[-1:] in ':;!?”"'
        or (words.isupper() and not _beside(block, dated, context.source))
    ):
        return False
    if words[-1:] == "," and _beside(block, dated, context.source):
        # `War Department,⏎Washington, May 3`: the line goes on with the next.
        return not is_greeting(words, context.convention)
    day = next(find_dates(date, context.convention), None)
    weekdays = compiled(rf"(?:{context.convention.either('letters', 'weekdays')}|\W)*")
    if day is None or not weekdays.fullmatch(date[: day.span.start]):
        return False
    small = [word for word in re.split(r"[\s,]+", words) if word[:1].islower()]
    before_place = compiled(context.convention.either("prepositions"))
    return all(before_place.fullmatch(word) for word in small) and not is_greeting(words, context.convention)


def with_address(blocks: Sequence[Block], source: Source) -> list[Block]:
    """The blocks; the sender's address directly beside the date is in the dateline with it."""
    kept: list[Block] = []
    for block in blocks:
        before = kept[-1] if kept else None
        pair = {before.kind, block.kind} if before else set()
        senders = [part for part in (before, block) if part and part.kind == "address" and part.type == "sender"]
        if (
            before
            and pair == {"dateline", "address"}
            and senders
            and _beside(before, block, source)
            and not before.parts
        ):
            nodes = as_one([before.nodes, block.nodes])
            kept[-1] = Block("dateline", span_of(nodes), nodes, parts=(before, block))
        else:
            kept.append(block)
    return kept


# ---------------------------------------------------------------- signatures
def with_recipient(blocks: Sequence[Block], context: BlockContext) -> list[Block]:
    """The blocks of a closer, where lines below the name that begin as an address does are that of the recipient."""
    at = next((n for n, block in enumerate(blocks) if block.kind == "signature"), len(blocks)) + 1
    while at < len(blocks) and not _is_recipient(blocks[at], context):
        at += 1
    end = at + 1
    while end < len(blocks) and blocks[end].kind in _LINES and _beside(blocks[end - 1], blocks[end], context.source):
        end += 1
    if at >= len(blocks):
        return list(blocks)
    nodes = as_one([block.nodes for block in blocks[at:end]])
    address = Block("address", span_of(nodes), nodes, type="recipient")
    return [*blocks[:at], address, *blocks[end:]]


def _is_recipient(block: Block, context: BlockContext) -> bool:
    words = " ".join(context.source.cut(block.span).split())
    return block.kind in _LINES and is_address_of("recipient", words, context.convention)


def signatures(blocks: Sequence[Block], context: BlockContext) -> list[Block]:
    """The blocks of a closer: consecutive valedictions are one, offices belong to the name before them."""
    kept: list[Block] = []
    for block in blocks:
        before = kept[-1] if kept else None
        if before and _goes_on(before, block, context):
            nodes = as_one([before.nodes, block.nodes])
            # A rule says that an office belongs to the name above it, whatever its label.
            cert = before.cert if before.kind == "signature" else before.cert or block.cert
            kept[-1] = before._replace(span=span_of(nodes), nodes=nodes, cert=cert)
        elif block.kind == "office":
            kept.append(block._replace(kind="signature", type="signed"))
        elif block.kind == "address" and not block.type:
            words = " ".join(context.source.cut(block.span).split())
            to = is_address_of("recipient", words, context.convention)
            kept.append(block._replace(type="recipient" if to else "sender"))
        else:
            kept.append(block)
    return kept


def _goes_on(before: Block, block: Block, context: BlockContext) -> bool:
    """Whether a block of a closer belongs to the one before it."""
    if before.kind == block.kind == "valediction":
        return True
    if before.kind != "signature" or block.type == "recipient" or before.parts or block.parts:
        return False
    words = " ".join(context.source.cut(block.span).split())
    if block.kind == "office":
        return True
    return (
        block.kind in ("signature", "address") and _is_role(words, context) and _beside(before, block, context.source)
    )


def _is_role(words: str, context: BlockContext) -> bool:
    """Whether a line below a name is an office or a rank, not another name."""
    known = context.classify(words)
    if known and known.kind == "office":
        return True
    roles = f"(?:{context.convention.either('offices')}|{context.convention.either('letters', 'roles')})"
    office = compiled(rf"(?<!\w){roles}(?!\w)")
    return office.search(words) is not None or not is_name(words, context.convention)
