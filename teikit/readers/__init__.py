"""Readers of raw transcripts: a file in, a `Source` for each document out.

A file is decoded first; what its text is, it shows itself: HTML, records, or the transcript. A new format is one module
here and one row below.
"""

from collections.abc import Callable
from pathlib import Path

from teikit.diagnostics import Diagnostic, about
from teikit.readers.extract import Extract
from teikit.readers.hypertext import is_hypertext, read_hypertext
from teikit.readers.plain import read_plain
from teikit.readers.records import read_records
from teikit.source import Source

Reader = Callable[[bytes, str, str | None], tuple[Source | None, list[Diagnostic]]]
Extractor = Callable[[Source], list[Extract]]

# Which reader a suffix gets.
READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".html": read_plain,
    ".htm": read_plain,
    ".csv": read_plain,
    ".json": read_plain,
}


def is_transcript(path: Path) -> bool:
    """Whether a reader knows files of this name."""
    return path.suffix.lower() in READERS


def read_all(path: Path, name: str | None = None, encoding: str | None = None) -> tuple[list[Source], list[Diagnostic]]:
    """The sources at `path`, one a document, or none and why; a suffix that no reader knows is read as plain text.

    `name` is how messages call the file; the sources of a file with several have the place behind `#`. `encoding`
    overrides what the bytes suggest. Never raises for a bad file.
    """
    called = str(path) if name is None else name
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return [], [about(called, "file-missing", "there is no such file (any more)")]
    except OSError as error:
        return [], [about(called, "file-unreadable", f"cannot be read: {error.strerror or error}")]
    source, findings = READERS.get(path.suffix.lower(), read_plain)(data, called, encoding)
    if source is None:
        return [], findings
    return list(documents_in(source)), findings


def documents_in(source: Source) -> list[Source]:
    """The documents in a decoded file: those of its records, the one in its HTML, or the text itself."""
    extracts = read_hypertext(source) if is_hypertext(source) else read_records(source)
    return [*extracts] or [source]


def read(path: Path, name: str | None = None, encoding: str | None = None) -> tuple[Source | None, list[Diagnostic]]:
    """The source at `path`, or None and why there is none. Of a file with several documents it is the first, and the
    rest is reported; `read_all` has them all.
    """
    sources, findings = read_all(path, name, encoding)
    if len(sources) > 1:
        said = f"holds {len(sources)} documents; this is the first, {sources[0].name}"
        findings = [*findings, about(str(path) if name is None else name, "several-documents", said)]
    return (sources[0] if sources else None), findings
