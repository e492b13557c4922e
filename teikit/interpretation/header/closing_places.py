"""The place that is alone on the line before or behind the date at the end of a letter.

A model reads such a line as a second signature: `Александр Вяземский`, `18 мая 1781 г.`, `Астрахань`.
"""

import re

from teikit.core import Source, Span, begins_name
from teikit.interpretation.header.parts import Parts, names_in, words_of
from teikit.interpretation.nodes import BlockKind, BlockNode

_TWO = 2
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_INITIAL = re.compile(r"\b[^\W\d_]\.")


def closing_place(source: Source, parts: Parts) -> Span | None:
    """The words of a signature that are a place: beside a date without one, in a closer that has another signature."""
    closer = [block for block in parts.closer if block.kind in (BlockKind.SIGNATURE, BlockKind.DATELINE)]
    signatures = [block for block in closer if block.kind == BlockKind.SIGNATURE]
    for number, dateline in enumerate(closer):
        if dateline.kind != BlockKind.DATELINE or names_in(dateline, "place", "where"):
            continue
        beside = [block for block in closer[max(0, number - 1) : number + 2] if block.kind == BlockKind.SIGNATURE]
        others = len(signatures) - 1
        for block in reversed(beside):
            span = _place(source, block)
            if span and others and _has_name(source, [other for other in signatures if other is not block]):
                return span
    return _below(source, parts, signatures)


def _below(source: Source, parts: Parts, signatures: list[BlockNode]) -> Span | None:
    """The word below the name of the writer, where the date above the letter has no place beside it."""
    datelines = [block for block in parts.opener if block.kind == BlockKind.DATELINE]
    if len(signatures) < _TWO or not datelines or any(names_in(block, "place", "where") for block in datelines):
        return None
    return _place(source, signatures[-1]) if _has_name(source, signatures[-2:-1]) else None


def _has_name(source: Source, signatures: list[BlockNode]) -> bool:
    """Whether one of the signatures has a name of two words or an initial."""
    names = (words_of(source, block.span) for block in signatures)
    return any(len(name.split()) > 1 or _INITIAL.search(name) for name in names)


def _place(source: Source, block: BlockNode) -> Span | None:
    """The only word of a block, if it may be a place."""
    word = source.cut(block.span).rstrip(" .\n")
    fits = _WORD.fullmatch(word) and begins_name(word) and not word.isupper() and not names_in(block, "role")
    return Span(block.span.start, block.span.start + len(word)) if fits else None
