"""The words of editorial notes as a convention's vocabularies give them, for writing TEI back as a transcript.

The sections `canonical…` of a vocabulary hold the one wording that is written for a meaning, out of the many that are
read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from teikit.conventions import Convention, Vocabulary

_ONE = "1"


@dataclass(frozen=True)
class Wording:
    """The wording of notes in one language."""

    vocabulary: Vocabulary

    def say(self, meaning: str, section: str = "canonical") -> str | None:
        """The words for a meaning; None where the language has none."""
        words = self.vocabulary.section(section).get(meaning)
        return words[0] if words else None

    @property
    def colon(self) -> str:
        """The colon with the blanks round it, as the language sets them."""
        return self.say("colon") or ": "

    def note(self, meaning: str, content: str) -> str | None:
        """A note of that meaning about `content`, as in `Translator's note: …`."""
        words = self.say(meaning)
        return None if words is None else f"{words}{self.colon}{content}" if content else words

    def handwritten(
        self, attributes: Mapping[str, str], onward: str | None, content: str, inserted: bool
    ) -> str | None:
        """What is written by hand: where, with what, where it goes on (`onward`, a value of @place; None: nowhere)."""
        who = self.say("inserted" if inserted else "handwritten")
        place = self.say(attributes.get("place", "unspecified"), "canonical_places")
        medium = self.say(attributes.get("medium", ""), "canonical_media") if attributes.get("medium") else ""
        if who is None or place is None or medium is None:
            return None
        opening = " ".join(word for word in (who, medium, place) if word)
        if onward is None:
            return f"{opening}{self.colon}{content}"
        there = self.say(onward, "canonical_places")
        return (
            None
            if there is None
            else " ".join(f"{opening}, {self.say('continuing')} {there}".split()) + self.colon + content
        )

    def gap(self, attributes: Mapping[str, str]) -> str | None:
        """What is missing or cannot be read, and how much of it."""
        what = self.say(attributes.get("reason", ""))
        amount = self._amount(attributes)
        return None if what is None or amount is None else f"{amount} {what}".strip()

    def _amount(self, attributes: Mapping[str, str]) -> str | None:
        if "extent" in attributes:
            return attributes["extent"]
        unit = attributes.get("unit")
        least, most = attributes.get("atLeast"), attributes.get("atMost")
        numbers = [least, most] if least and most else [attributes["quantity"]] if "quantity" in attributes else []
        if unit is None:
            return None if numbers else ""
        counted = [self.say(number, "canonical_counts") or number for number in numbers]
        units = self.vocabulary.section("canonical_units").get(unit)
        if not counted or not units:
            return None
        if numbers == [_ONE] and len(units) > 2:
            return units[2]
        number = f" {self.say('or')} ".join(counted)
        return f"{number} {units[0] if numbers == [_ONE] else units[:2][-1]}"


def wording(convention: Convention, language: str) -> Wording:
    """The wording in a language of the convention, its first language where it has none of that name."""
    known = {vocabulary.language: vocabulary for vocabulary in convention.vocabularies}
    first = convention.vocabularies[0] if convention.vocabularies else Vocabulary("", {})
    return Wording(known.get(language.partition("-")[0], first))
