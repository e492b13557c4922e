"""Distinguishes headings from lists and signatures: headings are lines in capitals, and short numbered phrases.

A numbered phrase heads a section where it is no sentence and paragraphs without numbers follow it, not once but
throughout a count; where one of the count is run together with its paragraph, its section has no heading.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from teikit.core import Source
from teikit.recognizers import compiled
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.led import LED
from teikit.transcript.blocks.lists import successors
from teikit.transcript.model import Block
from teikit.transcript.syntax import Break

# The maximum numbers of words and lines in a heading.
_WORDS, _LINES = 14, 2
# The maximum number of words of a subject of minutes.
_SUBJECT = 24
# Kinds of blocks that a heading may be above.
_HEADED = {"paragraph", "item", "table", "speech", "attendance"}


class Section(NamedTuple):
    """A section: the range of its blocks, its number, and whether its first block is a heading."""

    start: int
    end: int
    n: str
    headed: bool


def sections(blocks: Sequence[Block], context: BlockContext) -> list[Section]:
    """The sections of a text in order, empty without headings; the last ends with the text."""
    heads = [index for index in range(len(blocks) - 1) if _in_capitals(blocks, index, context.source)]
    if len(heads) == 1 and len(context.source.cut(blocks[heads[0]].span).split()) < 2:
        heads = []
    numbered = [] if heads else _numbered(blocks, context)
    heads = sorted({*heads, *_led(blocks)})
    if numbered or not heads:
        return numbered
    ends = [*heads[1:], len(blocks)]
    return [Section(start, end, "", True) for start, end in zip(heads, ends, strict=True)]


def _led(blocks: Sequence[Block]) -> list[int]:
    """The headings that no rule knows and the labels of lines do, above text."""
    return [
        index
        for index, (block, below) in enumerate(pairwise(blocks))
        if (block.kind, block.type) == ("title", LED) and below.kind in _HEADED
    ]


def _in_capitals(blocks: Sequence[Block], index: int, source: Source) -> bool:
    """Whether a line in capitals is the heading of the paragraphs after it, not the signature of those before."""
    words = source.cut(blocks[index].span)
    if blocks[index].kind != "caps" or blocks[index + 1].kind not in (
        "paragraph",
        "item",
        "table",
        "speech",
        "attendance",
    ):
        return False
    return sum(char.isalpha() for char in words) > 3 and not words.rstrip().endswith(".")


def _numbered(blocks: Sequence[Block], context: BlockContext) -> list[Section]:
    following = successors(blocks, context.source)
    for start, block in enumerate(blocks):
        for counted in ("digit", "roman", "letter") if block.kind == "item" and block.n else ():
            chain = [start]
            while (counted, chain[-1]) in following:
                chain.append(following[counted, chain[-1]])
            headed = [_is_heading(blocks, index, context) for index in chain]
            if headed[0] and sum(headed) > 1 and sum(headed) * 3 >= 2 * len(chain):
                ends = [*chain[1:], len(blocks)]
                return [Section(s, e, blocks[s].n, h) for s, e, h in zip(chain, ends, headed, strict=True)]
            if len(chain) > 1:
                # The first count of a text is its outermost: what is inside it makes no sections.
                return []
    return _subjects(blocks, context)


def _subjects(blocks: Sequence[Block], context: BlockContext) -> list[Section]:
    """The sections of minutes that have single subjects, such as the eighth of a session; empty elsewhere."""
    if not any(block.kind in ("attendance", "speech") for block in blocks):
        return []
    numbered = [index for index, block in enumerate(blocks) if block.kind == "item" and block.n]
    heads = [index for index in numbered if _is_heading(blocks, index, context, _SUBJECT)]
    ends = [*heads[1:], len(blocks)]
    return [Section(start, end, blocks[start].n, True) for start, end in zip(heads, ends, strict=False)]


def _is_heading(blocks: Sequence[Block], index: int, context: BlockContext, most: int = _WORDS) -> bool:
    """Whether an item is a phrase with paragraphs after it."""
    block = blocks[index]
    below = ("paragraph", "caps", "item", "speech")
    if block.label is None or index + 1 == len(blocks) or blocks[index + 1].kind not in below:
        return False
    words = context.source.text[block.label.end : block.span.end].strip()
    lines = 1 + sum(isinstance(node, Break) for node in block.nodes)
    if len(words.split()) > most or lines > _LINES or words.endswith((",", ";", ":", "?", "!")):
        return False
    if len(words.split()) > _WORDS and words.endswith("."):
        return False
    after = blocks[index + 1]
    if after.kind == "item" and (after.n[:1].isdigit() == block.n[:1].isdigit() or not after.n):
        return False
    sentence = compiled(rf"(?<!\w){context.convention.either('finite_verbs')}(?!\w)").search(words)
    return words[:1].isupper() and sentence is None
