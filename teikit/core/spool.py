"""Texts that are written once and read many times, in one temporary file: those of a large edition fill the memory."""

import weakref
from collections.abc import Iterator


class Spool:
    """Texts by their numbers, from 0. The file is gone when the spool is closed, or nobody holds it any more."""

    def __init__(self) -> None:
        from tempfile import TemporaryFile  # imported here: most runs need none

        self._file = TemporaryFile()  # noqa: SIM115 - open as long as the spool
        self._places: list[tuple[int, int]] = []
        self._end = 0
        self.close = weakref.finalize(self, self._file.close)

    def __len__(self) -> int:
        return len(self._places)

    def append(self, text: str) -> int:
        """Keep a text; its number. Raises OSError."""
        return self.append_bytes(text.encode("utf-8", "surrogatepass"))

    def append_bytes(self, data: bytes) -> int:
        """Keep bytes; their number. Raises OSError."""
        self._file.seek(self._end)
        self._file.write(data)
        self._places.append((self._end, len(data)))
        self._end += len(data)
        return len(self._places) - 1

    def __getitem__(self, number: int) -> str:
        """The text with a number. Raises IndexError, OSError."""
        return self.bytes_of(number).decode("utf-8", "surrogatepass")

    def bytes_of(self, number: int) -> bytes:
        """The bytes with a number. Raises IndexError, OSError."""
        start, length = self._places[number]
        self._file.seek(start)
        return self._file.read(length)

    def __iter__(self) -> Iterator[str]:
        return (self[number] for number in range(len(self)))
