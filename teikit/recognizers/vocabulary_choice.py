"""Chooses the vocabularies for a text, as a word of notes in one language may be an ordinary word in another.

The languages of words are decided in `language`. Vocabularies of other languages in the same script are left out,
unless the text has words of them too; the convention's first vocabulary, that of the editorial notes, always stays.
"""

import re
from collections import Counter
from dataclasses import replace
from functools import cache, lru_cache

from teikit.conventions import Convention, Vocabulary
from teikit.recognizers.language import language_name, languages_of, script_of_language, words_of
from teikit.recognizers.patterns import compiled
from teikit.recognizers.scripts import script_counts

# The number of characters that are searched for evidence.
_SAMPLE = 8_000
# The minimum number of letters to determine a script.
_LETTERS = 20
# The minimum number of small words of one language only.
_ENOUGH = 3
# The minimum number of words of a second language, as a share of those of the first.
_SHARE = 0.2
# Sections that are used from the vocabulary of the text's own language only.
_OWN = {"function_words", "transliterated", "transliterated_nouns", "syllables", "syllables_not"}


def narrow_vocabularies(text: str, convention: Convention) -> Convention:
    """The convention with the vocabularies for a text, its main language first; with all if the language is unknown."""
    if len(convention.vocabularies) < 2:
        return convention
    words = _small_words(text, convention)
    main = _main(words)
    if not main:
        return convention
    also = [language for language, count in words.items() if count >= _SHARE * words[main]]
    return _narrowed(convention, main, tuple(sorted(also)))


def language_in(text: str, convention: Convention) -> str:
    """The language of a text among those of the convention, by the script of most letters, then by small words.

    A text too short to show it is in the first language of its script; empty where none is written so, or where there
    are few letters.
    """
    counts = script_counts(text[:_SAMPLE])
    fitting = [v.language for v in convention.vocabularies if counts[_script(v)] == max(counts.values(), default=0)]
    if counts.total() < _LETTERS or len(fitting) < 2:
        return fitting[0] if fitting and counts.total() >= _LETTERS else ""
    return main_language(text, convention) or fitting[0]


def main_language(text: str, convention: Convention) -> str:
    """The language of the convention with most small words in a text; empty if there are too few."""
    return _main(_small_words(text, convention))


def _main(words: Counter[str]) -> str:
    main = max(words, key=words.__getitem__, default="")
    return main if words[main] >= _ENOUGH else ""


def _small_words(text: str, convention: Convention) -> Counter[str]:
    """The number of small words in the text that belong to exactly one language of the convention."""
    counts: Counter[str] = Counter()
    for word, times in words_of(text[:_SAMPLE]).items():
        languages = _languages(word, convention)
        if len(languages) == 1:
            counts[languages[0]] += times
    return counts


@lru_cache(50_000)
def _languages(word: str, convention: Convention) -> tuple[str, ...]:
    """The languages of a small word: those that list it, and those of other vocabularies with that word."""
    listed = languages_of(word)
    return tuple(v.language for v in convention.vocabularies if v.language in listed or _is_own(word, v))


def _is_own(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a vocabulary whose language has no list of small words has the word among its function words."""
    return not language_name(vocabulary.language) and _function_words(vocabulary).fullmatch(word) is not None


@cache
def _function_words(vocabulary: Vocabulary) -> re.Pattern[str]:
    """The function words of a vocabulary whose language has no list of small words."""
    words = [word for words in vocabulary.section("function_words").values() for word in words]
    return compiled("|".join(words) or r"(?!)")


@cache
def _narrowed(convention: Convention, main: str, also: tuple[str, ...]) -> Convention:
    known = {vocabulary.language: vocabulary for vocabulary in convention.vocabularies}
    script, first = _script(known[main]), convention.vocabularies[0]
    kept = [
        known[main],
        *(
            vocabulary.without(_OWN) if _script(vocabulary) == script else vocabulary
            for vocabulary in convention.vocabularies
            if vocabulary.language != main
            and (vocabulary is first or vocabulary.language in also or _script(vocabulary) != script)
        ),
    ]
    return replace(convention, vocabularies=tuple(kept), origin=(_narrowed, (convention, main, also)))


@cache
def _script(vocabulary: Vocabulary) -> str:
    """The script of a vocabulary: that of its language, else of its words."""
    if script := script_of_language(vocabulary.language):
        return script
    counts = script_counts("".join(w for section in vocabulary.words.values() for ws in section.values() for w in ws))
    return max(counts, key=counts.__getitem__, default="")
