"""Which language a text is written in, by its script and its small words; the one place that decides it.

Small words make up a third of a running text in most languages and say little else, so that names, numbers and words
taken over do not mislead. The words are data: `conventions/languages/`.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from teikit.core import bundled_toml
from teikit.recognizers.scripts import main_script, script_of_letter

# The number of characters that are searched for evidence.
_SAMPLE = 20_000
# Words in brackets are left out: they are the editor's, often in another language.
_BRACKETED = re.compile(r"\[[^\[\]]*+\]")
_WORD = re.compile(r"[^\W\d_]+")
# To be decided: words in sight, small words among them, their share, and how far they are ahead of another language's.
_WORDS, _HITS, _SHARE, _AHEAD = 8, 3, 0.15, 1.4
# The same for a decision without doubt.
_SURE_WORDS, _SURE_SHARE, _SURE_AHEAD = 40, 0.2, 2.0

UNDECIDED = "und"


class FoundLanguage(NamedTuple):
    """The language (BCP 47; `und` if undecided), its certainty, and the reason in words."""

    code: str
    cert: str
    why: str


class _Languages(NamedTuple):
    names: Mapping[str, str]
    of_script: Mapping[str, tuple[str, ...]]
    languages_of: Mapping[str, tuple[str, ...]]
    letter_words: Mapping[str, tuple[str, ...]]
    letters: Mapping[str, frozenset[str]]


@cache
def _languages() -> _Languages:
    data = bundled_toml("conventions", "languages", "small-words.toml")
    having: dict[str, list[str]] = defaultdict(list)
    in_letters: dict[str, list[str]] = defaultdict(list)
    of_script: dict[str, list[str]] = defaultdict(list)
    for language in data["language"]:
        of_script[language["script"]].append(language["code"])
        for word in language.get("words", []):
            having[word].append(language["code"])
        for word in language.get("letter_words", []):
            in_letters[word].append(language["code"])
    return _Languages(
        names={language["code"]: language["name"] for language in data["language"]},
        of_script={script: tuple(codes) for script, codes in of_script.items()},
        languages_of={word: tuple(codes) for word, codes in having.items()},
        letter_words={word: tuple(codes) for word, codes in in_letters.items()},
        letters={language["code"]: frozenset(language.get("letters", "")) for language in data["language"]},
    )


# ---------------------------------------------------------------- what is known of languages
def language_name(code: str) -> str:
    """The English name of a language; empty if it is not listed."""
    return _languages().names.get(code, "")


def script_of_language(code: str) -> str:
    """The script of a language; empty if it is not listed, or has several scripts."""
    scripts = [name for name, codes in _languages().of_script.items() if code.split("-")[0] in codes]
    return scripts[0] if len(scripts) == 1 else ""


def is_written_in(code: str, script: str) -> bool:
    """Whether a language may be written in a script; true for a language that is not listed."""
    scripts = [name for name, codes in _languages().of_script.items() if code.split("-")[0] in codes]
    return not scripts or script in scripts


# ---------------------------------------------------------------- the decision
def script_of(text: str) -> str:
    """The script of nearly all letters of a text; empty without one, or with few letters."""
    return main_script(text[:_SAMPLE])[0]


def words_of(text: str) -> Mapping[str, int]:
    """The number of occurrences of each lower-case word in the sample of a text, without words in brackets."""
    return _words_of(text[:_SAMPLE].strip())


@lru_cache(8)
def _words_of(sample: str) -> Mapping[str, int]:
    words: Counter[str] = Counter()
    text = unicodedata.normalize("NFC", _BRACKETED.sub(" ", sample))
    for word, times in Counter(_WORD.findall(text)).items():
        words[word.casefold()] += times
    return words


def languages_of(word: str) -> tuple[str, ...]:
    """The languages that list a word among their small words."""
    return _languages().languages_of.get(word, ())


def letter_languages_of(word: str) -> tuple[str, ...]:
    """The languages that list a word among those of letters: salutations, months, weekdays."""
    return _languages().letter_words.get(word, ())


def language_of(text: str) -> FoundLanguage:
    """The language of a running text. Never raises."""
    script, letters = main_script(_BRACKETED.sub(" ", text[:_SAMPLE]))
    if not script:
        reason = "too few letters, or letters of several scripts" if letters else "no letters"
        return FoundLanguage(UNDECIDED, "", reason)
    codes = _languages().of_script.get(script, ())
    if not codes:
        return FoundLanguage(UNDECIDED, "", f"no language of {script} letters is known here")
    if len(codes) == 1:
        return FoundLanguage(codes[0], "", f"{letters} {script} letters")
    return _by_words(text, script, codes)


def _by_words(text: str, script: str, codes: tuple[str, ...]) -> FoundLanguage:
    words = {word: times for word, times in words_of(text).items() if script_of_letter(word[0]) == script}
    hits, scores = _scores(words, codes)
    number = sum(words.values())
    first, second = sorted(codes, key=lambda code: -scores[code])[:2]
    share, ahead = hits[first] / max(number, 1), scores[first] / max(scores[second], 0.5)
    if number < _WORDS or hits[first] < _HITS or share < _SHARE or ahead < _AHEAD:
        return FoundLanguage(UNDECIDED, "", f"{number} {script} words do not show it")
    sure = number >= _SURE_WORDS and share >= _SURE_SHARE and ahead >= _SURE_AHEAD
    return FoundLanguage(first, "" if sure else "medium", f"{hits[first]} of {number} words show it")


def _scores(words: Mapping[str, int], codes: Collection[str]) -> tuple[Counter[str], dict[str, float]]:
    """For each language how many words show it, and their weights: a word of several languages counts for each in part.

    So does a word with a letter that only some languages have.
    """
    known = _languages()
    hits, scores = Counter[str](), dict.fromkeys(codes, 0.0)
    letters = frozenset().union(*(known.letters[code] for code in codes))
    for word, times in words.items():
        having = known.languages_of.get(word, ())
        if letters.isdisjoint(word):
            # Most words: without a letter of only some languages.
            for code in having:
                if code in scores:
                    hits[code] += times
                    scores[code] += times / len(having)
            continue
        lettered = [code for code in codes if not known.letters[code].isdisjoint(word)]
        for code in {*having, *lettered} & scores.keys():
            hits[code] += times
            weights = (1 / len(group) for group in (having, lettered) if code in group)
            scores[code] += times * max(weights)
    return hits, scores
