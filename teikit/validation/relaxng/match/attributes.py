"""Extracts the attributes of an element pattern that do not depend on each other or on the content.

Nearly all attributes are of this kind. Checking one costs a dictionary look-up, in whatever order they are written.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from teikit.validation.relaxng.match.derivatives import Derivatives, Prefixes
from teikit.validation.relaxng.match.name_classes import Name
from teikit.validation.relaxng.match.patterns import EMPTY, TEXT, Attribute, Element, Pattern, Patterns, Value

_CACHE_SIZE = 2000  # values values remembered for one attribute


@dataclass(frozen=True)
class AttributeTable:
    """The independent attributes of an element pattern.

    `by_name`: their patterns. `required`: the names of those that are not optional. `rest`: the pattern without them,
    which is the content with any attributes that depend on each other or on the content.
    """

    by_name: dict[str, Attribute]
    required: frozenset[str]
    rest: Pattern


def attribute_table(element: Element, make: Patterns) -> AttributeTable:
    """The attribute table of an element pattern, computed once. Raises SchemaNodeError."""
    if element.attribute_table is None:
        by_name: dict[str, Attribute] = {}
        required: set[str] = set()
        rest = _extract(element.content, make, by_name, required)
        element.attribute_table = AttributeTable(by_name, frozenset(required), rest)
    table: AttributeTable = element.attribute_table
    return table


def _extract(pattern: Pattern, make: Patterns, by_name: dict[str, Attribute], required: set[str]) -> Pattern:
    """The pattern without its independent attributes, which are added to `by_name` and `required`."""
    if not pattern.attributes:
        return pattern
    if pattern.kind in ("group", "interleave"):
        left = _extract(pattern.left, make, by_name, required)
        right = _extract(pattern.right, make, by_name, required)
        return make.group(left, right) if pattern.kind == "group" else make.interleave(left, right)
    optional = pattern.kind == "choice" and len(pattern.parts) == 2 and pattern.parts[0] is EMPTY
    attribute = pattern.parts[1] if optional else pattern
    if isinstance(attribute, Attribute) and isinstance(attribute.names, Name):
        name = attribute.names.name
        if name not in by_name:
            by_name[name] = attribute
            if not optional:
                required.add(name)
            return EMPTY
    return pattern


def attributes_in(pattern: Pattern) -> Iterator[Attribute]:
    """The attribute patterns in a pattern, each once."""
    seen: set[int] = set()
    waiting = [pattern]
    while waiting:
        inner = waiting.pop()
        if inner.number in seen or not inner.attributes:
            continue
        seen.add(inner.number)
        if isinstance(inner, Attribute):
            yield inner
        else:
            waiting += reversed(inner.parts)


def id_type(value: Pattern) -> str:
    """ID, IDREF or IDREFS if a value pattern has that ID-type (RELAX NG DTD Compatibility, section 5), else empty."""
    if isinstance(value, Value):
        return str(value.type.id_type)
    return ""


def context_dependent(pattern: Pattern) -> bool:
    """Whether a value depends on the namespaces declared where it is written (QName)."""
    if isinstance(pattern, Value):
        return bool(pattern.type.context_dependent) or (pattern.left is not pattern and context_dependent(pattern.left))
    return any(context_dependent(part) for part in pattern.parts)


def fits(attribute: Attribute, value: str, prefixes: Prefixes, derive: Derivatives) -> bool:
    """Whether an attribute pattern allows a value. Results are cached."""
    if attribute.left is TEXT:
        return True
    known = attribute.values.get(value)
    if known is None:
        known = derive.accepts(attribute.left, value, prefixes)
        if not context_dependent(attribute.left):
            if len(attribute.values) >= _CACHE_SIZE:
                attribute.values.clear()
            attribute.values[value] = known
    return known
