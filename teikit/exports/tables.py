"""The documents, the entities and the interventions of an edition as tables: CSV and JSON Lines, one row each."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from teikit.exports.dates import bounds
from teikit.model import AUTHORS, Document, EditionModel, Entity, Occurrence

Row = Mapping[str, str | int]


def document_rows(model: EditionModel) -> Iterator[Row]:
    """A row for each document, in the order of the edition; a vertical bar separates several values in a cell."""
    for document in model.documents:
        record, (first, last) = document.record, bounds(document.record.date)
        yield {
            "name": document.name,
            "title": record.title,
            "kind": record.kind,
            "author": _people(document, AUTHORS),
            "sender": _people(document, ("sent",)),
            "addressee": _people(document, ("received",)),
            "date": record.date.text if record.date else "",
            "earliest": first,
            "latest": last,
            "place": record.place,
            "languages": _joined(language.language for language in record.languages if language.kind == "text"),
            "archive": record.archive,
            "identifiers": _joined(number.text for number in record.identifiers),
            "words": document.words,
            "images": len(document.images),
            "interventions": len(document.interventions),
            "doubtful": record.doubtful,
            "page": document.address,
            "tei": document.tei,
        }


def entity_rows(model: EditionModel) -> Iterator[Row]:
    """A row for each person, place, organisation and work, with the forms of its name in the documents."""
    for entity in model.entities:
        yield {
            "kind": entity.record.kind,
            "key": entity.record.key,
            "name": entity.name,
            "names": _joined(name.text for name in entity.record.names),
            "forms": _joined(entity.forms),
            "dates": _joined(f"{date.kind} {date.when or date.text}".strip() for date in entity.record.dates),
            "identifiers": _joined(identifier.text for identifier in entity.record.identifiers),
            "occurrences": len(entity.occurrences),
            "documents": len(entity.documents),
            "identified": "yes" if entity.identified else "no",
        }


def occurrence_rows(model: EditionModel) -> Iterator[Row]:
    """A row for each name in a document: who or what is named, as what, and where."""
    for entity in model.entities:
        yield from (_occurrence(entity, occurrence) for occurrence in entity.occurrences)


def _occurrence(entity: Entity, occurrence: Occurrence) -> Row:
    mention = occurrence.mention
    return {
        "kind": entity.record.kind,
        "key": entity.record.key,
        "name": entity.name,
        "form": mention.text,
        "document": occurrence.document.name,
        "block": mention.block,
        "role": mention.role,
        "certainty": mention.certainty,
    }


def intervention_rows(model: EditionModel) -> Iterator[Row]:
    """A row for each addition, deletion and other intervention, in the order of the edition."""
    for document in model.documents:
        hands = {hand.ident: hand.label for hand in document.hands}
        for intervention in document.interventions:
            yield {
                "document": document.name,
                "kind": intervention.kind,
                "text": intervention.text,
                "hand": hands.get(intervention.hand, intervention.hand),
                "place": intervention.place,
                "certainty": intervention.certainty,
                "block": intervention.block,
                "anchor": intervention.anchor,
                "explanation": intervention.label,
            }


TABLES: Mapping[str, Callable[[EditionModel], Iterator[Row]]] = {
    "documents": document_rows,
    "entities": entity_rows,
    "occurrences": occurrence_rows,
    "interventions": intervention_rows,
}
"""The tables of an edition, by the names of their files."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Iterable[Row]) -> str:
    """Rows as CSV (RFC 4180) with a line of names; empty without rows.

    A value that a spreadsheet would run as a formula begins with an apostrophe.
    """
    out = io.StringIO(newline="")
    writer, names = csv.writer(out), list[str]()
    for row in rows:
        if not names:
            names = list(row)
            writer.writerow(names)
        writer.writerow([_harmless(row[name]) for name in names])
    return out.getvalue()


def as_json_lines(rows: Iterable[Row]) -> str:
    """Rows as JSON Lines: an object a line, with the values as they are."""
    encode = json.JSONEncoder(ensure_ascii=False).encode  # `json.dumps` makes an encoder for each call
    return "".join(f"{encode(row)}\n" for row in rows)


def _harmless(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) and not _is_year(value) else value


def _is_year(value: str) -> bool:
    """Whether a value is a date before the common era, which begins with a minus."""
    return value.removeprefix("-").replace("-", "").isdecimal()


def _people(document: Document, roles: Iterable[str]) -> str:
    return _joined(person.text for person in document.record.persons if person.kind in roles)


def _joined(values: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(filter(None, values)))
