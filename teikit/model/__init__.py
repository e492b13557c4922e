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
from teikit.model.views import Digests, as_changed, as_listed, as_shown, digest, digests, view

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
    "Digests",
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
    "as_changed",
    "as_listed",
    "as_shown",
    "digest",
    "digests",
    "edition_model",
    "natural",
    "view",
]
