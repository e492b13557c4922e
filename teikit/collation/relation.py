"""Whether two texts can be versions of one text: a cheap answer before the words are aligned.

Versions of one text share runs of words (shingles: Broder, "On the resemblance and containment of documents", 1997).
"""

from collections.abc import Sequence

# The part of the words of both texts that versions of one text have in common.
MOST = 0.5
# A run of so many words is compared; so many runs of the one text are looked for in the other.
_RUN = 3
_SAMPLE = 200
# Of two texts that share half of their words, so few runs are the same if the other half is spread evenly.
_SHARED_RUNS = 0.1


def may_be_related(words: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts, given as words, may have most of them in common. A text without words has none."""
    shorter, longer = sorted((words, other), key=len)
    if not shorter or len(shorter) < MOST * len(longer):
        return False
    size = min(_RUN, len(shorter))
    starts = range(0, len(shorter) - size + 1, max(1, len(shorter) // _SAMPLE))
    runs = {_run(longer, start, size) for start in range(len(longer) - size + 1)}
    shared = sum(_run(shorter, start, size) in runs for start in starts)
    return shared >= _SHARED_RUNS * len(starts)


def _run(words: Sequence[str], start: int, size: int) -> str:
    return " ".join(words[start : start + size]).casefold()
