"""Blocks that no rule knows and that the labels of lines know: headings, dates, names, addresses outside letters.

A block without a known form is a paragraph by default. Where the model takes its first line for something else, with a
probability that data says is enough for this label (`models/blocks.json`), it leads. How sure that is, the scores of
blocks say.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from teikit.core import resource
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters import formula_type
from teikit.transcript.blocks.tagged import label_of
from teikit.transcript.model import Block

# A longer block, or one of more line ends, is text; formulas and headings are longer than others.
_LENGTH, _LINES, _LONGEST, _LONG = 75, 4, 160, {"formula", "heading"}
# The end of a sentence inside a line, behind a word and no abbreviation.
_SENTENCES = re.compile(r"[^\W\d_]{4,}[.!?] [^\W\d_]")
LED = "led"
"""The type of a heading that only the labels know."""


def with_labels(blocks: Sequence[Block], context: BlockContext) -> list[Block]:
    """The blocks, where one that would be a paragraph only by default is what the model takes its first line for."""
    if not context.opinions.by_start:
        return list(blocks)
    led = [_led(block, context) for block in blocks]
    return [_titled(led[0], blocks[0], context), *led[1:]] if led else led


def _led(block: Block, context: BlockContext) -> Block:
    """A block as the model takes its first line, where that is probable enough; else as it is."""
    if block.kind != "paragraph" or block.zone or block.type or block.part or len(block.span) > _LONGEST:
        return block
    opinion = context.opinions.of(block.span)
    make = _MADE.get(opinion.label)
    if make is None or opinion.p(opinion.label) < least_shares().get(opinion.label, 1.01):
        return block
    words = context.source.cut(block.span)
    long = len(words) > _LENGTH and opinion.label not in _LONG
    # A heading does not announce what follows, nor does it go on; two sentences are text.
    announces = opinion.label == "heading" and words.rstrip()[-1:] in ":;,"
    announces |= _SENTENCES.search(words) is not None and not formula_type(" ".join(words.split()), context)
    if long or announces or words.count("\n") >= _LINES or label_of(block.span, context.source):
        return block
    return make(block, " ".join(words.split()), context)


def _titled(led: Block, block: Block, context: BlockContext) -> Block:
    """The first block of a text; words without figures that no rule knows as a formula are its title."""
    words = " ".join(context.source.cut(block.span).split())
    unknown = led.kind == "formula" and block.kind != "formula" and not formula_type(words, context)
    plain = unknown and not words.isupper() and not any(map(str.isdigit, words)) and words[-1:] not in ".,;:"
    return block._replace(kind="title", type=LED) if plain else led


def _formula(block: Block, words: str, context: BlockContext) -> Block:
    digit = any(char.isdigit() for char in words)
    kind = formula_type(words, context) or ("reference" if digit else "handling")
    return block._replace(kind="formula", type=kind)


def _as(kind: str, kind_type: str = "", cert: str = "") -> Callable[[Block, str, BlockContext], Block]:
    return lambda block, words, context: block._replace(kind=kind, type=kind_type, cert=cert)


# How a block of a label is made.
_MADE: Mapping[str, Callable[[Block, str, BlockContext], Block]] = {
    "dateline": _as("dateline"),
    "salute": _as("greeting"),
    "heading": _as("title", LED),
    "formula": _formula,
    "signed": _as("signature", "signed", "low"),
    "valediction": _as("valediction"),
}


@cache
def least_shares() -> Mapping[str, float]:
    """The least probability of each label that leads where no rule knows a block."""
    data: Mapping[str, float] = json.loads(resource("models", "blocks.json").read_text(encoding="utf-8"))["lead"]
    return data
