"""What comes after each block, computed once from the end: searched from each block, it takes quadratic time."""

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
# Behind these a title is that of another text.
_SIGN = {"name", "signature", "dateline", "certification"}
_BETWEEN = {"page", "formula", "stamp", "line", "note"}
_OPENS_TEXT = {"classification", "transmission"}


def notes_at_end(blocks: Sequence[Block]) -> int:
    """Where the blocks at the end begin that are all notes."""
    notes = ("note", "sign", "line", "stamp", "page", "footnote")
    return next((index + 1 for index in range(len(blocks) - 1, -1, -1) if blocks[index].kind not in notes), 0)


def openings(blocks: Sequence[Block]) -> list[bool]:
    """For each block whether a new text opens there: a run of opening blocks, an address in it, and then paragraphs."""
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
    """Whether a signature or date is right before a block, or has but a page and formulas behind it."""
    before = index - 1
    while before > max(0, index - 6) and blocks[before].kind in _BETWEEN:
        before -= 1
    return before >= 0 and blocks[before].kind in _SIGN and (before == index - 1 or _paged(blocks, before, index))


def _paged(blocks: Sequence[Block], start: int, end: int) -> bool:
    return any(block.kind == "page" for block in blocks[start:end])


def _may_open(first: Block, second: Block, inside: bool) -> bool:
    """Whether a text may open with a block: address or classification, perhaps behind a place.

    `inside` says that the second block is still one of those that open.
    """
    if first.kind == "formula":
        return first.type in _OPENS_TEXT
    if first.kind == "caps" and inside:
        # A line in capitals before a date, behind a text, signs that text; before an address it is the place.
        return second.kind in ("formula", "salute", "greeting", "label")
    return first.kind in ("caps", "salute", "greeting", "title")
