"""Matches the words of the vocabularies, without regard to case."""

import re
from functools import cache

from teikit.conventions import Convention
from teikit.core import LazyPattern, Span


@cache
def compiled(pattern: str) -> LazyPattern:
    """A pattern of the vocabularies, without regard to case."""
    return LazyPattern(pattern, re.IGNORECASE | re.DOTALL)


@cache
def cased(pattern: str) -> LazyPattern:
    """A pattern with regard to case."""
    return LazyPattern(pattern)


def begins(pattern: str, text: str, span: Span) -> re.Match[str] | None:
    """The match of a pattern at the beginning of a span."""
    return compiled(pattern).match(text, span.start, span.end)


def whole(pattern: str, text: str, span: Span) -> re.Match[str] | None:
    """The match of a pattern with all of a span."""
    return compiled(pattern).fullmatch(text, span.start, span.end)


def key_of(section: str, words: str, convention: Convention) -> str:
    """The key of a vocabulary section that the words belong to; empty without one."""
    keys = convention.words.get(section, {})
    return next((k for k in keys if compiled(convention.either(section, k)).fullmatch(words.strip())), "")


def find_key(section: str, words: str, convention: Convention) -> tuple[str, Span] | None:
    """The first word of a vocabulary section found in `words`: its key and where; the longest wins at one place."""
    first = compiled(rf"(?<!\w){convention.either(section)}(?!\w)").search(words)
    if first is None:
        return None
    keys = convention.words.get(section, {})
    each = ((k, compiled(rf"{convention.either(section, k)}(?!\w)").match(words, first.start())) for k in keys)
    matches = [(key, match) for key, match in each if match]
    key, match = max(matches, key=lambda entry: entry[1].end())
    return key, Span(*match.span())


def stripped(text: str, span: Span) -> Span:
    """The span without the white space at its ends."""
    piece = span.cut(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.end - len(piece) + len(piece.rstrip())))
