"""Patterns in their simplest form, each made once, so that equal patterns are one object and steps are remembered.

The forms are those of the RELAX NG specification (section 5); `more` is oneOrMore, NONE notAllowed. What stands inside
an element pattern is compiled when a document first needs it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from teikit.validation.relaxng.match.name_classes import NameClass, OneName


class Pattern:
    """One pattern. `nullable`: nothing may stand there; `data`, `attributes`: it has such patterns outside elements."""

    __slots__ = (
        "attributes", "data", "index", "kind", "left", "nullable", "number", "parts", "right", "starts", "text",
    )  # fmt: skip

    def __init__(self, kind: str, number: int, parts: tuple["Pattern", ...] = ()) -> None:
        self.kind = kind
        self.number = number
        self.parts = parts
        self.left: Pattern = parts[0] if parts else self
        self.right: Pattern = parts[1] if len(parts) > 1 else self
        self.starts: dict[str, tuple[tuple[Element, Pattern], ...]] = {}
        self.text: Pattern | None = None
        self.index: tuple[dict[str, list[Element]], list[Pattern]] | None = None
        self.nullable: bool = _nullable(kind, parts)
        self.data: bool = kind in ("data", "value", "list") or (kind != "attribute" and any(p.data for p in parts))
        self.attributes: bool = kind == "attribute" or any(p.attributes for p in parts)


def _nullable(kind: str, parts: tuple[Pattern, ...]) -> bool:
    if kind in ("empty", "text"):
        return True
    if kind in ("choice", "more"):
        return any(p.nullable for p in parts)
    return kind in ("group", "interleave") and all(p.nullable for p in parts)


class Element(Pattern):
    """An element pattern; `node` is where the schema has it."""

    __slots__ = ("_content", "_made", "names", "node", "plan")

    def __init__(self, number: int, names: NameClass, node: Any, content: Callable[[], Pattern]) -> None:
        super().__init__("element", number)
        self.names = names
        self.node = node
        self._content = content
        self._made: Pattern | None = None
        self.plan: Any = None

    @property
    def content(self) -> Pattern:
        """What stands inside: attributes and content. Raises Wrong where the schema is wrong there."""
        if self._made is None:
            self._made = self._content()
        return self._made


class Attribute(Pattern):
    """An attribute pattern: names, and `left` as the pattern of its value."""

    __slots__ = ("judged", "names", "node")

    def __init__(self, number: int, names: NameClass, value: Pattern, node: Any) -> None:
        super().__init__("attribute", number, (value,))
        self.names = names
        self.node = node
        self.judged: dict[str, bool] = {}


class Value(Pattern):
    """A data or value pattern: `type` judges; `left` is the exception of a data pattern where there is one."""

    __slots__ = ("node", "type", "written")

    def __init__(
        self, kind: str, number: int, datatype: Any, node: Any, written: str = "", excepted: Pattern | None = None
    ) -> None:
        super().__init__(kind, number, (excepted,) if excepted else ())
        self.type = datatype
        self.node = node
        self.written = written


EMPTY, NONE, TEXT = (Pattern(kind, n) for n, kind in enumerate(("empty", "none", "text")))


class Patterns:
    """Makes the patterns of one schema."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Pattern] = {}
        self._count = 3

    def __len__(self) -> int:
        return self._count

    def element(self, names: NameClass, node: Any, content: Callable[[], Pattern]) -> Element:
        """A new element pattern."""
        return Element(self._next(), names, node, content)

    def attribute(self, names: NameClass, value: Pattern, node: Any) -> Pattern:
        """A new attribute pattern."""
        return NONE if value is NONE else Attribute(self._next(), names, value, node)

    def value(self, datatype: Any, node: Any, written: str) -> Pattern:
        """A new pattern for one value of a type."""
        return Value("value", self._next(), datatype, node, written)

    def data(self, datatype: Any, node: Any, excepted: Pattern | None) -> Pattern:
        """A new pattern for values of a type but those of the exception."""
        return Value("data", self._next(), datatype, node, excepted=None if excepted is NONE else excepted)

    def choice(self, parts: Iterable[Pattern]) -> Pattern:
        """One of the parts."""
        choices: dict[int, Pattern] = {}
        for part in parts:
            if part.kind == "choice":
                for inner in part.parts:
                    choices[inner.number] = inner
            elif part is not NONE:
                choices[part.number] = part
        if len(choices) > 1 and 0 in choices and any(p.nullable for p in choices.values() if p is not EMPTY):
            del choices[0]
        if len(choices) < 2:
            return next(iter(choices.values()), NONE)
        return self._pattern("choice", tuple([choices[number] for number in sorted(choices)]))

    def group(self, first: Pattern, second: Pattern) -> Pattern:
        """One part after the other."""
        if first is NONE or second is NONE:
            return NONE
        if first is EMPTY:
            return second
        return first if second is EMPTY else self._pattern("group", (first, second))

    def interleave(self, first: Pattern, second: Pattern) -> Pattern:
        """Both parts, in any mixture."""
        if first is NONE or second is NONE:
            return NONE
        if first is EMPTY:
            return second
        if second is EMPTY:
            return first
        ordered = (first, second) if first.number <= second.number else (second, first)
        return self._pattern("interleave", ordered)

    def more(self, part: Pattern) -> Pattern:
        """The part, once or several times."""
        return part if part in (EMPTY, NONE, TEXT) or part.kind == "more" else self._pattern("more", (part,))

    def any_number(self, part: Pattern) -> Pattern:
        """The part, any number of times."""
        return self.choice((self.more(part), EMPTY))

    def listed(self, part: Pattern) -> Pattern:
        """Words parted by blanks."""
        return NONE if part is NONE else self._pattern("list", (part,))

    def _pattern(self, kind: str, parts: tuple[Pattern, ...]) -> Pattern:
        key = (kind, *parts)
        pattern = self._known.get(key)
        if pattern is None:
            pattern = self._known[key] = Pattern(kind, self._next(), parts)
        return pattern

    def _next(self) -> int:
        self._count += 1
        return self._count


def index_of(choice: Pattern) -> tuple[dict[str, list[Element]], list[Pattern]]:
    """The parts of a choice: elements of one name by that name, and the rest."""
    if choice.index is None:
        by_name: dict[str, list[Element]] = {}
        rest: list[Pattern] = []
        for part in choice.parts:
            if isinstance(part, Element) and isinstance(part.names, OneName):
                by_name.setdefault(part.names.name, []).append(part)
            elif part.kind not in ("attribute", "empty", "text", "data", "value", "list"):
                rest.append(part)
        choice.index = by_name, rest
    return choice.index
