"""The hands met in a text: one for all handwriting, and one for each instrument or person that a note names."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from teikit.interpretation.candidates import OTHER

# What a name in @scribe may not hold, among the letters of European scripts (XML 1.0, NCName).
_NO_NAME = re.compile(r"[^0-9A-Za-z_.\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u0400-\u0481\u048a-\u052f]+")


class Hand(NamedTuple):
    """A hand: its instrument and whose it is, each empty where no note says; `OTHER` is distinguished, not named."""

    medium: str = ""
    scribe: str = ""

    @property
    def name(self) -> str:
        """The name as one word, as @scribe holds it; `unknown` for none."""
        return _NO_NAME.sub("-", self.scribe).strip("-.") or "unknown"

    @property
    def described(self) -> str:
        """The sentence that tells of the hand."""
        tool = f", written in {self.medium}" if self.medium else ""
        if self.scribe == OTHER:
            return f"Other hands, which a note tells apart and does not name{tool}."
        if self.scribe:
            return f"The hand of {self.scribe}, as a note names it{tool}."
        return (
            ("Typed." if self.medium == "typed" else f"Written in {self.medium}.")
            if tool
            else "All handwriting that the transcript does not tell apart."
        )


@dataclass
class Hands:
    """Gives each hand its id, in the order of its first word."""

    known: dict[Hand, str] = field(default_factory=dict)

    def pointer(self, medium: str = "", scribe: str = "") -> str:
        """The value for @hand of something written with that instrument, by that person."""
        return "#" + self.known.setdefault(Hand(medium, scribe), f"hand-{len(self.known) + 1}")

    def scribes(self) -> dict[str, str]:
        """Whose hand each value of @hand points to, where it is known."""
        return {f"#{ident}": hand.scribe for hand, ident in self.known.items() if hand.scribe}
