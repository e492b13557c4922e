"""Sentences of the header in the language of the edition: about hands, the convention, the conversion."""

from teikit.conventions import NEUTRAL, load_convention
from teikit.core import message
from teikit.interpretation import Hand


def hand_words(hand: Hand, language: str) -> str:
    """What is known of a hand, in a language of the interface."""
    sentences = []
    if hand.is_other:
        sentences.append(message(language, "header.hand-other"))
    elif hand.scribe:
        sentences.append(message(language, "header.hand-named", name=hand.scribe))
    if hand.medium:
        sentences.append(_medium_words(hand.medium, language))
    return " ".join(sentences) or message(language, "header.hand")


def _medium_words(medium: str, language: str) -> str:
    """What a hand was written with, in the words of the vocabulary of the language."""
    if medium == "typed":
        return message(language, "header.hand-typed")
    vocabularies = (v for v in load_convention(NEUTRAL).vocabularies if v.language == language)
    words = next((vocabulary.section("canonical_media").get(medium) for vocabulary in vocabularies), None)
    return message(language, "header.hand-written", medium=words[0] if words else medium)
