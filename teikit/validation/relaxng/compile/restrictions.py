"""What RELAX NG forbids of schemas as a whole (specification, section 7; DTD compatibility, section 5).

Looked at are the patterns as they are compiled, one element pattern after the other; each pattern only once, however
often definitions share it.
"""

from collections.abc import Iterator
from enum import IntEnum

from teikit.validation.relaxng.compile.files import Node
from teikit.validation.relaxng.errors import Wrong
from teikit.validation.relaxng.match import (
    TEXT,
    AnyName,
    Attribute,
    Element,
    NameChoice,
    NameClass,
    NamesOf,
    OneName,
    Pattern,
    Value,
    attributes_in,
    id_kind,
    overlap,
)

# Where a pattern stands, and what may not stand there (7.1).
_FORBIDDEN = {
    "attribute": ("attribute", "element"),
    "list": ("attribute", "element", "list", "text", "interleave"),
    "except": ("attribute", "element", "list", "text", "interleave", "group", "more", "empty"),
    "start": ("attribute", "data", "value", "list", "text", "interleave", "group", "more", "empty"),
}
_CALLED = {
    "element": "an element", "attribute": "an attribute", "list": "a list", "text": "text", "interleave": "interleave",
    "group": "a group", "more": "oneOrMore", "empty": "empty", "data": "data", "value": "a value",
}  # fmt: skip


class Content(IntEnum):
    """The kinds of content of section 7.2: two of one sequence go together if one is EMPTY, or none STRING."""

    EMPTY = 0
    COMPLEX = 1
    STRING = 2


def check_start(start: Pattern, node: Node) -> None:
    """What may not stand at the start. Raises Wrong."""
    _forbid(start, "start", node, set())


class Restrictions:
    """Checks the element patterns of one schema; what definitions share is looked at once."""

    def __init__(self) -> None:
        self._met: set[int] = set()
        self._kinds: dict[int, Content] = {}
        self._attributes: dict[int, dict[str, Attribute]] = {}

    def check(self, element: Element) -> None:
        """The restrictions on one element pattern. Raises Wrong."""
        content, node = element.content, element.node
        _Kinds(node, self._kinds).of(content)
        _unlike_attributes(content, self._attributes)
        endless = any(_is_open(a.names) for a in attributes_in(content))
        for pattern in _inside(content, None if endless else self._met):
            _paths(pattern, node)
            if pattern.kind == "more":
                _repeated(pattern)
            elif pattern.kind == "interleave":
                _interleaved(pattern, node)
        if endless:
            _endless(content)


# ---------------------------------------------------------------- 7.1 what may not stand inside what
def _paths(pattern: Pattern, node: Node) -> None:
    """What stands inside an attribute, a list or an exception of a pattern."""
    if isinstance(pattern, Attribute):
        _forbid(pattern.left, "attribute", pattern.node, set())
        for inner in _inside(pattern.left):
            _paths(inner, pattern.node)
    elif pattern.kind == "list":
        _forbid(pattern.left, "list", node, set())
        for inner in _inside(pattern.left):
            _paths(inner, node)
    elif isinstance(pattern, Value) and pattern.left is not pattern:
        _forbid(pattern.left, "except", pattern.node, set())


def _forbid(pattern: Pattern, where: str, node: Node, seen: set[int]) -> None:
    if pattern.number in seen:
        return
    seen.add(pattern.number)
    if pattern.kind in _FORBIDDEN[where]:
        raise Wrong(node, f"{_CALLED[pattern.kind]} cannot stand in <{where}>")
    if pattern.kind in ("choice", "group", "interleave", "more"):
        for part in pattern.parts:
            _forbid(part, where, node, seen)


# ---------------------------------------------------------------- 7.2 sequences of strings
class _Kinds:
    """The kind of content of the patterns in one element pattern."""

    def __init__(self, node: Node, known: dict[int, Content]) -> None:
        self._node = node
        self._known = known

    def of(self, pattern: Pattern) -> Content:
        """The kind of a pattern. Raises Wrong where strings stand beside something else."""
        if pattern.number not in self._known:
            self._known[pattern.number] = self._of(pattern)
        return self._known[pattern.number]

    def _of(self, pattern: Pattern) -> Content:
        if isinstance(pattern, Attribute):
            _Kinds(pattern.node, self._known).of(pattern.left)
            return Content.EMPTY
        if pattern.kind in ("element", "text"):
            return Content.COMPLEX
        if pattern.kind == "list":
            return Content.STRING
        if isinstance(pattern, Value):
            if pattern.left is not pattern:
                self.of(pattern.left)
            return Content.STRING
        kinds = [self.of(part) for part in pattern.parts]
        if pattern.kind in ("group", "interleave", "more"):
            twice = kinds * 2 if pattern.kind == "more" else kinds
            if Content.STRING in twice and min(twice) is not Content.EMPTY:
                raise Wrong(self._node, "data, a value or a list cannot stand beside elements, text or another of them")
        return max(kinds, default=Content.EMPTY)


# ---------------------------------------------------------------- 7.3 attributes
def _repeated(more: Pattern) -> None:
    for inner in _inside(more.left):
        if inner.kind in ("group", "interleave") and inner.attributes:
            rival = next(attributes_in(inner))
            raise Wrong(rival.node, "an attribute in a sequence cannot be there several times (oneOrMore)")


def _endless(content: Pattern) -> None:
    within = {a.number for p in _inside(content) if p.kind == "more" for a in attributes_in(p.left)}
    for attribute in attributes_in(content):
        if _is_open(attribute.names) and attribute.number not in within:
            raise Wrong(attribute.node, "an attribute of any name stands in oneOrMore or zeroOrMore")


def _unlike_attributes(pattern: Pattern, known: dict[int, dict[str, Attribute]]) -> dict[str, Attribute]:
    """The attributes of a pattern by name (open classes under their number). Raises Wrong where two go together."""
    if not pattern.attributes:
        return {}
    attributes = known.get(pattern.number)
    if attributes is not None:
        return attributes
    if isinstance(pattern, Attribute):
        names = [f"\0{pattern.number}"] if _is_open(pattern.names) else pattern.names.samples()
        attributes = dict.fromkeys(names, pattern)
    else:
        attributes = {}
        for part in pattern.parts:
            inside = _unlike_attributes(part, known)
            if pattern.kind in ("group", "interleave"):
                _distinct(attributes, inside)
            attributes = attributes | inside
    known[pattern.number] = attributes
    return attributes


def _distinct(first: dict[str, Attribute], second: dict[str, Attribute]) -> None:
    for name in first.keys() & second.keys():
        local = name.rpartition("\x1f")[2].strip("\0")
        raise Wrong(second[name].node, f"the attribute {local} is there twice: two attributes need different names")
    for these, those in ((first, second), (second, first)):
        for name, attribute in these.items():
            if name[0] == "\0":
                for rival in those.values():
                    if overlap(attribute.names, rival.names):
                        raise Wrong(rival.node, "two attributes may have the same name here")


def _is_open(names: NameClass) -> bool:
    return isinstance(names, AnyName | NamesOf) or (
        isinstance(names, NameChoice) and any(_is_open(c) for c in names.classes)
    )


# ---------------------------------------------------------------- 7.4 interleave
def _interleaved(pattern: Pattern, node: Node) -> None:
    left, right = list(_elements(pattern.left)), list(_elements(pattern.right))
    if _has_text(pattern.left) and _has_text(pattern.right):
        raise Wrong(node, "text stands on both sides of an interleave (or of mixed)")
    _unlike_elements(left, right, node)


def _unlike_elements(left: list[Element], right: list[Element], node: Node) -> None:
    plain = {e.names.name for e in left if isinstance(e.names, OneName)}
    for element in right:
        if isinstance(element.names, OneName) and element.names.name in plain:
            raise Wrong(node, f"<{element.names.name.rpartition(chr(31))[2]}> stands on both sides of an interleave")
    for elements, those in ((left, right), (right, left)):
        for element in elements:
            if not isinstance(element.names, OneName) and any(overlap(element.names, e.names) for e in those):
                raise Wrong(node, "elements of the same name may stand on both sides of an interleave")


def _inside(content: Pattern, met: set[int] | None = None) -> Iterator[Pattern]:
    """Every pattern that is no part of an attribute or of an element, each once; without those met before."""
    seen: set[int] = set() if met is None else met
    waiting = [content]
    while waiting:
        pattern = waiting.pop()
        if pattern.number in seen:
            continue
        seen.add(pattern.number)
        yield pattern
        if pattern.kind in ("choice", "group", "interleave", "more"):
            waiting += pattern.parts


def _elements(pattern: Pattern) -> Iterator[Element]:
    return (p for p in _inside(pattern) if isinstance(p, Element))


def _has_text(pattern: Pattern) -> bool:
    return any(p is TEXT for p in _inside(pattern))


# ---------------------------------------------------------------- ids
class IdUses:
    """Whether attributes of one name on elements of one name are all of one ID type, or none."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[NameClass, NameClass, str], Attribute] = {}

    def check(self, element: Element) -> None:
        """Takes an element pattern in."""
        for attribute in attributes_in(element.content):
            key = (element.names, attribute.names, id_kind(attribute.left))
            self._kinds.setdefault(key, attribute)

    def finish(self) -> None:
        """Raises Wrong where an attribute is an ID in one place and none in another."""
        plain: dict[tuple[NameClass, NameClass], list[str]] = {}
        for element, names, kind in self._kinds:
            plain.setdefault((element, names), []).append(kind)
        unlike = [(key, kinds) for key, kinds in plain.items() if len(kinds) > 1 and any(kinds)]
        for (element, names), kinds in unlike:
            self._refuse(element, names, kinds[-1])
        typed = [key for key in self._kinds if key[2]]
        classes = [key for key in self._kinds if not (isinstance(key[0], OneName) and isinstance(key[1], OneName))]
        for element, names, kind in typed:
            for other, rivals, other_kind in classes:
                if other_kind != kind and overlap(names, rivals) and overlap(element, other):
                    self._refuse(other, rivals, other_kind)

    def _refuse(self, element: NameClass, names: NameClass, kind: str) -> None:
        node = self._kinds[element, names, kind].node
        raise Wrong(node, "an attribute that is an ID, IDREF or IDREFS in one place must be so in every place")
