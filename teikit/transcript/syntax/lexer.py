"""Cuts a text into tokens by the marks of a convention; linear in the text, and never fails on one.

Each kind of sign is looked for by itself: the engine of regular expressions skips to a first character that it knows,
but tries every branch of an alternation at every character.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from teikit.conventions import Convention, Mark, MarkKind
from teikit.core import LazyPattern, Span, lazy_pattern


class TokenKind(StrEnum):
    """What a token may be: white space with a line end, a sign, or a sign that opens or closes a pair.

    A row is one sign so many times that it is a drawn line, or damage, and no mark.
    """

    BREAK = "break"
    SIGN = "sign"
    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"
    ROW = "row"


class Token(NamedTuple):
    """A token that is not plain text. `marks` are those whose sign it may be."""

    kind: TokenKind
    span: Span
    marks: tuple[Mark, ...] = ()


Meaning = tuple[TokenKind, tuple[Mark, ...]]

_CONTROL = r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
# Control characters and half surrogates that no text may carry (XML 1.0 §2.2): shown as unreadable characters.
UNREADABLE = Mark(
    name="control-character",
    kind=MarkKind.SIGN,
    pattern=rf"{_CONTROL}{_CONTROL}*+",  # the engine skips to a set of characters that comes once, not to one repeated
    tei='<gap reason="unencoded" quantity="{count}" unit="char"/>',
    report="control characters that no text may carry",
)
# This many of one sign, one behind the other, are a row: brackets are not nested so deep.
ROW = 64

_LINE_ENDS = "\n\r\f"
_BREAK = LazyPattern(r"[\n\r\f]\s*+")
_NOWHERE = 1 << 62


class _Lexicon(NamedTuple):
    """The patterns of a convention's marks: lines of their own, signs, and what the literal signs mean."""

    lines: tuple[tuple[LazyPattern, Mark], ...]
    signs: tuple[tuple[LazyPattern, Mark], ...]
    literal: LazyPattern
    meanings: dict[str, tuple[TokenKind, tuple[Mark, ...]]]


@cache
def _lexicon(marks: tuple[Mark, ...]) -> _Lexicon:
    meanings = _meanings(marks)
    longest_first = sorted(meanings, key=len, reverse=True)
    return _Lexicon(
        tuple((lazy_pattern(mark.pattern), mark) for mark in marks if mark.kind is MarkKind.LINE),
        tuple((lazy_pattern(mark.pattern), mark) for mark in (UNREADABLE, *marks) if mark.kind is MarkKind.SIGN),
        LazyPattern("|".join(re.escape(literal) for literal in longest_first) or r"(?!)"),
        meanings,
    )


def _meanings(marks: tuple[Mark, ...]) -> dict[str, tuple[TokenKind, tuple[Mark, ...]]]:
    meanings: dict[str, tuple[TokenKind, tuple[Mark, ...]]] = {}
    for mark in marks:
        for literal, kind in ((mark.open, TokenKind.OPEN), (mark.close, TokenKind.CLOSE)):
            if literal:
                known = meanings.get(literal)
                kind = kind if known is None or known[0] is kind else TokenKind.EITHER
                meanings[literal] = (kind, (*(known[1] if known else ()), mark))
    return {literal: (kind, tuple(dict.fromkeys(owners))) for literal, (kind, owners) in meanings.items()}


def tokens(text: str, span: Span, convention: Convention) -> Iterator[Token]:
    """The tokens in `span` of `text`, in order; what lies between them is plain text.

    Where several begin at one place a line mark comes before a sign, a sign before a literal one, the longest first.
    """
    return _Scanner(text, span, _lexicon(convention.marks)).tokens()


class _Head:
    """The next place where one pattern fits; without one, `start` is beyond any text."""

    __slots__ = ("_end", "_pattern", "_text", "end", "mark", "start")

    def __init__(self, pattern: LazyPattern, text: str, span: Span, mark: Mark | None = None) -> None:
        self._pattern, self._text, self._end = pattern, text, span.end
        self.mark = mark
        self.start = self.end = _NOWHERE
        if pattern.may_match(text, *span):
            self.move(span.start)

    def move(self, at: int) -> None:
        """Looks for the next match from `at` on; an empty match does not count."""
        match = self._pattern.compiled.search(self._text, at, self._end)
        while match and match.end() == match.start():
            match = self._pattern.compiled.search(self._text, match.end() + 1, self._end)
        self.start, self.end = match.span() if match else (_NOWHERE, _NOWHERE)


_start = attrgetter("start")


class _Scanner:
    """Goes over a text from token to token; each head stays where it is until the tokens have passed it."""

    def __init__(self, text: str, span: Span, lexicon: _Lexicon) -> None:
        self.text, self.span, self.lexicon = text, span, lexicon
        self.breaks = _Head(_BREAK, text, span)
        self.literals = _Head(lexicon.literal, text, span)
        signs = (_Head(pattern, text, span, mark) for pattern, mark in lexicon.signs)
        self.heads = [self.breaks, *signs, self.literals]

    def tokens(self) -> Iterator[Token]:
        """The tokens in order."""
        at, heads = self.span.start, self.heads
        while token := self._line(at) or self._nearest():
            yield token
            at = token.span.end
            for head in heads:
                if head.start < at:
                    head.move(at)

    def _line(self, at: int) -> Token | None:
        """The line mark that fills the line from `at` on, but for blanks at its end."""
        text, start = self.text, at
        while start > self.span.start and text[start - 1] in " \t\u00a0":
            start -= 1
        if start and text[start - 1] not in _LINE_ENDS:
            return None
        end = min(self.breaks.start, self.span.end)
        while end > at and text[end - 1] in " \t":
            end -= 1
        if end > at:
            for pattern, mark in self.lexicon.lines:
                if pattern.fullmatch(text, at, end):
                    return Token(TokenKind.SIGN, Span(at, end), (mark,))
        return None

    def _nearest(self) -> Token | None:
        head = min(self.heads, key=_start)
        if head.start == _NOWHERE:
            return None
        span = Span(head.start, head.end)
        if head is self.breaks:
            return Token(TokenKind.BREAK, span)
        return Token(TokenKind.SIGN, span, (head.mark,)) if head.mark else self._literal(span)

    def _literal(self, span: Span) -> Token:
        literal = span.cut(self.text)
        kind, marks = self.lexicon.meanings[literal]
        end = self._end_of_row(literal, span.start)
        return Token(TokenKind.ROW, Span(span.start, end), marks) if end else Token(kind, span, marks)

    def _end_of_row(self, literal: str, start: int) -> int:
        """Where a row of the sign ends; 0 without a row."""
        row, end = literal * ROW, start
        while self.text.startswith(row, end, self.span.end):
            end += len(row)
        if end == start:
            return 0
        while self.text.startswith(literal, end, self.span.end):
            end += len(literal)
        return end
