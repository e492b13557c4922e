"""Persons, places, organisations and works of an edition, with their occurrences in the documents."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from teikit.model.document import Document, Mention
from teikit.model.record import Date, Value, natural


@dataclass(frozen=True)
class EntityRecord:
    """What a register says of an entity: the entry of a person, place, organisation or work.

    The first of `names` is the one to show; the kind of a name is its @type. `dates` are those of a life or of being
    (their kinds: birth, death, floruit …). `identifiers` are addresses at authorities (GND, VIAF, Wikidata …), their
    kinds are the @type of the idno, their `ref` the address. `description` is the note of the register in one
    paragraph, `occupations` are those of a person, or the larger places that a place is in; `authors` those of a work.
    """

    key: str
    kind: str
    names: tuple[Value, ...]
    dates: tuple[Date, ...] = ()
    identifiers: tuple[Value, ...] = ()
    description: str = ""
    occupations: tuple[str, ...] = ()
    authors: tuple[Value, ...] = ()


class Occurrence(NamedTuple):
    """Where an entity is named: the document and the name in it."""

    document: Document
    mention: Mention


@dataclass(frozen=True)
class Entity:
    """An entity of the edition: what its register says, and where the documents name it, in the order of the edition.

    An entity without a register is known by its key, or, where the TEI gives no key, by the form of its name: such
    names are not joined with other forms (`identified` is False).
    """

    record: EntityRecord
    identified: bool = True
    occurrences: tuple[Occurrence, ...] = field(default=())

    @property
    def name(self) -> str:
        """The name to show."""
        return self.record.names[0].text if self.record.names else self.record.key

    @property
    def forms(self) -> Counter[str]:
        """The forms of the name in the documents, with how often each occurs."""
        return Counter(occurrence.mention.text for occurrence in self.occurrences)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that name the entity, each once, in the order of the edition."""
        return tuple({occurrence.document.name: occurrence.document for occurrence in self.occurrences}.values())


def entities_of(documents: Iterable[Document], records: Iterable[EntityRecord]) -> tuple[Entity, ...]:
    """The entities that the documents name or the registers list, by kind and name."""
    known = {record.key: record for record in records}
    by_identity: dict[tuple[str, str, str], list[Occurrence]] = {(r.kind, r.key, ""): [] for r in known.values()}
    for document in documents:
        for mention in document.mentions:
            by_identity.setdefault(_identity(mention, known), []).append(Occurrence(document, mention))
    entities = [_entity(identity, occurrences, known) for identity, occurrences in by_identity.items()]
    return tuple(sorted(entities, key=lambda entity: (entity.record.kind, natural(entity.name), entity.record.key)))


def _identity(mention: Mention, known: Mapping[str, EntityRecord]) -> tuple[str, str, str]:
    """Kind, key and, without a key, the form of a name. A register knows the kind of its entries."""
    if mention.key in known:
        return known[mention.key].kind, mention.key, ""
    return mention.kind, mention.key, "" if mention.key else mention.text


def _entity(identity: tuple[str, str, str], occurrences: list[Occurrence], known: Mapping[str, EntityRecord]) -> Entity:
    kind, key, form = identity
    if key in known:
        return Entity(known[key], True, tuple(occurrences))
    commonest = Counter(occurrence.mention.text for occurrence in occurrences).most_common(1)[0][0]
    return Entity(EntityRecord(key, kind, (Value(form or commonest),)), bool(key), tuple(occurrences))
