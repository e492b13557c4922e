"""The open elements of a document while it is examined."""

from dataclasses import dataclass, field
from typing import Any

from teikit.validation.relaxng.explain.faults import Fault
from teikit.validation.relaxng.explain.queries import all_elements, next_elements
from teikit.validation.relaxng.match import Element, Frame, Step, parts_of


@dataclass
class Level:
    """One open element: how it may be read (`frame`), how it was entered, what was wrong in it so far.

    `loose` elements are not known to the schema: what is in them is judged, but not where it stands. `passed` are
    names that should have come before something that came too early.
    """

    name: str
    start: int
    frame: Frame
    step: Step | None = None
    loose: bool = False
    hurt: bool = False
    children: list[tuple[str, Frame, int]] = field(default_factory=list)
    refused: dict[tuple[str, ...], Fault] = field(default_factory=dict)
    judged: dict[tuple[str, Frame], Any] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    text_start: int = -1
    passed: set[str] = field(default_factory=set)
    renamed: dict[str, str] = field(default_factory=dict)

    @property
    def local(self) -> str:
        """The element's name without its namespace."""
        return parts_of(self.name)[1]

    @property
    def elements(self) -> tuple[Element, ...]:
        """The element patterns that it may be."""
        return self.step.elements if self.step else ()

    def expected(self) -> list[Element]:
        """The elements that may come next."""
        return list(dict.fromkeys(e for p in self.frame.patterns for e in next_elements(p)))

    def possible(self) -> list[Element]:
        """The elements that may stand in it anywhere."""
        if not self.step:
            return self.expected()
        return list(dict.fromkeys(e for element in self.elements for e in all_elements(element.content)))
