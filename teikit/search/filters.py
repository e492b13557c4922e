"""The filters of the search: what documents have in common, each value with its documents."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import islice

from teikit.core import message, messages
from teikit.model import ENTITY_KINDS, Document, EditionModel, Entity, Record
from teikit.search.letters import fold
from teikit.search.merge import sort_key
from teikit.search.numbers import encode, encode_rising
from teikit.search.shards import File, Sized, cut, file_name, script

_LANGUAGES = (("text", "translation"), ("main", "other"), ("used",))

FILTERS = (*ENTITY_KINDS, "archive", "language", "hand", "kind")

Values = dict[str, set[int]]


def filters_of(model: EditionModel, numbers: Mapping[str, int], language: str) -> dict[str, Values]:
    """The values of each filter that the edition has, with the numbers of their documents, in words of a language."""
    filters: dict[str, Values] = {name: {} for name in FILTERS}
    for document in model.documents:
        for name, value in _values(document, language):
            filters[name].setdefault(value, set()).add(numbers[document.name])
    for kind in model.kinds:
        for label, entity in _labels(model.of_kind(kind)):
            if documents := {numbers[document.name] for document in entity.documents if document.name in numbers}:
                filters[kind].setdefault(label, set()).update(documents)
    return {name: values for name, values in filters.items() if values}


def _values(document: Document, language: str) -> Iterator[tuple[str, str]]:
    """The filters that a document itself has values for."""
    record = document.record
    if archive := record.repository or record.archive:
        yield "archive", archive
    for name in _languages(record):
        yield "language", name
    hands = {hand.ident: hand.label for hand in document.hands}
    for intervention in document.interventions:
        yield "kind", kind_label(intervention.kind, language)
        if label := hands.get(intervention.hand):
            yield "hand", label


def _languages(record: Record) -> list[str]:
    """The names of the languages of the text; those of the source, where the text says none."""
    for kinds in _LANGUAGES:
        if names := [value.text for value in record.languages if value.kind in kinds and value.text]:
            return names
    return []


def kind_label(kind: str, language: str) -> str:
    """The name of a kind of intervention in a language of the interface."""
    key = f"sign.{kind}"
    return message(language, key) if key in messages(language) else kind


def _labels(entities: tuple[Entity, ...]) -> Iterator[tuple[str, Entity]]:
    """Entities with the label of each: its name; where several have the same name, with dates or key."""
    names: dict[str, list[Entity]] = {}
    for entity in entities:
        names.setdefault(entity.name, []).append(entity)
    for name, same in names.items():
        for entity in same:
            dates = "–".join(date.text for date in islice(entity.record.dates, 2))
            more = ", ".join(filter(None, (dates, entity.record.key.rpartition("#")[2])))
            yield (f"{name} ({more})" if more and len(same) > 1 else name), entity


def filter_files(name: str, values: Values) -> Generator[File, None, list[str]]:
    """The files of a filter: values with count and documents, in order, cut like the dictionary. Returns the bounds."""
    rows = sorted(((fold(value), value, sorted(documents)) for value, documents in values.items()), key=_order)
    cuts = cut([Sized(folded, len(value) + 10 + 2 * len(documents)) for folded, value, documents in rows])
    remaining = iter(rows)
    for shard in cuts:
        content = [[v, len(numbers), encode_rising(numbers)] for _, v, numbers in islice(remaining, shard.rows)]
        yield script(f"f/{name}-{file_name(shard.bound)}", content)
    return [shard.bound for shard in cuts]


def _order(row: tuple[str, str, list[int]]) -> bytes:
    return sort_key(f"{row[0]}\0{row[1]}")


def years_file(documents: Sequence[Document], in_order: Sequence[Document]) -> File:
    """The first and last year of each document, in the order of their numbers, and their places in the edition."""
    spans = [_years(document) for document in documents]
    first = min((span[0] for span in spans if span), default=0)
    digits = (encode([span[0] - first + 1, span[1] - span[0]]) if span else encode([0]) for span in spans)
    places = {document.name: place for place, document in enumerate(in_order)}
    return script("years", first, "".join(digits), encode(places[document.name] for document in documents))


def _years(document: Document) -> tuple[int, int] | None:
    """The first and last year of the date of a document."""
    order = document.record.date.order if document.record.date else ()
    return (order[0], max(order[0], order[3])) if order else None
