"""Paragraphs that go on over a blank line, a page mark or page furniture."""

import re

from teikit.core import Source
from teikit.transcript.blocks.lines import join
from teikit.transcript.model import Block

_TERMINAL = re.compile(r"[.!?:;\"”»)\]]\s*$")
_TEXT = {"paragraph", "item"}
# The longest bracket that is a page mark in a sentence.
_MARK = 40
# A shorter line that ends without a full stop may be a block.
_BROKEN_OFF = 40


def _in_mid_sentence(blocks: list[Block], source: Source) -> list[Block]:
    """Joins a sentence that a blank line divides: the first part ends with a word, the second begins in lower case."""
    kept: list[Block] = []
    for block in blocks:
        before = kept[-1] if kept else None
        small = block.kind == "paragraph" and source.text[block.span.start].islower() and not block.part
        beside = before is not None and not source.text[before.span.end : block.span.start].strip()
        if small and before and beside and before.kind in _TEXT and _breaks_off(before, source):
            kept[-1] = _joined(before, block)
        elif small and len(kept) > 1 and _is_mark(before, source) and _goes_over(kept[-2], kept[-1], block, source):
            kept[-2:] = [_joined(_joined(kept[-2], kept[-1]), block)]
        else:
            kept.append(block)
    return kept


def _joined(before: Block, block: Block) -> Block:
    return join(before, block, before.kind)._replace(
        n=before.n, label=before.label, zone=before.zone, rend=before.rend, type=before.type
    )


def _is_mark(block: Block | None, source: Source) -> bool:
    """Whether a block is a page mark of the convention, or a short bracket with a number."""
    if block is None or block.kind not in ("line", "sign", "note"):
        return False
    words = source.cut(block.span)
    return block.kind == "line" or (len(words) < _MARK and any(char.isdigit() for char in words))


def _goes_over(before: Block, mark: Block, block: Block, source: Source) -> bool:
    """Whether a sentence goes on over a page mark; nothing else is between its parts."""
    text = source.text
    between = text[before.span.end : mark.span.start] + text[mark.span.end : block.span.start]
    return before.kind in _TEXT and not between.strip() and _breaks_off(before, source)


def _breaks_off(block: Block, source: Source) -> bool:
    """Whether a paragraph of some length ends inside a sentence, and not at the end of a page."""
    words = source.cut(block.span).rstrip()
    return len(words) > _BROKEN_OFF and (words[-1].isalpha() or words[-1] == ",")


def continued(blocks: list[Block], source: Source) -> list[Block]:
    """Marks both parts of a paragraph that a page divides: the sentence does not end, and continues in lower case."""
    blocks = _in_mid_sentence(blocks, source)
    for index, block in enumerate(blocks):
        if block.kind != "paragraph" or not source.text[block.span.start].islower() or not index:
            continue
        before = index - 1
        while before and blocks[before].kind in ("page", "footnote"):
            before -= 1
        half = blocks[before]
        crossed = any(between.kind == "page" for between in blocks[before:index])
        if crossed and half.kind in _TEXT and not _TERMINAL.search(source.cut(half.span)[-20:]):
            blocks[before] = half._replace(part="M" if half.part == "F" else "I")
            blocks[index] = block._replace(part="F")
    return blocks
