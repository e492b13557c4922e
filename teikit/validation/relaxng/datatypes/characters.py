"""Characters in regular expressions of XML Schema: sets, classes, escapes, categories, blocks (part 2, appendix F)."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from teikit.validation.relaxng.datatypes.values import form_reader

_SINGLE = {"n": "\n", "r": "\r", "t": "\t"} | {c: c for c in "\\|.?*+(){}-[]^"}
_CATEGORY = re.compile(r"(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)")
_COUNTS = re.compile(r"(\d+)(?:(,)(\d*))?\}", re.ASCII)
_MAX_COUNT = 10_000_000


class CharactersError(Exception):
    """An error in a character or a character class."""


@dataclass(frozen=True, eq=False)
class CharacterSet:
    """A set of characters."""

    has: Callable[[str], bool]


def _category(name: str) -> Callable[[str], bool]:
    return lambda c: unicodedata.category(c).startswith(name)


def _name_test(name: str, before: str) -> Callable[[str], bool]:
    read = form_reader(name)

    def has(character: str) -> bool:
        try:
            return bool(read(before + character))
        except ValueError:
            return False

    return has


def _complement(has: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda c: not has(c)


def _word(character: str) -> bool:
    return unicodedata.category(character)[0] not in "PZC"


_MULTIPLE: dict[str, Callable[[str], bool]] = {
    "s": lambda c: c in " \t\n\r",
    "i": _name_test("Name", ""),
    "c": _name_test("NMTOKEN", ""),
    "d": _category("Nd"),
    "w": _word,
}


class Reader:
    """Reads an expression character by character."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0

    @property
    def has_more(self) -> bool:
        """Whether any characters remain."""
        return self._position < len(self._text)

    def peek(self) -> str:
        """The next character; empty at the end."""
        return self._text[self._position : self._position + 1]

    def accept(self, sign: str) -> bool:
        """Consumes a sign if it comes next; returns whether it did."""
        present = self._text.startswith(sign, self._position)
        self._position += len(sign) if present else 0
        return present

    def _next(self) -> str:
        if not self.has_more:
            raise CharactersError("unexpected end")
        self._position += 1
        return self._text[self._position - 1]

    def counts(self) -> tuple[int, int | None]:
        """The minimum and maximum of a quantifier in braces, whose closing brace is consumed."""
        match = _COUNTS.match(self._text, self._position)
        if not match:
            raise CharactersError("{ must be followed by a number")
        self._position = match.end()
        minimum = int(match[1])
        maximum = None if match[2] and not match[3] else int(match[3] or minimum)
        if minimum > _MAX_COUNT or (maximum is not None and not minimum <= maximum <= _MAX_COUNT):
            raise CharactersError(f"{{{match[0]} is not a range")
        return minimum, maximum

    def atom(self) -> CharacterSet:
        """A character, an escape, a dot or a class in brackets."""
        character = self._next()
        if character == "\\":
            return CharacterSet(self._escape())
        if character == "[":
            return CharacterSet(self._class())
        if character == ".":
            return CharacterSet(lambda c: c not in "\n\r")
        if character in "?*+{}()|]":
            raise CharactersError(f"unexpected {character}: nothing to repeat or close")
        return CharacterSet(character.__eq__)

    def _escape(self) -> Callable[[str], bool]:
        letter = self._next()
        if letter in _SINGLE:
            return _SINGLE[letter].__eq__
        if letter in "pP":
            has = self._property()
            return has if letter == "p" else _complement(has)
        if letter.lower() in _MULTIPLE:
            has = _MULTIPLE[letter.lower()]
            return has if letter.islower() else _complement(has)
        raise CharactersError(f"unknown escape \\{letter}")

    def _property(self) -> Callable[[str], bool]:
        end = self._text.find("}", self._position)
        if not self.accept("{") or end < 0:
            raise CharactersError("\\p must be followed by {name}")
        name, self._position = self._text[self._position : end], end + 1
        if _CATEGORY.fullmatch(name):
            return _category(name)
        from teikit.validation.relaxng.datatypes.unicode_blocks import block

        bounds = block(name)
        if bounds is None:
            raise CharactersError(f"\\p{{{name}}} is neither a category nor a block")
        return lambda c: any(first <= ord(c) <= last for first, last in bounds)

    def _class(self) -> Callable[[str], bool]:
        """A class in brackets, after its opening bracket."""
        negative = self.accept("^")
        tests: list[Callable[[str], bool]] = []
        subtracted: Callable[[str], bool] | None = None
        while not self.accept("]"):
            if tests and self.accept("-["):
                subtracted = self._class()
                if not self.accept("]"):
                    raise CharactersError("a subtraction must be at the end of its class")
                break
            tests.append(self._range(not tests))
        if not tests:
            raise CharactersError("a class is empty")
        return _class(tests, negative, subtracted)

    def _range(self, first: bool) -> Callable[[str], bool]:
        """A character, a range or an escape in a class."""
        at_edge = first or self._text.startswith("-]", self._position) or self._text.startswith("--[", self._position)
        low = self._next()
        if low == "-" and not at_edge:
            raise CharactersError("a - in a class must be its first or last character")
        if low == "[":
            raise CharactersError("a [ in a class must be written \\[")
        if low == "\\":
            if self.peek() not in _SINGLE or not self.peek():
                return self._escape()
            low = _SINGLE[self._next()]
        following = self._text[self._position + 1 : self._position + 2]
        if self.peek() != "-" or following in ("]", "[", ""):
            return low.__eq__
        self._position += 1
        high = self._next()
        if high == "\\":
            letter = self._next()
            if letter not in _SINGLE:
                raise CharactersError("a range must not end with a class")
            high = _SINGLE[letter]
        if high < low:
            raise CharactersError(f"the end of the range {low}-{high} is before its start")
        return lambda c: low <= c <= high


def _class(
    tests: list[Callable[[str], bool]], negative: bool, subtracted: Callable[[str], bool] | None
) -> Callable[[str], bool]:
    def has(character: str) -> bool:
        inside = any(test(character) for test in tests) is not negative
        return inside and not (subtracted is not None and subtracted(character))

    return has
