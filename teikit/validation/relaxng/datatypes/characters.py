"""Characters in regular expressions of XML Schema: sets, classes, escapes, categories, blocks (part 2, appendix F)."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from teikit.validation.relaxng.datatypes.values import form_reader

_SINGLE = {"n": "\n", "r": "\r", "t": "\t"} | {c: c for c in "\\|.?*+(){}-[]^"}
_CATEGORY = re.compile(r"(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)")
_COUNTS = re.compile(r"(\d+)(?:(,)(\d*))?\}", re.ASCII)
_MOST = 10_000_000


class CharactersError(Exception):
    """What is wrong with a character or a set."""


@dataclass(frozen=True, eq=False)
class Set:
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


def _not(has: Callable[[str], bool]) -> Callable[[str], bool]:
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
        self._at = 0

    @property
    def more(self) -> bool:
        """Whether something is left."""
        return self._at < len(self._text)

    def peek(self) -> str:
        """The next character, empty at the end."""
        return self._text[self._at : self._at + 1]

    def take(self, sign: str) -> bool:
        """Passes a sign if it comes next."""
        present = self._text.startswith(sign, self._at)
        self._at += len(sign) if present else 0
        return present

    def _next(self) -> str:
        if not self.more:
            raise CharactersError("it ends too early")
        self._at += 1
        return self._text[self._at - 1]

    def counts(self) -> tuple[int, int | None]:
        """What stands in the braces of a quantifier, with the closing brace."""
        match = _COUNTS.match(self._text, self._at)
        if not match:
            raise CharactersError("{ is followed by no number")
        self._at = match.end()
        least = int(match[1])
        most = None if match[2] and not match[3] else int(match[3] or least)
        if least > _MOST or (most is not None and not least <= most <= _MOST):
            raise CharactersError(f"{{{match[0]} is no range")
        return least, most

    def atom(self) -> Set:
        """A character, an escape, a dot or a class in brackets."""
        character = self._next()
        if character == "\\":
            return Set(self._escape())
        if character == "[":
            return Set(self._class())
        if character == ".":
            return Set(lambda c: c not in "\n\r")
        if character in "?*+{}()|]":
            raise CharactersError(f"{character} stands where nothing is to repeat or close")
        return Set(character.__eq__)

    def _escape(self) -> Callable[[str], bool]:
        letter = self._next()
        if letter in _SINGLE:
            return _SINGLE[letter].__eq__
        if letter in "pP":
            has = self._property()
            return has if letter == "p" else _not(has)
        if letter.lower() in _MULTIPLE:
            has = _MULTIPLE[letter.lower()]
            return has if letter.islower() else _not(has)
        raise CharactersError(f"\\{letter} means nothing")

    def _property(self) -> Callable[[str], bool]:
        end = self._text.find("}", self._at)
        if not self.take("{") or end < 0:
            raise CharactersError("\\p is followed by no {name}")
        name, self._at = self._text[self._at : end], end + 1
        if _CATEGORY.fullmatch(name):
            return _category(name)
        from teikit.validation.relaxng.datatypes.unicode_blocks import block

        bounds = block(name)
        if bounds is None:
            raise CharactersError(f"\\p{{{name}}} is no category and no block")
        return lambda c: any(first <= ord(c) <= last for first, last in bounds)

    def _class(self) -> Callable[[str], bool]:
        """A class in brackets, behind its opening bracket."""
        negative = self.take("^")
        tests: list[Callable[[str], bool]] = []
        minus: Callable[[str], bool] | None = None
        while not self.take("]"):
            if tests and self.take("-["):
                minus = self._class()
                if not self.take("]"):
                    raise CharactersError("a subtraction is not the end of its class")
                break
            tests.append(self._range(not tests))
        if not tests:
            raise CharactersError("a class is empty")
        return _class(tests, negative, minus)

    def _range(self, first: bool) -> Callable[[str], bool]:
        """A character, a range or an escape in a class."""
        at_edge = first or self._text.startswith("-]", self._at) or self._text.startswith("--[", self._at)
        low = self._next()
        if low == "-" and not at_edge:
            raise CharactersError("a - in a class stands at its beginning or end")
        if low == "[":
            raise CharactersError("a [ in a class is written \\[")
        if low == "\\":
            if self.peek() not in _SINGLE or not self.peek():
                return self._escape()
            low = _SINGLE[self._next()]
        following = self._text[self._at + 1 : self._at + 2]
        if self.peek() != "-" or following in ("]", "[", ""):
            return low.__eq__
        self._at += 1
        high = self._next()
        if high == "\\":
            letter = self._next()
            if letter not in _SINGLE:
                raise CharactersError("a range ends with a class")
            high = _SINGLE[letter]
        if high < low:
            raise CharactersError(f"the range {low}-{high} is upside down")
        return lambda c: low <= c <= high


def _class(
    tests: list[Callable[[str], bool]], negative: bool, minus: Callable[[str], bool] | None
) -> Callable[[str], bool]:
    def has(character: str) -> bool:
        inside = any(test(character) for test in tests) is not negative
        return inside and not (minus is not None and minus(character))

    return has
