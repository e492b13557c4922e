"""Reads from a title who wrote to whom, by what way. Kinds of letters and what is no letter are data of the layout."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from teikit.transcript.front_matter.model import flat

# A title of more characters is no title.
_LONGEST = 1000


class Correspondence(NamedTuple):
    """Who wrote to whom, as the title says it; `bodies` are those of the names that are no persons."""

    sent: str = ""
    transmitted: str = ""
    received: str = ""
    bodies: tuple[str, ...] = ()


def correspondence(title: str, data: Mapping[str, Any], author: str = "") -> Correspondence:
    """The correspondence of a title such as `Cable, Filippov [Stalin] to Mao Zedong [via Kovalev]`.

    `author` is the page's own word for who wrote it. What is no letter, or names neither side, gives empty strings.
    """
    if not data or len(title) > _LONGEST:
        return Correspondence()
    found = _of_title(flat(title), data, author)
    bodies = tuple(name for name in found[:3] if name and re.match(data["organisations"], name))
    return found._replace(bodies=bodies)


def _of_title(words: str, data: Mapping[str, Any], author: str) -> Correspondence:
    if re.match(rf"(?:{data['none']})(?!\w)", words, re.IGNORECASE):
        return Correspondence()
    genre = _genre(str(data["genres"])).match(words)
    rest, via = _via(words[genre.end() :] if genre else words)
    rest = re.split(data["tail"], rest, maxsplit=1)[0]
    if genre is None:
        sender, receiver = _parted(rest, str(data["offices"]))
        if not receiver or not re.fullmatch(_NAMES, sender):
            return Correspondence()
        return _read(sender, receiver, via)
    return _with_genre(rest, via, author, data)


@cache
def _genre(genres: str) -> re.Pattern[str]:
    number = r"(?:\s*,?\s*(?:no\.?|№|nº|#)\s*[\w/-]+)?"
    date = r"(?:,?\s+(?:dated|of|on)\s+[\w ]{1,25}\d{4})?"
    return re.compile(rf"(?:{genres}){number}{date}(?:\s*[,:–—]\s*|(?=\s+\S))", re.IGNORECASE)


# A sender that stands by itself: names, no running words.
_NAMES = r"(?:(?:[^\W\d_a-zа-яё][\w.'’-]*|\[[^\]]+\]|\([^)]+\)|and|,)\s*){1,8}"


def _with_genre(words: str, via: str, author: str, data: Mapping[str, Any]) -> Correspondence:
    words = words.strip(" ,")
    offices = str(data["offices"])
    if re.match(r"(?:to|for)\s+[^\W\d_a-zа-яё]", words):
        receiver, _, sender = words.partition(" ")[2].partition(" from ")
        return _read(sender or author, receiver, via)
    from_one = re.match(r"(?:from|by|of)\s+", words, re.IGNORECASE)
    words = words[from_one.end() :] if from_one else words
    sender, receiver = _parted(words, offices)
    if not receiver and not from_one:
        return Correspondence()
    if not re.match(r"(?:the |a |an )?[^\W\d_a-zа-яё\[]", sender):
        return Correspondence()
    return _read(sender, receiver, via)


def _parted(words: str, offices: str) -> tuple[str, str]:
    """Sender and receiver about ` to `; `Ambassador to` belongs to an office, unless nothing else parts the two."""
    places = list(re.finditer(r"\s+to\s+(?=[^\W\d_]|\[)", words))
    parting = [
        m for m in places if not re.search(rf"(?:{offices})$", words[max(0, m.start() - 30) : m.start()], re.IGNORECASE)
    ]
    if not parting:
        return words, ""
    return words[: parting[0].start()], words[parting[0].end() :]


def _via(words: str) -> tuple[str, str]:
    match = re.search(r"\s*[\[(]via ([^\])]+)[\])]|,?\s+via ([A-Z][^,;]+)$", words)
    return (words[: match.start()] + words[match.end() :], match[1] or match[2]) if match else (words, "")


def _read(sender: str, receiver: str, via: str) -> Correspondence:
    passed = re.fullmatch(r"(?P<first>[^,]+), for (?P<second>.+)", receiver)
    if passed and not via:
        via, receiver = passed["first"], passed["second"]
    return Correspondence(_bare(sender), _bare(via), _bare(receiver))


def _bare(words: str) -> str:
    return re.sub(r"^(?:the|an?)\s+(?=\S)", "", words.strip(" ,.;:"), flags=re.IGNORECASE)
