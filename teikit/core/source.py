"""The text of a file and where things are in it.

A `Source` is never normalised: every offset used anywhere in teikit counts characters (Unicode code points) of
`Source.text`, and a `Span` of such offsets is the one currency of place, from the raw file to the published page.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of offsets into `Source.text`, in characters."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def cut(self, text: str) -> str:
        """The piece of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class Position(NamedTuple):
    """A place as people count it: line and column from 1, columns in characters."""

    line: int
    column: int


class Tag(NamedTuple):
    """What the markup of a file says of a piece of its text: a name such as `underline`, and further values."""

    span: Span
    name: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Source:
    """The decoded text of one file.

    `name` is how the user knows the file (used in messages), `digest` the SHA-256 of the bytes on disk in hexadecimal,
    `encoding` the name of the encoding they were read with. `tags` is the markup of a file such as HTML, beside the
    text: the text has no sign of it.
    """

    text: str
    name: str = "<text>"
    digest: str = ""
    encoding: str = "utf-8"
    tags: tuple[Tag, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n")[:-1])]

    @property
    def document(self) -> str:
        """How the document is known: the name of its file."""
        return self.name

    @property
    def whole(self) -> Span:
        """The span of the whole text."""
        return Span(0, len(self.text))

    def cut(self, span: Span) -> str:
        """The piece of the text that `span` covers."""
        return self.text[span.start : span.end]

    def position(self, offset: int) -> Position:
        """Line and column of `offset`; an offset behind the end counts as the end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """The offset of a line and column; the inverse of `position`. Places outside the text are moved into it."""
        line = max(1, min(position.line, len(self._line_starts)))
        return min(self._line_starts[line - 1] + max(position.column, 1) - 1, len(self.text))

    def line(self, number: int) -> str:
        """The text of line `number` (from 1), without its line end; empty where there is no such line."""
        if not 1 <= number <= len(self._line_starts):
            return ""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else None]


def source_of(text: str, name: str = "<text>") -> Source:
    """A `Source` for a string in memory; its digest is that of the UTF-8 bytes."""
    return Source(text, name, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
