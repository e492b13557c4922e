"""Properties of the blocks after each block, computed once from the end to avoid quadratic time."""

from collections.abc import Sequence

from teikit.transcript.model import Block

OPENING = {
    "formula",
    "salute",
    "greeting",
    "dateline",
    "note",
    "label",
    "sign",
    "line",
    "stamp",
    "caps",
    "title",
    "page",
}
# After these kinds, a title belongs to another text.
_SIGN = {"name", "signature", "dateline", "certification"}
_BETWEEN = {"page", "formula", "stamp", "line", "note"}
_OPENS_TEXT = {"classification", "transmission"}


def notes_at_end(blocks: Sequence[Block]) -> int:
    """The index where the notes at the end begin."""
    notes = ("note", "sign", "line", "stamp", "page", "footnote")
    return next((index + 1 for index in range(len(blocks) - 1, -1, -1) if blocks[index].kind not in notes), 0)


def openings(blocks: Sequence[Block]) -> list[bool]:
    """For each block whether a new text begins there: opening blocks with an address, and then paragraphs."""
    opens = [False] * len(blocks)
    end, addressed = len(blocks), False
    for index in range(len(blocks) - 1, -1, -1):
        kind = blocks[index].kind
        if kind not in OPENING:
            end, addressed = index, False
            continue
        signed = _behind_signature(blocks, index)
        addressed = addressed or kind in ("salute", "greeting") or (kind == "title" and signed)
        followed = end < len(blocks) and blocks[end].kind in ("paragraph", "item")
        opens[index] = addressed and followed and _may_open(blocks[index], blocks[index + 1], index + 1 < end)
    return opens


def _behind_signature(blocks: Sequence[Block], index: int) -> bool:
    """Whether a signature or date is before a block, with nothing but page furniture and formulas between them."""
    before = index - 1
    while before > max(0, index - 6) and blocks[before].kind in _BETWEEN:
        before -= 1
    return before >= 0 and blocks[before].kind in _SIGN and (before == index - 1 or _paged(blocks, before, index))


def _paged(blocks: Sequence[Block], start: int, end: int) -> bool:
    return any(block.kind == "page" for block in blocks[start:end])


def _may_open(first: Block, second: Block, inside: bool) -> bool:
    """Whether a text may begin with a block: address or classification, perhaps after a place.

    `inside`: the second block is also an opening block.
    """
    if first.kind == "formula":
        return first.type in _OPENS_TEXT
    if first.kind == "caps" and inside:
        # A line in capitals after a text and before a date signs that text; before an address it is a place.
        return second.kind in ("formula", "salute", "greeting", "label")
    return first.kind in ("caps", "salute", "greeting", "title")
