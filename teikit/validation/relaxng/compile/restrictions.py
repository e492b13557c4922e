"""The restrictions on whole schemas (RELAX NG specification, section 7; DTD compatibility, section 5).

They are checked on the compiled patterns, one element pattern after the other. Each pattern is checked once, however
many definitions share it.
"""

from collections.abc import Iterator
from enum import IntEnum

from teikit.validation.relaxng.compile.files import Node
from teikit.validation.relaxng.errors import SchemaNodeError
from teikit.validation.relaxng.match import (
    TEXT,
    AnyName,
    Attribute,
    Element,
    Name,
    NameChoice,
    NameClass,
    NsName,
    Pattern,
    Value,
    attributes_in,
    id_type,
    overlap,
)

# The patterns that are prohibited inside another (7.1).
_FORBIDDEN = {
    "attribute": ("attribute", "element"),
    "list": ("attribute", "element", "list", "text", "interleave"),
    "except": ("attribute", "element", "list", "text", "interleave", "group", "oneOrMore", "empty"),
    "start": ("attribute", "data", "value", "list", "text", "interleave", "group", "oneOrMore", "empty"),
}
_LABELS = {
    "element": "an element", "attribute": "an attribute", "list": "a list", "text": "text", "interleave": "interleave",
    "group": "a group", "oneOrMore": "oneOrMore", "empty": "empty", "data": "data", "value": "a value",
}  # fmt: skip


class ContentType(IntEnum):
    """The content types of section 7.2. Two are groupable if one is EMPTY or none is SIMPLE."""

    EMPTY = 0
    COMPLEX = 1
    SIMPLE = 2


def check_start(start: Pattern, node: Node) -> None:
    """Checks the patterns that are prohibited at the start. Raises SchemaNodeError."""
    _forbid(start, "start", node, set())


class Restrictions:
    """Checks the element patterns of one schema; shared patterns are checked once."""

    def __init__(self) -> None:
        self._checked: set[int] = set()
        self._kinds: dict[int, ContentType] = {}
        self._attributes: dict[int, dict[str, Attribute]] = {}

    def check(self, element: Element) -> None:
        """Checks the restrictions on one element pattern. Raises SchemaNodeError."""
        content, node = element.content, element.node
        _ContentTypes(node, self._kinds).of(content)
        _check_attributes(content, self._attributes)
        infinite = any(_is_infinite(a.names) for a in attributes_in(content))
        for pattern in _patterns_inside(content, None if infinite else self._checked):
            _check_paths(pattern, node)
            if pattern.kind == "oneOrMore":
                _check_repetition(pattern)
            elif pattern.kind == "interleave":
                _check_interleave(pattern, node)
        if infinite:
            _check_infinite_names(content)


# ---------------------------------------------------------------- 7.1 prohibited paths
def _check_paths(pattern: Pattern, node: Node) -> None:
    """Checks the content of an attribute, a list or an exception in a pattern."""
    if isinstance(pattern, Attribute):
        _forbid(pattern.left, "attribute", pattern.node, set())
        for inner in _patterns_inside(pattern.left):
            _check_paths(inner, pattern.node)
    elif pattern.kind == "list":
        _forbid(pattern.left, "list", node, set())
        for inner in _patterns_inside(pattern.left):
            _check_paths(inner, node)
    elif isinstance(pattern, Value) and pattern.left is not pattern:
        _forbid(pattern.left, "except", pattern.node, set())


def _forbid(pattern: Pattern, where: str, node: Node, seen: set[int]) -> None:
    if pattern.number in seen:
        return
    seen.add(pattern.number)
    if pattern.kind in _FORBIDDEN[where]:
        raise SchemaNodeError(node, f"{_LABELS[pattern.kind]} is not allowed in <{where}>")
    if pattern.kind in ("choice", "group", "interleave", "oneOrMore"):
        for part in pattern.parts:
            _forbid(part, where, node, seen)


# ---------------------------------------------------------------- 7.2 string sequences
class _ContentTypes:
    """The content types of the patterns in one element pattern."""

    def __init__(self, node: Node, known: dict[int, ContentType]) -> None:
        self._node = node
        self._known = known

    def of(self, pattern: Pattern) -> ContentType:
        """The content type of a pattern. Raises SchemaNodeError if strings are grouped with something else."""
        if pattern.number not in self._known:
            self._known[pattern.number] = self._of(pattern)
        return self._known[pattern.number]

    def _of(self, pattern: Pattern) -> ContentType:
        if isinstance(pattern, Attribute):
            _ContentTypes(pattern.node, self._known).of(pattern.left)
            return ContentType.EMPTY
        if pattern.kind in ("element", "text"):
            return ContentType.COMPLEX
        if pattern.kind == "list":
            return ContentType.SIMPLE
        if isinstance(pattern, Value):
            if pattern.left is not pattern:
                self.of(pattern.left)
            return ContentType.SIMPLE
        kinds = [self.of(part) for part in pattern.parts]
        if pattern.kind in ("group", "interleave", "oneOrMore"):
            twice = kinds * 2 if pattern.kind == "oneOrMore" else kinds
            if ContentType.SIMPLE in twice and min(twice) is not ContentType.EMPTY:
                raise SchemaNodeError(
                    self._node, "data, a value or a list must not be grouped with elements, text or another of them"
                )
        return max(kinds, default=ContentType.EMPTY)


# ---------------------------------------------------------------- 7.3 attributes
def _check_repetition(more: Pattern) -> None:
    for inner in _patterns_inside(more.left):
        if inner.kind in ("group", "interleave") and inner.attributes:
            other = next(attributes_in(inner))
            raise SchemaNodeError(other.node, "an attribute in a group must not be repeated (oneOrMore)")


def _check_infinite_names(content: Pattern) -> None:
    within = {a.number for p in _patterns_inside(content) if p.kind == "oneOrMore" for a in attributes_in(p.left)}
    for attribute in attributes_in(content):
        if _is_infinite(attribute.names) and attribute.number not in within:
            raise SchemaNodeError(
                attribute.node, "an attribute with a wildcard name must be in oneOrMore or zeroOrMore"
            )


def _check_attributes(pattern: Pattern, known: dict[int, dict[str, Attribute]]) -> dict[str, Attribute]:
    """The attributes of a pattern by name; infinite name classes by number.

    Raises SchemaNodeError if two attributes of the same name are grouped.
    """
    if not pattern.attributes:
        return {}
    attributes = known.get(pattern.number)
    if attributes is not None:
        return attributes
    if isinstance(pattern, Attribute):
        names = [f"\0{pattern.number}"] if _is_infinite(pattern.names) else pattern.names.samples()
        attributes = dict.fromkeys(names, pattern)
    else:
        attributes = {}
        for part in pattern.parts:
            inside = _check_attributes(part, known)
            if pattern.kind in ("group", "interleave"):
                _check_distinct(attributes, inside)
            attributes = attributes | inside
    known[pattern.number] = attributes
    return attributes


def _check_distinct(first: dict[str, Attribute], second: dict[str, Attribute]) -> None:
    for name in first.keys() & second.keys():
        local = name.rpartition("\x1f")[2].strip("\0")
        raise SchemaNodeError(
            second[name].node, f"the attribute {local} occurs twice: attributes of an element need different names"
        )
    for ours, theirs in ((first, second), (second, first)):
        for name, attribute in ours.items():
            if name[0] == "\0":
                for other in theirs.values():
                    if overlap(attribute.names, other.names):
                        raise SchemaNodeError(other.node, "two attributes may have the same name here")


def _is_infinite(names: NameClass) -> bool:
    return isinstance(names, AnyName | NsName) or (
        isinstance(names, NameChoice) and any(_is_infinite(c) for c in names.classes)
    )


# ---------------------------------------------------------------- 7.4 interleave
def _check_interleave(pattern: Pattern, node: Node) -> None:
    left, right = list(_elements(pattern.left)), list(_elements(pattern.right))
    if _has_text(pattern.left) and _has_text(pattern.right):
        raise SchemaNodeError(node, "text must not occur in both parts of an interleave (or of mixed)")
    _check_distinct_elements(left, right, node)


def _check_distinct_elements(left: list[Element], right: list[Element], node: Node) -> None:
    plain = {e.names.name for e in left if isinstance(e.names, Name)}
    for element in right:
        if isinstance(element.names, Name) and element.names.name in plain:
            raise SchemaNodeError(
                node, f"<{element.names.name.rpartition(chr(31))[2]}> must not occur in both parts of an interleave"
            )
    for elements, theirs in ((left, right), (right, left)):
        for element in elements:
            if not isinstance(element.names, Name) and any(overlap(element.names, e.names) for e in theirs):
                raise SchemaNodeError(node, "elements of the same name must not occur in both parts of an interleave")


def _patterns_inside(content: Pattern, seen_before: set[int] | None = None) -> Iterator[Pattern]:
    """Every pattern outside of attributes and elements, each once, without those seen before."""
    seen: set[int] = set() if seen_before is None else seen_before
    waiting = [content]
    while waiting:
        pattern = waiting.pop()
        if pattern.number in seen:
            continue
        seen.add(pattern.number)
        yield pattern
        if pattern.kind in ("choice", "group", "interleave", "oneOrMore"):
            waiting += pattern.parts


def _elements(pattern: Pattern) -> Iterator[Element]:
    return (p for p in _patterns_inside(pattern) if isinstance(p, Element))


def _has_text(pattern: Pattern) -> bool:
    return any(p is TEXT for p in _patterns_inside(pattern))


# ---------------------------------------------------------------- ids
class IdUses:
    """Checks that attributes of one name on elements of one name have the same ID type, or all have none."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[NameClass, NameClass, str], Attribute] = {}

    def check(self, element: Element) -> None:
        """Adds an element pattern."""
        for attribute in attributes_in(element.content):
            key = (element.names, attribute.names, id_type(attribute.left))
            self._kinds.setdefault(key, attribute)

    def finish(self) -> None:
        """Raises SchemaNodeError if an attribute has an ID type in one place and not in another."""
        plain: dict[tuple[NameClass, NameClass], list[str]] = {}
        for element, names, kind in self._kinds:
            plain.setdefault((element, names), []).append(kind)
        different = [(key, kinds) for key, kinds in plain.items() if len(kinds) > 1 and any(kinds)]
        for (element, names), kinds in different:
            self._raise((element, names, kinds[-1]), (element, names))
        typed = [key for key in self._kinds if key[2]]
        classes = [key for key in self._kinds if not (isinstance(key[0], Name) and isinstance(key[1], Name))]
        for element, names, kind in typed:
            for other, other_names, other_kind in classes:
                if other_kind != kind and overlap(names, other_names) and overlap(element, other):
                    self._raise((other, other_names, other_kind), (element, names))

    def _raise(self, use: tuple[NameClass, NameClass, str], typed: tuple[NameClass, NameClass]) -> None:
        which = f"the attribute {_shown(typed[1])} of <{_shown(typed[0])}>"
        raise SchemaNodeError(
            self._kinds[use].node,
            f"{which} is an ID, IDREF or IDREFS in one place and not of that type here; it must be so in every place",
        )


def _shown(names: NameClass) -> str:
    """A name class in a message: a name without its namespace, or an asterisk for several names."""
    return names.name.rpartition(chr(31))[2] if isinstance(names, Name) else "*"
