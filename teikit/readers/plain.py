"""Reads plain text: UTF-8, UTF-16 with its mark, the encoding that is stated, or one that the letters single out.

Nothing is guessed in silence, and nothing at all where the evidence is thin.
"""

import codecs
from hashlib import sha256
from typing import TYPE_CHECKING

from teikit.core import Diagnostic, Position, Source, file_diagnostic, shorten, source_of, span_diagnostic
from teikit.readers.kinds import refusal, sample_of

if TYPE_CHECKING:
    from teikit.readers.encoding import Detected

# A file beyond this is no transcript of one document, and no reader of TEI would open what became of it.
MAX_BYTES = 16 * 1024 * 1024
# A line beyond this has lost its line ends: structure cannot be seen in it.
LONG_LINE = 1_000_000

# The marks that a file may begin with (The Unicode Standard, 23.8): they state its encoding, and are no text.
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 65536
_CONTROLS = bytes(byte for byte in range(27) if byte < 9 or byte > 13)


def read_plain(data: bytes, name: str, encoding: str | None = None) -> tuple[Source | None, list[Diagnostic]]:
    """The source in the bytes of a text file, or None and why: empty, binary, too large, in no known encoding."""
    stated = encoding or next((known for mark, known in _MARKS if data.startswith(mark)), None)
    chosen = stated or _wide(data) or "utf-8"
    refused = _refusal(data, name, chosen)
    if refused:
        return None, [refused]
    try:
        text = data.decode(chosen)
    except LookupError:
        return None, [file_diagnostic(name, "read-unknown-encoding", f"there is no encoding called “{chosen}”")]
    except UnicodeDecodeError as error:
        guess = None if stated else _detected(data)
        if guess is None or not guess.sure:
            return None, [_undecodable(data, name, chosen, error, guess)]
        chosen, text = guess.encoding, data.decode(guess.encoding)
    if stated and not chosen.lower().startswith("utf") and _is_utf8(data):
        return None, [file_diagnostic(name, "read-undecodable", f"the file is UTF-8, not {chosen}")]
    source, diagnostics = _checked(Source(text.removeprefix("\ufeff"), name, sha256(data).hexdigest(), chosen))
    guessed = [] if stated or chosen == "utf-8" or source is None else [_guessed(source)]
    return source, [*guessed, *diagnostics]


def read_string(text: str, name: str) -> tuple[Source | None, list[Diagnostic]]:
    """The source of a text in memory, or None and why: empty, too large, no transcript."""
    if len(text) > MAX_BYTES:
        return None, [
            file_diagnostic(name, "read-too-large", f"has {len(text):,} characters; the most is {MAX_BYTES:,}")
        ]
    unsupported = refusal(sample_of(text), name)
    if unsupported:
        return None, [unsupported]
    return _checked(source_of(text.removeprefix("\ufeff"), name))


def _checked(source: Source) -> tuple[Source | None, list[Diagnostic]]:
    """The source, or None where it is empty, and what is wrong with its text."""
    if not source.text.strip():
        return None, [file_diagnostic(source.name, "read-empty", "holds nothing but white space")]
    return source, [*_long_lines(source), *_misread(source)]


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark."""
    if b"\0" not in data[:_SAMPLE]:
        return None
    from teikit.readers.encoding import wide_encoding

    return wide_encoding(data)


def _detected(data: bytes) -> "Detected | None":
    """The encoding that the letters speak for, in which all of the file can be read; None without such an encoding."""
    from teikit.readers.encoding import detect

    guess = detect(data)
    try:
        return guess if guess and data.decode(guess.encoding) else None
    except UnicodeDecodeError:
        return None


def _refusal(data: bytes, name: str, encoding: str) -> Diagnostic | None:
    if not data:
        return file_diagnostic(name, "read-empty", "is empty")
    unsupported = refusal(data, name)
    if unsupported:
        return unsupported
    if len(data) > MAX_BYTES:
        return file_diagnostic(name, "read-too-large", f"has {len(data):,} bytes; the most is {MAX_BYTES:,}")
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    wide = encoding.lower().replace("_", "-").startswith(("utf-16", "utf16", "utf-32", "utf32"))
    if not wide and (b"\0" in sample or controls * 10 > len(sample)):
        return file_diagnostic(name, "read-binary", f"is no text file (it begins with {data[:8].hex(' ')})")
    return None


def _undecodable(
    data: bytes, name: str, encoding: str, error: UnicodeDecodeError, guess: "Detected | None" = None
) -> Diagnostic:
    before = data[: error.start].decode(encoding, "replace")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    other = "the file is UTF-8" if _is_utf8(data) else "the letters do not show which other encoding it is"
    if guess and guess.possible:
        words = _first_words(data.decode(guess.encoding))
        other = f"it may be {guess.name}, but the evidence is thin; if “{words}” is right, state {guess.encoding}"
    message = f"byte {data[error.start]:#04x} is not {encoding}; {other}"
    return file_diagnostic(name, "read-undecodable", message, Position(line, column))


def _is_utf8(data: bytes) -> bool:
    """Whether bytes beyond ASCII are UTF-8: a text in another encoding is not, but for a word or two."""
    try:
        return not data.isascii() and bool(data.decode())
    except UnicodeDecodeError:
        return False


def _guessed(source: Source) -> Diagnostic:
    from teikit.readers.encoding import names

    first = next((place for place, char in enumerate(source.text) if ord(char) > 127), 0)
    known = names().get(source.encoding)
    encoding = f"{known} ({source.encoding})" if known else source.encoding
    message = f"is not UTF-8; read as {encoding}: “{_first_words(source.text)}”"
    return span_diagnostic(source, first, "read-detected-encoding", message)


def _first_words(text: str) -> str:
    """The words around the first character beyond ASCII, by which a person sees whether the encoding is right."""
    first = next((place for place, char in enumerate(text) if ord(char) > 127), 0)
    start = max(text.rfind(" ", 0, first), text.rfind("\n", 0, first)) + 1
    return shorten(" ".join(text[max(start, first - 20) : first + 40].split()), 40)


def _misread(source: Source) -> list[Diagnostic]:
    """The first place whose UTF-8 was taken for another encoding before the file was saved, and how many there are."""
    if source.text.isascii():
        return []
    from teikit.readers.mojibake import find_misread, find_suspect

    places = list(find_misread(source.text))
    if not places:
        suspect = find_suspect(source.text)
        if suspect is None:
            return []
        before = f"; it may have been “{shorten(suspect.original, 60)}”" if suspect.original else ""
        message = f"“{source.cut(suspect.span)[:20]}” looks like text read in a wrong encoding{before}; kept as it is"
        return [span_diagnostic(source, suspect.span, "read-mojibake", message)]
    first = min(places)
    words = source.cut(first.span)[:40]
    others = f"; so at {len(places):,} places" if len(places) > 1 else ""
    message = (
        f"“{words}” was “{first.original[:20]}” before its UTF-8 was taken for {first.taken_for}{others}; kept as it is"
    )
    return [span_diagnostic(source, first.span, "read-mojibake", message)]


def _long_lines(source: Source) -> list[Diagnostic]:
    if len(source.text) <= LONG_LINE:
        return []
    for number, line in enumerate(source.text.split("\n"), 1):
        if len(line) > LONG_LINE:
            message = f"a line of {len(line):,} characters: its line ends seem lost, so its paragraphs cannot be found"
            return [file_diagnostic(source.name, "read-long-line", message, Position(number, 1))]
    return []
