"""The functions of XPath that the rules use, over sequences (lists) of nodes and values.

Source: W3C, XPath and XQuery Functions and Operators 3.1. What would be an error there raises UnknownError.
"""

import re
from collections.abc import Callable
from functools import cache
from math import nan
from typing import Any

from teikit.validation.schematron.quick.errors import UnknownError
from teikit.validation.schematron.quick.tree import Attribute, Element

Sequence = list[Any]
_SPACE = re.compile(r"[ \t\n\r]+")
# Regular expressions that mean the same in Python, but for the end of the text.
_PLAIN = re.compile(r"(?:\\d|[\w^$(){}?+*|,:\-]|\[[\w\-]+\])*")
_INTEGER = re.compile(r"[ \t\n\r]*[+-]?[0-9]+[ \t\n\r]*")
_NUMBER = re.compile(r"[ \t\n\r]*-?[0-9]+(?:\.[0-9]+)?[ \t\n\r]*")


class Untyped(str):
    """The value of an attribute or an element, which compares as what it is compared with."""

    __slots__ = ()


def atomized(sequence: Sequence) -> Sequence:
    """The values of a sequence."""
    return [Untyped(item.value) if isinstance(item, Element | Attribute) else item for item in sequence]


def single(sequence: Sequence) -> Any:
    """The only item, or None."""
    if len(sequence) > 1:
        raise UnknownError("several items")
    return sequence[0] if sequence else None


def text_of(sequence: Sequence) -> str:
    """The text of at most one item, as the string functions take it."""
    item = single(sequence)
    if item is None:
        return ""
    if isinstance(item, Element | Attribute):
        return item.value
    if not isinstance(item, str):
        raise UnknownError("not a text")
    return str(item)


def truth(sequence: Sequence) -> bool:
    """The effective boolean value (XPath 3.1, section 2.4.3)."""
    if not sequence:
        return False
    if isinstance(sequence[0], Element | Attribute):
        return True
    item = single(sequence)
    return bool(item) and item == item  # not a number is false


def number_of(value: Any) -> float:
    """The number that a value is; otherwise not a number."""
    if isinstance(value, bool):
        raise UnknownError("a truth value as a number")
    if isinstance(value, str):
        return float(value) if _NUMBER.fullmatch(value) else _other_number(value)
    return nan if value is None else value


def _other_number(value: str) -> float:
    if any(c.isdigit() for c in value) or "INF" in value:
        raise UnknownError("a number of another form")
    return nan


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    if not _PLAIN.fullmatch(pattern):
        raise UnknownError(pattern)
    return re.compile(pattern.replace("$", r"\Z"))


def _matches(value: Sequence, pattern: Sequence) -> Sequence:
    return [bool(_regex(text_of(pattern)).search(text_of(value)))]


def _words(value: Sequence) -> Sequence:
    return [word for word in _SPACE.split(text_of(value)) if word]


def _substring(value: Sequence, start: Sequence, length: Sequence) -> Sequence:
    first, count = single(start), single(length)
    if type(first) is not int or type(count) is not int:
        raise UnknownError("a part of a text that is not counted")
    text, end = text_of(value), first + count
    return [text[max(first, 1) - 1 : max(end, 1) - 1]]


def _rest(value: Sequence, start: Sequence) -> Sequence:
    first = single(start)
    if type(first) is not int:
        raise UnknownError("a part of a text that is not counted")
    return [text_of(value)[max(first, 1) - 1 :]]


def _substring_from(value: Sequence, start: Sequence, *length: Sequence) -> Sequence:
    return _substring(value, start, *length) if length else _rest(value, start)


def _after(value: Sequence, mark: Sequence) -> Sequence:
    text, sign = text_of(value), text_of(mark)
    return [text.partition(sign)[2] if sign else text]


def _extreme(choose: Callable[[Sequence], Any]) -> Callable[[Sequence], Sequence]:
    def function(sequence: Sequence) -> Sequence:
        values = atomized(sequence)
        if len({type(value) for value in values}) > 1 or any(type(value) not in (str, int) for value in values):
            raise UnknownError("values of several types")
        return [choose(values)] if values else []

    return function


def _integer(value: Sequence) -> Sequence:
    if not value:
        return []
    if not _INTEGER.fullmatch(text_of(value)):
        raise UnknownError("not an integer")
    return [int(text_of(value))]


def _name(value: Sequence) -> Sequence:
    node = single(value)
    if node is None:
        return [""]
    if not isinstance(node, Element | Attribute):
        raise UnknownError("the name of a value")
    return [node.written]


def _string_length(value: Sequence) -> Sequence:
    return [len(text_of(value))]


FUNCTIONS: dict[str, tuple[tuple[int, ...], Callable[..., Sequence]]] = {
    "not": ((1,), lambda value: [not truth(value)]),
    "exists": ((1,), lambda value: [bool(value)]),
    "empty": ((1,), lambda value: [not value]),
    "count": ((1,), lambda value: [len(value)]),
    "true": ((0,), lambda: [True]),
    "false": ((0,), lambda: [False]),
    "starts-with": ((2,), lambda value, start: [text_of(value).startswith(text_of(start))]),
    "contains": ((2,), lambda value, part: [text_of(part) in text_of(value)]),
    "matches": ((2,), _matches),
    "tokenize": ((1,), _words),
    "substring": ((2, 3), _substring_from),
    "substring-after": ((2,), _after),
    "string-length": ((1,), _string_length),
    "normalize-space": ((1,), lambda value: [" ".join(_words(value))]),
    "string": ((1,), lambda value: [text_of(value)]),
    "number": ((1,), lambda value: [number_of(single(atomized(value)))]),
    "xs:integer": ((1,), _integer),
    "min": ((1,), _extreme(min)),
    "max": ((1,), _extreme(max)),
    "name": ((1,), _name),
    "current": ((0,), lambda: []),
}
"""The functions by name: how many arguments they take, and what they do; `current` is evaluated where it is called."""

OF_CONTEXT = ("string", "name", "normalize-space", "string-length", "number")
"""The functions that take the context item where they have no argument."""
