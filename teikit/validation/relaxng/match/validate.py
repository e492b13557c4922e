"""Validation proper: whether a document is valid against a schema, in one pass of expat over its text.

The pass ignores what follows the first error. `explain.examiner` then describes all errors in a second, slower pass.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from teikit.validation.relaxng.match.automaton import Automaton, State, Transition
from teikit.validation.relaxng.match.derivatives import WHITESPACE, list_tokens
from teikit.validation.relaxng.match.name_classes import SEPARATOR, XML

Names = tuple[str, ...]
Seen = Callable[[str, Names, list[str], int], None]
Observe = Callable[[Any], Seen]
"""What reads the start tags of a document in the same pass: it takes the parser, and returns a handler.

The handler takes the name of the element, the names of its attributes, their names and values in turn, and the number
of elements around it. Elements without attributes below the children of the root are left out.
"""


@dataclass
class Ids:
    """The ids that a document defines and uses, as far as the schema gives attributes an ID type."""

    defined: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    def add(self, kind: str, value: str) -> bool:
        """Adds the value of an attribute; False if it is an ID that is already defined."""
        words = list_tokens(value)
        if kind != "ID":
            self.used.update(words)
            return True
        if not words or words[0] in self.defined:
            return not words
        self.defined.add(words[0])
        return True


def new_parser() -> Any:
    """An expat parser that reports names with their namespaces, reads no other file and expands no entity."""
    parser = expat.ParserCreate("utf-8", SEPARATOR)
    parser.ordered_attributes = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    return parser


class Namespaces(dict[str, str]):
    """The namespaces in scope, by prefix."""

    def __init__(self, parser: Any) -> None:
        super().__init__({"xml": XML})
        self._before: list[tuple[str, str]] = []
        parser.StartNamespaceDeclHandler = self._begin
        parser.EndNamespaceDeclHandler = self._end

    def _begin(self, prefix: str | None, uri: str | None) -> None:
        self._before.append((prefix or "", self.get(prefix or "", "")))
        self[prefix or ""] = uri or ""

    def _end(self, prefix: str | None) -> None:
        name, before = self._before.pop()
        self[name] = before


def is_valid(data: bytes, root: State, automaton: Automaton, ids: Ids, observe: Observe | None = None) -> bool:
    """Whether a well-formed document in UTF-8 is valid against a schema. Raises ExpatError.

    The handler that `observe` returns sees every tag, also those after the document is known to be invalid.
    """
    parser = new_parser()
    parser.buffer_text = True
    walk = _Walk(root, automaton, ids, Namespaces(parser), parser, observe(parser) if observe else None)
    parser.Parse(data, True)
    return walk.valid and ids.used <= ids.defined


class _Walk:
    """The handlers of expat. Speed matters here: an element costs a few dictionary look-ups."""

    __slots__ = (
        "_automaton",
        "_depth",
        "_ids",
        "_observe",
        "_parser",
        "_path",
        "_prefixes",
        "_state",
        "_text",
        "valid",
    )

    def __init__(
        self, root: State, automaton: Automaton, ids: Ids, prefixes: dict[str, str], parser: Any, observe: Seen | None
    ) -> None:
        self.valid = True
        self._state = root
        self._automaton = automaton
        self._ids = ids
        self._prefixes = prefixes
        self._observe = observe
        self._text: list[str] = []
        self._path: list[Transition] = []
        self._depth = 0
        self._parser = parser
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters

    def start(self, name: str, written: list[str]) -> None:
        """A start tag: its name, then names and values of its attributes in turn."""
        names = tuple(written[::2]) if written else ()
        if self._observe is not None and (names or len(self._path) < 2):
            self._observe(name, names, written, len(self._path))
        state = self._after_text(self._state) if self._text else self._state
        transition = state.transitions.get(name) or self._automaton.transition(state, name) if state else None
        if transition is None:
            return self._invalid(len(self._path) + 1)
        self._path.append(transition)
        start_tag = transition.start_tags.get(names) or self._automaton.start_tag(transition, names)
        if start_tag is None:
            return self._undecided_start_tag(transition, written)
        for n, attribute, values in start_tag.attributes:
            if not values.get(written[n]) and not self._automaton.fits(attribute, written[n], self._prefixes):
                return self._invalid(len(self._path))
        for n, kind in start_tag.ids:
            if not self._ids.add(kind, written[n]):
                return self._invalid(len(self._path))
        self._state = start_tag.state

    def end(self, _: str) -> None:
        """An end tag."""
        state = self._state
        ends = self._possible_ends(state) if state.data or self._text else state.ends
        transition = self._path.pop()
        if not ends:
            return self._invalid(len(self._path))
        self._state = transition.parent_states.get(ends) or transition.parent_state(ends)

    def characters(self, data: str) -> None:
        """Text, or a piece of it. White space matters only where a datatype restricts the text."""
        state = self._state
        if not state.mixed and (state.data or data.strip(WHITESPACE)):
            self._text.append(data)

    def _invalid(self, depth: int) -> None:
        """The document is invalid, and so many elements are open: only the observer reads on."""
        self.valid = False
        self._depth = depth
        self._parser.CharacterDataHandler = None
        self._parser.StartElementHandler = self._start_ignored if self._observe else None
        self._parser.EndElementHandler = self._end_ignored if self._observe else None

    def _start_ignored(self, name: str, written: list[str]) -> None:
        if self._observe is not None and (written or self._depth < 2):
            self._observe(name, tuple(written[::2]), written, self._depth)
        self._depth += 1

    def _end_ignored(self, _: str) -> None:
        self._depth -= 1

    def _undecided_start_tag(self, transition: Transition, written: list[str]) -> None:
        """A start tag where the values of the attributes decide the reading, or whose attributes are not allowed."""
        attributes = list(zip(written[::2], written[1::2], strict=True))
        state = self._automaton.after_attributes(transition.child_state, attributes, self._prefixes)
        for name, value in attributes:
            if (kind := transition.id_type(name)) and not self._ids.add(kind, value):
                state = None
        if state is None:
            return self._invalid(len(self._path))
        self._state = state

    def _after_text(self, state: State) -> State | None:
        """The state after the text before a tag; None if text is not allowed here."""
        whole = "".join(self._text)
        self._text.clear()
        return self._automaton.after_text(state) if whole.strip(WHITESPACE) else state

    def _possible_ends(self, state: State) -> int:
        """The readings (a bit set) in which an element may end after its text."""
        if not state.data:
            after = self._after_text(state)
            return after.ends if after else 0
        whole = "".join(self._text)
        self._text.clear()
        return self._automaton.ends_after_text(state, whole, self._prefixes)
