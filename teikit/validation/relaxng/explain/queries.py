"""Questions about patterns that only explanations ask: what may come next, what is needed, what could come later."""

from collections.abc import Callable, Iterator, Sequence

from teikit.validation.relaxng.match import EMPTY, Attribute, Derivatives, Element, Pattern

_JOINED = ("choice", "group", "interleave", "more")


def next_elements(pattern: Pattern) -> dict[Element, None]:
    """The element patterns that may come next, in the schema's order."""
    return {inner: None for inner in _walk(pattern, _next_parts) if isinstance(inner, Element)}


def all_elements(pattern: Pattern) -> dict[Element, None]:
    """The element patterns that may come anywhere, without what is in them."""
    return {inner: None for inner in _walk(pattern, _parts) if isinstance(inner, Element)}


def _walk(pattern: Pattern, inside: Callable[[Pattern], Sequence[Pattern]]) -> Iterator[Pattern]:
    """A pattern and those that `inside` finds in it, through all levels, each once."""
    seen: set[int] = set()
    waiting = [pattern]
    while waiting:
        inner = waiting.pop()
        if inner.number not in seen:
            seen.add(inner.number)
            yield inner
            waiting += reversed(inside(inner))


def _parts(pattern: Pattern) -> Sequence[Pattern]:
    return pattern.parts if pattern.kind in _JOINED and not isinstance(pattern, Element) else ()


def _next_parts(pattern: Pattern) -> Sequence[Pattern]:
    """The parts of a pattern that may come next: of a group the second only where the first may be passed over."""
    if pattern.kind == "group" and not (pattern.left.nullable or pattern.left.attributes):
        return (pattern.left,)
    return _parts(pattern)


def shortest(pattern: Pattern) -> list[Element]:
    """The fewest elements with which a pattern is complete."""
    if pattern.nullable or isinstance(pattern, Attribute):
        return []
    if isinstance(pattern, Element):
        return [pattern]
    if pattern.kind == "choice":
        return min((shortest(part) for part in pattern.parts), key=len)
    if pattern.kind in _JOINED:
        return [element for part in pattern.parts for element in shortest(part)]
    return []


def needed_next(pattern: Pattern) -> dict[Element, None]:
    """The elements of which one must come before anything else that must; what need not come is left out."""
    if pattern.nullable or isinstance(pattern, Attribute):
        return {}
    if isinstance(pattern, Element):
        return {pattern: None}
    if pattern.kind == "group":
        return needed_next(pattern.left) or needed_next(pattern.right)
    if pattern.kind in _JOINED:
        return {element: None for part in pattern.parts for element in needed_next(part)}
    return {}


def later(pattern: Pattern, name: str, derive: Derivatives) -> tuple[Pattern, list[Pattern]] | None:
    """The pattern when what must stand before an element of that name is there, and what that is; None if it never can.

    Nothing is passed over that need not be there: so what came too late is not found.
    """
    if derive.starts(pattern, name):
        return pattern, []
    make, kind = derive.make, pattern.kind
    if kind == "choice":
        return next((reading for part in pattern.parts if (reading := later(part, name, derive))), None)
    if kind == "group":
        if reading := later(pattern.left, name, derive):
            return make.group(reading[0], pattern.right), reading[1]
        if reading := later(pattern.right, name, derive):
            passed = [] if pattern.left.nullable else [pattern.left]
            return reading[0], [*passed, *reading[1]]
    if kind == "more" and (reading := later(pattern.left, name, derive)):
        return make.group(reading[0], make.choice((pattern, EMPTY))), reading[1]
    if kind == "interleave":
        for part, rest in ((pattern.left, pattern.right), (pattern.right, pattern.left)):
            if reading := later(part, name, derive):
                return make.interleave(reading[0], rest), reading[1]
    return None


def needed_attributes(pattern: Pattern) -> list[list[Attribute]]:
    """What attributes must be there: of each list, one."""
    if not pattern.attributes or pattern.nullable:
        return []
    if isinstance(pattern, Attribute):
        return [[pattern]]
    if pattern.kind == "choice":
        branches = [needed_attributes(part) for part in pattern.parts]
        if not all(branches):
            return []
        same = [need for need in branches[0] if all(need in other for other in branches)]
        return same or [[attribute for needs in branches for attribute in needs[0]]]
    return [need for part in pattern.parts for need in needed_attributes(part)]


def values_in(pattern: Pattern) -> Iterator[tuple[Pattern, bool]]:
    """The data, value and text patterns of an attribute's value, each with whether it is part of a list."""
    waiting = [(pattern, False)]
    while waiting:
        inner, listed = waiting.pop()
        if inner.kind in ("data", "value", "text"):
            yield inner, listed
        elif inner.kind == "list" or inner.kind in _JOINED:
            waiting += [(part, listed or inner.kind == "list") for part in reversed(inner.parts)]
