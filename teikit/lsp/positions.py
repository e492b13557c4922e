"""Offsets in a text as the positions of the Language Server Protocol: lines, and code units in a line."""

import re
from bisect import bisect_right

from lsprotocol import types

from teikit.core import Span

_LINE_END = re.compile(r"\r\n|\n|\r")
# The encodings of the protocol: Python's name, and bytes for each unit.
_ENCODINGS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Positions:
    """The positions in one text, in the units that editor and server agreed on."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self._text = text
        self._codec, self._bytes = _ENCODINGS[encoding]
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def position(self, offset: int) -> types.Position:
        """The position of an offset."""
        line = bisect_right(self._starts, offset) - 1
        before = self._text[self._starts[line] : offset]
        units = len(before) if before.isascii() else len(self._encoded(before)) // self._bytes
        return types.Position(line, units)

    def range(self, span: Span) -> types.Range:
        """The range of a span."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """The offset of a position; a position outside of the text is moved into it."""
        if position.line >= len(self._starts):
            return len(self._text)
        start = self._starts[position.line]
        line = _LINE_END.split(self._text[start : self._end(position.line)], maxsplit=1)[0]
        if line.isascii():
            return start + min(position.character, len(line))
        units = self._encoded(line)[: position.character * self._bytes]
        return start + len(units.decode(self._codec, "ignore"))

    def span(self, where: types.Range) -> Span:
        """The span of a range."""
        return Span(self.offset(where.start), self.offset(where.end))

    def _end(self, line: int) -> int:
        return self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)

    def _encoded(self, text: str) -> bytes:
        return text.encode(self._codec, "surrogatepass")
