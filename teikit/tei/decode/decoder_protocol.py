"""What the functions that write elements as notes ask of the decoder."""

from collections.abc import Callable
from typing import Protocol

from teikit.tei.builder import Element
from teikit.tei.decode.phrases import Wording


class Decoder(Protocol):
    """The parts of the decoder that the functions use."""

    root: Element

    def inside(self, element: Element) -> str:
        """The text of an element's content."""

    def wording(self, element: Element) -> Wording:
        """The wording of notes in the language of an element."""

    def note(self, words: str | None) -> str | None:
        """A note with these words."""

    def brackets(self) -> tuple[str, str]:
        """The signs around a note."""

    def report_unwritable(self, element: Element) -> None:
        """Reports an element that the convention cannot write."""


Row = Callable[[Decoder, Element], str | None]
