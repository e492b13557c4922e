"""Line ends: which are kept, which divide a word, which are spaces."""

import re

from teikit.conventions import KEEP
from teikit.core import WORD, Span
from teikit.interpretation.model import Decision, Subject
from teikit.interpretation.nodes import Inline, LineEnd, LineRole, Run
from teikit.interpretation.state import State
from teikit.recognizers import compiled

_BROKEN = re.compile(r"(?<=[^\W\d_]{2})-(?P<blank> )(?P<second>[^\W\d_]{2,})")
_LETTERS = re.compile(r"[^\W\d_]+$")
# Signs at the end of a line that divide a word: on the paper, and those that only the transcriber wrote.
_ON_PAPER, _OF_TRANSCRIBER = "-=⸗‐", "¬\u00ad"
_MESSAGE = "a word is divided at a line end; whether it keeps the hyphen is open"


class LineEnds:
    """Decides about the line ends of one document."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._text = state.source.text
        # `1⏎st`: the raised letters of an ordinal, thrown on a line of their own.
        self._raised = compiled(rf"\d\s*\n\s*{state.convention.either('dates', 'ordinals')}(?![{WORD}])")

    def at_break(self, span: Span, lines: bool) -> LineEnd:
        """A line end of the transcript; with `lines`, or where the convention says so, line ends are kept.

        A sign of the transcriber before it, which divides a word, belongs to it (see `with_sign`).
        """
        if self._text[span.start - 1 : span.start] in _OF_TRANSCRIBER and span.start:
            return LineEnd(Span(span.start - 1, span.end), LineRole.DIVIDED)
        if lines:
            return LineEnd(span, LineRole.LINE)
        if self._raised.match(self._text, max(0, span.start - 1)):
            return LineEnd(span, LineRole.DIVIDED)
        if self._divides_word(span):
            self._decide(span, "a hyphen between letters, and small letters follow")
            return LineEnd(span, LineRole.DIVIDED)
        return LineEnd(span, LineRole.LINE if self._state.convention.lines == KEEP else LineRole.BLANK)

    def add(self, span: Span, lines: bool, result: list[Inline]) -> None:
        """Adds a line end; the transcriber's sign before it is taken from the text before it."""
        line_end = self.at_break(span, lines)
        last = result[-1] if result else None
        if line_end.span.start < span.start:
            if not isinstance(last, Run) or last.span.end != span.start:
                line_end = line_end._replace(span=span)
            elif len(last.span) > 1:
                result[-1] = Run(Span(last.span.start, line_end.span.start))
            else:
                result.pop()
        result.append(line_end)

    def in_text(self, span: Span, result: list[Inline]) -> None:
        """Adds the text of a span; a space after a hyphen inside a word is a former line end."""
        hyphen = self._text.find("- ", span.start, span.end)
        done = span.start
        for broken in _BROKEN.finditer(self._text, hyphen, span.end) if hyphen >= 0 else ():
            blank = Span(*broken.span("blank"))
            reason = self._is_one_word(broken)
            if reason:
                result.append(Run(Span(done, blank.start)))
                self._decide(blank, reason)
                result.append(LineEnd(blank, LineRole.OLD))
                done = blank.end
        if span.end > done:
            result.append(Run(Span(done, span.end)))

    def _divides_word(self, span: Span) -> bool:
        before, after = self._text[max(0, span.start - 2) : span.start], self._text[span.end : span.end + 1]
        signs = _ON_PAPER if self._state.convention.lines == KEEP else _ON_PAPER[0]
        return len(before) == 2 and before[0].isalpha() and before[1] in signs and after.islower()

    def _is_one_word(self, broken: re.Match[str]) -> str:
        """Why the letters around a hyphen and a space are one word; empty if they are two."""
        before = _LETTERS.search(self._text[max(0, broken.start() - 40) : broken.start()])
        first, second = before[0] if before else "", broken["second"]
        if compiled(self._state.convention.either("hyphens", "suspended")).fullmatch(second):
            return ""
        if second[0].islower():
            return "it continues in lower case after the hyphen"
        # `Soviet- American`, `Commander-in- Chief`: two names, or the end of a word of several parts.
        if len(first) > 2 and first[0].isupper() and len(second) > 3:
            return "two names joined by a hyphen"
        start = broken.start() - len(first)
        if self._text[start - 1 : start] == "-":
            return "the end of a word of several parts"
        return "the text has it as one word elsewhere" if f"{first}-{second}" in self._text else ""

    def _decide(self, span: Span, reason: str) -> None:
        decision = Decision(
            span, "divided-word", evidence=(reason,), code="block-line-end-hyphen", subject=Subject.LINE_END
        )
        self._state.decide(decision, _MESSAGE)
