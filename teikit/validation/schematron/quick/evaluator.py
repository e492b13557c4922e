"""Evaluates parsed expressions on a tree. What would be an error, or is not known, raises UnknownError."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from teikit.validation.schematron.quick.axes import AXES
from teikit.validation.schematron.quick.comparison import alike, comparable, is_number
from teikit.validation.schematron.quick.errors import UnknownError
from teikit.validation.schematron.quick.functions import (
    FUNCTIONS,
    Sequence,
    atomized,
    single,
    text_of,
    truth,
)
from teikit.validation.schematron.quick.tree import Attribute, Element, Node, Tree

Expression = tuple[Any, ...]
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {"eq": eq, "ne": ne, "lt": lt, "le": le, "gt": gt, "ge": ge}
_MANY = 8  # a longer sequence is searched as a set
Sets = dict[int, tuple[Sequence, frozenset[str] | None]]


class Variables(dict[str, Sequence]):
    """The values of variables, each evaluated when it is first used."""

    def __init__(self, lets: Mapping[str, Expression], outer: "Variables | None" = None) -> None:
        super().__init__()
        self._lets, self._outer = lets, outer
        self.scope: Scope | None = None

    def __missing__(self, name: str) -> Sequence:
        if name in self._lets and self.scope is not None:
            value = self[name] = evaluate(self._lets[name], self.scope)
            return value
        if self._outer is None:
            raise UnknownError(f"${name}")
        return self._outer[name]


class Scope:
    """What an expression is evaluated for: the item, the node of the rule (`current`), variables, and the tree."""

    __slots__ = ("current", "item", "sets", "tree", "variables")

    def __init__(self, tree: Tree, item: Any, current: Node, variables: Variables, sets: Sets) -> None:
        self.tree, self.item, self.current, self.variables, self.sets = tree, item, current, variables, sets

    def at(self, item: Any) -> "Scope":
        """The scope for another item."""
        return Scope(self.tree, item, self.current, self.variables, self.sets)


def evaluate(expression: Expression, scope: Scope) -> Sequence:
    """The value of an expression."""
    return _KINDS[expression[0]](expression, scope)


# ---------------------------------------------------------------- logic
def _or(expression: Expression, scope: Scope) -> Sequence:
    return [any(truth(evaluate(part, scope)) for part in expression[1:])]


def _and(expression: Expression, scope: Scope) -> Sequence:
    return [all(truth(evaluate(part, scope)) for part in expression[1:])]


def _if(expression: Expression, scope: Scope) -> Sequence:
    _, test, yes, no = expression
    return evaluate(yes if truth(evaluate(test, scope)) else no, scope)


def _bound(expression: Expression, scope: Scope) -> Iterator[Sequence]:
    """The values of the last part of an expression for each value of its variable."""
    _, name, values, body = expression
    for item in evaluate(values, scope):
        variables = Variables({}, scope.variables)
        variables[name] = [item]
        yield evaluate(body, Scope(scope.tree, scope.item, scope.current, variables, scope.sets))


def _some(expression: Expression, scope: Scope) -> Sequence:
    return [any(map(truth, _bound(expression, scope)))]


def _every(expression: Expression, scope: Scope) -> Sequence:
    return [all(map(truth, _bound(expression, scope)))]


def _for(expression: Expression, scope: Scope) -> Sequence:
    return list(chain.from_iterable(_bound(expression, scope)))


# ---------------------------------------------------------------- comparison
def _general(expression: Expression, scope: Scope) -> Sequence:
    """True if any pair of values compares so. Equal texts are looked up in a set of many."""
    _, sign, left, right = expression
    lefts, right_items = atomized(evaluate(left, scope)), evaluate(right, scope)
    if sign == "eq" and right[0] == "variable" and len(right_items) > _MANY:
        texts = _as_set(right_items, scope)
        if texts is not None and all(isinstance(value, str) for value in lefts):
            return [not texts.isdisjoint(lefts)]
    rights, compare = atomized(right_items), _COMPARE[sign]
    return [any(compare(*alike(a, b)) for a in lefts for b in rights)]


def _as_set(items: Sequence, scope: Scope) -> frozenset[str] | None:
    """The texts of the sequence of a variable; None if it has other values."""
    if id(items) not in scope.sets:
        values = atomized(items)
        texts = frozenset(values) if all(isinstance(value, str) for value in values) else None
        scope.sets[id(items)] = items, texts  # the sequence is held: another one may not get its number
    return scope.sets[id(items)][1]


def _value(expression: Expression, scope: Scope) -> Sequence:
    _, sign, left, right = expression
    a, b = (single(atomized(evaluate(part, scope))) for part in (left, right))
    return [] if a is None or b is None else [_COMPARE[sign](*comparable(a, b))]


def _order(expression: Expression, scope: Scope) -> Sequence:
    _, sign, left, right = expression
    a, b = (single(evaluate(part, scope)) for part in (left, right))
    if a is None or b is None:
        return []
    if not (isinstance(a, Element | Attribute) and isinstance(b, Element | Attribute)):
        raise UnknownError("the order of values")
    return [a.order < b.order if sign == "<<" else a.order > b.order]


# ---------------------------------------------------------------- sequences
def _joined(expression: Expression, scope: Scope) -> Sequence:
    return ["".join(_text(single(evaluate(part, scope))) for part in expression[1:])]


def _text(item: Any) -> str:
    return str(item) if type(item) is int else text_of([] if item is None else [item])


def _map(expression: Expression, scope: Scope) -> Sequence:
    items = evaluate(expression[1], scope)
    for part in expression[2:]:
        items = [value for item in items for value in evaluate(part, scope.at(item))]
    return items


def _union(expression: Expression, scope: Scope) -> Sequence:
    return _in_order([node for part in expression[1:] for node in evaluate(part, scope)])


def _in_order(nodes: Sequence) -> Sequence:
    """Nodes in document order, each once."""
    if not all(isinstance(node, Element | Attribute) for node in nodes):
        raise UnknownError("values among nodes")
    return sorted(dict.fromkeys(nodes), key=lambda node: node.order)


def _filter(expression: Expression, scope: Scope) -> Sequence:
    return list(_kept(iter(evaluate(expression[1], scope)), expression[2], scope))


def _kept(items: Iterator[Any], predicates: tuple[Expression, ...], scope: Scope) -> Iterator[Any]:
    """The items that pass the predicates."""
    for predicate in predicates:
        items = _nth(items, predicate[1]) if predicate[0] == "number" else _passing(items, predicate, scope)
    return items


def _nth(items: Iterator[Any], number: int) -> Iterator[Any]:
    for count, item in enumerate(items, 1):
        if count == number:
            yield item
            return


def _passing(items: Iterator[Any], predicate: Expression, scope: Scope) -> Iterator[Any]:
    return (item for item in items if is_true(predicate, scope.at(item)))


def is_true(predicate: Expression, scope: Scope) -> bool:
    """Whether the context item passes a predicate that is not a position."""
    value = evaluate(predicate, scope)
    if value and is_number(value[0]):
        raise UnknownError("a position")
    return truth(value)


# ---------------------------------------------------------------- paths
def _path(expression: Expression, scope: Scope) -> Sequence:
    items = evaluate(expression[1], scope)
    for step in expression[2:]:
        results = [result for item in items for result in evaluate(step, scope.at(item))]
        nodes = results and isinstance(results[0], Element | Attribute)
        items = _in_order(results) if nodes and len(items) > 1 else results
    return items


def _step(expression: Expression, scope: Scope) -> Sequence:
    _, axis, name, predicates = expression
    node = scope.item
    if not isinstance(node, Element | Attribute):
        raise UnknownError("a step from a value")
    nodes = list(_kept(AXES[axis](node, name, scope.tree), predicates, scope))
    return nodes[::-1] if axis in ("ancestor", "preceding") else nodes


def _keyed(expression: Expression, scope: Scope) -> Sequence:
    """The elements with a value of an attribute, from an index."""
    values = atomized(evaluate(expression[2], scope))
    if not all(isinstance(value, str) for value in values):
        raise UnknownError("values of two types")
    return _in_order([element for value in values for element in scope.tree.with_value(expression[1], value)])


def _call(expression: Expression, scope: Scope) -> Sequence:
    name = expression[1]
    if name == "current":
        return [scope.current]
    return FUNCTIONS[name][1](*(evaluate(argument, scope) for argument in expression[2:]))


_KINDS: dict[str, Callable[[Expression, Scope], Sequence]] = {
    "or": _or, "and": _and, "if": _if, "some": _some, "every": _every, "for": _for,
    "general": _general, "value": _value, "order": _order, "||": _joined, "!": _map, "|": _union,
    "sequence": lambda e, scope: [item for part in e[1:] for item in evaluate(part, scope)],
    "string": lambda e, scope: [e[1]], "number": lambda e, scope: [e[1]],
    "context": lambda e, scope: [scope.item], "root": lambda e, scope: [scope.tree.document],
    "variable": lambda e, scope: scope.variables[e[1]],
    "filter": _filter, "path": _path, "step": _step, "keyed": _keyed, "call": _call,
}  # fmt: skip
