"""Merges what several sources say of a document: the first source that has a value wins, and a difference is reported.

The order is that of the encoding guide: table of documents, archive's page, edition.toml, the text itself.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from teikit.core import Diagnostic, Source, Span, shorten, span_diagnostic
from teikit.transcript import Metadata

# Fields that belong together come from one source: the first that has a value in one of them.
_TOGETHER: tuple[tuple[str, ...], ...] = (
    ("title", "title_type", "title_cert", "title_span", "title_found_in"),
    ("date", "date_words", "date_kind", "date_cert", "date_last", "date_evidence", "date_span", "date_found_in"),
    ("publisher", "pub_place", "pub_date"),
    ("original_language", "original_language_words"),
)
# Fields whose values come from one source for each role.
_BY_ROLE = ("parties", "places", "responsibilities")
# Fields that only one source has, or that say how the document was read.
_GROUPED = {field for group in _TOGETHER for field in group}
_SINGLE = tuple(field for field in Metadata._fields if field not in (*_GROUPED, *_BY_ROLE))

_WORD = re.compile(r"\w+")
Words = Callable[[Metadata], str]


def _names(role: str) -> Words:
    return lambda data: "; ".join(party.name for party in data.party(role))


def _place(role: str) -> Words:
    return lambda data: "; ".join(place.name for place in data.place(role))


def _same_words(first: str, second: str) -> bool:
    """Whether two spellings have a word in common: `Gefr. W. Harms` and `Wilhelm Harms` are one person."""
    words = [set(_WORD.findall(spelling.casefold())) for spelling in (first, second)]
    return bool(words[0] & words[1])


def _same_date(first: str, second: str) -> bool:
    return first.startswith(second) or second.startswith(first)


def _same(first: str, second: str) -> bool:
    return _WORD.findall(first.casefold()) == _WORD.findall(second.casefold())


# What is compared: its name in messages, its value, and when two values agree.
_COMPARED: tuple[tuple[str, Words, Callable[[str, str], bool]], ...] = (
    ("title", lambda data: "" if data.title_type else data.title, _same),
    ("date", lambda data: data.date, _same_date),
    ("author", lambda data: data.author, _same_words),
    ("sender", _names("sent"), _same_words),
    ("addressee", _names("received"), _same_words),
    ("place", _place("sent"), _same_words),
    ("addressee_place", _place("received"), _same_words),
    ("publisher", lambda data: data.publisher, _same),
    ("licence", lambda data: data.licence.name if data.licence else "", _same),
    ("language", lambda data: data.text_language, _same_date),
    ("original_language", lambda data: data.original_language, _same_date),
    ("archive", lambda data: "; ".join(archive.repository for archive in data.archives), _same_words),
    ("url", lambda data: data.url, _same),
)


PAGE = "the page around the text"
_NOTHING = Metadata()
# What a page may name by an office, and the text by a name.
_OFFICES = ("sender", "addressee")


class Layer(NamedTuple):
    """What one source says: its name in messages, its values, and where it says so in the raw file.

    `inferred` values are those of the text, which nobody stated: they contradict others only where they are sure.
    """

    name: str
    data: Metadata
    span: Span = Span(0, 0)
    inferred: bool = False

    @property
    def sure(self) -> Metadata:
        """The values that can contradict others: not a heading as a title, nothing that is in doubt."""
        if not self.inferred:
            return self.data
        data = self.data._replace(title="", parties=tuple(p for p in self.data.parties if not p.cert))
        return data._replace(date="") if data.date_cert else data


def merge(layers: Sequence[Layer], source: Source) -> tuple[Metadata, list[Diagnostic]]:
    """The values of all layers, the first layer first, and a diagnostic for each value that two layers differ in."""
    given = [layer for layer in layers if layer.data != _NOTHING]
    merged = given[-1].data if given else _NOTHING
    for layer in reversed(given[:-1]):
        merged = _over(layer.data, merged)
    return merged, [*_differences(given, source)] if len(given) > 1 else []


def _over(higher: Metadata, lower: Metadata) -> Metadata:
    values: dict[str, Any] = {}
    for field in _SINGLE:
        values[field] = getattr(higher, field) or getattr(lower, field)
    for group in _TOGETHER:
        chosen = higher if any(getattr(higher, field) != Metadata._field_defaults[field] for field in group) else lower
        values |= {field: getattr(chosen, field) for field in group}
    for field in _BY_ROLE:
        own = getattr(higher, field)
        roles = {entry.role for entry in own}
        values[field] = (*own, *(entry for entry in getattr(lower, field) if entry.role not in roles))
    return Metadata(**values)


def _differences(layers: Sequence[Layer], source: Source) -> Iterator[Diagnostic]:
    sure = [(layer, layer.sure) for layer in layers]
    for name, words_of, agree in _COMPARED:
        stated = [(layer, words) for layer, data in sure if (words := words_of(data))]
        for layer, words in stated[1:]:
            first, used = stated[0]
            if not agree(used, words) and not (layer.inferred and name in _OFFICES and first.name == PAGE):
                message = f"{name}: “{shorten(used)}” ({first.name}) is used, not “{shorten(words)}” ({layer.name})"
                yield span_diagnostic(source, layer.span, "header-sources-differ", message)
