"""Values of the other types of XML Schema part 2, read from their lexical forms. Each reader raises ValueError."""

import re
import struct
import unicodedata
from base64 import b64decode
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from math import isinf, isnan

# What names begin and go on with, in ASCII and beyond it.
_ASCII_START = "A-Z_a-z"
_ASCII_MORE = _ASCII_START + r"\-.0-9"
_START = _ASCII_START + (
    r"\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    r"\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = _START + r"\-.0-9\xb7\u0300-\u036f\u203f\u2040"
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_FLOAT = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*")
_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]*:)?//(?:[^@\[\]/?#]*@)?\[[0-9A-Fa-f:.]+\](?::\d*)?(?=[/?#]|$)")
_FORMS = {
    "language": r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*",
    "Name": "[START:][MORE:]*",
    "NCName": "[START][MORE]*",
    "NMTOKEN": "[MORE:]+",
    "QName": "(?:([START][MORE]*):)?([START][MORE]*)",
}
_NEVER_FIRST = ("Mn", "Mc", "Me", "Nd")  # as in XML 1.0 before its fifth edition, which RELAX NG is based on

# The minimum and the greatest value of the integer types.
INTEGERS: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
} | {
    name: (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    for name, bits in (("long", 64), ("int", 32), ("short", 16), ("byte", 8))
}


@cache
def _form(name: str, ascii_only: bool) -> re.Pattern[str]:
    """The form of a type. For text in ASCII the classes are small: large character classes are slow to compile."""
    start, more = (_ASCII_START, _ASCII_MORE) if ascii_only else (_START, _MORE)
    return re.compile(_FORMS[name].replace("START", start).replace("MORE", more))


def form_reader(name: str) -> Callable[[str], str]:
    """The reader of a type that is a set of strings, such as `NCName`."""

    def read(text: str) -> str:
        if not _form(name, text.isascii()).fullmatch(text) or (
            name.endswith("Name") and unicodedata.category(text[0]) in _NEVER_FIRST
        ):
            raise ValueError(text)
        return text

    return read


def read_qname(text: str) -> tuple[str, str]:
    """The prefix (or the empty string) and the local name."""
    match = _form("QName", text.isascii()).fullmatch(text)
    if not match:
        raise ValueError(text)
    return match[1] or "", match[2]


def integer_reader(name: str) -> Callable[[str], Decimal]:
    """The reader of an integer type."""
    minimum, maximum = INTEGERS[name]

    def read(text: str) -> Decimal:
        if not _INTEGER.fullmatch(text):
            raise ValueError(text)
        number = Decimal(text)
        if (minimum is not None and number < minimum) or (maximum is not None and number > maximum):
            raise ValueError(text)
        return number

    return read


def read_decimal(text: str) -> Decimal:
    """A decimal number with its exact value."""
    if not _DECIMAL.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)


def read_double(text: str) -> float | str:
    """A 64-bit number; "NaN" as a string, because it is equal to itself here."""
    if text == "NaN":
        return text
    if text in ("INF", "-INF"):
        return float(text)
    if not _FLOAT.fullmatch(text):
        raise ValueError(text)
    return float(text)


def read_float(text: str) -> float | str:
    """A 32-bit number; "NaN" as a string."""
    number = read_double(text)
    if isinstance(number, str) or isinf(number) or isnan(number):
        return number
    try:
        return float(struct.unpack("f", struct.pack("f", number))[0])
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")


def read_boolean(text: str) -> bool:
    """The value of true, 1, false or 0."""
    if text not in ("true", "1", "false", "0"):
        raise ValueError(text)
    return text in ("true", "1")


def read_hex(text: str) -> bytes:
    """Bytes, two digits each."""
    if " " in text:
        raise ValueError(text)
    return bytes.fromhex(text)


def read_base64(text: str) -> bytes:
    """Bytes in base 64, with white space allowed anywhere."""
    packed = text.replace(" ", "")
    if not _BASE64.fullmatch(packed):
        raise ValueError(text)
    return b64decode(packed)


def read_uri(text: str) -> str:
    """A URI, or text that becomes one when other characters are escaped (RFC 2396: scheme, %, one #).

    Square brackets are only allowed around an address of IPv6 (RFC 2732).
    """
    if re.search(r"%(?![0-9A-Fa-f]{2})", text) or text.count("#") > 1:
        raise ValueError(text)
    if re.search(r"[\[\]]", _HOST.sub("", text, count=1) if "//" in text else text):
        raise ValueError(text)
    colon = text.find(":")
    before = text[: colon if colon >= 0 else 0]
    if colon >= 0 and not re.search(r"[/?#]", before) and not (_SCHEME.fullmatch(before) and text[colon + 1 :]):
        raise ValueError(text)
    return text


def compare(first: object, second: object) -> int | None:
    """-1, 0 or 1 if the first number is less, equal or greater; None if one of them is not a number."""
    if not isinstance(first, Decimal | float) or not isinstance(second, Decimal | float):
        return None
    return (first > second) - (first < second)


def digits(number: Decimal) -> tuple[int, int]:
    """The number of all digits and of decimal places of a number, without insignificant zeros."""
    _, figures, exponent = number.normalize().as_tuple() if number else Decimal(0).as_tuple()
    places = -int(exponent) if int(exponent) < 0 else 0
    return max(len(figures) + max(int(exponent), 0), places), places
