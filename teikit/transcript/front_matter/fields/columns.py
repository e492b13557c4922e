"""The fields that a person can state of a document: for each, how its words become values of the header.

They are the columns of `documents.csv`, the keys of `[[document]]`, and the keys above a text. A new one is a row of
`COLUMNS`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from teikit.core import is_language, is_reserved_id, message
from teikit.transcript.front_matter.citation import ArchiveReference, Responsibility
from teikit.transcript.front_matter.fields.dates import read_date
from teikit.transcript.front_matter.fields.languages import code_of_language, is_letter, name_of_language
from teikit.transcript.front_matter.fields.values import (
    hands,
    licence,
    listed,
    participants,
    parties,
    places,
    recording,
)
from teikit.transcript.front_matter.header import RECEIVED, SENT, SETTING, Metadata

_NAME = re.compile(r"[^\W\d][\w.-]*")
_WORD = re.compile(r"[^\W\d][\w-]*")


class Result(NamedTuple):
    """The values of a cell by the fields of `Metadata`, and what is wrong with its words."""

    values: Mapping[str, Any] = {}
    problem: str = ""


# The words of a cell, and the language of the edition; what they become.
Column = Callable[[str, str], Result]


def _text(field: str) -> Column:
    return lambda words, language: Result({field: words})


def _list(field: str) -> Column:
    return lambda words, language: Result({field: tuple(listed(words))})


def _date(words: str, language: str) -> Result:
    """A date; words that are not a date stay words of the header, without a value."""
    stated = read_date(words)
    if stated.problem:
        return Result({"date_words": words}, f"“{words}” {stated.problem}")
    names = ("date", "date_kind", "date_last", "date_cert")
    return Result(dict(zip(names, (stated.value, stated.kind, stated.last, stated.cert), strict=True)))


def _parties(role: str) -> Column:
    return lambda words, language: Result({"parties": parties(words, role)})


def _places(role: str) -> Column:
    return lambda words, language: Result({"places": places(words, role)})


def _language(field: str) -> Column:
    def read(words: str, language: str) -> Result:
        code = words if is_language(words) else code_of_language(words)
        if not code:
            return Result({}, f"“{words}” is not a language code such as en or de")
        return Result({field: code} | ({f"{field}_words": name_of_language(code)} if field != "text_language" else {}))

    return read


# What a person did, by the role: the key of the message.
_DONE = {"translator": "header.translator", "transcriber": "header.transcriber"}


def _responsibility(role: str) -> Column:
    def read(words: str, language: str) -> Result:
        wording = message(language, _DONE[role])
        return Result({"responsibilities": tuple(Responsibility(role, wording, name) for name in listed(words))})

    return read


def _participants(words: str, language: str) -> Result:
    return Result({"participants": participants(words)})


def _recording(words: str, language: str) -> Result:
    stated = recording(words)
    problem = f"“{words}” is not a recording: write audio or video, length and date: audio PT0H41M 1978-04-02"
    return Result({"recording": stated}) if stated else Result({}, problem)


def _address(words: str, language: str) -> Result:
    try:
        complete = all(urlsplit(words)[:2]) and " " not in words
    except ValueError:
        complete = False
    return Result({"url": words}) if complete else Result({}, f"“{words}” is not a web address")


def _ident(words: str, language: str) -> Result:
    if not _NAME.fullmatch(words):
        return Result({}, f"“{words}” is not an xml:id: it begins with a letter, and has letters, digits, - _ and .")
    if is_reserved_id(words):
        return Result({}, f"“{words}” is an xml:id that teikit uses inside documents: choose another")
    return Result({"ident": words})


def _calendar(words: str, language: str) -> Result:
    name = words.strip().lower()
    return Result({"calendar": name}) if _WORD.fullmatch(name) else Result({}, f"“{words}” is not one word")


def _archive(field: str) -> Column:
    """One of the three parts of an archive reference; they are put together at the end."""
    return lambda words, language: Result({field: words})


COLUMNS: Mapping[str, Column] = {
    "title": _text("title"),
    "date": _date,
    "sender": _parties(SENT),
    "addressee": _parties(RECEIVED),
    "addressee_place": _places(RECEIVED),
    "place": _places(SETTING),
    "archive": _archive("archive"),
    "settlement": _archive("settlement"),
    "shelfmark": _archive("shelfmark"),
    "original_title": _text("original_title"),
    "language": _language("text_language"),
    "original_language": _language("original_language"),
    "translator": _responsibility("translator"),
    "transcriber": _responsibility("transcriber"),
    "genre": _text("genre"),
    "keywords": _list("keywords"),
    "abstract": _text("summary"),
    "licence": lambda words, language: Result({"licence": licence(words)}),
    "funder": _list("funders"),
    "url": _address,
    "id": _ident,
    "images": _list("images"),
    "hands": lambda words, language: Result({"hands": hands(words)}),
    "participants": _participants,
    "setting": _text("setting"),
    "recording": _recording,
    "calendar": _calendar,
}
"""The fields by their names, with what reads their words."""


class Problem(NamedTuple):
    """What is wrong with the words of a field."""

    field: str
    message: str


def metadata_of(words: Mapping[str, str], language: str) -> tuple[Metadata, list[Problem]]:
    """What fields say of a document; `language` is that of the edition. `images` are the words of that field."""
    values: dict[str, Any] = {}
    problems = []
    for name, column in COLUMNS.items():
        if not words.get(name):
            continue
        result = column(words[name], language)
        problems += [Problem(name, result.problem)] if result.problem else []
        for field, value in result.values.items():
            values[field] = (*values.get(field, ()), *value) if type(value) is tuple else value
    if values.get("ident") and values["ident"] == values.get("calendar"):
        problems.append(Problem("id", f"“{values.pop('ident')}” is the xml:id of the calendar"))
    values |= _archives(values)
    return _placed(Metadata(**values)), problems


def _archives(values: dict[str, Any]) -> Mapping[str, Any]:
    archive, settlement, shelfmark = (values.pop(name, "") for name in ("archive", "settlement", "shelfmark"))
    if not (archive or settlement or shelfmark):
        return {}
    units = {"shelfmark": shelfmark} if shelfmark else {}
    return {"archives": (ArchiveReference(archive, units, settlement=settlement),)}


def _placed(data: Metadata) -> Metadata:
    """The place of a letter is where it was sent from; that of another document is its setting."""
    if not (is_letter(data.genre) or data.parties):
        return data
    return data._replace(places=tuple(_sent(data)))


def _sent(data: Metadata) -> Iterator[Any]:
    for place in data.places:
        yield place._replace(role=SENT) if place.role == SETTING else place
