"""Chooses the vocabularies for a text, as a word of notes in one language may be an ordinary word in another.

The languages of words are decided in `language`. Vocabularies of other languages are left out, unless the text has
words of them too, or letters of a script that only they have; the convention's first vocabulary, that of the editorial
notes, always stays.
"""

from collections import Counter
from dataclasses import replace
from functools import cache, lru_cache

from teikit.conventions import Convention, Vocabulary
from teikit.core import LazyPattern
from teikit.recognizers.language import (
    language_name,
    languages_of,
    letter_languages_of,
    script_of_language,
    words_of,
)
from teikit.recognizers.patterns import compiled
from teikit.recognizers.scripts import script_counts, scripts_in

# The number of characters that are searched for evidence.
_SAMPLE = 8_000
# The minimum number of letters to determine a script.
_LETTERS = 20
# The minimum number of small words of one language only.
_ENOUGH = 3
# The minimum number of words of a second language, and as a share of those of the first.
_FEW, _SHARE = 2, 0.2
# The minimum evidence for another language, as a share of the best, where no language is certain.
_NEARLY = 0.5
# Sections that are used from the vocabulary of the text's own language only.
_OWN = {"function_words", "transliterated", "transliterated_nouns", "syllables", "syllables_not"}


def narrow_vocabularies(text: str, convention: Convention) -> Convention:
    """The convention with the vocabularies for a text, its main language first; with all if the language is unknown."""
    if len(convention.vocabularies) < 2:
        return convention
    words = _small_words(text, convention)
    main = _main(words)
    if main:
        also = {language for language, count in words.items() if count >= max(_FEW, _SHARE * words[main])}
        return _narrowed(convention, main, tuple(sorted({*also, *_of_other_scripts(text, main, convention)})))
    shown = _shown(text, convention)
    best = max(shown, key=shown.__getitem__, default="")
    likely = tuple(sorted(language for language, weight in shown.items() if weight >= _NEARLY * shown[best]))
    return _narrowed(convention, best, likely) if best else convention


def _of_other_scripts(text: str, main: str, convention: Convention) -> set[str]:
    """The languages with words in a text that is mainly in another script."""
    script = script_of_language(main)
    scripts = scripts_in(text) - {script}
    if not scripts:
        return set()
    languages = [v.language for v in convention.vocabularies if _script(v) in scripts]
    of_script = Counter(map(script_of_language, languages))
    alone = {language for language in languages if of_script[script_of_language(language)] == 1}
    if len(alone) == len(languages):
        return alone
    return alone | {language for language in _shown(text, convention) if language in languages}


def _shown(text: str, convention: Convention) -> dict[str, float]:
    """How far the words of a text show each language of the convention, if only little: a word counts in part for each
    language that lists it among its small words or those of letters.
    """
    weights: dict[str, float] = {}
    for word, times in words_of(text[:_SAMPLE]).items():
        languages = _listing(word, convention)
        for language in languages:
            weights[language] = weights.get(language, 0) + times / len(languages)
    return weights


@lru_cache(50_000)
def _listing(word: str, convention: Convention) -> tuple[str, ...]:
    """The languages of a convention that list a word, in the order of their vocabularies; none lists a letter."""
    codes = {*languages_of(word), *letter_languages_of(word)} if len(word) > 1 else ()
    return tuple(dict.fromkeys(v.language for v in convention.vocabularies if v.language in codes))


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
def _function_words(vocabulary: Vocabulary) -> LazyPattern:
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
            if vocabulary.language != main and (vocabulary is first or vocabulary.language in also)
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
