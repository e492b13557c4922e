"""Derivatives of patterns: what remains to be matched after a start tag, text, an attribute or a value.

The algorithm is James Clark's ("An algorithm for RELAX NG validation", 2002). The methods have the names of its
functions.
"""

import re
from collections.abc import Iterator, Mapping

from teikit.validation.relaxng.match.patterns import (
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    Attribute,
    Element,
    Pattern,
    Patterns,
    Value,
    index_of,
)

WHITESPACE = " \t\n\r"

Prefixes = Mapping[str, str]
StartTags = tuple[tuple[Element, Pattern], ...]


def list_tokens(value: str) -> list[str]:
    """The tokens of a list value. Only XML white space separates them."""
    return [token for token in re.split(f"[{WHITESPACE}]+", value) if token]


class Derivatives:
    """Computes the derivatives of the patterns of one schema; results are cached in the patterns."""

    def __init__(self, patterns: Patterns) -> None:
        self.make = patterns

    def start_tag_open(self, pattern: Pattern, name: str) -> StartTags:
        """The element patterns that match a start tag of that name, each with what remains after the element."""
        known = pattern.start_tags.get(name)
        if known is None:
            merged: dict[Element, Pattern] = {}
            for element, rest in self._start_tag_open(pattern, name):
                if rest is not NOT_ALLOWED:
                    merged[element] = self.make.choice((merged[element], rest)) if element in merged else rest
            known = pattern.start_tags[name] = tuple(merged.items())
        return known

    def _start_tag_open(self, pattern: Pattern, name: str) -> Iterator[tuple[Element, Pattern]]:
        kind, make = pattern.kind, self.make
        if kind == "choice":
            by_name, others = index_of(pattern)
            yield from ((element, EMPTY) for element in by_name.get(name, ()))
            for part in others:
                yield from self.start_tag_open(part, name)
        elif kind == "group":
            yield from (
                (element, make.group(rest, pattern.right)) for element, rest in self.start_tag_open(pattern.left, name)
            )
            if pattern.left.nullable:
                yield from self.start_tag_open(pattern.right, name)
        elif kind == "oneOrMore":
            again = make.choice((pattern, EMPTY))
            yield from ((element, make.group(rest, again)) for element, rest in self.start_tag_open(pattern.left, name))
        elif kind == "interleave":
            for first, second in ((pattern.left, pattern.right), (pattern.right, pattern.left)):
                yield from (
                    (element, make.interleave(rest, second)) for element, rest in self.start_tag_open(first, name)
                )
        elif isinstance(pattern, Element) and pattern.names.has(name):
            yield pattern, EMPTY

    def text(self, pattern: Pattern) -> Pattern:
        """The derivative with respect to text in mixed content."""
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
        if kind == "oneOrMore":
            if TEXT in (pattern.left, *pattern.left.parts) and pattern.left.kind in ("text", "choice"):
                return pattern  # text does not change mixed content
            return make.group(self.text(pattern.left), make.choice((pattern, EMPTY)))
        if kind == "interleave":
            first = make.interleave(self.text(pattern.left), pattern.right)
            return make.choice((first, make.interleave(pattern.left, self.text(pattern.right))))
        return NOT_ALLOWED

    def start_tag_close(self, pattern: Pattern, ignore_missing: bool = False) -> Pattern:
        """The pattern after the last attribute; `ignore_missing` treats missing attributes as present."""
        if not pattern.attributes:
            return pattern
        kind, make = pattern.kind, self.make
        if kind == "attribute":
            return EMPTY if ignore_missing else NOT_ALLOWED
        parts = [self.start_tag_close(part, ignore_missing) for part in pattern.parts]
        if kind == "choice":
            return make.choice(parts)
        if kind == "oneOrMore":
            return make.one_or_more(parts[0])
        return make.group(*parts) if kind == "group" else make.interleave(*parts)

    def attribute(self, pattern: Pattern, name: str, value: str | None, prefixes: Prefixes) -> Pattern:
        """The derivative with respect to an attribute; the value None matches every value pattern."""
        if not pattern.attributes:
            return NOT_ALLOWED
        make = self.make
        if isinstance(pattern, Attribute):
            fits = pattern.names.has(name) and (value is None or self.accepts(pattern.left, value, prefixes))
            return EMPTY if fits else NOT_ALLOWED
        if pattern.kind == "choice":
            return make.choice([self.attribute(part, name, value, prefixes) for part in pattern.parts])
        if pattern.kind == "oneOrMore":
            rest = self.attribute(pattern.left, name, value, prefixes)
            return make.group(rest, make.choice((pattern, EMPTY)))
        join = make.group if pattern.kind == "group" else make.interleave
        first = join(self.attribute(pattern.left, name, value, prefixes), pattern.right)
        return make.choice((first, join(pattern.left, self.attribute(pattern.right, name, value, prefixes))))

    def accepts(self, pattern: Pattern, value: str, prefixes: Prefixes) -> bool:
        """Whether a pattern matches a whole string: an attribute's value, or an element's only text."""
        if pattern is TEXT or (pattern.nullable and not value.strip(WHITESPACE)):
            return True
        return self.string(pattern, value, prefixes).nullable

    def string(self, pattern: Pattern, value: str, prefixes: Prefixes) -> Pattern:
        """The derivative with respect to a string that is a whole value or a token of a list."""
        kind, make = pattern.kind, self.make
        if kind == "text":
            return TEXT
        if isinstance(pattern, Value):
            return EMPTY if self._allows(pattern, value, prefixes) else NOT_ALLOWED
        if kind == "choice":
            return make.choice([self.string(part, value, prefixes) for part in pattern.parts])
        if kind == "group":
            after = make.group(self.string(pattern.left, value, prefixes), pattern.right)
            optional = pattern.left.nullable
            return make.choice((after, self.string(pattern.right, value, prefixes))) if optional else after
        if kind == "oneOrMore":
            return make.group(self.string(pattern.left, value, prefixes), make.choice((pattern, EMPTY)))
        if kind == "interleave":
            first = make.interleave(self.string(pattern.left, value, prefixes), pattern.right)
            second = make.interleave(pattern.left, self.string(pattern.right, value, prefixes))
            return make.choice((first, second))
        return EMPTY if kind == "list" and self._matches_list(pattern.left, value, prefixes) else NOT_ALLOWED

    def _matches_list(self, pattern: Pattern, value: str, prefixes: Prefixes) -> bool:
        """Whether a list pattern matches all tokens of a value."""
        for token in list_tokens(value):
            pattern = self.string(pattern, token, prefixes)
            if pattern is NOT_ALLOWED:
                return False
        return pattern.nullable

    def _allows(self, pattern: Value, value: str, prefixes: Prefixes) -> bool:
        if not pattern.type.allows(value, prefixes):
            return False
        return pattern.left is pattern or not self.accepts(pattern.left, value, prefixes)
