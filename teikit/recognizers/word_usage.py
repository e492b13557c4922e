"""Evidence about words: whether the document uses them, and whether they look transliterated.

There is no dictionary; the evidence is the use of a word elsewhere in the document, and its spelling.
"""

import re
from collections.abc import Container
from functools import cached_property

from teikit.conventions import Convention
from teikit.core import WORD
from teikit.recognizers.patterns import compiled

_BRACKETED = re.compile(r"\[[^\[\]]*+\]")
_WORD = re.compile(rf"[{WORD}]+")


class Usage(Container[str]):
    """The lower-case words that a text uses outside brackets, collected at the first use."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _words(self) -> frozenset[str]:
        words = set(_WORD.findall(_BRACKETED.sub(" ", self._text)))
        return frozenset(word for word in words if word[0].islower())

    def __contains__(self, word: object) -> bool:
        return word in self._words


def transliterated(words: str, convention: Convention, used: Container[str]) -> tuple[str, str]:
    """The language that words are transliterated from, and its certainty; two empty strings if there is no evidence.

    What is spelt in syllables must be spelt so throughout; without other evidence, it is less certain, and
    nothing at all if the document uses a word of it.
    """
    section = "transliterated_nouns" if words[:1].isupper() else "transliterated"
    for language in convention.words.get(section, {}):
        syllabic = language in convention.words.get("syllables", {})
        shown = compiled(convention.either(section, language)).search(words)
        if shown and (not syllabic or _in_syllables(words, language, convention)):
            return language, ""
    if words[:1].islower():
        for language in convention.words.get("syllables", {}):
            if _in_syllables(words, language, convention) and _foreign(words, convention):
                return ("", "") if any(word in used for word in words.split()) else (language, "medium")
    return "", ""


def _in_syllables(words: str, language: str, convention: Convention) -> bool:
    pattern = compiled(convention.either("syllables", language))
    return all(pattern.fullmatch(word) for word in words.split())


def _foreign(words: str, convention: Convention) -> bool:
    """Whether no word is a function word, and one has two syllables and is not a word of the text's own language."""
    common, short = compiled(convention.either("syllables_not")), compiled(convention.either("function_words"))
    each = words.split()
    if any(short.fullmatch(word) for word in each):
        return False
    vowels = compiled(convention.either("vowels"))
    parts = [len(vowels.findall(word)) for word in each]
    known = [common.fullmatch(word) is not None for word in each]
    return any(n > 1 and (not k or (n > 2 and len(each) > 1)) for n, k in zip(parts, known, strict=True))


def is_function_word(word: str, convention: Convention) -> bool:
    """Whether a word is not part of a name; in capitals it may be an abbreviation of one (`US`)."""
    known = compiled(convention.either("function_words")).fullmatch(word) is not None
    return known and not (len(word) > 1 and word.isupper())
