"""Finds text that was UTF-8 once, was read in another encoding, and saved again: “Ð¢Ð¾Ð²”, “РўРѕРІ” for “Тов”."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from teikit.core import Span

# The encodings that UTF-8 is taken for; where they have no character for a byte, it is read as Latin-1's control.
_TAKEN_FOR = ("cp1252", "cp1251")


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
            for match in re.finditer(pattern, text) if any(char in text for char in lead) else ():
                before = _undone(match[0], encoding)
                if before is not None:
                    yield Misread(Span(*match.span()), encoding, before)


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
