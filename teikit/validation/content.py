"""Content models as patterns that are consumed child by child (Brzozowski derivatives, as James Clark gave them for
RELAX NG). Work grows with the number of children, never with the number of ways to read them.

Attributes are left out here: `vocabulary` knows them. An element is one symbol, whatever is inside it.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from teikit.validation.vocabulary import Declaration


class Pattern:
    """One content model: interned, so that equal patterns are the same object and steps are remembered."""

    __slots__ = ("declaration", "kind", "nullable", "parts", "steps")

    def __init__(self, kind: str, parts: tuple["Pattern", ...], declaration: "Declaration | None" = None) -> None:
        self.kind = kind
        self.parts = parts
        self.declaration = declaration
        self.nullable = _nullable(kind, parts)
        self.steps: dict[Declaration | None, Pattern] = {}


def _nullable(kind: str, parts: tuple[Pattern, ...]) -> bool:
    if kind in ("empty", "text"):
        return True
    if kind in ("element", "nothing"):
        return False
    return any(p.nullable for p in parts) if kind == "choice" else all(p.nullable for p in parts)


EMPTY, NOTHING, TEXT = (Pattern(kind, ()) for kind in ("empty", "nothing", "text"))


class Patterns:
    """Makes patterns, in their simplest form, each once; one for a grammar."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, tuple[Pattern, ...]], Pattern] = {}
        self._elements: dict[Declaration, Pattern] = {}

    def element(self, declaration: "Declaration") -> Pattern:
        """An element of that declaration."""
        return self._elements.setdefault(declaration, Pattern("element", (), declaration))

    def choice(self, parts: Iterable[Pattern]) -> Pattern:
        """One of the parts."""
        flat = (q for p in parts for q in (p.parts if p.kind == "choice" else (p,)))
        different = tuple(dict.fromkeys(p for p in flat if p is not NOTHING))
        if len(different) < 2:
            return different[0] if different else NOTHING
        return self._pattern("choice", different)

    def group(self, first: Pattern, second: Pattern) -> Pattern:
        """One part after the other."""
        return self._both("group", first, second)

    def interleave(self, first: Pattern, second: Pattern) -> Pattern:
        """Both parts, in any mixture."""
        return self._both("interleave", first, second)

    def more(self, part: Pattern) -> Pattern:
        """The part, once or several times."""
        return part if part in (EMPTY, NOTHING, TEXT) else self._pattern("more", (part,))

    def step(self, pattern: Pattern, symbol: "Declaration | None") -> Pattern:
        """What may follow after an element of that declaration (None: after text); NOTHING if it cannot stand here."""
        found = pattern.steps.get(symbol)
        if found is None:
            found = pattern.steps[symbol] = self._step(pattern, symbol)
        return found

    def _step(self, pattern: Pattern, symbol: "Declaration | None") -> Pattern:
        kind, parts = pattern.kind, pattern.parts
        if kind == "element":
            return EMPTY if pattern.declaration is symbol else NOTHING
        if kind == "text":
            return TEXT if symbol is None else NOTHING
        if kind == "choice":
            return self.choice(self.step(p, symbol) for p in parts)
        if kind == "more":
            return self.group(self.step(parts[0], symbol), self.choice((pattern, EMPTY)))
        if kind == "group":
            after = self.group(self.step(parts[0], symbol), parts[1])
            return self.choice((after, self.step(parts[1], symbol))) if parts[0].nullable else after
        if kind == "interleave":
            one = self.interleave(self.step(parts[0], symbol), parts[1])
            return self.choice((one, self.interleave(parts[0], self.step(parts[1], symbol))))
        return NOTHING

    def _both(self, kind: str, first: Pattern, second: Pattern) -> Pattern:
        if NOTHING in (first, second):
            return NOTHING
        if EMPTY in (first, second):
            return second if first is EMPTY else first
        return self._pattern(kind, (first, second))

    def _pattern(self, kind: str, parts: tuple[Pattern, ...]) -> Pattern:
        key = (kind, parts)
        if key not in self._known:
            self._known[key] = Pattern(kind, parts)
        return self._known[key]


def expected(pattern: Pattern) -> "dict[Declaration, None]":
    """The elements that may come next, in the grammar's order."""
    if pattern.declaration is not None:
        return {pattern.declaration: None}
    parts = pattern.parts[:1] if pattern.kind == "group" and not pattern.parts[0].nullable else pattern.parts
    return {declaration: None for part in parts for declaration in expected(part)}


def takes_text(pattern: Pattern) -> bool:
    """Whether text may come next."""
    if pattern.kind == "text":
        return True
    parts = pattern.parts[:1] if pattern.kind == "group" and not pattern.parts[0].nullable else pattern.parts
    return any(takes_text(part) for part in parts)
