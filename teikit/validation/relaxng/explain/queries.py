"""Queries on patterns that only explanations need: what is allowed next, what is required, what could come later."""

from collections.abc import Callable, Iterator, Sequence

from teikit.validation.relaxng.match import EMPTY, Attribute, Derivatives, Element, Pattern, listed_names

_JOINED = ("choice", "group", "interleave", "oneOrMore")


# The parts of a choice have the order in which they were compiled, which depends on the documents before. Messages must
# not depend on them, so names decide.
def names_in(element: Element) -> list[str]:
    """The names that an element pattern lists, by which element patterns are ordered."""
    return listed_names(element.names) or []


def _smallest(pattern: Pattern) -> tuple[int, list[list[str]]]:
    elements = shortest(pattern)
    return len(elements), [names_in(element) for element in elements]


def next_elements(pattern: Pattern) -> dict[Element, None]:
    """The element patterns that are allowed next."""
    return {inner: None for inner in _walk(pattern, _next_parts) if isinstance(inner, Element)}


def all_elements(pattern: Pattern) -> dict[Element, None]:
    """The element patterns that are allowed anywhere, without their content."""
    return {inner: None for inner in _walk(pattern, _parts) if isinstance(inner, Element)}


def _walk(pattern: Pattern, inside: Callable[[Pattern], Sequence[Pattern]]) -> Iterator[Pattern]:
    """A pattern and those that `inside` finds in it, at any depth, each once."""
    seen: set[int] = set()
    pending = [pattern]
    while pending:
        inner = pending.pop()
        if inner.number not in seen:
            seen.add(inner.number)
            yield inner
            pending += reversed(inside(inner))


def _parts(pattern: Pattern) -> Sequence[Pattern]:
    return pattern.parts if pattern.kind in _JOINED and not isinstance(pattern, Element) else ()


def _next_parts(pattern: Pattern) -> Sequence[Pattern]:
    """The parts of a pattern that may come next: the second part of a group only if the first is optional."""
    if pattern.kind == "group" and not (pattern.left.nullable or pattern.left.attributes):
        return (pattern.left,)
    return _parts(pattern)


def shortest(pattern: Pattern) -> list[Element]:
    """The smallest number of elements that complete a pattern."""
    if pattern.nullable or isinstance(pattern, Attribute):
        return []
    if isinstance(pattern, Element):
        return [pattern]
    if pattern.kind == "choice":
        return shortest(min(pattern.parts, key=_smallest))
    if pattern.kind in _JOINED:
        return [element for part in pattern.parts for element in shortest(part)]
    return []


def needed_next(pattern: Pattern) -> dict[Element, None]:
    """The elements of which one is required before any other required element."""
    if pattern.nullable or isinstance(pattern, Attribute):
        return {}
    if isinstance(pattern, Element):
        return {pattern: None}
    if pattern.kind == "group":
        return needed_next(pattern.left) or needed_next(pattern.right)
    if pattern.kind in _JOINED:
        return {element: None for part in pattern.parts for element in needed_next(part)}
    return {}


def skip_to(pattern: Pattern, name: str, derive: Derivatives) -> tuple[Pattern, list[Pattern]] | None:
    """Skips what is required before an element of that name.

    Returns the pattern after the skipped parts, and these parts; None if the element can never follow. Optional parts
    are not skipped, so an element that comes too late is not found.
    """
    if derive.start_tag_open(pattern, name):
        return pattern, []
    make, kind = derive.make, pattern.kind
    if kind == "choice":
        readings = [reading for part in pattern.parts if (reading := skip_to(part, name, derive))]
        return min(readings, key=lambda reading: [_smallest(part) for part in reading[1]], default=None)
    if kind == "group":
        if reading := skip_to(pattern.left, name, derive):
            return make.group(reading[0], pattern.right), reading[1]
        if reading := skip_to(pattern.right, name, derive):
            skipped = [] if pattern.left.nullable else [pattern.left]
            return reading[0], [*skipped, *reading[1]]
    if kind == "oneOrMore" and (reading := skip_to(pattern.left, name, derive)):
        return make.group(reading[0], make.choice((pattern, EMPTY))), reading[1]
    if kind == "interleave":
        for part, rest in ((pattern.left, pattern.right), (pattern.right, pattern.left)):
            if reading := skip_to(part, name, derive):
                return make.interleave(reading[0], rest), reading[1]
    return None


def needed_attributes(pattern: Pattern) -> list[list[Attribute]]:
    """The required attributes: one attribute of each list is required."""
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
    pending = [(pattern, False)]
    while pending:
        inner, in_list = pending.pop()
        if inner.kind in ("data", "value", "text"):
            yield inner, in_list
        elif inner.kind == "list" or inner.kind in _JOINED:
            pending += [(part, in_list or inner.kind == "list") for part in reversed(inner.parts)]
