"""Reads sender and addressee from the heading that an editor gave a letter. The words are data.

`The Secretary of State to the Ambassador in Italy (Phillips)`, `147 Evatt to Officer`, `Der Botschafter in London an
das Auswärtige Amt` have two sides; `An Appeal to the Workers`, a title of another kind, has none.
"""

import re
from functools import cache, lru_cache

from teikit.core import LazyPattern, begins_name
from teikit.transcript import field_data

# A side of a heading has at most so many characters.
_LONGEST = 90
# The lines of a document are asked for sender and for addressee, and for its title.
_RECENT = 256
# The end of a sentence: a mark behind a word that is no abbreviation, perhaps with a bracket around or before it.
_SENTENCE = re.compile(r"(?:[^\W\d_]{4,}|\])[\"”»’)]*[.,;:?!][\s\d]*$")
_NUMBER = re.compile(r"^(?:[^\W\d_]{1,4}\.?\s*)?\d+[\w./-]*[.:]?\s+")
# What a mark ends with: only then is a line searched for one.
_MARK_END = re.compile(r"[\d⁰¹²³⁴-⁹*†\]]\n?\Z")
MARK = re.compile(r"(?:(?<=[^\W\d_])|(?<=\)))[\d⁰¹²³⁴-⁹*†]+$|\s*\[[^\[\]]*\]$")


@cache
def _pattern(key: str) -> LazyPattern:
    return LazyPattern("|".join(field_data()["headings"][key]), re.IGNORECASE)


@lru_cache(_RECENT)
def parties_in_heading(words: str) -> tuple[str, str] | None:
    """The sender and the addressee that a heading names; None if it does not name both, or is a sentence."""
    number = _NUMBER.match(words)
    plain = words[number.end() :] if number else words
    plain = (MARK.sub("", plain) if _MARK_END.search(plain, max(0, len(plain) - 2)) else plain).strip(" .")
    if len(plain) > 2 * _LONGEST or _SENTENCE.search(words) or _pattern("others").match(plain):
        return None
    between = [match for match in _pattern("to").finditer(plain) if begins_name(_bare(plain[match.end() :]))]
    for match in between:
        sender, addressee = plain[: match.start()].strip(" ,"), plain[match.end() :].strip(" ,")
        addressee = f"{(match.groupdict().get('article') or '')}{addressee}"
        if 0 < len(sender) <= _LONGEST and len(addressee) <= _LONGEST and begins_name(_bare(sender)):
            return sender, addressee
    return None


def _bare(words: str) -> str:
    """The words without an article before them."""
    return (
        _pattern("articles").sub("", words.strip(), count=1)
        if _pattern("articles").match(words.strip())
        else words.strip()
    )
