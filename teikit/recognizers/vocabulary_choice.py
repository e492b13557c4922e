"""Which vocabularies a text is read with: a word that means something in one language may be a mere word in another.

A text's own language shows in its small words. Vocabularies of other languages in the same script are laid aside,
unless the text speaks them too; the convention's first, in which a house writes its notes, always stays.
"""

import re
from collections import Counter
from dataclasses import replace
from functools import cache, lru_cache

from teikit.conventions import Convention, Vocabulary
from teikit.recognizers.patterns import compiled

_WORD = re.compile(r"[^\W\d_]+")
# So much of a text shows its language.
_SAMPLE = 8_000
# Small words are short.
_LONGEST = 7
# Fewer small words that are of one language only show nothing.
_ENOUGH = 3
# A second language has at least this share of the words of the first.
_SHARE = 0.2
# What is true of the words of the text's own language only.
_OWN = {"function_words", "transliterated", "transliterated_nouns", "syllables", "syllables_not"}


def narrow_vocabularies(text: str, convention: Convention) -> Convention:
    """The convention with the vocabularies of the languages that `text` speaks, its own first; all where none shows."""
    if len(convention.vocabularies) < 2:
        return convention
    spoken = _spoken(text, convention)
    main = _main(spoken)
    if not main:
        return convention
    also = [language for language, count in spoken.items() if count >= _SHARE * spoken[main]]
    return _narrowed(convention, main, tuple(sorted(also)))


def main_language(text: str, convention: Convention) -> str:
    """The language of the convention that most small words of a text are of; empty where too few show it."""
    return _main(_spoken(text, convention))


def _main(spoken: Counter[str]) -> str:
    main = max(spoken, key=spoken.__getitem__, default="")
    return main if spoken[main] >= _ENOUGH else ""


def _spoken(text: str, convention: Convention) -> Counter[str]:
    """How many small words of the text are of one language, and of no other."""
    counts: Counter[str] = Counter()
    for word, times in Counter(_WORD.findall(text[:_SAMPLE])).items():
        languages = _languages(word.lower(), convention) if len(word) <= _LONGEST else ()
        if len(languages) == 1:
            counts[languages[0]] += times
    return counts


@lru_cache(50_000)
def _languages(word: str, convention: Convention) -> tuple[str, ...]:
    """The languages that a word is a function word of."""
    return tuple(v.language for v in convention.vocabularies if _function_words(v).fullmatch(word))


@cache
def _function_words(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = [word for words in vocabulary.section("function_words").values() for word in words]
    return compiled("|".join(words) or r"(?!)")


@cache
def _narrowed(convention: Convention, main: str, also: tuple[str, ...]) -> Convention:
    known = {vocabulary.language: vocabulary for vocabulary in convention.vocabularies}
    script, first = _script(known[main]), convention.vocabularies[0]
    kept = [
        known[main],
        *(
            _without_own(vocabulary) if _script(vocabulary) == script else vocabulary
            for vocabulary in convention.vocabularies
            if vocabulary.language != main
            and (vocabulary is first or vocabulary.language in also or _script(vocabulary) != script)
        ),
    ]
    return replace(convention, vocabularies=tuple(kept))


def _without_own(vocabulary: Vocabulary) -> Vocabulary:
    return replace(vocabulary, words={name: words for name, words in vocabulary.words.items() if name not in _OWN})


def _script(vocabulary: Vocabulary) -> str:
    """The script of a vocabulary, by the first letter of its function words."""
    words = "".join(word for words in vocabulary.section("function_words").values() for word in words)
    letter = next((char for char in words if char.isalpha()), "a")
    return "latin" if ord(letter) < 0x370 else "cyrillic" if ord(letter) < 0x530 else "other"
