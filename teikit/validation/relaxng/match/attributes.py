"""The attributes of an element pattern, taken out of it as far as they do not depend on each other or on the content.

Nearly all do not; so an attribute costs one look-up, and the order in which attributes are written none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from teikit.validation.relaxng.match.derivatives import Derivatives, Prefixes
from teikit.validation.relaxng.match.name_classes import OneName
from teikit.validation.relaxng.match.patterns import EMPTY, TEXT, Attribute, Element, Pattern, Patterns, Value

_KEPT = 2000  # judged values remembered for one attribute


@dataclass(frozen=True)
class Plan:
    """Attributes by name, those that must be there, and what remains: the content, with attributes that depend."""

    plain: dict[str, Attribute]
    required: frozenset[str]
    rest: Pattern


def plan_of(element: Element, make: Patterns) -> Plan:
    """The plan of an element pattern. Raises Wrong where the schema is wrong there."""
    if element.plan is None:
        plain: dict[str, Attribute] = {}
        required: set[str] = set()
        rest = _taken(element.content, make, plain, required)
        element.plan = Plan(plain, frozenset(required), rest)
    plan: Plan = element.plan
    return plan


def _taken(pattern: Pattern, make: Patterns, plain: dict[str, Attribute], required: set[str]) -> Pattern:
    if not pattern.attributes:
        return pattern
    if pattern.kind in ("group", "interleave"):
        left = _taken(pattern.left, make, plain, required)
        right = _taken(pattern.right, make, plain, required)
        return make.group(left, right) if pattern.kind == "group" else make.interleave(left, right)
    optional = pattern.kind == "choice" and len(pattern.parts) == 2 and pattern.parts[0] is EMPTY
    attribute = pattern.parts[1] if optional else pattern
    if isinstance(attribute, Attribute) and isinstance(attribute.names, OneName):
        name = attribute.names.name
        if name not in plain:
            plain[name] = attribute
            if not optional:
                required.add(name)
            return EMPTY
    return pattern


def attributes_in(pattern: Pattern) -> Iterator[Attribute]:
    """Every attribute pattern, each once."""
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


def id_kind(value: Pattern) -> str:
    """ID, IDREF or IDREFS where a value pattern is of that type of RELAX NG's DTD compatibility; or empty."""
    if isinstance(value, Value):
        return str(value.type.id_kind)
    return ""


def contextual(pattern: Pattern) -> bool:
    """Whether it depends on the namespaces that are declared where a value stands (QName)."""
    if isinstance(pattern, Value):
        return bool(pattern.type.contextual) or (pattern.left is not pattern and contextual(pattern.left))
    return any(contextual(part) for part in pattern.parts)


def fits(attribute: Attribute, value: str, prefixes: Prefixes, derive: Derivatives) -> bool:
    """Whether an attribute may have a value; remembered."""
    if attribute.left is TEXT:
        return True
    known = attribute.judged.get(value)
    if known is None:
        known = derive.accepts(attribute.left, value, prefixes)
        if not contextual(attribute.left):
            if len(attribute.judged) >= _KEPT:
                attribute.judged.clear()
            attribute.judged[value] = known
    return known
