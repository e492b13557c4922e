r"""Letters of any European script in regular expressions, by their Unicode properties.

Python's `re` has no classes for capital and small letters, and its `\w` has no combining accents. The constants are
the contents of character classes: `[{CAPITAL}]` is a capital letter, `[^\W\d_{SMALL}]` a letter that is not small,
`[{WORD}]` a character of a name, whose accents may be characters of their own.
Source: The Unicode Standard, general categories Lu, Ll and Mn.
"""

import re
import unicodedata
from itertools import chain

from teikit.core.start_cache import kept

# The blocks of Latin, Greek, Cyrillic and Armenian letters; in no others are there capital letters of modern scripts.
_BLOCKS = (range(0x41, 0x590), range(0x1E00, 0x2000))


def _ranges(category: str) -> str:
    """The letters of a category as the contents of a character class."""
    ranges: list[list[int]] = []
    for code in chain.from_iterable(_BLOCKS):
        if unicodedata.category(chr(code)) == category:
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in ranges)


CAPITAL: str = kept("letters Lu", lambda: _ranges("Lu"))
SMALL: str = kept("letters Ll", lambda: _ranges("Ll"))
# Combining diacritical marks: accents that are characters of their own.
ACCENT = "\u0300-\u036f"
WORD = rf"\w{ACCENT}'’\-"
# Patterns: a letter with its accents, initials, a word. `are_capitalised` says whether what they match has capitals: to
# compile a class of all capital letters takes as long as a whole pattern does.
INITIAL = rf"[^\W\d_][{ACCENT}]*\. ?"
INITIALS = rf"(?:{INITIAL}){{1,3}}"
SURNAME = rf"[^\W\d_][{WORD}]+"

_WORDS = re.compile(rf"[^\W\d_][{WORD}]*")
_PROPERTIES = {"Lu": CAPITAL, "Ll": SMALL}
_PROPERTY = re.compile(r"\\p\{(\w+)\}")


def expand_properties(pattern: str) -> str:
    r"""A pattern whose `\p{Lu}` (capital letters) and `\p{Ll}` (small letters) are written out, for use in classes.

    Raises KeyError for another property.
    """
    return _PROPERTY.sub(lambda match: _PROPERTIES[match[1]], pattern) if "\\p{" in pattern else pattern


def begins_name(words: str) -> bool:
    """Whether words begin with a letter that is not small: a capital, or a letter of a script without capitals."""
    return words[:1].isalpha() and not words[:1].islower()


def are_capitalised(words: str) -> bool:
    """Whether each of the words begins with a capital letter."""
    return all(word[0].isupper() for word in _WORDS.findall(words))


def is_small(letters: str) -> bool:
    """Whether these are small letters, with or without accents, and nothing else."""
    categories = [unicodedata.category(char) for char in letters if not unicodedata.combining(char)]
    return bool(categories) and all(category == "Ll" for category in categories)
