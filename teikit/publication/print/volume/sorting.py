"""The order of an index: the alphabet of a language, which is a message of its own (`locales/`).

An alphabet is a list of letters in their order; `æ=ae` says that one is sorted as others. A letter that is not in it
counts as its base letter (á as a), and any other sign comes after the letters.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from unicodedata import category, normalize

Key = tuple[object, ...]

_DIGITS = re.compile(r"(\d+)")
_NUMBER, _LETTER, _OTHER = 1, 2, 3


def order_of(alphabet: str) -> Callable[[str], Key]:
    """A function that gives the key by which a text is sorted: numbers before letters, 2 before 10."""
    ranks, equal, longest = _alphabet(alphabet)

    def key(text: str) -> Key:
        pieces = _DIGITS.split(normalize("NFC", text).casefold())
        letters = [rank for i, piece in enumerate(pieces) for rank in (_number(piece) if i % 2 else of(piece))]
        return (tuple(letters), sum(sign not in ranks for sign in normalize("NFC", text).casefold()), text)

    def of(piece: str) -> list[Key]:
        letters: list[Key] = []
        start = 0
        while start < len(piece):
            size = next((n for n in range(longest, 0, -1) if piece[start : start + n] in ranks), 0)
            if size:
                letters.append((_LETTER, ranks[piece[start : start + size]]))
            else:
                letters += _of_sign(piece[start], of)
            start += size or 1
        return letters

    def _of_sign(sign: str, of: Callable[[str], list[Key]]) -> list[Key]:
        if sign in equal:
            return of(equal[sign])
        base = "".join(each for each in normalize("NFKD", sign) if category(each) != "Mn")
        if base != sign:
            return of(base)
        if sign.isspace():
            return [(0, 0)]
        return [(_OTHER, ord(sign))] if sign.isalpha() else []

    return key


def _number(digits: str) -> list[Key]:
    return [(_NUMBER, int(digits))]


@lru_cache(maxsize=32)
def _alphabet(alphabet: str) -> tuple[dict[str, int], dict[str, str], int]:
    letters = [each for each in alphabet.split() if "=" not in each]
    equal = dict(each.split("=", 1) for each in alphabet.split() if "=" in each)
    return {letter: rank for rank, letter in enumerate(letters)}, equal, max(map(len, letters), default=1)


def initial_of(key: Key) -> object:
    """The letter that a key begins with: where it changes, an index has a gap."""
    letters = key[0]
    assert isinstance(letters, tuple)
    return next((each for each in letters if each[0]), ())
