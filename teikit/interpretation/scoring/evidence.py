"""The evidence about a bracket whose words are no known phrase: its words, its neighbours, the document.

Each piece of evidence has a name and a value; the weights of the names are in `models/brackets.json`. Words of a
language come from its vocabulary or from the model; none is in the code.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import CAPITAL, WORD
from teikit.interpretation.model import Context
from teikit.recognizers import cased, compiled, is_function_word, scripts_in, transliterated

# Names of evidence, and whether it is there.
Evidence = dict[str, bool]

_WORD = re.compile(rf"[{WORD}]*\w[{WORD}]*")
_BEFORE, _AFTER = 80, 40
_STOP = re.compile(r"[.!?:;]\W*$")
_PUNCTUATION = re.compile(r"\s*[.,;:)!?]")
_INITIALS = rf"(?:[{CAPITAL}]\. ?)+"
_SENTENCE_END = ".!?"
# The longest word whose letters may begin the words of its full form.
_ACRONYM = 8
# How similar two spellings of one name are at least (0 to 1).
_LIKE = 0.6
# The words around brackets recur: what is known of so many is kept.
_RECENT = 4_000


class Neighbours(NamedTuple):
    """The words of a bracket and the words beside it; `stop` says that a sentence ends before it."""

    words: list[str]
    before: str
    after: str
    stop: bool
    ended: bool


def evidence_of(content: str, context: Context, convention: Convention) -> dict[str, float]:
    """The evidence about a bracket with these words."""
    beside = _neighbours(content, context)
    given = {
        **_own(content, beside.words, convention),
        **_beside(beside, context, convention),
        **_joined(beside, convention),
        **_phrases(beside, convention),
        **_document(content, beside.words, context, convention),
        f"first={beside.words[0].lower()}": _small(beside.words[0], convention),
    }
    return {**{name: 1.0 for name, value in given.items() if value}, "small words": _share(beside.words, convention)}


def _neighbours(content: str, context: Context) -> Neighbours:
    before, after = " ".join(context.before[-_BEFORE:].split()), " ".join(context.after[:_AFTER].split())
    stop = not before.strip() or _STOP.search(before) is not None
    around = _WORD.findall(before)
    following = re.match(rf"\s*[\"“„«(]?({_WORD.pattern})", after)
    touches = before.rstrip()[-1:].isalnum() or before.rstrip()[-1:] in ".)'’”\"/»"
    return Neighbours(
        _WORD.findall(content) or [content.strip()],
        around[-1] if around and touches else "",
        following[1] if following else "",
        stop,
        _PUNCTUATION.match(after) is not None or not after.strip(),
    )


@lru_cache(_RECENT)
def _small(word: str, convention: Convention) -> bool:
    return is_function_word(word, convention)


def _share(words: list[str], convention: Convention) -> float:
    return sum(_small(word, convention) for word in words) / len(words)


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _weighty(words: list[str]) -> list[str]:
    """The words that would have a capital in a name."""
    return [word for word in words if len(word) > 3 or _capital(word)]


@lru_cache(_RECENT)
def _pronoun(word: str, convention: Convention) -> bool:
    return compiled(convention.either("pronouns")).fullmatch(word) is not None


@lru_cache(_RECENT)
def _office(word: str, convention: Convention) -> bool:
    """Whether a word is an office or a role, perhaps at the end of a compound."""
    return compiled(rf"\w*(?:{convention.either('offices')}|{convention.either('roles')})").fullmatch(word) is not None


def _acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _named(words: list[str], convention: Convention) -> bool:
    """Whether all long words have capitals, and not all are small words that begin a sentence."""
    weighty = _weighty(words)
    return bool(weighty) and all(map(_capital, weighty)) and _share(words, convention) < 1


def _nouns(convention: Convention) -> str:
    """A prefix for evidence of capitals, in languages whose nouns have them."""
    first = convention.vocabularies[0] if convention.vocabularies else None
    return "noun " if first and first.section("nouns") else ""


# ---------------------------------------------------------------- the words themselves
_COUNTS = ("no word", "one word", "two words", "three words", "many words")


def _own(content: str, words: list[str], convention: Convention) -> Evidence:
    capitals = _nouns(convention)
    return {
        _COUNTS[min(len(words), 4)]: True,
        "small words only": all(_small(word, convention) for word in words),
        "first is a small word": _small(words[0], convention),
        "last is a small word": _small(words[-1], convention),
        f"{capitals}first has a capital": _capital(words[0]),
        f"{capitals}last has a capital": _capital(words[-1]),
        f"{capitals}a name": _named(words, convention),
        f"{capitals}a capital": any(map(_capital, words)),
        "a number": any(character.isdigit() for character in content),
        "a comma": "," in content,
        "initials": cased(_INITIALS).fullmatch(content.strip()) is not None,
        "a sentence": content.rstrip()[-1:] in _SENTENCE_END and len(words) > 4,
        "an office": any(_office(word, convention) for word in words),
    }


# ---------------------------------------------------------------- the words beside it
def _beside(beside: Neighbours, context: Context, convention: Convention) -> Evidence:
    before, after, capitals = beside.before, beside.after, _nouns(convention)
    small_before, small_after = _small(before, convention), _small(after, convention)
    names = {
        "nothing before": not before,
        "a sentence ends before": beside.stop,
        "a small word before": small_before,
        f"{capitals}a capital before": not small_before and _capital(before),
        "a word before": bool(before) and not small_before and not _capital(before),
        "a pronoun before": _pronoun(before, convention),
        "an office or full stop before": _office(before, convention) or context.before.rstrip().endswith("."),
        "a number before": before.isdigit(),
        "the phrase ends after": beside.ended,
        "a small word after": small_after,
        f"{capitals}a capital after": not small_after and not beside.ended and _capital(after),
        "a word after": bool(after) and not small_after and not beside.ended and not _capital(after),
        "letters touch it": context.after[:1].isalnum(),
    }
    return names | {f"before={before.lower()}": small_before, f"after={after.lower()}": small_after}


# ---------------------------------------------------------------- both together
def _joined(beside: Neighbours, convention: Convention) -> Evidence:
    """Evidence of names: in the words, before them and after them."""
    words, before, after, capitals = beside.words, beside.before, beside.after, _nouns(convention)
    named, low = _named(words, convention), [word for word in words if not _capital(word)]
    name_after = _capital(after) and not _small(after, convention) and not beside.ended
    small_before = _small(before, convention)
    name_before = _capital(before) and not small_before
    office = any(_office(word, convention) or _acronym(word) for word in words)
    role = bool(low) and len(words) > 1 and not _small(words[-1], convention) and not _small(after, convention)
    acronym = _acronym(before.strip("'’")) and len(words) > 1 and len(before) <= _ACRONYM
    return {
        f"{capitals}one name before a name": named and name_after and len(words) == 1,
        f"{capitals}names before a name": named and name_after and len(words) > 1,
        f"{capitals}an office before a name": named and name_after and office,
        f"{capitals}first names before a name": named and name_after and not office,
        f"{capitals}a name between an office and a name": named and name_after and _office(before, convention),
        f"{capitals}a name after a name": named and name_before,
        f"{capitals}a role before a name": role and name_after,
        f"{capitals}small letters after a name": len(low) == len(words) and name_before,
        f"{capitals}a name after a small word, before a word": len(low) < len(words) and small_before
        and bool(after) and not name_after and not _pronoun(before, convention),
        "spelt like the word before": name_before and _alike(before, words[0]),
        "a word after a word, at the end": not named and bool(low) and not name_before and bool(before)
        and not small_before and beside.ended,
        "words after an acronym": acronym,
        "the full form of an acronym": acronym and words[0][:1].lower() == before[:1].lower(),
        "a small word begins the sentence": beside.stop and _capital(words[0]) and _share(words, convention) == 1,
    }  # fmt: skip


def _phrases(beside: Neighbours, convention: Convention) -> Evidence:
    """Evidence of phrases and words in small letters."""
    words, before, after = beside.words, beside.before, beside.after
    first_small, pronoun = _small(words[0], convention), _pronoun(before, convention)
    several, low = len(words) > 1, not any(map(_capital, words))
    name_before = _capital(before) and not _small(before, convention)
    name_after = _capital(after) and not _small(after, convention) and not beside.ended
    preposition = several and compiled(convention.either("prepositions")).fullmatch(words[0]) is not None
    article = several and first_small and not _small(words[-1], convention) and not preposition
    phrase = low and several and first_small and bool(before)
    single = len(words) == 1 and low and not first_small
    return {
        "a preposition begins it": preposition,
        "a preposition begins it, after a name": preposition and name_before,
        "whom a pronoun means": pronoun and (_named(words, convention) or article),
        "a phrase in small letters after a word": phrase and not name_before,
        "a phrase in small letters after a name": phrase and name_before,
        "one word in small letters": single and not pronoun and not name_after,
        "one word in small letters after a pronoun": single and pronoun,
        "one word in small letters before a name": single and name_after and not pronoun,
        "one word in small letters after a small word": single and _small(before, convention) and not pronoun,
    }


def _alike(first: str, second: str) -> bool:
    """Whether two words may be spellings of one name."""
    return first[0] == second[0] and first != second and SequenceMatcher(None, first, second).ratio() > _LIKE


# ---------------------------------------------------------------- the document
def _document(content: str, words: list[str], context: Context, convention: Convention) -> Evidence:
    inside, around = scripts_in(content), scripts_in(context.before[-60:] + context.after[:60])
    language, cert = transliterated(content.strip(), convention, context.usage)
    foreign = bool(language) and not any(_small(word, convention) for word in words)
    low = [word for word in words if not _capital(word) and not _small(word, convention)]
    used = any(word in context.usage for word in low)
    return {
        "a translation": context.translation,
        "no translation": not context.translation,
        "another script": bool(inside and around and not inside & around),
        "spelt as transliterated": foreign and not cert,
        "may be transliterated": foreign and bool(cert),
        "used elsewhere": used,
        "used nowhere else": bool(low) and not used,
        "a guess": content.rstrip().endswith("?"),
    }
