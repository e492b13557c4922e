"""What a schema allows at a place of a document that is being written, whether or not it is valid so far.

A `Context` is the innermost open element with the state of its content. It never changes: a tag or a text leads to
another context, so that contexts can be kept and compared. After an error it is as if the most likely correction had
been made, as in `explain.Examiner`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple

from teikit.validation.relaxng.explain import (
    attribute_name,
    documentation,
    fixed_values,
    names_of,
    needed_attributes,
    next_elements,
    skip_to,
    value_documentation,
    value_phrase,
    values_in,
)
from teikit.validation.relaxng.match import (
    NOT_ALLOWED,
    XML,
    Attribute,
    Automaton,
    Element,
    Pattern,
    State,
    Transition,
    Value,
    attributes_in,
    expanded_name,
    listed_names,
    split_name,
)
from teikit.validation.relaxng.schema import Schema

_NAMESPACE = "xmlns"


@dataclass(frozen=True, slots=True)
class Context:
    """An open element: its name as written, the state of its content, how it was reached, namespaces by prefix.

    The context around the root has no name and no parent. `transition` is None where the schema has no such element.
    """

    name: str
    state: State
    transition: Transition | None
    prefixes: Mapping[str, str]
    parent: "Context | None" = None

    @property
    def path(self) -> tuple[str, ...]:
        """The names of the open elements, the outermost first."""
        return (*self.parent.path, self.name) if self.parent else ()


class Option(NamedTuple):
    """An element, attribute or value that is allowed: as written, its description, what it holds, if it must be."""

    name: str
    meaning: str = ""
    expected: str = ""
    required: bool = False


class Contexts:
    """The contexts of one schema. Every method raises SchemaNodeError; `located_errors` makes it a SchemaError."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._automaton: Automaton = schema.automaton
        self._corrected: dict[tuple[State, str], Transition | None] = {}
        self.located_errors: Callable[[], AbstractContextManager[None]] = schema.located_errors
        self.outermost = Context("", schema.root, None, {"xml": XML})

    # ---------------------------------------------------------------- moving on
    def opened(self, parent: Context, name: str, written: Sequence[tuple[str, str]]) -> Context:
        """The context after a start tag with these attributes."""
        prefixes = self.prefixes_after(parent, written)
        transition = self.transition(parent, expanded(name, prefixes))
        if transition is None:
            return Context(name, parent.state, None, prefixes, parent)
        attributes = [(expanded_attribute(a, prefixes), value) for a, value in written if not _declares(a)]
        return Context(name, self._after_start_tag(transition, attributes, prefixes), transition, prefixes, parent)

    def closed(self, context: Context) -> Context:
        """The context after the end tag."""
        parent = context.parent
        if parent is None:
            return context
        if context.transition is None:
            return parent
        ends = context.state.ends or (1 << len(context.transition.elements)) - 1
        return _in_state(parent, context.transition.parent_state(ends))

    def after_text(self, context: Context) -> Context:
        """The context after text that is not only white space."""
        state = None if context.state.mixed else self._automaton.after_text(context.state)
        return _in_state(context, state) if state else context

    def prefixes_after(self, parent: Context, written: Sequence[tuple[str, str]]) -> Mapping[str, str]:
        """The namespaces by prefix in an element with these attributes."""
        declared = {a[len(_NAMESPACE) + 1 :]: value for a, value in written if _declares(a)}
        return {**parent.prefixes, **declared} if declared else parent.prefixes

    def transition(self, parent: Context, name: str) -> Transition | None:
        """The way into a child: that of the schema, else that of the most likely correction."""
        state = parent.state
        allowed = state.transitions.get(name) or self._automaton.transition(state, name)
        if allowed is not None:
            return allowed
        if (state, name) not in self._corrected:
            self._corrected[state, name] = self._correction(state, name)
        return self._corrected[state, name]

    def _correction(self, state: State, name: str) -> Transition | None:
        readings = [skip_to(pattern, name, self._automaton.derive) for pattern in state.patterns]
        if any(readings):  # something that must come before is missing
            skipped: list[Pattern] = [reading[0] if reading else NOT_ALLOWED for reading in readings]
            return self._automaton.transition(self._automaton.state(tuple(skipped)), name)
        elements = self._schema.declared.elements(name) if self._schema.declared.has(name) else []
        unchanged = dict(enumerate(state.patterns))
        return Transition(self._automaton, state, dict.fromkeys(elements, unchanged)) if elements else None

    def _after_start_tag(
        self, transition: Transition, written: Sequence[tuple[str, str]], prefixes: Mapping[str, str]
    ) -> State:
        start_tag = self._automaton.start_tag(transition, tuple(name for name, _ in written))
        if start_tag is not None:
            return start_tag.state
        child = transition.child_state
        return self._automaton.after_attributes(child, written, prefixes) or self._after_wrong(child, written, prefixes)

    def _after_wrong(self, child: State, written: Sequence[tuple[str, str]], prefixes: Mapping[str, str]) -> State:
        """The state after attributes that are not all allowed: those that are not, count as not written."""
        derive, patterns = self._automaton.derive, list(child.patterns)
        for name, value in written:
            for given in (value, None):
                after = [derive.attribute(pattern, name, given, prefixes) for pattern in patterns]
                if any(pattern is not NOT_ALLOWED for pattern in after):
                    patterns = after
                    break
        return self._automaton.state(tuple(derive.start_tag_close(pattern, True) for pattern in patterns))

    # ---------------------------------------------------------------- what is allowed
    def elements(self, context: Context) -> list[Option]:
        """The elements that may come next, in alphabetical order."""
        options: dict[str, Option] = {}
        for element in dict.fromkeys(e for p in context.state.patterns for e in next_elements(p)):
            for name in names_of([element]):
                shown = as_written(name, context.prefixes)
                if shown not in options or not options[shown].meaning:
                    options[shown] = Option(shown, documentation(element.node))
        return sorted(options.values(), key=lambda option: (option.name.lower(), option.name))

    def element(self, transition: Transition) -> Option:
        """The element that a transition leads into."""
        meanings = (documentation(element.node) for element in transition.elements)
        return Option("", next((meaning for meaning in meanings if meaning), ""))

    def attributes(self, transition: Transition, prefixes: Mapping[str, str]) -> list[Option]:
        """The attributes of an element, those that it must have first."""
        required = {
            attribute
            for element in transition.elements
            for need in needed_attributes(element.content)
            if len(need) == 1
            for attribute in need
        }
        options: dict[str, Option] = {}
        for attribute in _all_attributes(transition.elements):
            for name in listed_names(attribute.names) or ():
                shown = attribute_name(name)
                if shown.startswith("{"):
                    shown = as_written(name, {**prefixes, "": ""})
                meaning = documentation(attribute.node)
                option = Option(shown, meaning, value_phrase(attribute.left), attribute in required)
                options.setdefault(shown, option)
        return sorted(options.values(), key=lambda option: (not option.required, option.name))

    def values(self, transition: Transition, name: str) -> list[Option]:
        """The values that the schema lists for an attribute (its expanded name), in the order of the schema."""
        patterns = [a.left for a in _all_attributes(transition.elements) if a.names.has(name)]
        meanings = dict(_meanings(patterns))
        return [Option(value, meanings.get(value, "")) for value in dict.fromkeys(_listed(patterns))]


def expanded(name: str, prefixes: Mapping[str, str]) -> str:
    """The expanded name of an element."""
    prefix, _, local = name.rpartition(":")
    return expanded_name(prefixes.get(prefix, ""), local)


def as_written(name: str, prefixes: Mapping[str, str]) -> str:
    """An element as it is written with these prefixes; with a declaration where no prefix has its namespace."""
    namespace, local = split_name(name)
    if prefixes.get("", "") == namespace:
        return local
    prefix = next((prefix for prefix, uri in prefixes.items() if uri == namespace and prefix), "")
    return f"{prefix}:{local}" if prefix else f'{local} xmlns="{namespace}"'


def expanded_attribute(name: str, prefixes: Mapping[str, str]) -> str:
    """The expanded name of an attribute."""
    prefix, _, local = name.rpartition(":")
    return expanded_name(prefixes.get(prefix, ""), local) if prefix else local


def _declares(attribute: str) -> bool:
    return attribute.startswith(_NAMESPACE) and attribute[len(_NAMESPACE) :][:1] in ("", ":")


def _in_state(context: Context, state: State) -> Context:
    if state is context.state:
        return context
    return Context(context.name, state, context.transition, context.prefixes, context.parent)


def _all_attributes(elements: Iterable[Element]) -> list[Attribute]:
    return list(dict.fromkeys(a for element in elements for a in attributes_in(element.content)))


def _listed(patterns: Iterable[Pattern]) -> Iterator[str]:
    for pattern in patterns:
        yield from fixed_values(pattern)
        for inner, _ in values_in(pattern):
            if isinstance(inner, Value) and inner.kind == "data" and inner.type.kind.name == "boolean":
                yield from ("true", "false")


def _meanings(patterns: Collection[Pattern]) -> Iterator[tuple[str, str]]:
    """The values that have a description: it follows the value in the schema."""
    for pattern in patterns:
        for inner, _ in values_in(pattern):
            if isinstance(inner, Value) and inner.kind == "value":
                yield inner.written, value_documentation(inner.node)
