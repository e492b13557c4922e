"""The lines of a text, as the labels see them: what is not blank, how far it is indented, what is above it."""

import re
from typing import NamedTuple

from teikit.core import Span

_TAB = 8
_PIECES = re.compile(r"\t+[ \t]*| {4,}")


class Line(NamedTuple):
    """A line that is not blank, or a piece of one.

    `span` covers its words without the blanks at either end, and `text` is what the source has there. `indent` counts
    the columns of blanks before the words, `blanks` the blank lines above (a first line has 1). `piece` is 0; a line
    that is cut at a tab or four blanks has pieces 0, 1, 2 …
    """

    span: Span
    text: str
    indent: int = 0
    blanks: int = 0
    piece: int = 0


def lines_of(text: str, start: int = 0, end: int | None = None, pieces: bool = False) -> tuple[Line, ...]:
    """The lines of `text[start:end]` that are not blank, in order.

    With `pieces`, a tab or four blanks inside a line cut it into pieces, each a Line.
    """
    end = len(text) if end is None else end
    lines: list[Line] = []
    blanks, offset = 1, start
    for raw in text[start:end].split("\n"):
        words = raw.strip()
        if words:
            first = offset + len(raw) - len(raw.lstrip())
            whole = Line(Span(first, first + len(words)), words, _indent(raw), blanks)
            lines += _cut(whole) if pieces else (whole,)
            blanks = 0
        else:
            blanks += 1
        offset += len(raw) + 1
    return tuple(lines)


def _indent(raw: str) -> int:
    """The columns of blanks before the words of a line."""
    blank = raw[: len(raw) - len(raw.lstrip())]
    return len(blank.expandtabs(_TAB)) if blank else 0


def _cut(line: Line) -> list[Line]:
    """The pieces of a line between tabs and runs of four blanks."""
    cut: list[Line] = []
    first = 0
    for last, following in [*(match.span() for match in _PIECES.finditer(line.text)), (len(line.text), 0)]:
        span = Span(line.span.start + first, line.span.start + last)
        cut.append(
            Line(span, line.text[first:last], first if cut else line.indent, 0 if cut else line.blanks, len(cut))
        )
        first = following
    return cut
