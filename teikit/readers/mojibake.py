"""Finds text that was UTF-8 once, was read in another encoding, and saved again: “Ð¢Ð¾Ð²”, “РўРѕРІ” for “Тов”."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from typing import NamedTuple

from teikit.core import LazyPattern, Span, kept, lazy_pattern

# The encodings that UTF-8 is taken for; where they have no character for a byte, it is read as Latin-1's control.
_TAKEN_FOR = ("cp1252", "cp1251")
# A character of UTF-8 beyond ASCII has two bytes or more.
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]{2,}")


class Misread(NamedTuple):
    """A stretch of text, the encoding that its UTF-8 was taken for, and what it said before."""

    span: Span
    taken_for: str
    original: str


def find_misread(text: str) -> Iterator[Misread]:
    """The misread stretches of a text by encoding; only those that are UTF-8 when they are encoded again."""
    if text.isascii():
        return
    for encoding in _TAKEN_FOR:
        for lead, pattern in _patterns(encoding):
            # Most texts hold none of these characters, and need not even the pattern.
            for match in lazy_pattern(pattern).finditer(text) if any(char in text for char in lead) else ():
                before = _undone(match[0], encoding)
                if before is not None:
                    yield Misread(Span(*match.span()), encoding, before)


class Suspect(NamedTuple):
    """A line that was probably read in a wrong encoding before it was saved, and what it said, where that is found."""

    span: Span
    original: str


def find_suspect(text: str) -> Suspect | None:
    """The first line that ftfy takes for misread, in whatever encoding; None where it finds no such line.

    Only lines with characters that are UTF-8 when they are encoded again are shown to it; else it is not imported.
    """
    together = "\n".join(_BEYOND_ASCII.findall(text))  # searched first: most texts have no place at all
    encodings = [
        e for e in _encodings_of(together) if _pair(e).search(together) and _sequence(e).compiled.search(together)
    ]
    if not encodings:
        return None
    runs = [Span(*run.span()) for run in _BEYOND_ASCII.finditer(text)]
    places = sorted({place for encoding in encodings for place in _utf8_again(text, runs, encoding)})
    if not places:
        return None
    from ftfy import fix_encoding  # imported here: it takes 0.05 s, and nearly all texts do not need it
    from ftfy.badness import is_bad

    for span in places:
        start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.start)
        line = Span(max(start, span.start - _AROUND), min(end if end >= 0 else len(text), span.start + _AROUND))
        words = line.cut(text)
        if is_bad(words):
            original = fix_encoding(words)
            return Suspect(span, "" if original == words else original)
    return None


# Encodings in which UTF-8 is often read wrongly.
_READ_AS = (
    "cp1250", "cp1252", "cp1251", "cp1254", "iso8859-2", "cp437", "cp850", "cp852", "mac-roman", "mac-cyrillic",
    "latin-1",
)  # fmt: skip
# So many places are looked at, and so much on both sides of one.
_MOST = 50
_AROUND = 200


def _encodings_of(text: str) -> list[str]:
    """The encodings that have characters of a text for the first byte and for another byte of UTF-8."""
    chars = set(text)
    return [encoding for encoding in _READ_AS if not any(part.isdisjoint(chars) for part in _bytes_of(encoding))]


def _utf8_again(text: str, runs: Sequence[Span], encoding: str) -> Iterator[Span]:
    """The first places whose characters, with all beyond ASCII around them, are UTF-8 when they are encoded again.

    `runs` are the characters beyond ASCII, at least two together.
    """
    sequence = _sequence(encoding).compiled
    matches = chain.from_iterable(sequence.finditer(text, run.start, run.end) for run in runs)
    for match in islice(matches, _MOST):
        start, end = match.span()
        while start and ord(text[start - 1]) > 127 and match.start() - start < _AROUND:
            start -= 1
        while end < len(text) and ord(text[end]) > 127 and end - match.end() < _AROUND:
            end += 1
        if _undone(text[start:end], encoding):
            yield Span(start, end)


@cache
def _bytes_of(encoding: str) -> tuple[frozenset[str], frozenset[str]]:
    """The characters of an encoding for the first and the other bytes of UTF-8 (RFC 3629)."""
    parts: tuple[frozenset[str], frozenset[str]] = kept(f"bytes of UTF-8 {encoding}", lambda: _read_bytes(encoding))
    return parts


def _read_bytes(encoding: str) -> tuple[frozenset[str], frozenset[str]]:
    first = frozenset(_char(byte, encoding) for byte in range(0xC2, 0xF5))
    return first, frozenset(_char(byte, encoding) for byte in range(0x80, 0xC0))


@cache
def _sequence(encoding: str) -> LazyPattern:
    """The characters of an encoding whose bytes are one character of UTF-8, of two, three or four bytes."""
    other = _set(range(0x80, 0xC0), encoding)
    two, three, four = (_set(range(*bounds), encoding) for bounds in ((0xC2, 0xE0), (0xE0, 0xF0), (0xF0, 0xF5)))
    return LazyPattern(f"{two}{other}|{three}{other}{{2}}|{four}{other}{{3}}")


@cache
def _pair(encoding: str) -> LazyPattern:
    """The last characters of what `_sequence` finds begin so: a first byte before another byte, the rarer one first."""
    first, other = _set(range(0xC2, 0xF5), encoding), _set(range(0x80, 0xC0), encoding)
    return LazyPattern(f"{other}(?<={first}{other})")


def _set(values: Iterable[int], encoding: str) -> str:
    return f"[{re.escape(''.join(_char(byte, encoding) for byte in values))}]"


@cache
def _patterns(encoding: str) -> tuple[tuple[str, str], ...]:
    """For letters of Cyrillic, of western names, and for signs: the characters that begin one, and the pattern."""
    tail = f"[{re.escape(''.join(_char(byte, encoding) + chr(byte) for byte in range(0x80, 0xC0)))}]"
    letter, name, sign = _char(0xD0, encoding) + _char(0xD1, encoding), _char(0xC3, encoding), _char(0xE2, encoding)
    patterns = [
        (letter, f"[{letter}]{tail}(?:[{letter}]{tail}){{2,}}"),
        (sign, f"{sign}[{_char(0x80, encoding)}{_char(0x84, encoding)}]{tail}"),
    ]
    if encoding == "cp1252":
        patterns.append((name, f"{name}[\u00a0-\u00bf]"))
    return tuple(patterns)


def _char(byte: int, encoding: str) -> str:
    return bytes([byte]).decode(encoding, "ignore") or chr(byte)


def _undone(words: str, encoding: str) -> str | None:
    try:
        return b"".join(_byte(char, encoding) for char in words).decode("utf-8")
    except UnicodeError:
        return None


def _byte(char: str, encoding: str) -> bytes:
    return char.encode("latin-1") if "\u0080" <= char <= "\u009f" else char.encode(encoding)
