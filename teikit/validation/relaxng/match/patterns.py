"""Patterns in RELAX NG's simple form, made so that equal patterns are one object and results can be cached in them.

The kinds are those of the specification's simple syntax (section 5). The content of an element pattern is compiled when
a document first needs it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from teikit.validation.relaxng.match.name_classes import Name, NameClass


class Pattern:
    """One pattern.

    `nullable`: it matches the empty sequence. `data`, `attributes`: it contains such patterns outside of elements.
    `left` and `right` are the first two parts. The other slots are caches of the derivatives.
    """

    __slots__ = (
        "attributes", "data", "index", "kind", "left", "nullable", "number", "parts", "right", "start_tags", "text",
    )  # fmt: skip

    def __init__(self, kind: str, number: int, parts: tuple["Pattern", ...] = ()) -> None:
        self.kind = kind
        self.number = number
        self.parts = parts
        self.left: Pattern = parts[0] if parts else self
        self.right: Pattern = parts[1] if len(parts) > 1 else self
        self.start_tags: dict[str, tuple[tuple[Element, Pattern], ...]] = {}
        self.text: Pattern | None = None
        self.index: tuple[dict[str, list[Element]], list[Pattern]] | None = None
        self.nullable: bool = _nullable(kind, parts)
        self.data: bool = kind in ("data", "value", "list") or (kind != "attribute" and any(p.data for p in parts))
        self.attributes: bool = kind == "attribute" or any(p.attributes for p in parts)


def _nullable(kind: str, parts: tuple[Pattern, ...]) -> bool:
    if kind in ("empty", "text"):
        return True
    if kind in ("choice", "oneOrMore"):
        return any(p.nullable for p in parts)
    return kind in ("group", "interleave") and all(p.nullable for p in parts)


class Element(Pattern):
    """An element pattern; `node` is its element in the schema."""

    __slots__ = ("_compiled", "_content", "attribute_table", "names", "node")

    def __init__(self, number: int, names: NameClass, node: Any, content: Callable[[], Pattern]) -> None:
        super().__init__("element", number)
        self.names = names
        self.node = node
        self._content = content
        self._compiled: Pattern | None = None
        self.attribute_table: Any = None

    @property
    def is_compiled(self) -> bool:
        """Whether the content was compiled."""
        return self._compiled is not None

    @property
    def content(self) -> Pattern:
        """The pattern of its attributes and content. Raises SchemaNodeError."""
        if self._compiled is None:
            self._compiled = self._content()
        return self._compiled


class Attribute(Pattern):
    """An attribute pattern: the names, and `left` as the pattern of its value. `values` caches results."""

    __slots__ = ("names", "node", "values")

    def __init__(self, number: int, names: NameClass, value: Pattern, node: Any) -> None:
        super().__init__("attribute", number, (value,))
        self.names = names
        self.node = node
        self.values: dict[str, bool] = {}


class Value(Pattern):
    """A data or value pattern: `type` checks the text; `left` is the exception (except) of a data pattern, if any."""

    __slots__ = ("node", "type", "written")

    def __init__(
        self, kind: str, number: int, datatype: Any, node: Any, written: str = "", excepted: Pattern | None = None
    ) -> None:
        super().__init__(kind, number, (excepted,) if excepted else ())
        self.type = datatype
        self.node = node
        self.written = written


EMPTY, NOT_ALLOWED, TEXT = (Pattern(kind, n) for n, kind in enumerate(("empty", "notAllowed", "text")))


class Patterns:
    """Makes the patterns of one schema."""

    def __init__(self) -> None:
        self._patterns: dict[tuple[Any, ...], Pattern] = {}
        self._count = 3

    def __len__(self) -> int:
        return self._count

    def element(self, names: NameClass, node: Any, content: Callable[[], Pattern]) -> Element:
        """A new element pattern."""
        return Element(self._next(), names, node, content)

    def attribute(self, names: NameClass, value: Pattern, node: Any) -> Pattern:
        """A new attribute pattern."""
        return NOT_ALLOWED if value is NOT_ALLOWED else Attribute(self._next(), names, value, node)

    def value(self, datatype: Any, node: Any, written: str) -> Pattern:
        """A new pattern for one value of a datatype."""
        return Value("value", self._next(), datatype, node, written)

    def data(self, datatype: Any, node: Any, excepted: Pattern | None) -> Pattern:
        """A new pattern for the values of a datatype, without those of the exception."""
        return Value("data", self._next(), datatype, node, excepted=None if excepted is NOT_ALLOWED else excepted)

    def choice(self, parts: Iterable[Pattern]) -> Pattern:
        """A choice of the parts."""
        choices: dict[int, Pattern] = {}
        for part in parts:
            if part.kind == "choice":
                for inner in part.parts:
                    choices[inner.number] = inner
            elif part is not NOT_ALLOWED:
                choices[part.number] = part
        if len(choices) > 1 and 0 in choices and any(p.nullable for p in choices.values() if p is not EMPTY):
            del choices[0]
        if len(choices) < 2:
            return next(iter(choices.values()), NOT_ALLOWED)
        return self._pattern("choice", tuple([choices[number] for number in sorted(choices)]))

    def group(self, first: Pattern, second: Pattern) -> Pattern:
        """The first part followed by the second."""
        if first is NOT_ALLOWED or second is NOT_ALLOWED:
            return NOT_ALLOWED
        if first is EMPTY:
            return second
        return first if second is EMPTY else self._pattern("group", (first, second))

    def interleave(self, first: Pattern, second: Pattern) -> Pattern:
        """Both parts in any mixture."""
        if first is NOT_ALLOWED or second is NOT_ALLOWED:
            return NOT_ALLOWED
        if first is EMPTY:
            return second
        if second is EMPTY:
            return first
        ordered = (first, second) if first.number <= second.number else (second, first)
        return self._pattern("interleave", ordered)

    def one_or_more(self, part: Pattern) -> Pattern:
        """The part, once or several times."""
        return (
            part
            if part in (EMPTY, NOT_ALLOWED, TEXT) or part.kind == "oneOrMore"
            else self._pattern("oneOrMore", (part,))
        )

    def zero_or_more(self, part: Pattern) -> Pattern:
        """The part, any number of times."""
        return self.choice((self.one_or_more(part), EMPTY))

    def list_of(self, part: Pattern) -> Pattern:
        """A list of tokens that the part matches."""
        return NOT_ALLOWED if part is NOT_ALLOWED else self._pattern("list", (part,))

    def _pattern(self, kind: str, parts: tuple[Pattern, ...]) -> Pattern:
        key = (kind, *parts)
        pattern = self._patterns.get(key)
        if pattern is None:
            pattern = self._patterns[key] = Pattern(kind, self._next(), parts)
        return pattern

    def _next(self) -> int:
        self._count += 1
        return self._count


def index_of(choice: Pattern) -> tuple[dict[str, list[Element]], list[Pattern]]:
    """The parts of a choice: element patterns with one name by that name, and all others that can hold elements."""
    if choice.index is None:
        by_name: dict[str, list[Element]] = {}
        rest: list[Pattern] = []
        for part in choice.parts:
            if isinstance(part, Element) and isinstance(part.names, Name):
                by_name.setdefault(part.names.name, []).append(part)
            elif part.kind not in ("attribute", "empty", "text", "data", "value", "list"):
                rest.append(part)
        choice.index = by_name, rest
    return choice.index
