"""A deterministic automaton over the patterns of a schema, built lazily while documents are read.

A grammar may allow several element patterns for one start tag, and only the content shows which one applies. A state
therefore holds one pattern for each possible reading of the open element. A transition leads from the state of the
parent to that of the child, and back to the parent when the child ends. States and transitions are cached, so that an
element of a document costs a few dictionary look-ups.
"""

from collections.abc import Sequence

from teikit.validation.relaxng.match.attributes import (
    AttributeTable,
    attribute_table,
    attributes_in,
    context_dependent,
    fits,
    id_type,
)
from teikit.validation.relaxng.match.derivatives import Derivatives, Prefixes
from teikit.validation.relaxng.match.patterns import NOT_ALLOWED, Attribute, Element, Pattern, Patterns

_CACHE_SIZE = 5000  # strings cached for one state


class State:
    """The patterns of an open element, one for each possible reading.

    `mixed`: text does not change the state. `data`: a pattern restricts the text. `ends`: a bit set of the readings in
    which the element may end here.
    """

    __slots__ = ("data", "ends", "mixed", "patterns", "strings", "text", "transitions")

    def __init__(self, patterns: tuple[Pattern, ...]) -> None:
        self.patterns = patterns
        self.transitions: dict[str, Transition | None] = {}
        self.text: State | None = None
        self.mixed = False
        self.data = any(p.data for p in patterns)
        self.ends = sum(1 << n for n, p in enumerate(patterns) if p.nullable)
        self.strings: dict[str, int] = {}


class StartTag:
    """The effect of a start tag with certain attribute names.

    `state` is the child's state after the tag. `attributes` are the attribute patterns whose values are checked, `ids`
    the attributes of an ID type; both are numbered as in the list of expat: name, value, name, value …
    """

    __slots__ = ("attributes", "ids", "state")

    def __init__(self, state: State, attributes: Sequence[Attribute]) -> None:
        self.state = state
        self.attributes = tuple((2 * n + 1, a, a.values) for n, a in enumerate(attributes) if a.left.kind != "text")
        self.ids = tuple((2 * n + 1, kind) for n, a in enumerate(attributes) if (kind := id_type(a.left)))


class Transition:
    """The way from a parent's state into a child of a certain name, and back when the child ends."""

    __slots__ = (
        "_automaton", "_child_state", "_id_types", "_parent", "_rests", "elements", "parent_states", "start_tags",
    )  # fmt: skip

    def __init__(self, automaton: "Automaton", parent: State, elements: dict[Element, dict[int, Pattern]]) -> None:
        self._automaton = automaton
        self._parent = parent
        self._rests = list(elements.values())
        self.elements = tuple(elements)
        self.start_tags: dict[tuple[str, ...], StartTag | None] = {}
        self.parent_states: dict[int, State] = {}
        self._child_state: State | None = None
        self._id_types: dict[str, str] = {}

    @property
    def child_state(self) -> State:
        """The child's state before its attributes are read."""
        if self._child_state is None:
            self._child_state = self._automaton.state(tuple(e.content for e in self.elements))
        return self._child_state

    def id_type(self, name: str) -> str:
        """ID, IDREF or IDREFS if an attribute of the child has that type, else empty."""
        if name not in self._id_types:
            attributes = (a for p in self.child_state.patterns for a in attributes_in(p) if a.names.has(name))
            self._id_types[name] = next((kind for a in attributes if (kind := id_type(a.left))), "")
        return self._id_types[name]

    def parent_state(self, ends: int) -> State:
        """The parent's state after a child that ended in these readings (a bit set, not empty)."""
        state = self.parent_states.get(ends)
        if state is None:
            make = self._automaton.make
            read = [rests for n, rests in enumerate(self._rests) if ends >> n & 1]
            rests = [make.choice([r[n] for r in read if n in r]) for n in range(len(self._parent.patterns))]
            state = self.parent_states[ends] = self._automaton.state(tuple(rests))
        return state


class Automaton:
    """Makes and caches the states and transitions of one schema."""

    def __init__(self, patterns: Patterns) -> None:
        self.make = patterns
        self.derive = Derivatives(patterns)
        self._states: dict[tuple[Pattern, ...], State] = {}

    def state(self, patterns: tuple[Pattern, ...]) -> State:
        """The state that consists of these patterns."""
        state = self._states.get(patterns)
        if state is None:
            state = self._states[patterns] = State(patterns)
            if not state.data and all(p.kind != "notAllowed" for p in patterns):
                state.mixed = all(self.derive.text(p) is p for p in patterns)
        return state

    def transition(self, state: State, name: str) -> Transition | None:
        """The transition into a child of that name; None if no such child is allowed here."""
        if name not in state.transitions:
            elements: dict[Element, dict[int, Pattern]] = {}
            for n, pattern in enumerate(state.patterns):
                for element, rest in self.derive.start_tag_open(pattern, name):
                    elements.setdefault(element, {})[n] = rest
            elements = {element: rests for element, rests in elements.items() if element.content is not NOT_ALLOWED}
            state.transitions[name] = Transition(self, state, elements) if elements else None
        return state.transitions[name]

    def attribute_table(self, element: Element) -> AttributeTable:
        """The attributes of an element pattern."""
        return attribute_table(element, self.make)

    def start_tag(self, transition: Transition, names: tuple[str, ...]) -> StartTag | None:
        """The effect of a start tag with these attribute names.

        None if the names alone do not decide it; `after_attributes` then examines the values as well.
        """
        if names not in transition.start_tags:
            single = len(transition.elements) == 1
            table = self.attribute_table(transition.elements[0]) if single else None
            transition.start_tags[names] = self._start_tag(table, names) if table else None
        return transition.start_tags[names]

    def _start_tag(self, table: AttributeTable, names: tuple[str, ...]) -> StartTag | None:
        if not table.required.issubset(names):
            return None
        rest, attributes = table.rest, []
        for name in names:
            attribute = table.by_name.get(name)
            if attribute is None:
                candidates = [a for a in attributes_in(rest) if a.names.has(name)]
                if len(candidates) != 1:
                    return None
                attribute = candidates[0]
                rest = self.derive.attribute(rest, name, None, {})
            attributes.append(attribute)
        rest = self.derive.start_tag_close(rest)
        return None if rest is NOT_ALLOWED else StartTag(self.state((rest,)), attributes)

    def after_attributes(self, state: State, written: Sequence[tuple[str, str]], prefixes: Prefixes) -> State | None:
        """The state after a start tag with these attributes and values; None if they are invalid."""
        patterns: Sequence[Pattern] = state.patterns
        for name, value in written:
            patterns = [self.derive.attribute(p, name, value, prefixes) for p in patterns]
        patterns = [self.derive.start_tag_close(p) for p in patterns]
        return self.state(tuple(patterns)) if any(p is not NOT_ALLOWED for p in patterns) else None

    def after_text(self, state: State) -> State | None:
        """The state after text that is not only whitespace; None if text is not allowed here."""
        if state.text is None:
            state.text = self.state(tuple(self.derive.text(p) for p in state.patterns))
        return state.text if any(p is not NOT_ALLOWED for p in state.text.patterns) else None

    def ends_after_text(self, state: State, text: str, prefixes: Prefixes) -> int:
        """The readings (a bit set) in which an element whose whole content is this text may end."""
        ends = state.strings.get(text)
        if ends is None:
            ways = enumerate(state.patterns)
            ends = sum(1 << n for n, p in ways if self.derive.accepts(p, text, prefixes))
            if not any(context_dependent(p) for p in state.patterns):
                if len(state.strings) >= _CACHE_SIZE:
                    state.strings.clear()
                state.strings[text] = ends
        return ends

    def fits(self, attribute: Attribute, value: str, prefixes: Prefixes) -> bool:
        """Whether an attribute pattern allows a value."""
        return fits(attribute, value, prefixes, self.derive)
