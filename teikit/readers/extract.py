"""A source that was taken out of a file of another form: its positions are positions in that file."""

from bisect import bisect_right
from dataclasses import dataclass, field

from teikit.core import Position, Source, Span, Tag


@dataclass(frozen=True)
class Extract(Source):
    """The text of one document out of `file`.

    `joints` are the pieces that are in the file: offset here, offset there, length; ascending. The rest was put in.
    `anchor` tells the document from others of the file; empty where the file is one document.
    """

    file: Source = field(default_factory=lambda: Source(""))
    joints: tuple[tuple[int, int, int], ...] = ()
    anchor: str = ""

    @property
    def document(self) -> str:
        """How the document is known: the name of its file, and the anchor behind `#`."""
        return f"{self.name}#{self.anchor}" if self.anchor else self.name

    def position(self, offset: int) -> Position:
        """Line and column in the file that the text was taken from."""
        return self.file.position(self.in_file(offset))

    def line(self, number: int) -> str:
        """The text of a line of the file, without its line end."""
        return self.file.line(number)

    def in_file(self, offset: int) -> int:
        """The offset in the file; characters that a reader put in have the place of those that follow."""
        index = bisect_right(self.joints, offset, key=lambda joint: joint[0]) - 1
        if index >= 0:
            begin, there, length = self.joints[index]
            if offset <= begin + length or index + 1 == len(self.joints):
                return there + min(offset - begin, length)
        return self.joints[index + 1][1] if self.joints else 0


class Writer:
    """Puts an extract together from pieces of a file and words between them."""

    def __init__(self, file: Source) -> None:
        self.file = file
        self._parts: list[str] = []
        self._joints: list[tuple[int, int, int]] = []
        self._length = 0
        self._tags: list[Tag] = []

    def put(self, words: str) -> None:
        """Adds words that are not in the file as they stand."""
        self._parts.append(words)
        self._length += len(words)

    def take(self, start: int, words: str) -> None:
        """Adds words of the file that stand there from `start` on."""
        if words:
            self._joints.append((self._length, start, len(words)))
            self.put(words)

    @property
    def text(self) -> str:
        """What has been written so far."""
        return "".join(self._parts)

    @property
    def length(self) -> int:
        """How many characters have been written."""
        return self._length

    def tag(self, start: int, name: str, values: tuple[tuple[str, str], ...] = ()) -> None:
        """Adds a tag for what has been written from `start` on; none where that is nothing."""
        if start < self._length:
            self._tags.append(Tag(Span(start, self._length), name, values))

    def extract(self, anchor: str = "") -> Extract:
        """The source; `anchor` tells it from others of the file."""
        file = self.file
        tags = tuple(sorted(self._tags, key=lambda tag: (tag.span.start, -tag.span.end)))
        return Extract(self.text, file.name, file.digest, file.encoding, tags, file, tuple(self._joints), anchor)
