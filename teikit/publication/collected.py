"""What the documents of a site say, collected while they are read: the model of the edition, the words of blocks."""

import json
from collections.abc import Iterable
from dataclasses import replace

from teikit.core import Spool
from teikit.model import Block, Document, EditionModel, EntityRecord, edition_model
from teikit.publication.extract import Extract


class Collected:
    """Documents, entries of registers, and blocks; the blocks lie in one temporary file."""

    def __init__(self) -> None:
        self._documents: list[Document] = []
        self._records: list[EntityRecord] = []
        self._spool = Spool()
        self._numbers: dict[str, int] = {}

    def add(self, extract: Extract) -> None:
        """Keep what a document says. Raises OSError."""
        self._documents.append(extract.document)
        self._records += extract.entities
        self._numbers[extract.document.name] = self._spool.append(json.dumps(extract.blocks, ensure_ascii=False))

    def add_records(self, records: Iterable[EntityRecord]) -> None:
        """Keep the entries of a register that has no page."""
        self._records += records

    def blocks(self, document: Document) -> tuple[Block, ...]:
        """The blocks of a document, in their order; in any order of documents. Raises OSError."""
        number = self._numbers.get(document.name)
        return () if number is None else tuple(Block(*values) for values in json.loads(self._spool[number]))

    def model(self, listed: bool, pdf: str) -> EditionModel:
        """The model of the edition; `listed` as for `edition_model`, `pdf` is the address of the print, or empty."""
        documents = [replace(document, pdf=pdf) if pdf else document for document in self._documents]
        return edition_model(documents, self._records, listed)
