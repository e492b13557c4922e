"""Finds corresponding paragraphs of two versions of a text, such as a draft and its fair copy."""

import re

from teikit.core import Source
from teikit.transcript.blocks.divisions import Division
from teikit.transcript.model import Block


def paragraphs(division: Division) -> list[Block]:
    """The paragraphs of a division's body, without those inside items."""
    return [part for part in division.body if isinstance(part, Block) and part.kind == "paragraph"]


def align(division: Division, other: Division, source: Source) -> list[tuple[Block, Block]]:
    """The pairs of corresponding paragraphs, in order; empty if the texts are not versions of each other."""
    left, right = paragraphs(division), paragraphs(other)
    if not left or not right or len(left) * len(right) > 250_000:
        return []
    pairs = _best_pairs([_words(source, b) for b in left], [_words(source, b) for b in right])
    if len(pairs) * 2 < min(len(left), len(right)):
        return []
    return [(left[i], right[j]) for i, j in pairs]


def _words(source: Source, block: Block) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", source.cut(block.span).casefold()))


def _best_pairs(left: list[frozenset[str]], right: list[frozenset[str]]) -> list[tuple[int, int]]:
    """Pairs in the same order that share most words (longest common subsequence by similarity)."""
    from difflib import SequenceMatcher  # few texts have versions side by side

    matcher = SequenceMatcher(None, _keys(left, right), list(range(len(right))), autojunk=False)
    return [(m.a + k, m.b + k) for m in matcher.get_matching_blocks() for k in range(m.size)]


def _keys(left: list[frozenset[str]], right: list[frozenset[str]]) -> list[int]:
    """For each text on the left the index of the most similar on the right, or a number that is not an index."""
    keys = []
    for i, words in enumerate(left):
        likeness = [len(words & other) / max(1, len(words | other)) for other in right]
        best = max(range(len(right)), key=likeness.__getitem__)
        keys.append(best if likeness[best] > 0.6 else -1 - i)
    return keys
