"""Derivatives: what is left of a pattern behind a start tag, a text, an attribute, a value.

The algorithm is James Clark's ("An algorithm for RELAX NG validation").
"""

import re
from collections.abc import Iterator, Mapping

from teikit.validation.relaxng.match.patterns import (
    EMPTY,
    NONE,
    TEXT,
    Attribute,
    Element,
    Pattern,
    Patterns,
    Value,
    index_of,
)

BLANKS = " \t\n\r"

Prefixes = Mapping[str, str]
Starts = tuple[tuple[Element, Pattern], ...]


def words_of(value: str) -> list[str]:
    """The words of a value that is a list; only XML's blanks part them."""
    return [word for word in re.split(f"[{BLANKS}]+", value) if word]


class Derivatives:
    """The derivatives of the patterns of one schema; remembered with each pattern."""

    def __init__(self, patterns: Patterns) -> None:
        self.make = patterns

    def starts(self, pattern: Pattern, name: str) -> Starts:
        """The element patterns that a start tag of that name may be, each with what is left behind the element."""
        known = pattern.starts.get(name)
        if known is None:
            merged: dict[Element, Pattern] = {}
            for element, rest in self._starts(pattern, name):
                if rest is not NONE:
                    merged[element] = self.make.choice((merged[element], rest)) if element in merged else rest
            known = pattern.starts[name] = tuple(merged.items())
        return known

    def _starts(self, pattern: Pattern, name: str) -> Iterator[tuple[Element, Pattern]]:
        kind, make = pattern.kind, self.make
        if kind == "choice":
            by_name, others = index_of(pattern)
            yield from ((element, EMPTY) for element in by_name.get(name, ()))
            for part in others:
                yield from self.starts(part, name)
        elif kind == "group":
            yield from ((element, make.group(rest, pattern.right)) for element, rest in self.starts(pattern.left, name))
            if pattern.left.nullable:
                yield from self.starts(pattern.right, name)
        elif kind == "more":
            again = make.choice((pattern, EMPTY))
            yield from ((element, make.group(rest, again)) for element, rest in self.starts(pattern.left, name))
        elif kind == "interleave":
            for first, second in ((pattern.left, pattern.right), (pattern.right, pattern.left)):
                yield from ((element, make.interleave(rest, second)) for element, rest in self.starts(first, name))
        elif isinstance(pattern, Element) and pattern.names.has(name):
            yield pattern, EMPTY

    def text(self, pattern: Pattern) -> Pattern:
        """What is left behind a text that stands beside elements."""
        if pattern.text is None:
            pattern.text = self._text(pattern)
        return pattern.text

    def _text(self, pattern: Pattern) -> Pattern:
        kind, make = pattern.kind, self.make
        if kind == "text":
            return TEXT
        if kind == "choice":
            return make.choice([self.text(part) for part in pattern.parts])
        if kind == "group":
            after = make.group(self.text(pattern.left), pattern.right)
            return make.choice((after, self.text(pattern.right))) if pattern.left.nullable else after
        if kind == "more":
            if TEXT in (pattern.left, *pattern.left.parts) and pattern.left.kind in ("text", "choice"):
                return pattern  # mixed content stays what it is
            return make.group(self.text(pattern.left), make.choice((pattern, EMPTY)))
        if kind == "interleave":
            first = make.interleave(self.text(pattern.left), pattern.right)
            return make.choice((first, make.interleave(pattern.left, self.text(pattern.right))))
        return NONE

    def closed(self, pattern: Pattern, forgiving: bool = False) -> Pattern:
        """The pattern when no attribute follows; `forgiving` counts missing attributes as given."""
        if not pattern.attributes:
            return pattern
        kind, make = pattern.kind, self.make
        if kind == "attribute":
            return EMPTY if forgiving else NONE
        parts = [self.closed(part, forgiving) for part in pattern.parts]
        if kind == "choice":
            return make.choice(parts)
        if kind == "more":
            return make.more(parts[0])
        return make.group(*parts) if kind == "group" else make.interleave(*parts)

    def attribute(self, pattern: Pattern, name: str, value: str | None, prefixes: Prefixes) -> Pattern:
        """What is left behind an attribute; a value of None fits every pattern."""
        if not pattern.attributes:
            return NONE
        make = self.make
        if isinstance(pattern, Attribute):
            fits = pattern.names.has(name) and (value is None or self.accepts(pattern.left, value, prefixes))
            return EMPTY if fits else NONE
        if pattern.kind == "choice":
            return make.choice([self.attribute(part, name, value, prefixes) for part in pattern.parts])
        if pattern.kind == "more":
            rest = self.attribute(pattern.left, name, value, prefixes)
            return make.group(rest, make.choice((pattern, EMPTY)))
        join = make.group if pattern.kind == "group" else make.interleave
        first = join(self.attribute(pattern.left, name, value, prefixes), pattern.right)
        return make.choice((first, join(pattern.left, self.attribute(pattern.right, name, value, prefixes))))

    def accepts(self, pattern: Pattern, value: str, prefixes: Prefixes) -> bool:
        """Whether a string is all that a pattern asks for: an attribute's value, or the only text of an element."""
        if pattern is TEXT or (pattern.nullable and not value.strip(BLANKS)):
            return True
        return self.string(pattern, value, prefixes).nullable

    def string(self, pattern: Pattern, value: str, prefixes: Prefixes) -> Pattern:
        """What is left behind a string that is no part of a longer text."""
        kind, make = pattern.kind, self.make
        if kind == "text":
            return TEXT
        if isinstance(pattern, Value):
            return EMPTY if self._judged(pattern, value, prefixes) else NONE
        if kind == "choice":
            return make.choice([self.string(part, value, prefixes) for part in pattern.parts])
        if kind == "group":
            after = make.group(self.string(pattern.left, value, prefixes), pattern.right)
            either = pattern.left.nullable
            return make.choice((after, self.string(pattern.right, value, prefixes))) if either else after
        if kind == "more":
            return make.group(self.string(pattern.left, value, prefixes), make.choice((pattern, EMPTY)))
        if kind == "interleave":
            first = make.interleave(self.string(pattern.left, value, prefixes), pattern.right)
            second = make.interleave(pattern.left, self.string(pattern.right, value, prefixes))
            return make.choice((first, second))
        return EMPTY if kind == "list" and self._words(pattern.left, value, prefixes) else NONE

    def _words(self, pattern: Pattern, value: str, prefixes: Prefixes) -> bool:
        for word in words_of(value):
            pattern = self.string(pattern, word, prefixes)
            if pattern is NONE:
                return False
        return pattern.nullable

    def _judged(self, pattern: Value, value: str, prefixes: Prefixes) -> bool:
        if not pattern.type.allows(value, prefixes):
            return False
        return pattern.left is pattern or not self.accepts(pattern.left, value, prefixes)
