"""What a list can be filtered by: the values of each facet, with the number of documents that have them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from teikit.model import ORGANISATION, PERSON, Document, natural

_MOST = 200  # values: a longer choice is no help, and a page must not grow without bound
_SHOWN_LANGUAGES = (("text",), ("translation",), ("main", "other"), ("used",))

Named = tuple[str, str]
"""A value and the name to show."""


class Option(NamedTuple):
    """A value of a facet, the name to show, and the number of documents that have it."""

    value: str
    name: str
    number: int


@dataclass(frozen=True)
class Facet:
    """A facet with its commonest values, and which of them each document has."""

    key: str
    options: tuple[Option, ...]
    of: Mapping[str, tuple[str, ...]]
    """The values of each document, by the name of its page."""

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {option.value: number for number, option in enumerate(self.options)}

    def numbers(self, document: Document) -> list[int]:
        """The numbers of the options that a document has."""
        return sorted(self._numbers[value] for value in self.of[document.name] if value in self._numbers)


def facets_of(documents: Sequence[Document], names: Mapping[str, str]) -> tuple[Facet, ...]:
    """The facets that tell documents from others: those with a value that some documents have and others have not.

    `names` has the name of an entity by its key.
    """
    readers: dict[str, Callable[[Document], Iterable[Named]]] = {
        "kind": lambda document: _one(document.record.kind),
        "person": lambda document: _persons(document, names),
        "place": lambda document: _one(document.record.place),
        "archive": lambda document: _one(document.record.archive),
        "language": _languages,
        "hand": lambda document: ((hand.key or hand.label, hand.label) for hand in document.hands if hand.label),
        "intervention": lambda document: ((kind, kind) for kind in {i.kind for i in document.interventions}),
    }
    facets = (_facet(key, documents, reader) for key, reader in readers.items())
    return tuple(facet for facet in facets if any(option.number < len(documents) for option in facet.options))


def _facet(key: str, documents: Iterable[Document], reader: Callable[[Document], Iterable[Named]]) -> Facet:
    shown: dict[str, str] = {}
    of: dict[str, tuple[str, ...]] = {}
    for document in documents:
        values = dict(reader(document))
        of[document.name] = tuple(values)
        for value, name in values.items():
            shown.setdefault(value, name)
    counts = Counter(value for values in of.values() for value in values)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], natural(shown[item[0]]), item[0]))
    return Facet(key, tuple(Option(value, shown[value], count) for value, count in ranked[:_MOST]), of)


def _persons(document: Document, names: Mapping[str, str]) -> Iterable[Named]:
    mentioned = [m for m in document.mentions if m.kind == PERSON or (m.kind == ORGANISATION and m.role)]
    if mentioned:
        return ((m.key or m.text, names.get(m.key, m.text) if m.key else m.text) for m in mentioned)
    return ((p.ref or p.text, names.get(p.ref, p.text) if p.ref else p.text) for p in document.record.persons)


def _languages(document: Document) -> Iterable[Named]:
    languages = document.record.languages
    kinds = next((kinds for kinds in _SHOWN_LANGUAGES if any(value.kind in kinds for value in languages)), ())
    return ((value.text, value.text) for value in languages if value.kind in kinds and value.text)


def _one(text: str) -> Iterable[Named]:
    return ((text, text),) if text else ()
