"""Readers of raw transcripts: a file in, a `Source` out. A new format is one module here and one row below."""

from collections.abc import Callable
from pathlib import Path

from teikit.diagnostics import Diagnostic, about
from teikit.readers.plain import read_plain
from teikit.source import Source

Reader = Callable[[bytes, str, str | None], tuple[Source | None, list[Diagnostic]]]

# Which reader a suffix gets.
READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
}


def is_transcript(path: Path) -> bool:
    """Whether a reader knows files of this name."""
    return path.suffix.lower() in READERS


def read(path: Path, name: str | None = None, encoding: str | None = None) -> tuple[Source | None, list[Diagnostic]]:
    """The source at `path`, or None and why there is none; a suffix that no reader knows is read as plain text.

    `name` is how messages call the file; `encoding` overrides what the bytes suggest. Never raises for a bad file.
    """
    called = str(path) if name is None else name
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None, [about(called, "file-missing", "there is no such file (any more)")]
    except OSError as error:
        return None, [about(called, "file-unreadable", f"cannot be read: {error.strerror or error}")]
    return READERS.get(path.suffix.lower(), read_plain)(data, called, encoding)
