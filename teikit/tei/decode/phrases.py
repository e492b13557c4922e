"""The words of editorial notes as a convention's vocabularies give them, for writing TEI back as a transcript.

A vocabulary has many patterns to read a meaning; its sections `canonical…` have the one wording to write it.
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
        """The words for a meaning; None if the language has no words for it."""
        words = self.vocabulary.section(section).get(meaning)
        return words[0] if words else None

    @property
    def colon(self) -> str:
        """The colon with the spaces around it that the language uses."""
        return self.say("colon") or ": "

    def note(self, meaning: str, content: str) -> str | None:
        """A note of that meaning about `content`, as in `Translator's note: …`."""
        words = self.say(meaning)
        return None if words is None else f"{words}{self.colon}{content}" if content else words

    def handwritten(
        self, attributes: Mapping[str, str], onward: str | None, content: str, inserted: bool
    ) -> str | None:
        """A note on handwriting: place, medium, and where it continues (`onward`, a value of @place or None)."""
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
        """A note on missing or illegible text, with its extent, or what damaged it."""
        agent, amount = attributes.get("agent"), self._amount(attributes)
        if agent is not None:
            cause = self.say(agent, "canonical_agents")
            whole = attributes.get("reason") == "lost" and cause is not None and amount is not None
            return (f"{cause}{self.colon}{amount}" if amount else cause) if whole else None
        what = self.say(attributes.get("reason", ""))
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
    """The wording in a language of the convention, or in its first language if it has no words to write in that one."""
    able = [vocabulary for vocabulary in convention.vocabularies if vocabulary.section("canonical")]
    known = {vocabulary.language: vocabulary for vocabulary in able}
    first = able[0] if able else Vocabulary("", {})
    return Wording(known.get(language.partition("-")[0], first))
