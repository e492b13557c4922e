"""Values as comparisons compare them."""

from typing import Any

from teikit.validation.schematron.quick.errors import UnknownError
from teikit.validation.schematron.quick.functions import Untyped, number_of

_DIGITS = frozenset("0123456789")


def alike(a: Any, b: Any) -> tuple[Any, Any]:
    """Two values as a general comparison compares them (XPath 3.1, section 3.7.2)."""
    if isinstance(a, Untyped) and is_number(b):
        return _cast(a), b
    if isinstance(b, Untyped) and is_number(a):
        return a, _cast(b)
    return comparable(a, b)


def comparable(a: Any, b: Any) -> tuple[Any, Any]:
    """Two values of one type."""
    if isinstance(a, str) is not isinstance(b, str) or isinstance(a, bool) is not isinstance(b, bool):
        raise UnknownError("values of two types")
    return a, b


def is_number(value: Any) -> bool:
    """Whether a value is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _cast(value: str) -> float:
    if not _DIGITS.intersection(value):
        raise UnknownError("a text as a number")
    return number_of(value)
