"""What the documents of a site say, collected while they are read: the model of the edition, the words of blocks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from teikit.model import Block, Digests, Document, EditionModel, EntityRecord, digest, digests, edition_model
from teikit.publication.making import Made
from teikit.publication.reading import Extract
from teikit.publication.texts import Analyses, Texts
from teikit.search import Analysis, from_text
from teikit.site import Passage


class Collected:
    """Documents, entries of registers, and what reads their blocks."""

    def __init__(self) -> None:
        self._documents: list[Document] = []
        self._records: list[EntityRecord] = []
        self._made: dict[str, Made] = {}
        self._reads: dict[str, Callable[[], Texts]] = {}
        self._analyses: dict[str, Callable[[], Analyses]] = {}
        self._read = lru_cache(maxsize=1)(lambda read: read())

    def add(
        self, extract: Extract, item: Made | None = None, read: Callable[[], Texts] | None = None,
        analyses: Callable[[], Analyses] = dict,
    ) -> None:  # fmt: skip
        """Keep what a document says; `read` reads its blocks, where the extract has none, `analyses` that of it."""
        name = extract.document.name
        self._documents.append(extract.document)
        self._records += extract.entities
        if item:
            self._made[name] = item
        self._analyses[name] = analyses
        self._reads[name] = read or (lambda: Texts({}, {name: extract.blocks}))

    def add_records(self, records: Iterable[EntityRecord]) -> None:
        """Keep the entries of a register that has no page."""
        self._records += records

    def blocks(self, document: Document) -> tuple[Block, ...]:
        """The blocks of a document, in their order; in any order of documents. Raises OSError."""
        read = self._reads.get(document.name)
        texts: Texts | None = self._read(read) if read else None
        return texts.blocks.get(document.name, ()) if texts else ()

    def analysis(self, document: Document) -> Analysis:
        """What the search holds of a document. Raises OSError."""
        return from_text(self._analyses[document.name]()[document.name])

    def passages(self, document: Document) -> Sequence[Passage]:
        """The passage of each mention of a document, in their order."""
        return self._made[document.name].passages

    def digests(self, document: Document) -> Digests:
        """The digests of a document."""
        item = self._made.get(document.name)
        return (item and item.digests) or digests(document)

    def words(self, document: Document) -> str:
        """What tells the blocks and the passages of a document from others."""
        item = self._made.get(document.name)
        return item.words if item else digest(self.blocks(document))

    def model(self, listed: bool, pdf: str, offprints: Mapping[str, str] | None = None) -> EditionModel:
        """The model of the edition; `listed` as for `edition_model`, `pdf` is the address of the print, or empty.

        `offprints` are those of documents that are also printed by themselves, by name.
        """
        own = offprints or {}
        documents = [replace(each, pdf=own.get(each.name, pdf)) if pdf or own else each for each in self._documents]
        return edition_model(documents, self._records, listed)
