"""Reads sender and addressee from the heading that an editor gave a letter. The words are data.

`The Secretary of State to the Ambassador in Italy (Phillips)`, `147 Evatt to Officer`, `Der Botschafter in London an
das Auswärtige Amt` have two sides; `To Clement Biddle`, `832. À la princesse Mathilde`, `И. П. Чехову` have one; `An
Appeal to the Workers`, a title of another kind, has none.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from teikit.core import begins_name
from teikit.interpretation.header.heading_words import heading_words

# A side of a heading has at most so many characters, an addressee alone so many words.
_LONGEST, _MOST = 90, 12
# A line that is longer is no heading: its time would grow faster than its length.
_LINE = 4 * _LONGEST
# The lines of a document are asked for sender and for addressee, and for its title.
_RECENT = 256
# The end of a sentence: a mark behind a word that is no abbreviation, perhaps with a bracket around or before it.
_SENTENCE = re.compile(r"(?:[^\W\d_]{4,}|\])[\"”»’)]*[.,;:?!][\s\d]*$")
_NUMBER = re.compile(r"^\W*(?:[^\W\d_]{1,10}\W{0,3})?\d+[\w./-]*[.:]?\s+(?:[—–-]\s*)?")
# What a mark ends with: only then is a line searched for one.
_MARK_END = re.compile(r"[\d⁰¹²³⁴-⁹*†\]]\n?\Z")
MARK = re.compile(r"(?:(?<=[^\W\d_])|(?<=\)))[\d⁰¹²³⁴-⁹*†]+$|\s*\[[^\[\]]*\]$")
# The last group of a heading, if it has a number: a date.
_DATED = re.compile(r"[,.(][^,.(]*\d[^,(]*$")
# What ends the name of an addressee: a new sentence, a date in brackets.
_BEHIND = re.compile(r"(?:(?<=[^\W\d_]{4})\.|(?<=[^\W\d_]{3});)\s.*|\s*[\[(][^\])]*\d[^\])]*[\])].*")
# A number, as in `3 floréal an VII`.
_ROMAN = re.compile("[IVXLCDM]+")
# A collection or a place before a heading.
_COLLECTION = re.compile(r"^[^:,]{3,40}:\s+(?=\w)")
# What is before a heading: a star, a note in brackets.
_BEFORE = re.compile(r"^(?:[*†\s]+|\[[^\[\]]*\]\s*(?=\S))+")


def bare_heading(words: str) -> str:
    """A heading in one line, without its number, the mark of a note, and a date at its end."""
    plain = _BEFORE.sub("", " ".join(words.split()))
    number = _NUMBER.match(plain)
    plain = plain[number.end() :] if number else plain
    plain = (MARK.sub("", plain) if _MARK_END.search(plain, max(0, len(plain) - 2)) else plain).strip(" .")
    while (dated := _DATED.search(plain)) and dated.start() > 2:
        plain = plain[: dated.start()]
    return plain


@lru_cache(_RECENT)
def parties_in_heading(words: str, whole: bool = False) -> tuple[str, str] | None:
    """The sender and the addressee that a heading names; None if it does not name both, or is a sentence.

    `whole` says that the words are known to be a heading: then a mark at their end is no reason against.
    """
    plain = bare_heading(words)
    if len(plain) > 2 * _LONGEST or (not whole and _SENTENCE.search(words)):
        return None
    pair = heading_words("pairs").match(plain)
    if pair:
        return pair["sender"], pair["addressee"]
    written = heading_words("from").match(plain)
    plain = plain[written.end() :] if written else plain
    if heading_words("others").match(plain) or _is_deed(plain):
        return None
    return next(_sides(plain, whole and not written), None)


def _is_deed(plain: str) -> bool:
    """Whether a heading is the title of a deed: `Vente d'une vigne sise à Uzès`."""
    deed = heading_words("kinds", "deeds").match(plain)
    return deed is not None and not plain[deed.end() : deed.end() + 1].isalpha()


def _sides(plain: str, whole: bool) -> Iterator[tuple[str, str]]:
    """Each way to split a heading in two names; the one behind a comma first."""
    matches = [match for match in heading_words("to").finditer(plain) if begins_name(_bare(plain[match.end() :]))]
    offices = list(heading_words("to_office").finditer(plain))
    for match in sorted([*matches, *offices], key=lambda match: plain[match.start() - 1] != ","):
        sender = _COLLECTION.sub("", plain[: match.start()].strip(" ,"))
        before, _, kind = plain[: match.start()].rpartition(": ")
        sender = before if before and heading_words("kinds", "first").fullmatch(kind) else sender
        addressee = _BEHIND.sub("", plain[match.end() :]).strip(" ,")
        if (
            0 < len(sender) <= _LONGEST
            and len(addressee) <= _LONGEST
            and not _ROMAN.fullmatch(addressee)
            and begins_name(sender if whole else _bare(sender))
        ):
            yield sender, addressee


def addressee_in_heading(words: str, language: str, sure_place: bool = False) -> str:
    """The addressee that a heading names alone, in a text of this language; empty without one.

    `sure_place` says that the line is alone above the date of a letter: then no capital has to begin the name.
    """
    return _addressee(words, language, sure_place) if len(words) <= _LINE else ""


@lru_cache(_RECENT)
def _addressee(words: str, language: str, sure_place: bool) -> str:
    plain = bare_heading(words)
    match = heading_words("addressed", "any").match(plain) or heading_words("addressed", language).match(plain)
    match = match or _kind_inside(plain)
    in_case = heading_words("addressed", "names", language) if language else heading_words("addressed", "any_names")
    name = _BEHIND.sub("", plain[match.end() :] if match else plain).strip(" ,;.:")
    if not name or len(name) > _LONGEST or len(name.split()) > _MOST:
        return ""
    if match is None:
        return name if begins_name(name) and in_case.fullmatch(name) else ""
    return name if begins_name(_bare(name)) or sure_place else ""


def _kind_inside(plain: str) -> re.Match[str] | None:
    """`Letter to …` behind the name of the writer: `Friedmann, Alfred: Brief an Marie Huber`."""
    collection = _COLLECTION.match(f"{plain.replace(',', '', 1)}")
    start = plain.find(": ") + 2 if collection else 0
    return heading_words("addressed", "any").match(plain, start) if start else None


def is_article(words: str) -> bool:
    """Whether words are nothing but an article: what is left of `An das`."""
    return heading_words("articles").fullmatch(f"{words.strip()} ") is not None


def _bare(words: str) -> str:
    """The words without an article before them."""
    article = heading_words("articles").match(words.strip())
    return words.strip()[article.end() :] if article else words.strip()
