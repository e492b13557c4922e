"""A source map: a text made of pieces of files, with the place that each of its characters came from."""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from teikit.core import Diagnostic, Position, Source, Span, source_of, span_diagnostic


class Piece(NamedTuple):
    """A part of the text that begins at `at`: characters of `source` from `start` on, unchanged (`plain`), or
    other characters that replace what is at `start`.
    """

    at: int
    source: Source
    start: int
    plain: bool


@dataclass(frozen=True)
class MappedText:
    """A text, and the pieces that it is made of, in order."""

    text: str
    pieces: tuple[Piece, ...] = field(repr=False)

    def origin(self, offset: int) -> tuple[Source, int]:
        """The file, and the offset in it, of the character at `offset`."""
        piece = self.pieces[max(0, bisect_right(self.pieces, offset, key=lambda p: p.at) - 1)]
        return piece.source, piece.start + (max(0, offset - piece.at) if piece.plain else 0)

    def span_of(self, span: Span) -> tuple[Source, Span]:
        """The file and the span in it that a span of the text came from; it ends with the first file."""
        if self._is_whole_file:
            return self.pieces[0].source, span
        source, start = self.origin(span.start)
        last, end = self.origin(max(span.start, span.end - 1))
        stop = end + 1 if span.end > span.start and last is source and end >= start else start
        return source, Span(start, max(start, stop))

    @cached_property
    def _is_whole_file(self) -> bool:
        """Whether the text is one file as it is, so that places in it are places in the file."""
        return len(self.pieces) == 1 and self.pieces[0].plain and self.pieces[0].at == self.pieces[0].start == 0

    def report(self, span: Span, code: str, message: str, dead_end: str = "") -> Diagnostic:
        """A diagnostic about a span of the text, at its place in the file that it came from."""
        source, origin = self.span_of(span)
        return span_diagnostic(source, origin, code, message, dead_end)

    def relocate(self, diagnostic: Diagnostic) -> Diagnostic:
        """A diagnostic about the text as one about the file that it came from."""
        if diagnostic.span is not None:
            source, span = self.span_of(diagnostic.span)
        elif diagnostic.position is not None:
            source, start = self.origin(self.as_source.offset(diagnostic.position))
            return diagnostic._replace(file=source.name, position=source.position(start))
        else:
            return diagnostic
        return diagnostic._replace(file=source.name, position=source.position(span.start), span=span)

    @property
    def as_source(self) -> Source:
        """The text as a source of its own."""
        source: Source | None = self.__dict__.get("_as_source")
        if source is None:
            source = self.__dict__["_as_source"] = source_of(self.text)
        return source

    @property
    def main_source(self) -> Source:
        """The file that the text begins in."""
        return self.pieces[0].source

    def position(self, offset: int) -> tuple[str, Position]:
        """The file's name, and line and column in it."""
        source, start = self.origin(offset)
        return source.name, source.position(start)


class TextBuilder:
    """Builds a `MappedText` piece by piece."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0

    def copy(self, mapped: MappedText, start: int, end: int) -> None:
        """Add the characters from `start` to `end` of another text, with their places."""
        if start >= end:
            return
        first = max(0, bisect_right(mapped.pieces, start, key=lambda p: p.at) - 1)
        for number in range(first, len(mapped.pieces)):
            piece = mapped.pieces[number]
            if piece.at >= end:
                break
            skipped = max(0, start - piece.at)
            moved = piece.start + (skipped if piece.plain else 0)
            self._pieces.append(Piece(self._length + max(piece.at, start) - start, piece.source, moved, piece.plain))
        self._add(mapped.text[start:end])

    def insert(self, words: str, source: Source, start: int) -> None:
        """Add words that replace what is at `start` of a file."""
        if words:
            self._pieces.append(Piece(self._length, source, start, False))
            self._add(words)

    def _add(self, words: str) -> None:
        self._words.append(words)
        self._length += len(words)

    @property
    def length(self) -> int:
        """How many characters there are so far."""
        return self._length

    def build(self, source: Source) -> MappedText:
        """The text that was built; `source` is the file that an empty text is of."""
        return MappedText("".join(self._words), tuple(self._pieces) or (Piece(0, source, 0, True),))


def mapped_source(source: Source) -> MappedText:
    """The text of one file as it is."""
    return MappedText(source.text, (Piece(0, source, 0, True),))
