"""Regular expressions of XML Schema part 2 (appendix F), matched without backtracking.

The state after a character is the derivative of the expression (J. A. Brzozowski, 1964). It is computed once and
cached, so that the time grows only with the text, for any expression. (Python's `re` lacks `\\p{…}`, `\\i`, `\\c` and
subtraction, and takes exponential time for some expressions.)
"""

from teikit.validation.relaxng.datatypes.characters import CharactersError, CharacterSet, Reader

_CACHE_SIZE = 4000  # nodes cached for one expression


class RegexError(Exception):
    """An error in an expression."""


class _Node:
    """A part of an expression; equal nodes are one object. A repetition has a `minimum` and a `maximum` count."""

    __slots__ = ("kind", "maximum", "minimum", "next", "nullable", "parts", "set")

    def __init__(
        self, kind: str, parts: tuple["_Node", ...], minimum: int, maximum: int | None, chars: CharacterSet | None
    ) -> None:
        self.kind = kind
        self.parts = parts
        self.minimum = minimum
        self.maximum = maximum
        self.set = chars
        self.next: dict[str, _Node] = {}
        self.nullable: bool = _nullable(kind, parts, minimum)


def _nullable(kind: str, parts: tuple[_Node, ...], minimum: int) -> bool:
    if kind == "repetition":
        return minimum == 0 or parts[0].nullable
    if kind == "choice":
        return any(p.nullable for p in parts)
    return kind in ("empty", "sequence") and all(p.nullable for p in parts)


class Regex:
    """One expression. Raises RegexError."""

    def __init__(self, written: str) -> None:
        self._nodes: dict[tuple[object, ...], _Node] = {}
        self._empty = self._node("empty")
        self._none = self._node("none")
        self._reader = Reader(written)
        try:
            self._start = self._choice()
            if self._reader.has_more:
                raise RegexError(f"unexpected {self._reader.peek()}")
        except (CharactersError, RecursionError) as error:
            raise RegexError(str(error)) from error

    def matches(self, text: str) -> bool:
        """Whether the whole text matches the expression."""
        state = self._start
        for character in text:
            after = state.next.get(character)
            if after is None:
                if len(self._nodes) > _CACHE_SIZE:
                    self._clear_cache()
                after = state.next[character] = self._derivative(state, character)
            state = after
        return state.nullable

    def _clear_cache(self) -> None:
        for node in self._nodes.values():
            node.next.clear()
        self._nodes.clear()

    # ---------------------------------------------------------------- reading
    def _choice(self) -> _Node:
        branches = [self._branch()]
        while self._reader.accept("|"):
            branches.append(self._branch())
        return self._alternatives(branches)

    def _branch(self) -> _Node:
        pieces = []
        while self._reader.has_more and self._reader.peek() not in "|)":
            pieces.append(self._piece(self._atom()))
        node = self._empty
        for piece in reversed(pieces):
            node = self._sequence(piece, node)
        return node

    def _atom(self) -> _Node:
        if self._reader.accept("("):
            inner = self._choice()
            if not self._reader.accept(")"):
                raise RegexError("a ( is not closed")
            return inner
        return self._node("set", chars=self._reader.atom())

    def _piece(self, atom: _Node) -> _Node:
        for sign, minimum, maximum in (("?", 0, 1), ("*", 0, None), ("+", 1, None)):
            if self._reader.accept(sign):
                return self._repetition(atom, minimum, maximum)
        if self._reader.accept("{"):
            minimum, maximum = self._reader.counts()
            return self._repetition(atom, minimum, maximum)
        return atom

    # ---------------------------------------------------------------- nodes
    def _node(
        self,
        kind: str,
        parts: tuple[_Node, ...] = (),
        minimum: int = 1,
        maximum: int | None = 1,
        chars: CharacterSet | None = None,
    ) -> _Node:
        key = (kind, parts, minimum, maximum, chars)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = _Node(kind, parts, minimum, maximum, chars)
        return node

    def _alternatives(self, branches: list[_Node]) -> _Node:
        flat = [q for p in branches for q in (p.parts if p.kind == "choice" else (p,)) if q is not self._none]
        different = tuple(dict.fromkeys(flat))
        if len(different) < 2:
            return different[0] if different else self._none
        return self._node("choice", tuple(sorted(different, key=id)))

    def _sequence(self, first: _Node, second: _Node) -> _Node:
        if self._none in (first, second):
            return self._none
        if first is self._empty:
            return second
        return first if second is self._empty else self._node("sequence", (first, second))

    def _repetition(self, part: _Node, minimum: int, maximum: int | None) -> _Node:
        if maximum == 0 or part is self._empty:
            return self._empty
        if part is self._none:
            return self._none if minimum else self._empty
        if (minimum, maximum) == (1, 1):
            return part
        return self._node("repetition", (part,), minimum, maximum)

    def _derivative(self, node: _Node, character: str) -> _Node:
        if node.kind == "set":
            return self._empty if node.set is not None and node.set.has(character) else self._none
        if node.kind == "choice":
            return self._alternatives([self._derivative(part, character) for part in node.parts])
        if node.kind == "sequence":
            first, second = node.parts
            after = self._sequence(self._derivative(first, character), second)
            return self._alternatives([after, self._derivative(second, character)]) if first.nullable else after
        if node.kind == "repetition":
            maximum = None if node.maximum is None else node.maximum - 1
            again = self._repetition(node.parts[0], max(node.minimum - 1, 0), maximum)
            return self._sequence(self._derivative(node.parts[0], character), again)
        return self._none
