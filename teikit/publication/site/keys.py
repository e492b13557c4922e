"""The keys of the outputs of a site: what tells what each is made of from anything else."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from teikit.edition import Edition
from teikit.model import Document, EditionModel, Entity, digest
from teikit.publication.site.collected import Collected
from teikit.site import Registers, token


class Keys:
    """Makes the keys of the outputs of an edition."""

    def __init__(self, edition: Edition, model: EditionModel, collected: Collected, registers: Registers) -> None:
        self._collected = collected
        self._registers = registers
        self._everything = (*model.documents, *model.corpora, *model.registers)
        self._entities = model.entities
        settings = replace(edition, documents=(), overrides=())
        self._settings = digest(
            settings, edition.interface, sorted({document.pdf.partition("/")[0] for document in self._everything})
        )

    def of(self, *values: object) -> str:
        """The key of what is made of values, with the settings of the edition."""
        return digest(self._settings, *values)

    @cached_property
    def _names(self) -> str:
        """The entities of the edition: their entries, not the places where they are named."""
        return digest([(entity.record, entity.identified) for entity in self._entities])

    @cached_property
    def shown(self) -> str:
        """What is made of the documents `as_shown`, and of the names of entities."""
        return self.of(self._names, [(d.name, self._collected.digests(d).shown) for d in self._everything])

    @cached_property
    def listed(self) -> str:
        """What is made of the documents `as_listed`, and of the names of entities."""
        return self.of(self._names, [(d.name, self._collected.digests(d).listed) for d in self._everything])

    @cached_property
    def whole(self) -> str:
        """What is made of all that the model has."""
        return self.of(self._names, [(d.name, self._collected.digests(d).whole) for d in self._everything])

    @cached_property
    def changed(self) -> str:
        """What is made of the documents `as_changed`."""
        return self.of([(d.name, self._collected.digests(d).changed) for d in self._everything])

    @cached_property
    def named(self) -> str:
        """What is made of the heads of documents, and of the names in them."""
        return self.of(self._names, [(d.name, self._collected.digests(d).named) for d in self._everything])

    def document(self, document: Document) -> str:
        """What is made of a document `as_shown`, and of the names of entities."""
        return self.of(self._names, document.name, self._collected.digests(document).shown)

    def texts(self, document: Document) -> str:
        """What is made of a document and its blocks."""
        return self.of(document.name, self._collected.digests(document).whole, self._collected.words(document))

    def documents(self, documents: Iterable[Document]) -> str:
        """What is made of all that the model has of some documents."""
        return self.of([(d.name, self._collected.digests(d).whole) for d in documents])

    def entity(self, entity: Entity) -> str:
        """What is made of the documents that name an entity, their passages, and the places of all entities."""
        named = [(d.name, self._collected.digests(d).named, self._collected.words(d)) for d in entity.documents]
        return self.of(self._names, self.places, token(entity), named)

    @cached_property
    def places(self) -> str:
        """What is made of the addresses of entities in the registers."""
        return digest(sorted(self._registers.addresses.items()))
