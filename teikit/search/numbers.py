"""Numbers of the index as text: base-64 digits of five bits each, and the numbers of the documents.

The sixth bit of a digit says that more follow, least significant first, as in source maps (Source Map Revision 3).
"""

import math
from collections.abc import Iterable
from hashlib import sha256
from operator import sub

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def _digits(number: int) -> str:
    text = ""
    while number > 31:
        text += DIGITS[number & 31 | 32]
        number >>= 5
    return text + DIGITS[number]


# Nearly all numbers are small: to look them up is twice as fast as to compute them.
_TABLE = [_digits(number) for number in range(1 << 12)]


def encode_one(number: int) -> str:
    """An unsigned number."""
    return _TABLE[number] if number < 4096 else _digits(number)


def encode(numbers: Iterable[int]) -> str:
    """Unsigned numbers, one after the other."""
    return "".join([_TABLE[number] if number < 4096 else _digits(number) for number in numbers])


def encode_rising(numbers: list[int]) -> str:
    """Rising numbers: the first, then the differences."""
    return encode([*numbers[:1], *map(sub, numbers[1:], numbers)])


def length_digit(words: int) -> str:
    """The length of a document as one digit, on a logarithmic scale."""
    return DIGITS[min(63, round(4 * math.log2(1 + words)))]


def number_documents(names: Iterable[str]) -> dict[str, int]:
    """A number for each document, in rising order.

    The number depends on the name, hardly on other documents: where a document is added or removed, the others keep
    theirs and most files of the index do not change. There are at least four times as many numbers as documents.
    """
    distinct = set(names)
    bits = max(6, (4 * len(distinct) - 1).bit_length())
    wanted = sorted((int.from_bytes(sha256(name.encode()).digest()[:8]) >> 64 - bits, name) for name in distinct)
    numbers: dict[str, int] = {}
    last = -1
    for number, name in wanted:
        numbers[name] = last = max(number, last + 1)
    return numbers
