"""Regular expressions of XML Schema part 2 (appendix F), matched without ever going back.

The expression is read into small nodes, and the state behind each character is made once and remembered, so that time
grows with the text only, whatever the expression. (Python's own expressions know no `\\p{…}`, `\\i`, `\\c` nor
subtraction, and some of them take exponential time.)
"""

from teikit.validation.relaxng.datatypes.characters import CharactersError, Reader, Set

_KEPT = 4000  # states remembered for one expression


class RegexError(Exception):
    """What is wrong with an expression."""


class _Node:
    """A piece of an expression, made once for each kind and parts; a repetition goes from `least` to `most` times."""

    __slots__ = ("kind", "least", "most", "next", "nullable", "parts", "set")

    def __init__(self, kind: str, parts: tuple["_Node", ...], least: int, most: int | None, chars: Set | None) -> None:
        self.kind = kind
        self.parts = parts
        self.least = least
        self.most = most
        self.set = chars
        self.next: dict[str, _Node] = {}
        self.nullable: bool = _nullable(kind, parts, least)


def _nullable(kind: str, parts: tuple[_Node, ...], least: int) -> bool:
    if kind == "repeat":
        return least == 0 or parts[0].nullable
    if kind == "either":
        return any(p.nullable for p in parts)
    return kind in ("empty", "then") and all(p.nullable for p in parts)


class Regex:
    """One expression. Raises RegexError."""

    def __init__(self, written: str) -> None:
        self._known: dict[tuple[object, ...], _Node] = {}
        self._empty = self._node("empty")
        self._none = self._node("none")
        self._reader = Reader(written)
        try:
            self._start = self._choice()
            if self._reader.more:
                raise RegexError(f"unexpected {self._reader.peek()}")
        except (CharactersError, RecursionError) as error:
            raise RegexError(str(error)) from error

    def matches(self, text: str) -> bool:
        """Whether the whole text fits the expression."""
        state = self._start
        for character in text:
            after = state.next.get(character)
            if after is None:
                if len(self._known) > _KEPT:
                    self._forget()
                after = state.next[character] = self._after(state, character)
            state = after
        return state.nullable

    def _forget(self) -> None:
        for node in self._known.values():
            node.next.clear()
        self._known.clear()

    # ---------------------------------------------------------------- reading
    def _choice(self) -> _Node:
        branches = [self._branch()]
        while self._reader.take("|"):
            branches.append(self._branch())
        return self._either(branches)

    def _branch(self) -> _Node:
        pieces = []
        while self._reader.more and self._reader.peek() not in "|)":
            pieces.append(self._quantified(self._atom()))
        node = self._empty
        for piece in reversed(pieces):
            node = self._then(piece, node)
        return node

    def _atom(self) -> _Node:
        if self._reader.take("("):
            inner = self._choice()
            if not self._reader.take(")"):
                raise RegexError("a ( is not closed")
            return inner
        return self._node("set", chars=self._reader.atom())

    def _quantified(self, atom: _Node) -> _Node:
        for sign, least, most in (("?", 0, 1), ("*", 0, None), ("+", 1, None)):
            if self._reader.take(sign):
                return self._repeat(atom, least, most)
        if self._reader.take("{"):
            least, most = self._reader.counts()
            return self._repeat(atom, least, most)
        return atom

    # ---------------------------------------------------------------- nodes
    def _node(
        self, kind: str, parts: tuple[_Node, ...] = (), least: int = 1, most: int | None = 1, chars: Set | None = None
    ) -> _Node:
        key = (kind, parts, least, most, chars)
        node = self._known.get(key)
        if node is None:
            node = self._known[key] = _Node(kind, parts, least, most, chars)
        return node

    def _either(self, branches: list[_Node]) -> _Node:
        flat = [q for p in branches for q in (p.parts if p.kind == "either" else (p,)) if q is not self._none]
        different = tuple(dict.fromkeys(flat))
        if len(different) < 2:
            return different[0] if different else self._none
        return self._node("either", tuple(sorted(different, key=id)))

    def _then(self, first: _Node, second: _Node) -> _Node:
        if self._none in (first, second):
            return self._none
        if first is self._empty:
            return second
        return first if second is self._empty else self._node("then", (first, second))

    def _repeat(self, part: _Node, least: int, most: int | None) -> _Node:
        if most == 0 or part is self._empty:
            return self._empty
        if part is self._none:
            return self._none if least else self._empty
        if (least, most) == (1, 1):
            return part
        return self._node("repeat", (part,), least, most)

    def _after(self, node: _Node, character: str) -> _Node:
        if node.kind == "set":
            return self._empty if node.set is not None and node.set.has(character) else self._none
        if node.kind == "either":
            return self._either([self._after(part, character) for part in node.parts])
        if node.kind == "then":
            first, second = node.parts
            after = self._then(self._after(first, character), second)
            return self._either([after, self._after(second, character)]) if first.nullable else after
        if node.kind == "repeat":
            most = None if node.most is None else node.most - 1
            again = self._repeat(node.parts[0], max(node.least - 1, 0), most)
            return self._then(self._after(node.parts[0], character), again)
        return self._none
