"""Readers of raw transcripts: a file in, a `Source` for each document out.

A file is decoded first; what its text is, it shows itself: HTML, records, or the transcript. A new format is one module
here and one row below.
"""

from codecs import BOM_UTF8
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from teikit.core import Diagnostic, Source, file_diagnostic, is_plain_name
from teikit.readers.extract import Extract
from teikit.readers.kinds import is_companion, is_hypertext, is_table
from teikit.readers.plain import read_plain, read_string
from teikit.readers.records import is_data, may_be_records, read_records, unknown_columns

Reader = Callable[[bytes, str, str | None], tuple[Source | None, list[Diagnostic]]]
Sources = tuple[list[Source], list[Diagnostic]]

# Which reader a suffix gets.
READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".html": read_plain,
    ".htm": read_plain,
    ".csv": read_plain,
    ".json": read_plain,
    ".tsv": read_plain,
}


SUFFIXES = tuple(READERS)


def is_transcript(path: Path) -> bool:
    """Whether a reader knows files of this name; README and the like are not transcripts.

    A name that is not in UTF-8 cannot be written into TEI, links and tables.
    """
    return path.suffix.lower() in READERS and not is_companion(path) and is_plain_name(path.name)


def read_all(path: Path, name: str | None = None, encoding: str | None = None) -> Sources:
    """The sources at `path`, one a document, or none and why; a suffix that no reader knows is read as plain text.

    `name` is how messages call the file; the sources of a file with several have anchors. `encoding` overrides what the
    bytes suggest. Never raises for a bad file.
    """
    called = str(path) if name is None else name
    try:
        state = path.stat()
        return _read_all(path, called, encoding, (state.st_mtime_ns, state.st_size))
    except FileNotFoundError:
        return [], [file_diagnostic(called, "read-missing-file", "does not exist")]
    except OSError as error:
        return [], [file_diagnostic(called, "read-unreadable", f"cannot be read: {error.strerror or error}")]


@lru_cache(maxsize=1)
def _read_all(path: Path, called: str, encoding: str | None, state: tuple[int, int]) -> Sources:
    """As above; a file of two thousand documents is read only once. Raises OSError."""
    source, diagnostics = READERS.get(path.suffix.lower(), read_plain)(path.read_bytes(), called, encoding)
    if source is None:
        return [], diagnostics
    sources, more = documents_in(source)
    return sources, [*diagnostics, *more]


def documents_in(source: Source) -> Sources:
    """The documents in a decoded file: those of its records, the one in its HTML, or the text itself.

    A table or data without known columns has no document, and a diagnostic says which columns are known.
    """
    if is_hypertext(source):
        from teikit.readers.hypertext import read_hypertext  # imported here: most transcripts are no HTML

        documents, left_out = read_hypertext(source)
        return [*documents], left_out
    extracts, findings = read_records(source)
    if not extracts and (is_table(source.name) or is_data(source.text)):
        return [], [*findings, unknown_columns(source)]
    return [*extracts] or [source], findings


# By so many bytes it shows whether a file may be one of records: most are not, and need not be read to know it.
_BEGINNING = 4096


def anchors_in(path: Path, name: str | None = None, encoding: str | None = None) -> list[str]:
    """The anchors of the documents in a file with several; none where it is one document, or cannot be read."""
    try:
        with path.open("rb") as file:
            begins = file.read(_BEGINNING)
    except OSError:
        return []
    wide = b"\0" in begins
    if (
        not wide
        and not is_table(path.name)
        and not may_be_records(begins.removeprefix(BOM_UTF8).decode("utf-8", "replace"))
    ):
        return []
    return [source.anchor for source in read_all(path, name, encoding)[0] if isinstance(source, Extract)]


def read(
    path: Path, name: str | None = None, encoding: str | None = None, anchor: str = ""
) -> tuple[Source | None, list[Diagnostic]]:
    """The source at `path`, or None and the reason; `anchor` says which of several.

    Diagnostics about the file as a whole come with the first. Without an anchor it is the first, and that there are
    others is reported.
    """
    called = str(path) if name is None else name
    sources, findings = read_all(path, called.removesuffix(f"#{anchor}"), encoding)
    if anchor:
        number = next((n for n, s in enumerate(sources) if isinstance(s, Extract) and s.anchor == anchor), None)
        if number is None:
            return None, [*findings, file_diagnostic(called, "read-missing-record", f"has no document “{anchor}”")]
        return sources[number], [] if number else list(findings)
    return _first(sources, findings, called)


def read_data(data: str | bytes, name: str, encoding: str | None = None) -> tuple[Source | None, list[Diagnostic]]:
    """The source in a text, or in the bytes of a file, or None and the reason; the first of several.

    `name` is how messages call it; `encoding` is that of bytes, where they are not in UTF-8. Never raises for bad data.
    """
    source, diagnostics = read_string(data, name) if isinstance(data, str) else read_plain(data, name, encoding)
    if source is None:
        return None, diagnostics
    sources, reported = documents_in(source)
    return _first(sources, [*diagnostics, *reported], name)


def _first(sources: list[Source], diagnostics: list[Diagnostic], name: str) -> tuple[Source | None, list[Diagnostic]]:
    """The first source, if there is one, and that there are others."""
    if len(sources) < 2:
        return (sources[0] if sources else None), list(diagnostics)
    message = f"holds {len(sources)} documents; this is the first, {sources[0].document}"
    return sources[0], [*diagnostics, file_diagnostic(name, "read-several-documents", message)]
