"""The open elements of a document during its examination."""

from dataclasses import dataclass, field
from typing import Any

from teikit.validation.relaxng.explain.faults import Fault
from teikit.validation.relaxng.explain.queries import all_elements, next_elements
from teikit.validation.relaxng.match import Element, State, Transition, split_name


@dataclass
class OpenElement:
    """One open element: its state, the transition that led to it, and the faults in it so far.

    The content of an element that `is_unknown` is checked, but not whether its children are allowed there. `reported`
    are its faults by kind, `recoveries` those for its unexpected children. `missing_before` are the names of elements
    that were reported as missing before another child. `renamed` maps wrong namespaces to the intended ones.
    """

    name: str
    start: int
    state: State
    transition: Transition | None = None
    is_unknown: bool = False
    has_fault: bool = False
    children: list[tuple[str, State, int]] = field(default_factory=list)
    reported: dict[tuple[str, ...], Fault] = field(default_factory=dict)
    recoveries: dict[tuple[str, State], Any] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    text_start: int = -1
    missing_before: set[str] = field(default_factory=set)
    renamed: dict[str, str] = field(default_factory=dict)

    @property
    def local(self) -> str:
        """The element's local name."""
        return split_name(self.name)[1]

    @property
    def elements(self) -> tuple[Element, ...]:
        """The element patterns that it may match."""
        return self.transition.elements if self.transition else ()

    def expected(self) -> list[Element]:
        """The elements that are allowed next."""
        return list(dict.fromkeys(e for p in self.state.patterns for e in next_elements(p)))

    def possible(self) -> list[Element]:
        """The elements that are allowed in it anywhere."""
        if not self.transition:
            return self.expected()
        return list(dict.fromkeys(e for element in self.elements for e in all_elements(element.content)))
