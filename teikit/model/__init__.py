"""The model of an edition: what its documents say, as values that lists, registers, search and exports share."""

from teikit.model.document import (
    ENTITY_KINDS,
    ORGANISATION,
    PERSON,
    PLACE,
    WORK,
    Block,
    Document,
    Hand,
    Image,
    Intervention,
    Mention,
    Sign,
)
from teikit.model.edition import EditionModel, Neighbours, edition_model
from teikit.model.entities import Entity, EntityRecord, Occurrence
from teikit.model.record import AUTHORS, SERIES, Date, Record, Value, natural

__all__ = [
    "AUTHORS",
    "ENTITY_KINDS",
    "ORGANISATION",
    "PERSON",
    "PLACE",
    "SERIES",
    "WORK",
    "Block",
    "Date",
    "Document",
    "EditionModel",
    "Entity",
    "EntityRecord",
    "Hand",
    "Image",
    "Intervention",
    "Mention",
    "Neighbours",
    "Occurrence",
    "Record",
    "Sign",
    "Value",
    "edition_model",
    "natural",
]
