"""Finds text that was UTF-8 once, was read in another encoding, and saved again: “Ð¢Ð¾Ð²”, “РўРѕРІ” for “Тов”."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
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


class Suspect(NamedTuple):
    """A line that was probably read in a wrong encoding before it was saved, and what it said, where that is found."""

    span: Span
    original: str


def find_suspect(text: str) -> Suspect | None:
    """The first line that ftfy takes for misread, in whatever encoding; None where it finds no such line.

    Only lines with a piece that is UTF-8 when it is encoded again are shown to it: it is not imported for others.
    """
    pieces = islice(dict.fromkeys(_BEYOND_ASCII.findall(text)), _MOST)
    candidates = [piece for piece in pieces if _is_utf8_again(piece)]
    if not candidates:
        return None
    from ftfy import fix_encoding  # imported here: it takes 0.05 s, and nearly all texts do not need it
    from ftfy.badness import is_bad

    for piece in candidates:
        place = text.index(piece)
        start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
        line = Span(max(start, place - _AROUND), min(end if end >= 0 else len(text), place + _AROUND))
        words = line.cut(text)
        if is_bad(words):
            original = fix_encoding(words)
            return Suspect(Span(place, place + len(piece)), "" if original == words else original)
    return None


# Encodings in which UTF-8 is often read wrongly.
_READ_AS = (
    "cp1250", "cp1252", "cp1251", "cp1254", "iso8859-2", "cp437", "cp850", "cp852", "mac-roman", "mac-cyrillic",
    "latin-1",
)  # fmt: skip
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]{2,}")
# So many pieces are tried, and so much is looked at on both sides of one.
_MOST = 200
_AROUND = 200


def _is_utf8_again(piece: str) -> bool:
    for encoding in _READ_AS:
        try:
            if piece.encode(encoding).decode("utf-8"):
                return True
        except UnicodeError:
            continue
    return False


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
