"""Builds the transcript from tokens with a stack of openers: no backtracking, and never an exception on text.

A pair ends with its paragraph, unless that goes on over a page. A note may hold several paragraphs when it opens one.
What does not balance stays text, in place, and is reported.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from teikit.conventions import Convention, Mark, MarkKind
from teikit.core import Diagnostic, LazyPattern, Source, Span, span_diagnostic
from teikit.transcript.syntax.lexer import Token, TokenKind, tokens
from teikit.transcript.syntax.tree import Break, BreakKind, Group, Node, Sign, Text, Transcript

# The maximum depth of nesting; deeper nesting is damage. It also limits the work on hostile input.
MAX_DEPTH = 20
# The maximum number of diagnostics of one code for a file.
MAX_FINDINGS = 200


@dataclass
class _Frame:
    """A sign that opened, and what has come since. The bottom of the stack has no marks."""

    span: Span
    marks: tuple[Mark, ...] = ()
    opens_block: bool = False
    children: list[Node] = field(default_factory=list)


def parse(source: Source, convention: Convention, span: Span | None = None) -> tuple[Transcript, list[Diagnostic]]:
    """The transcript of `span` of a source (all of it by default), with what did not balance as diagnostics."""
    parser = _Parser(source, source.whole if span is None else span, convention)
    return parser.run(tokens(source.text, parser.span, convention)), parser.findings


class _Parser:
    def __init__(self, source: Source, span: Span, convention: Convention) -> None:
        self.source = source
        self.convention = convention
        self.span = span
        self.stack = [_Frame(Span(span.start, span.start))]
        self.findings: list[Diagnostic] = []
        self.at = span.start
        self.block_starts = True

    def run(self, tokens: Iterable[Token]) -> Transcript:
        for token in tokens:
            if token.span.start < self.at:
                continue
            self._text_until(token.span.start)
            self._take(token)
            self.at = token.span.end
        self._text_until(self.span.end)
        while len(self.stack) > 1:
            self._dissolve()
        return Transcript(self.source, self.span, _merged(self.stack[0].children))

    def _text_until(self, end: int) -> None:
        if end > self.at:
            self._add(Text(Span(self.at, end)))
            self.block_starts = False

    def _take(self, token: Token) -> None:
        if token.kind is TokenKind.BREAK:
            self._break(token.span)
            return
        if token.kind is TokenKind.SIGN:
            self._add(Sign(token.span, token.marks[0]))
        elif token.kind is TokenKind.ROW:
            self._row(token)
        elif not (self._closes(token) or self._opens(token)):
            self._stray(token)
        self.block_starts = False

    def _add(self, node: Node) -> None:
        self.stack[-1].children.append(node)

    # ------------------------------------------------------------ breaks
    def _break(self, span: Span) -> None:
        kind = _break_kind(self.source.cut(span))
        if kind is BreakKind.PARAGRAPH and not self._is_at_page(span):
            while any(not frame.opens_block for frame in self.stack[1:]):
                self._dissolve()
            self.block_starts = True
        self._add(Break(span, kind))

    def _is_at_page(self, span: Span) -> bool:
        """Whether white space is before or behind the line that begins a page, over which a pair may go on."""
        if not self.stack[1:]:
            return False
        last = self.stack[-1].children[-1] if self.stack[-1].children else None
        behind = isinstance(last, Sign) and last.mark.begins_page and last.mark.kind is MarkKind.LINE
        return behind or _page_line(self.convention).match(self.source.text, span.end, self.span.end) is not None

    # ------------------------------------------------------------ pairs
    def _opens(self, token: Token) -> bool:
        if len(self.stack) > MAX_DEPTH:
            return False
        able = tuple(m for m in token.marks if token.kind is not TokenKind.CLOSE and self._may_open(m, token.span))
        if not able:
            return False
        opens_block = self.block_starts and able[0].kind is MarkKind.NOTE
        self.stack.append(_Frame(token.span, able, opens_block))
        return True

    def _closes(self, token: Token) -> bool:
        if token.kind is TokenKind.OPEN:
            return False
        for depth in range(len(self.stack) - 1, 0, -1):
            mark = self._closing_mark(self.stack[depth], token)
            if mark is not None:
                while len(self.stack) - 1 > depth:
                    self._dissolve()
                self._close(mark, token.span)
                return True
        return False

    def _closing_mark(self, frame: _Frame, token: Token) -> Mark | None:
        inside = Span(frame.span.end, token.span.start)
        if not inside:
            return None
        fitting = (m for m in frame.marks if m in token.marks and self._may_close(m, token.span, inside))
        return next(fitting, None)

    def _close(self, mark: Mark, close: Span) -> None:
        frame = self.stack.pop()
        self._add(Group(Span(frame.span.start, close.end), mark, frame.span, close, _merged(frame.children)))

    def _may_open(self, mark: Mark, span: Span) -> bool:
        if not mark.hug:
            return True
        before, after = self._neighbours(span)
        joined = before.isalnum() and not mark.within
        return not joined and bool(after) and (after.isalnum() or after in "[(")

    def _may_close(self, mark: Mark, span: Span, inside: Span) -> bool:
        if mark.within and not _within(mark.within).fullmatch(self.source.text, *inside):
            return False
        before, after = self._neighbours(span)
        return not mark.hug or (not before.isspace() and not after.isalnum())

    def _neighbours(self, span: Span) -> tuple[str, str]:
        text = self.source.text
        before = text[span.start - 1] if span.start > self.span.start else ""
        return before, text[span.end] if span.end < self.span.end else ""

    # ------------------------------------------------------------ what does not balance
    def _dissolve(self) -> None:
        """The innermost opener turns out to be text: its children join those of the frame around it."""
        frame = self.stack.pop()
        if self._takes_over(frame):
            return
        if not all(mark.hug for mark in frame.marks):
            self._report(frame.span, "is never closed")
        self._add(Text(frame.span))
        self.stack[-1].children.extend(frame.children)

    def _takes_over(self, frame: _Frame) -> bool:
        """Whether an opener that names the writer closes with the bracket that a doubled one inside it has taken.

        `[handwritten in the left sign [[ pod."]`: of several openers and one closer the note has it.
        """
        notes = [mark for mark in frame.marks if mark.kind is MarkKind.NOTE]
        if not notes or not _speakers(self.convention).match(self.source.text, frame.span.end, self.span.end):
            return False
        place = next((i for i, node in enumerate(frame.children) if isinstance(node, Group) and node.mark in notes), 0)
        taken = frame.children[place] if place else None
        if not isinstance(taken, Group) or self.source.text[taken.span.start - 1] != taken.open.cut(self.source.text):
            return False
        children = [*frame.children[:place], Text(taken.open), *taken.children]
        self._report(taken.open, "is never closed")
        whole = Span(frame.span.start, taken.span.end)
        self._add(Group(whole, taken.mark, frame.span, taken.close, _merged(children)))
        self.stack[-1].children.extend(frame.children[place + 1 :])
        return True

    def _stray(self, token: Token) -> None:
        if not all(mark.hug for mark in token.marks):
            self._report(token.span, "closes nothing" if token.kind is TokenKind.CLOSE else "opens nothing")
        self._add(Text(token.span))

    def _row(self, token: Token) -> None:
        """A drawn line, or damage: it is text."""
        if not all(mark.hug for mark in token.marks):
            self._report(token.span, f"and so on, {len(token.span):,} characters, are a row of signs")
        self._add(Text(token.span))

    def _report(self, span: Span, what: str) -> None:
        if len(self.findings) < MAX_FINDINGS:
            words = self.source.text[span.start : min(span.end, span.start + 20)]
            self.findings.append(
                span_diagnostic(self.source, span, "mark-unbalanced", f"“{words}” {what}; kept as text")
            )
        elif len(self.findings) == MAX_FINDINGS:
            self.findings.append(
                span_diagnostic(
                    self.source,
                    span,
                    "mark-too-many",
                    f"more than {MAX_FINDINGS} brackets do not balance; the rest is not listed",
                )
            )


@cache
def _speakers(convention: Convention) -> LazyPattern:
    """The words that name the speaker or writer, at the beginning of a note."""
    who = "|".join(convention.either("agents", kind) for kind in ("hand", "stamp", "translator"))
    return LazyPattern(rf"\s*(?:{who})(?!\w)", re.IGNORECASE)


@cache
def _page_line(convention: Convention) -> LazyPattern:
    """A line that begins a page, by the marks of a convention."""
    patterns = [f"(?:{mark.pattern})" for mark in convention.of_kind(MarkKind.LINE) if mark.begins_page]
    each = "|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern in patterns) or r"(?!)"
    return LazyPattern(rf"(?:{each})[ \t]*(?=[\n\r\f]|\Z)")


@cache
def _within(pattern: str) -> LazyPattern:
    return LazyPattern(pattern, re.DOTALL)


def _break_kind(blanks: str) -> BreakKind:
    if "\f" in blanks:
        # The page of a PDF ends in mid-sentence as often as not; a blank line beside it may be the page's own.
        return BreakKind.PAGE
    ends = blanks.count("\n") or blanks.count("\r")
    return BreakKind.PARAGRAPH if ends > 1 else BreakKind.LINE


def _merged(nodes: list[Node]) -> tuple[Node, ...]:
    """Neighbouring texts as one, so that a word with a stray sign in it is one text."""
    merged: list[Node] = []
    for node in nodes:
        last = merged[-1] if merged else None
        if isinstance(node, Text) and isinstance(last, Text):
            merged[-1] = Text(Span(last.span.start, node.span.end))
        else:
            merged.append(node)
    return tuple(merged)
