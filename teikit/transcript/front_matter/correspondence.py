"""Reads sender, addressee and transmitter from a title. The words for kinds of letters are data of the layout."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from teikit.core import CAPITAL, SMALL, WORD, LazyPattern, begins_name, lazy_pattern
from teikit.transcript.front_matter.model import flat, words_for

# The maximum length of a title.
_LONGEST = 1000


class Correspondence(NamedTuple):
    """The correspondents named in a title; `bodies` are the names among them that are not persons."""

    sent: str = ""
    transmitted: str = ""
    received: str = ""
    bodies: tuple[str, ...] = ()


def correspondence(title: str, data: Mapping[str, Any], author: str = "") -> Correspondence:
    """The correspondence of a title such as `Cable, Filippov [Stalin] to Mao Zedong [via Kovalev]`.

    `author` is the author that the page names. Strings are empty if it is not a letter, or names neither side.
    """
    if not data or len(title) > _LONGEST:
        return Correspondence()
    letter = _of_title(flat(title), data, author)
    bodies = tuple(name for name in letter[:3] if name and lazy_pattern(data["organisations"]).match(name))
    return letter._replace(bodies=bodies)


def _of_title(words: str, data: Mapping[str, Any], author: str) -> Correspondence:
    if lazy_pattern(rf"(?:{data['none']})(?!\w)", re.IGNORECASE).match(words):
        return Correspondence()
    genre = _genre(data["genres"], words_for(data, "number"), words_for(data, "dated")).match(words)
    rest, via = _via(words[genre.end() :] if genre else words, data)
    rest = lazy_pattern(data["tail"]).split(rest, maxsplit=1)[0]
    if genre is None:
        sender, receiver = _sides(rest, data)
        if not receiver or not _names(words_for(data, "and")).fullmatch(sender):
            return Correspondence()
        return _read(sender, receiver, via, data)
    return _with_genre(rest, via, author, data)


@cache
def _genre(genres: str, number_sign: str, dated: str) -> LazyPattern:
    number = rf"(?:\s*,?\s*{number_sign}\s*[\w/-]+)?"
    date = rf"(?:,?\s+{dated}\s+[\w ]{{1,25}}\d{{4}})?"
    return LazyPattern(rf"(?:{genres}){number}{date}(?:\s*[,:–—]\s*|(?=\s+\S))", re.IGNORECASE)


@cache
def _names(joined_by: str) -> LazyPattern:
    """A sender without other words around it: names, not running text."""
    return LazyPattern(rf"(?:(?:[^\W\d_{SMALL}][{WORD}.]*|\[[^\]]+\]|\([^)]+\)|{joined_by}|,)\s*){{1,8}}")


def _with_genre(words: str, via: str, author: str, data: Mapping[str, Any]) -> Correspondence:
    words = words.strip(" ,")
    addressed = lazy_pattern(rf"{words_for(data, 'addressed')}\s+").match(words)
    if addressed and begins_name(words[addressed.end() :]):
        receiver, *senders = lazy_pattern(rf" {words_for(data, 'from')} ").split(words[addressed.end() :], maxsplit=1)
        return _read(senders[0] if senders and senders[0] else author, receiver, via, data)
    from_one = lazy_pattern(rf"{words_for(data, 'by')}\s+", re.IGNORECASE).match(words)
    words = words[from_one.end() :] if from_one else words
    sender, receiver = _sides(words, data)
    if not receiver and not from_one:
        return Correspondence()
    if not begins_name(lazy_pattern(rf"^{words_for(data, 'article')} ").sub("", sender)):
        return Correspondence()
    return _read(sender, receiver, via, data)


def _sides(words: str, data: Mapping[str, Any]) -> tuple[str, str]:
    """Sender and addressee, divided at ` to `; `Ambassador to` belongs to an office unless it is the only ` to `."""
    places = list(lazy_pattern(rf"\s+{words_for(data, 'to')}\s+(?=[^\W\d_]|\[)").finditer(words))
    offices = re.compile(rf"(?:{data['offices']})$", re.IGNORECASE)
    between = next((m for m in places if not offices.search(words[max(0, m.start() - 30) : m.start()])), None)
    return (words[: between.start()], words[between.end() :]) if between else (words, "")


def _via(words: str, data: Mapping[str, Any]) -> tuple[str, str]:
    via = words_for(data, "via")
    match = lazy_pattern(rf"\s*[\[(]{via} ([^\])]+)[\])]|,?\s+{via} ([{CAPITAL}][^,;]+)$").search(words)
    return (words[: match.start()] + words[match.end() :], match[1] or match[2]) if match else (words, "")


def _read(sender: str, receiver: str, via: str, data: Mapping[str, Any]) -> Correspondence:
    passed_on = lazy_pattern(rf"(?P<first>[^,]+), {words_for(data, 'for')} (?P<second>.+)").fullmatch(receiver)
    if passed_on and not via:
        via, receiver = passed_on["first"], passed_on["second"]
    sent, transmitted, received = (_without_article(words, data) for words in (sender, via, receiver))
    return Correspondence(sent, transmitted, received)


def _without_article(words: str, data: Mapping[str, Any]) -> str:
    return lazy_pattern(rf"^{words_for(data, 'article')}\s+(?=\S)", re.IGNORECASE).sub("", words.strip(" ,.;:"))
