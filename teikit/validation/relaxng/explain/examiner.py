"""The second pass over an invalid document: every fault once, at its place, with a suggested correction.

After a fault the examination continues as if the most likely correction had been made, so that one fault does not cause
ten others.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from teikit.core import Source, Span
from teikit.validation.relaxng.explain.attributes import AttributeChecker
from teikit.validation.relaxng.explain.children import ChildChecker, Recovery
from teikit.validation.relaxng.explain.declared import DeclaredElements
from teikit.validation.relaxng.explain.faults import Fault, Faults, FullError
from teikit.validation.relaxng.explain.open_elements import OpenElement
from teikit.validation.relaxng.explain.phrases import (
    attribute_name,
    element_description,
    element_list,
    names_of,
    quote,
    value_phrase,
)
from teikit.validation.relaxng.explain.queries import needed_next, shortest
from teikit.validation.relaxng.explain.suggestions import Suggestions
from teikit.validation.relaxng.match import (
    WHITESPACE,
    Automaton,
    Namespaces,
    StartTag,
    State,
    Transition,
    expanded_name,
    list_tokens,
    new_parser,
    split_name,
)

_NEARBY_ELEMENTS = 50  # innermost open elements in which a correction is searched
_TAG = re.compile(r"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""\s([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')""")


class _ForeignError(Exception):
    """The root element belongs to another vocabulary; further faults would be meaningless."""


class Examiner:
    """Examines one document."""

    def __init__(self, source: Source, root: State, automaton: Automaton, declared: DeclaredElements) -> None:
        self._source = source
        self._data = source.text.encode()
        self._ascii = self._data.isascii()
        self._byte_count = (0, 0)
        self._attribute_spans: tuple[int, dict[str, Span]] = (-1, {})
        self._automaton = automaton
        self.faults = Faults(source)
        self._suggestions = Suggestions(automaton, source.text, lambda offset: source.position(offset).line)
        self._children = ChildChecker(automaton, declared, self._suggestions)
        self._stack = [OpenElement("", 0, root)]
        self._defined: dict[str, int] = {}
        self._used: list[tuple[str, str, Span]] = []
        self._parser: Any = None
        self._prefixes: Namespaces | dict[str, str] = {}

    def run(self) -> Faults:
        """All faults of the document.

        Raises ExpatError if it is not well-formed, SchemaNodeError if the schema is invalid.
        """
        parser = self._parser = new_parser()
        self._prefixes = Namespaces(parser)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        with suppress(_ForeignError, FullError):
            parser.Parse(self._data, True)
            for name, value, span in self._used:
                if value not in self._defined:
                    self.faults.add(Fault("tei-id-unknown", span, f"{name}: no element has the id {quote(value)}"))
        return self.faults

    # ---------------------------------------------------------------- places
    def _offset(self) -> int:
        """The parser's position in characters. It only moves forward, so that each byte is decoded once."""
        byte = int(self._parser.CurrentByteIndex)
        before, count = self._byte_count
        if self._ascii or byte < before:
            return byte if self._ascii else len(self._data[:byte].decode())
        count += len(self._data[before:byte].decode())
        self._byte_count = byte, count
        return count

    def _tag(self, start: int) -> Span:
        match = _TAG.match(self._source.text, start)
        return Span(start, match.end() if match else start)

    def _locate(self, start: int, name: str) -> Span:
        """The span of an attribute of the start tag at an offset; of the tag itself if the name is empty."""
        if self._attribute_spans[0] != start:
            tag = self._tag(start)
            written = _ATTRIBUTE.finditer(self._source.text, tag.start, tag.end)
            spans = {self._expanded(match[1]): Span(match.start(1), match.end()) for match in written}
            self._attribute_spans = start, {**spans, "": tag}
        spans = self._attribute_spans[1]
        return spans.get(name, spans[""])

    def _expanded(self, written: str) -> str:
        """The expanded name of an attribute."""
        prefix, _, local = written.rpartition(":")
        return expanded_name(self._prefixes.get(prefix, "") if prefix else "", local)

    # ---------------------------------------------------------------- events
    def _start(self, name: str, written: list[str]) -> None:
        parent, start = self._stack[-1], self._offset()
        self._flush(parent)
        name = self._renamed(name, parent)
        transition = None if parent.is_unknown else self._automaton.transition(parent.state, name)
        recovery = Recovery(name, transition, parent.state) if transition else self._unexpected(name, start)
        parent.children.append((recovery.name, parent.state, start))
        child = OpenElement(
            recovery.name, start, parent.state, recovery.transition, recovery.transition is None, renamed=parent.renamed
        )
        if child.is_unknown and len(self._stack) == 1:
            raise _ForeignError
        if recovery.renamed:
            child.renamed = parent.renamed | dict([recovery.renamed])
        if recovery.transition:
            pairs = list(zip(written[::2], written[1::2], strict=True))
            child.state = self._open(recovery.transition, recovery.name, start, pairs)
        if recovery.transition is not None and recovery.state is not parent.state:
            parent.state = recovery.state
        self._stack.append(child)

    def _renamed(self, name: str, parent: OpenElement) -> str:
        """The name in the intended namespace, after a fault in the namespace."""
        if not parent.renamed:
            return name
        namespace, local = split_name(name)
        return expanded_name(parent.renamed.get(namespace, namespace), local)

    def _unexpected(self, name: str, start: int) -> Recovery:
        """Adds the fault of an unexpected child, one for all repeats in its parent; returns how to continue."""
        parent = self._stack[-1]
        cached: Recovery | None = parent.recoveries.get((name, parent.state))
        if cached is not None:
            if cached.fault:
                self.faults.add_repeat(parent.reported[cached.fault.kind], self._tag(start))
            return cached
        state = parent.state
        recovery = self._children.check(name, self._tag(start), self._stack[-_NEARBY_ELEMENTS:])
        if recovery.state is state:
            parent.recoveries[name, state] = recovery
        if recovery.fault:
            parent.has_fault = True
            first = parent.reported.get(recovery.fault.kind)
            if first is None:
                parent.reported[recovery.fault.kind] = self.faults.add(recovery.fault)
            else:
                self.faults.add_repeat(first, recovery.fault.span)
        return recovery

    def _open(self, transition: Transition, name: str, start: int, written: Sequence[tuple[str, str]]) -> State:
        start_tag = self._automaton.start_tag(transition, tuple(n for n, _ in written))
        state = None
        if start_tag is None:
            state = self._automaton.after_attributes(transition.child_state, written, self._prefixes)
        elif self._fits(start_tag, written):
            state = start_tag.state
        if state is None:
            checker = AttributeChecker(
                self._automaton, name, dict(self._prefixes), lambda a: self._locate(start, a), self.faults.add
            )
            state = checker.check(transition, written)
        if start_tag is None or start_tag.ids:
            self._ids(transition, start, written)
        return state

    def _fits(self, start_tag: StartTag, written: Sequence[tuple[str, str]]) -> bool:
        """Whether the values of the attributes are allowed."""
        for n, attribute, values in start_tag.attributes:
            value = written[n // 2][1]
            if not values.get(value) and not self._automaton.fits(attribute, value, self._prefixes):
                return False
        return True

    def _end(self, _: str) -> None:
        current = self._stack.pop()
        parent = self._stack[-1]
        if current.is_unknown or current.transition is None:
            return
        all_readings = (1 << len(current.transition.elements)) - 1
        ends = self._possible_ends(current)
        if not ends and not current.has_fault:
            self._incomplete(current)
        parent.state = current.transition.parent_state(ends or all_readings)

    def _possible_ends(self, current: OpenElement) -> int:
        """The readings (a bit set) in which an element may end here; adds a fault for wrong text in it."""
        text = "".join(current.text)
        if current.state.data and not current.children:
            ends = self._automaton.ends_after_text(current.state, text, self._prefixes)
            if not ends and text.strip(WHITESPACE):
                self._wrong_text(current, text)
            current.text.clear()
            return ends
        self._flush(current)
        return current.state.ends

    def _text(self, characters: str) -> None:
        current = self._stack[-1]
        if current.state.mixed or current.is_unknown:
            return
        if current.text_start < 0 and (visible := characters.lstrip(WHITESPACE)):
            current.text_start = self._offset() + len(characters) - len(visible)
        current.text.append(characters)

    def _flush(self, current: OpenElement) -> None:
        """Checks the text before a tag."""
        text = "".join(current.text)
        current.text.clear()
        start, current.text_start = current.text_start, -1
        if not text.strip(WHITESPACE) or current.is_unknown:
            return
        after = self._automaton.after_text(current.state)
        if after is not None:
            current.state = after
        else:
            self._misplaced_text(current, text, start)

    # ---------------------------------------------------------------- faults
    def _misplaced_text(self, current: OpenElement, text: str, start: int) -> None:
        kind = ("text", current.name)
        span = Span(start, start + len(text.strip(WHITESPACE)))
        if kind in current.reported:
            self.faults.add_repeat(current.reported[kind], span)
            return
        expected = self._suggestions.rank(names_of(current.expected()))
        message = f"the text {quote(text)} is not allowed directly in <{current.local}>"
        message += f"; allowed here: {element_list(expected)}" if expected else ", which must not contain text here"
        proposal = self._suggestions.text(current)
        advice = f"{proposal.words[:1].upper()}{proposal.words[1:]}, or remove it." if proposal else ""
        fixes = (proposal.fix,) if proposal and proposal.fix else ()
        current.has_fault = True
        fault = Fault("tei-text-misplaced", span, message, advice, kind, fixes=fixes)
        current.reported[kind] = self.faults.add(fault)

    def _wrong_text(self, current: OpenElement, text: str) -> None:
        pattern = self._automaton.make.choice(current.state.patterns)
        message = (
            f"{quote(text)} is not allowed as the content of <{current.local}>: expected {value_phrase(pattern, text)}"
        )
        span = Span(current.text_start, current.text_start + len(text.strip(WHITESPACE)))
        current.has_fault = True
        self.faults.add(Fault("tei-text-value", span, message, "", (current.name, text)))

    def _incomplete(self, current: OpenElement) -> None:
        needed = min((shortest(p) for p in current.state.patterns if p.kind != "notAllowed"), key=len, default=[])
        names = self._suggestions.rank(names_of(e for p in current.state.patterns for e in needed_next(p)))
        advice = next((description for e in needed if (description := element_description(e))), "")
        if len(needed) > 1:
            message = f"<{current.local}> is incomplete: it still needs {element_list(names_of(needed), joint=' and ')}"
        elif names:
            message = f"<{current.local}> is incomplete: it still needs {element_list(names)}"
        else:
            words = value_phrase(self._automaton.make.choice(current.state.patterns))
            message = (
                f"<{current.local}> is empty: expected {words}" if words else f"<{current.local}> must not be empty"
            )
        advice = advice if len(names) == 1 or len(needed) > 1 else ""
        fault = Fault("tei-incomplete", self._tag(current.start), message, advice, (current.name, *names))
        self.faults.add(fault)

    # ---------------------------------------------------------------- ids
    def _ids(self, transition: Transition, start: int, written: Sequence[tuple[str, str]]) -> None:
        for name, value in written:
            kind = transition.id_type(name)
            for word in list_tokens(value) if kind else ():
                if kind != "ID":
                    self._used.append((attribute_name(name), word, self._locate(start, name)))
                elif word in self._defined:
                    line = self._source.position(self._defined[word]).line
                    message = f'{attribute_name(name)}="{word}" is already used in line {line}'
                    self.faults.add(Fault("tei-duplicate-id", self._locate(start, name), message))
                else:
                    self._defined[word] = start
