"""Reads plain text: UTF-8 (UTF-16 with its mark), or the encoding that is stated. Nothing is guessed in silence."""

import codecs
from hashlib import sha256

from teikit.diagnostics import Diagnostic, about
from teikit.source import Position, Source

# A file beyond this is no transcript of one document, and no reader of TEI would open what became of it.
MAX_BYTES = 16 * 1024 * 1024
# A line beyond this has lost its line ends: structure cannot be seen in it.
LONG_LINE = 1_000_000

# Fewer letters beyond ASCII than this say nothing of the encoding.
MIN_LETTERS = 20

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Single-byte encodings in which Russian transcripts are found, for a hint.
_RUSSIAN = ("cp1251", "koi8-r", "cp866")


def read_plain(data: bytes, name: str, encoding: str | None = None) -> tuple[Source | None, list[Diagnostic]]:
    """The source in the bytes of a text file, or None and why: empty, binary, too large, in no known encoding."""
    refusal = _refusal(data, name)
    if refusal:
        return None, [refusal]
    chosen = encoding or next((known for mark, known in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(chosen)
    except LookupError:
        return None, [about(name, "unknown-encoding", f"there is no encoding called “{chosen}”")]
    except UnicodeDecodeError as error:
        return None, [_undecodable(data, name, chosen, error)]
    if not text.strip():
        return None, [about(name, "file-empty", "holds nothing but white space")]
    source = Source(text, name, sha256(data).hexdigest(), chosen)
    return source, _long_lines(source)


def _refusal(data: bytes, name: str) -> Diagnostic | None:
    if not data:
        return about(name, "file-empty", "is empty")
    if len(data) > MAX_BYTES:
        return about(name, "file-too-large", f"has {len(data):,} bytes; the most is {MAX_BYTES:,}")
    wide = any(data.startswith(mark) for mark, known in _MARKS if known == "utf-16")
    sample = data[:65536]
    if not wide and (b"\0" in sample or sum(byte < 9 or 13 < byte < 27 for byte in sample) * 10 > len(sample)):
        return about(name, "file-binary", f"is no text file (it begins with {data[:8].hex(' ')})")
    return None


def _undecodable(data: bytes, name: str, encoding: str, error: UnicodeDecodeError) -> Diagnostic:
    before = data[: error.start].decode(encoding, "replace")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    message = f"byte {data[error.start]:#04x} is not {encoding}"
    likely = _likely_russian(data) if encoding.startswith("utf") else ""
    if likely:
        message += f"; the file looks like {likely}"
    return about(name, "undecodable", message, Position(line, column))


def _likely_russian(data: bytes) -> str:
    """The Russian encoding in which most letters beyond ASCII are small Cyrillic ones; empty if none stands out."""

    def share(encoding: str) -> float:
        letters = [char for char in data[:65536].decode(encoding, "replace") if ord(char) > 127]
        return sum("а" <= char <= "я" or char in "ё№«»–—" for char in letters) / max(MIN_LETTERS, len(letters))

    best = max(_RUSSIAN, key=share)
    return best if share(best) > 0.6 else ""


def _long_lines(source: Source) -> list[Diagnostic]:
    for number, line in enumerate(source.text.split("\n"), 1):
        if len(line) > LONG_LINE:
            said = f"a line of {len(line):,} characters: its line ends seem lost, so paragraphs cannot be told apart"
            return [about(source.name, "long-line", said, Position(number, 1))]
    return []
