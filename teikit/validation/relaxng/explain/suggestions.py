"""Suggests corrections for a misplaced element or text: wrap it, move it, or close an element before it."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from teikit.core import Fix
from teikit.validation.relaxng.explain.open_elements import OpenElement
from teikit.validation.relaxng.explain.phrases import with_article
from teikit.validation.relaxng.match import TEXT, Automaton, Element, Name, Pattern, State, split_name

_MAX_SIBLINGS = 60  # siblings among which an earlier place is searched
_MAX_CLOSED = 3  # open elements that a suggestion may close
_START_TAG = re.compile(r"<(?:[\w.\-]+:)?([\w.\-]+)")

Line = Callable[[int], int]


class Proposal(NamedTuple):
    """A correction as a phrase, and for editors as data where an editor can make it."""

    words: str
    fix: Fix | None = None


class Suggestions:
    """Finds corrections in one document. It suggests only elements that the document already uses."""

    def __init__(self, automaton: Automaton, text: str, line: Line) -> None:
        self._automaton = automaton
        self._line = line
        self._usage = Counter(_START_TAG.findall(text))

    def rank(self, names: Sequence[str]) -> list[str]:
        """Names in the order of how often the document uses them, then of the alphabet."""
        return sorted(names, key=lambda name: (-self._usage[split_name(name)[1]], name))

    def child(self, name: str, stack: Sequence[OpenElement]) -> list[Proposal]:
        """Corrections for a child that is not allowed where it is, the most likely first."""
        parent, local = stack[-1], split_name(name)[1]
        closing_first: list[Proposal] = []
        if closing := self._elements_to_close(name, stack):
            words = " and ".join(f"<{element}>" for element in closing)
            closing_first.append(Proposal(f"close {words} first", Fix("close", " ".join(closing))))
        wrapper = self._wrapper(parent, lambda element: self._can_begin_with(element, name))
        words = f"wrap this <{local}> in {with_article(wrapper)}"
        wrapping = [Proposal(words, Fix("wrap", wrapper))] if wrapper else []
        before = self._earlier_place(name, parent)
        moving = [Proposal(f"move it before {before}")] if before else []
        has_wrapper_sibling = wrapper in (split_name(sibling)[1] for sibling, _, _ in parent.children)
        return [*wrapping, *closing_first, *moving] if has_wrapper_sibling else [*closing_first, *moving, *wrapping]

    def text(self, parent: OpenElement) -> Proposal | None:
        """The element that could hold a text."""
        wrapper = self._wrapper(parent, self._allows_text)
        return Proposal(f"put it in {with_article(wrapper)}", Fix("wrap", wrapper)) if wrapper else None

    def _elements_to_close(self, name: str, stack: Sequence[OpenElement]) -> list[str]:
        """The elements to close so that the name is allowed, the innermost first."""
        closed: list[str] = []
        for n in range(len(stack) - 1, max(len(stack) - 1 - _MAX_CLOSED, 0), -1):
            element, parent = stack[n], stack[n - 1]
            if element.transition is None or parent.is_unknown or not element.state.ends:
                return []
            closed.append(element.local)
            after = element.transition.parent_state(element.state.ends)
            if parent.transition is not None and self._automaton.transition(after, name):
                return closed
        return []

    def _wrapper(self, parent: OpenElement, fits: Callable[[Element], bool]) -> str:
        """An element that is allowed here, can hold the misplaced content and is used in the document, or empty."""
        candidates = [e for e in parent.expected() if isinstance(e.names, Name)]
        siblings = Counter(name for name, _, _ in parent.children)
        used = [e for e in candidates if self._usage[_local(e)]]
        by_usage = sorted(used, key=lambda e: (-siblings[_name(e)], -self._usage[_local(e)]))
        return next((_local(e) for e in by_usage if fits(e)), "")

    def _can_begin_with(self, element: Element, name: str) -> bool:
        rest = self._automaton.attribute_table(element).rest
        return bool(self._automaton.derive.start_tag_open(self._automaton.derive.start_tag_close(rest, True), name))

    def _allows_text(self, element: Element) -> bool:
        return _has_text(self._automaton.attribute_table(element).rest)

    def _earlier_place(self, name: str, parent: OpenElement) -> str:
        """The nearest earlier sibling before which the name is allowed, as a phrase, or empty."""
        following: list[str] = []
        for sibling, before, start in reversed(parent.children[-_MAX_SIBLINGS:]):
            following.insert(0, sibling)
            if self._allows_sequence(before, [name, *following]):
                return f"the <{split_name(sibling)[1]}> in line {self._line(start)}"
        return ""

    def _allows_sequence(self, state: State, names: Sequence[str]) -> bool:
        for name in names:
            transition = self._automaton.transition(state, name)
            if transition is None:
                return False
            state = transition.parent_state((1 << len(transition.elements)) - 1)
        return True


def _name(element: Element) -> str:
    return element.names.name if isinstance(element.names, Name) else ""


def _local(element: Element) -> str:
    return split_name(_name(element))[1]


def _has_text(pattern: Pattern) -> bool:
    """Whether a content model allows text."""
    if pattern is TEXT:
        return True
    return pattern.kind in ("choice", "group", "interleave", "oneOrMore") and any(_has_text(p) for p in pattern.parts)
