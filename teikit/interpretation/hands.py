"""The hands of a text: one for all handwriting, and one for each medium or person that a note names."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from teikit.interpretation.candidates import OTHER

# Characters not allowed in @scribe (XML 1.0, NCName, for the letters of European scripts).
_NO_NAME = re.compile(r"[^0-9A-Za-z_.\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u0400-\u0481\u048a-\u052f]+")


class Hand(NamedTuple):
    """A hand: its medium and its scribe, empty if no note names them; `OTHER` is a distinct hand without a name."""

    medium: str = ""
    scribe: str = ""

    @property
    def name(self) -> str:
        """The name as one word for @scribe; `unknown` without a name."""
        return _NO_NAME.sub("-", self.scribe).strip("-.") or "unknown"

    @property
    def is_other(self) -> bool:
        """Whether a note says that it is a distinct hand, but not whose."""
        return self.scribe == OTHER


@dataclass
class Hands:
    """Assigns ids to hands, in the order of their first occurrence."""

    known: dict[Hand, str] = field(default_factory=dict)

    def pointer(self, medium: str = "", scribe: str = "") -> str:
        """The value of @hand for words written with that medium by that person."""
        return "#" + self.known.setdefault(Hand(medium, scribe), f"hand-{len(self.known) + 1}")
