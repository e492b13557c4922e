"""Validation proper: whether a document is valid against a schema, in one pass of expat over its text.

The pass stops at the first error. `explain.examiner` then describes all errors in a second, slower pass.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from teikit.validation.relaxng.match.automaton import Automaton, State, Transition
from teikit.validation.relaxng.match.derivatives import WHITESPACE, list_tokens
from teikit.validation.relaxng.match.name_classes import SEPARATOR, XML

StartHandler = Callable[[str, list[str]], None]
EndHandler = Callable[[str], None]
Observe = Callable[[Any], tuple[StartHandler, EndHandler]]
"""What reads the tags of a document in the same pass: it takes the parser, and returns its handlers."""


class InvalidDocumentError(Exception):
    """The document is not valid; ends the pass."""


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

    With `observe` the pass does not stop at the first error, so that its handlers see every tag.
    """
    parser = new_parser()
    parser.buffer_text = True
    walk = _Walk(root, automaton, ids, Namespaces(parser))
    parser.CharacterDataHandler = walk.characters
    if observe is not None:
        return _is_valid_observed(data, parser, walk, *observe(parser)) and ids.used <= ids.defined
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    try:
        parser.Parse(data, True)
    except InvalidDocumentError:
        return False
    return ids.used <= ids.defined


def _is_valid_observed(data: bytes, parser: Any, walk: "_Walk", start: StartHandler, end: EndHandler) -> bool:
    """As `is_valid`; after the first error only the handlers `start` and `end` read on.

    So they do after any other error, which is raised at the end.
    """
    valid = True
    others: list[Exception] = []

    def invalid() -> None:
        nonlocal valid
        valid = False
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, None

    def started(name: str, written: list[str]) -> None:
        start(name, written)
        try:
            walk.start(name, written)
        except InvalidDocumentError:
            invalid()
        except Exception as error:
            others.append(error)
            invalid()

    def ended(name: str) -> None:
        end(name)
        try:
            walk.end(name)
        except InvalidDocumentError:
            invalid()

    parser.StartElementHandler, parser.EndElementHandler = started, ended
    parser.Parse(data, True)
    for error in others:
        raise error
    return valid


class _Walk:
    """The handlers of expat. Speed matters here: an element costs a few dictionary look-ups."""

    __slots__ = ("_automaton", "_ids", "_path", "_prefixes", "_state", "_text")

    def __init__(self, root: State, automaton: Automaton, ids: Ids, prefixes: dict[str, str]) -> None:
        self._state = root
        self._automaton = automaton
        self._ids = ids
        self._prefixes = prefixes
        self._text: list[str] = []
        self._path: list[Transition] = []

    def start(self, name: str, written: list[str]) -> None:
        """A start tag: its name, then names and values of its attributes in turn."""
        state = self._after_text(self._state) if self._text else self._state
        transition = state.transitions.get(name) or self._automaton.transition(state, name)
        if transition is None:
            raise InvalidDocumentError
        self._path.append(transition)
        start_tag = transition.start_tags.get(tuple(written[::2]))
        if start_tag is None:
            self._state = self._first_start_tag(transition, written)
            return
        for n, attribute, values in start_tag.attributes:
            if not values.get(written[n]) and not self._automaton.fits(attribute, written[n], self._prefixes):
                raise InvalidDocumentError
        for n, kind in start_tag.ids:
            if not self._ids.add(kind, written[n]):
                raise InvalidDocumentError
        self._state = start_tag.state

    def end(self, _: str) -> None:
        """An end tag."""
        state = self._state
        ends = self._possible_ends(state) if state.data or self._text else state.ends
        if not ends:
            raise InvalidDocumentError
        transition = self._path.pop()
        self._state = transition.parent_states.get(ends) or transition.parent_state(ends)

    def characters(self, data: str) -> None:
        """Text, or a piece of it."""
        if not self._state.mixed:
            self._text.append(data)

    def _first_start_tag(self, transition: Transition, written: list[str]) -> State:
        """The state after a start tag with attributes that are new here, or whose values decide the reading."""
        automaton, attributes = self._automaton, list(zip(written[::2], written[1::2], strict=True))
        start_tag = automaton.start_tag(transition, tuple(written[::2]))
        if start_tag is None:
            state = automaton.after_attributes(transition.child_state, attributes, self._prefixes)
        else:
            valid = all(automaton.fits(a, written[n], self._prefixes) for n, a, _ in start_tag.attributes)
            state = start_tag.state if valid else None
        for name, value in attributes:
            if (kind := transition.id_type(name)) and not self._ids.add(kind, value):
                raise InvalidDocumentError
        if state is None:
            raise InvalidDocumentError
        return state

    def _after_text(self, state: State) -> State:
        """The state after the text before a tag."""
        whole = "".join(self._text)
        self._text.clear()
        if not whole.strip(WHITESPACE):
            return state
        after = self._automaton.after_text(state)
        if after is None:
            raise InvalidDocumentError
        return after

    def _possible_ends(self, state: State) -> int:
        """The readings (a bit set) in which an element may end after its text."""
        if not state.data:
            return self._after_text(state).ends
        whole = "".join(self._text)
        self._text.clear()
        return self._automaton.ends_after_text(state, whole, self._prefixes)
