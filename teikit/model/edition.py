"""The model of an edition: its documents in order, and its entities; lists, registers and exports are made from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from teikit.model.document import ENTITY_KINDS, Document
from teikit.model.entities import Entity, EntityRecord, entities_of
from teikit.model.record import natural


class Neighbours(NamedTuple):
    """The documents before and after one, None at an end."""

    previous: Document | None = None
    following: Document | None = None


@dataclass(frozen=True)
class EditionModel:
    """An edition: its documents in the order of the edition, what is listed apart, and its entities by kind and name.

    `documents` are texts only; `corpora` and `registers` are the pages of a corpus itself and of registers.
    """

    documents: tuple[Document, ...]
    corpora: tuple[Document, ...] = ()
    registers: tuple[Document, ...] = ()
    entities: tuple[Entity, ...] = ()

    def of_kind(self, kind: str) -> tuple[Entity, ...]:
        """The entities of one of ENTITY_KINDS, by name."""
        return tuple(entity for entity in self.entities if entity.record.kind == kind)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of entities that the edition has, in the order of ENTITY_KINDS."""
        present = {entity.record.kind for entity in self.entities}
        return tuple(kind for kind in ENTITY_KINDS if kind in present)

    @cached_property
    def positions(self) -> dict[str, int]:
        """The place of each document in the edition, from 0, by the name of its page."""
        return {document.name: position for position, document in enumerate(self.documents)}

    def neighbours(self, document: Document) -> Neighbours:
        """The documents before and after one in the order of the edition."""
        position = self.positions.get(document.name)
        return Neighbours() if position is None else _around(self.documents, position)


def edition_model(documents: Iterable[Document], records: Iterable[EntityRecord], listed: bool) -> EditionModel:
    """The model of documents and entries of registers.

    Where they are `listed`, the documents keep their order; else they are sorted by date, those without a date last, by
    title, and equal ones by name.
    """
    everything = list(documents) if listed else sorted(documents, key=_order)
    texts, corpora, registers = (
        tuple(document for document in everything if document.kind == kind)
        for kind in ("document", "corpus", "register")
    )
    return EditionModel(texts, corpora, registers, entities_of(texts, records))


def _order(document: Document) -> tuple[object, ...]:
    return (*document.record.order, natural(document.name), document.name)


def _around(documents: Sequence[Document], position: int) -> Neighbours:
    before = documents[position - 1] if position else None
    after = documents[position + 1] if position + 1 < len(documents) else None
    return Neighbours(before, after)
