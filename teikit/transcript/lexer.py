"""Cuts a text into tokens by the marks of a convention; linear in the text, and never fails on one."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from teikit.convention import Convention, Mark, MarkKind
from teikit.source import Span


class TokenKind(StrEnum):
    """What a token may be: white space with a line end, a sign, or a sign that opens or closes a pair."""

    BREAK = "break"
    SIGN = "sign"
    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


class Token(NamedTuple):
    """A token that is not plain text. `marks` are those whose sign it may be."""

    kind: TokenKind
    span: Span
    marks: tuple[Mark, ...] = ()


# Control characters and half surrogates that no text may carry (XML 1.0 §2.2): shown as unreadable characters.
UNREADABLE = Mark(
    name="control-character",
    kind=MarkKind.SIGN,
    pattern=r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]+",
    tei='<gap reason="unencoded" quantity="{count}" unit="char"/>',
    report="control characters that no text may carry",
)
_BREAK = r"(?:\r\n|[\n\r\f])\s*+"
_NAMED = re.compile(r"\(\?P<\w+>")


class _Lexicon(NamedTuple):
    pattern: re.Pattern[str]
    meanings: tuple[tuple[TokenKind, tuple[Mark, ...]], ...]


@cache
def _lexicon(marks: tuple[Mark, ...]) -> _Lexicon:
    """One alternation for all marks: breaks first, then signs by pattern, then literal signs, the longest first."""
    parts = [_BREAK]
    meanings: list[tuple[TokenKind, tuple[Mark, ...]]] = [(TokenKind.BREAK, ())]
    for mark in (UNREADABLE, *marks):
        if mark.kind not in (MarkKind.LINE, MarkKind.SIGN):
            continue
        pattern = _local_flags(_NAMED.sub("(?:", mark.pattern))
        own_line = rf"(?:(?<=[\n\r\f])|\A)(?:{pattern})(?=[ \t]*+(?:[\n\r\f]|\Z))"
        parts.append(own_line if mark.kind is MarkKind.LINE else pattern)
        meanings.append((TokenKind.SIGN, (mark,)))
    for literal, (kind, owners) in sorted(_literals(marks).items(), key=lambda item: -len(item[0])):
        parts.append(re.escape(literal))
        meanings.append((kind, owners))
    return _Lexicon(re.compile("|".join(f"({part})" for part in parts)), tuple(meanings))


def _local_flags(pattern: str) -> str:
    """A pattern that begins with global flags, made fit to stand inside another."""
    flags = re.match(r"\(\?([aimsux]+)\)", pattern)
    return f"(?{flags[1]}:{pattern[flags.end() :]})" if flags else pattern


def _literals(marks: tuple[Mark, ...]) -> dict[str, tuple[TokenKind, tuple[Mark, ...]]]:
    found: dict[str, tuple[TokenKind, tuple[Mark, ...]]] = {}
    for mark in marks:
        for literal, kind in ((mark.open, TokenKind.OPEN), (mark.close, TokenKind.CLOSE)):
            if literal:
                known = found.get(literal)
                kind = kind if known is None or known[0] is kind else TokenKind.EITHER
                found[literal] = (kind, (*(known[1] if known else ()), mark))
    return {literal: (kind, tuple(dict.fromkeys(owners))) for literal, (kind, owners) in found.items()}


def tokens(text: str, span: Span, convention: Convention) -> Iterator[Token]:
    """The tokens in `span` of `text`, in order; what lies between them is plain text."""
    lexicon = _lexicon(convention.marks)
    for match in lexicon.pattern.finditer(text, span.start, span.end):
        kind, marks = lexicon.meanings[(match.lastindex or 1) - 1]
        if match.end() > match.start():
            yield Token(kind, Span(*match.span()), marks)
