"""Reads the name of the addressee from a salutation (encoding guide, 8.4). The words are data.

`Liebste Johanna!` names Johanna, `An Frau Weber` Frau Weber; `Sir` and `Ma chère sœur` name nobody.
"""

import re
from functools import cache, lru_cache

from teikit.core import LazyPattern, begins_name, bundled_toml

# A name in a salutation has at most so many words, and a small word in it so many letters: `van der Berg`.
_LONGEST, _PARTICLE = 5, 4
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?|&")
_ENDS = re.compile(r"[,;:!?\n]+")


@cache
def _pattern(key: str) -> LazyPattern:
    words = bundled_toml("conventions", "documents", "salutations.toml")[key]
    return LazyPattern("|".join(words), re.IGNORECASE)


@lru_cache(8192)
def _is(key: str, word: str) -> bool:
    return _pattern(key).fullmatch(word.rstrip(".")) is not None


def names_in_salutation(words: str) -> list[str]:
    """The names in the words of a salutation, each with the title before it; empty if they name nobody."""
    greeted = bool(_ENDS.search(words.strip()))
    for segment in _ENDS.split(words.strip())[:2]:
        names = _names(_WORD.findall(segment), greeted)
        if names or not all(_says_nothing(word) for word in _WORD.findall(segment)):
            return names
    return []


def _says_nothing(word: str) -> bool:
    """Whether a word is one of address, or of a relation; an initial is not."""
    initial = len(word) == 2 and word.endswith(".")
    return not initial and (_is("address", word) or _is("relations", word))


def _names(words: list[str], greeted: bool) -> list[str]:
    """The names in words without a mark between them: behind words of address, relations and titles.

    Without such words, and if no mark ends them (`greeted`), they are a name only with an initial.
    """
    start = next((n for n, word in enumerate(words) if not (_says_nothing(word) or _is("titles", word))), len(words))
    titles = start
    while titles and _is("titles", words[titles - 1]):
        titles -= 1
    end = next((n for n in range(start, len(words)) if _ends(words[n])), len(words))
    joint = end if end < len(words) and _is("joins", words[end]) else len(words)
    name = words[start:end]
    if not (start or greeted or any(len(word) == 2 and word.endswith(".") for word in name)):
        return []
    # `WAR CABINET,` alone is a heading.
    if len(name) > 1 and not start and " ".join(words).isupper():
        return []
    if not name or len(name) > _LONGEST or not all(begins_name(w) or len(w) < _PARTICLE for w in name):
        return []
    if not begins_name(name[0] if titles == start else name[-1]) or not begins_name(name[-1]):
        return []
    return [" ".join(words[titles:end]), *_names(words[joint + 1 :], True)]


def _ends(word: str) -> bool:
    """Whether a word behind a name belongs to it no more; an initial and a particle do."""
    return not begins_name(word) and _says_nothing(word) and (len(word) >= _PARTICLE or _is("joins", word))
