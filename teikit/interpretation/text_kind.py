"""What kind of text a document is, by its own words: whether it is a translation, whether it names its speakers."""

import re
from collections import Counter
from functools import cache

from teikit.conventions import Convention
from teikit.core import CAPITAL, WORD, LazyPattern
from teikit.recognizers import compiled

# How many lines at the top and at the end may state that the text is a translation.
_EDGE = 12
# `GREER: When …`, `Mr. Ashe: Yes.`, `Q. …`: a short label that begins a line, in capitals or with a capital.
_NAME = rf"[{CAPITAL}][{WORD}.’'-]*"
_LABEL = rf"^[ \t]*(?P<who>{_NAME}(?: {_NAME}){{0,3}}):[ \t]+\S"
_INITIAL = rf"^[ \t]*(?P<who>[{CAPITAL}])[.:][ \t]+[{CAPITAL}\[]"
# What each of the two needs behind a line end: quick to compile and to look for, and too rare in most texts.
_COLON = re.compile(r"\n[ \t]*\S[^:\n]*:[ \t]+\S")
_STOP = re.compile(r"\n[ \t]*\S[.:][ \t]+\S")
# The least number of lines with a label, and of labels.
_LINES, _LABELS = 3, 2


def states_translation(words: str, convention: Convention) -> bool:
    """Whether one of the first or last lines says that the text was translated, such as `Translated by A. Baker.`"""
    stated = compiled(rf"\W*{convention.either('translations', 'stated')}")
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    edges = lines if len(lines) <= 2 * _EDGE else [*lines[:_EDGE], *lines[-_EDGE:]]
    return any(len(line) < 200 and stated.match(line) for line in edges)


@cache
def _lines_with(pattern: str) -> LazyPattern:
    return LazyPattern(pattern, re.MULTILINE)


def names_speakers(words: str) -> bool:
    """Whether lines begin with the labels of speakers: at least three lines, and two labels of which one recurs."""
    for pattern, needed in ((_LABEL, _COLON), (_INITIAL, _STOP)):
        if len(needed.findall(f"\n{words}")) < _LINES:
            continue
        labels = Counter(match["who"] for match in _lines_with(pattern).finditer(words))
        if labels.total() >= _LINES and len(labels) >= _LABELS and max(labels.values()) > 1:
            return True
    return False
