"""The shapes of blocks without a known form, and how sure it is that a block of a shape is a paragraph.

A line that ends no sentence may be a heading or a name, short lines may be a list. The shares of paragraphs of each
shape that are right are data (`models/blocks.json`); `benchmarks/train_blocks.py` counts them in annotated texts. They
are used where there is no second opinion (`doubt`).
"""

import json
import re
from collections.abc import Collection, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from teikit.core import Source, Span, resource

SHAPES = (
    "labelled", "loose lines", "capitals", "date", "names", "short open", "short and guessed", "short",
    "long open", "long",
)  # fmt: skip
"""The shapes of a block in words, from the one that says most to the one that says least."""
_SHORT = 60
# The longest line that may be a name with its titles.
_LIST = 200
_ENDS = frozenset('.!?:;…"”’»)]')
# The mark of a note behind the last word, and the number of blanks in a telegram.
_MARK = re.compile(
    r"\s?(?:\[\d{1,3}\]|/\d{1,3}/|\(\d{1,3}\)|[\u00b9\u00b2\u00b3\u2070-\u2079*†‡]{1,3}|(?<=[.!?,”»\"])\d{1,3})\Z"
)
# The longest mark with the character before it.
_MARK_LENGTH = 8
_TELEGRAM = 4
# A short line with a year and few words.
_YEAR, _DATE = re.compile(r"(?<!\w)(?:1\d{3}|20\d\d)(?!\w)"), 6
_LABEL = re.compile(r"(?:(?:\d{1,3}|[IVX]{1,4}|[^\W\d_])[.)]|\d{1,3} ?[–—])\s")
# Where the next word would have fitted into this share of the longest line, a line does not end for width.
_FITS, _WIDTH = 0.8, 45


class Shares(NamedTuple):
    """The share of blocks of each shape that are paragraphs, and the least shares for no doubt and for medium."""

    of: Mapping[str, float]
    sure: float
    medium: float


@cache
def shares() -> Shares:
    """The shares that teikit comes with."""
    data = json.loads(resource("models", "blocks.json").read_text(encoding="utf-8"))
    return Shares(data["shares"], data["sure"], data["medium"])


def paragraph_cert(source: Source, span: Span, around: Collection[Span]) -> tuple[str, str]:
    """The certainty that a block is a paragraph, empty if that is sure, and its shape.

    `around` are the spans of paragraphs before and behind it.
    """
    shape = shape_of(source, span, around)
    known = shares()
    share = known.of[shape]
    return "" if share >= known.sure else "medium" if share >= known.medium else "low", shape


def shape_of(source: Source, span: Span, around: Collection[Span]) -> str:
    """The shape of a block, the first of `SHAPES` that it has; `around` are paragraphs before and behind it."""
    words = source.cut(span).strip()
    mark = _MARK.search(words, max(0, len(words) - _MARK_LENGTH))
    bare = words[: mark.start()] if mark else words
    # Telegrams in capitals end without a stop.
    open_end = bare[-1:] not in _ENDS and not (words.isupper() and words.count(" ") > _TELEGRAM)
    if _LABEL.match(words):
        return "labelled"
    if "\n" in words and _are_loose(words.split("\n")):
        return "loose lines"
    brief = len(words) < _SHORT and words.count(" ") <= _TELEGRAM
    if bare.isupper() and (brief or any(not source.cut(other).isupper() for other in around)):
        return "capitals"
    if len(words) < _SHORT and _YEAR.search(bare) and _may_be_date(bare.split()):
        return "date"
    if (len(words) < _SHORT and _are_names(bare.split())) or (len(words) < _LIST and _are_titles(bare.split())):
        return "names"
    # A short line in brackets is no sentence of the text.
    open_end = open_end or (len(words) < _SHORT and words[:1] in "([" and words[-1:] in ")]")
    if len(words) >= _SHORT:
        return "long open" if open_end else "long"
    guessed = any(_is_beside(source.text, span, other) for other in around)
    return "short open" if open_end else "short and guessed" if guessed else "short"


def _may_be_date(words: list[str]) -> bool:
    """Whether words with a year are few, and do not begin as a sentence does."""
    return len(words) <= _DATE and sum(word[:1].islower() for word in words[:3]) < 2


def _are_names(words: list[str]) -> bool:
    """Whether most of a few words have capitals, without the first: a name with a title, a heading."""
    behind = words[1:]
    return 1 < len(behind) <= _DATE and sum(word[:1].isupper() for word in behind) * 2 > len(behind)


def _are_titles(words: list[str]) -> bool:
    """Whether nearly all of more words have capitals: a name with its titles, one of a list."""
    plain = not any("[" in word or (len(word) > 1 and word.isalpha() and word.isupper()) for word in words)
    return plain and len(words) > _DATE and sum(word[:1].islower() for word in words) * 4 < len(words)


def _are_loose(lines: list[str]) -> bool:
    """Whether lines end although the next word would have fitted, and none below begins with a small letter."""
    longest = max(map(len, lines))
    pairs = [(line, below) for line, below in pairwise(lines) if not below.lstrip()[:1].islower()]
    loose = (longest < _WIDTH or len(line) + 1 + len(below.split(" ", 1)[0]) < _FITS * longest for line, below in pairs)
    return len(pairs) == len(lines) - 1 and any(loose)


def _is_beside(text: str, span: Span, other: Span) -> bool:
    """Whether no blank line is between two blocks."""
    first, last = sorted((span, other))
    return text.count("\n", first.end, last.start) == 1
