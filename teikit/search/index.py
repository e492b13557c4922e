"""The files of the index of an edition, made from its model and the blocks of its documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from teikit.core import bundled_toml, write_whole
from teikit.model import Block, Document, EditionModel
from teikit.search.analysis import KINDS, Analysis, add_stems, analyse
from teikit.search.dictionary import Dictionary
from teikit.search.filters import filter_files, filters_of, years_file
from teikit.search.merge import Sorter
from teikit.search.numbers import encode_rising, length_digit, number_documents
from teikit.search.shards import File, script
from teikit.search.stems import Languages

FORMAT = 1
"""Raised with every change of the files that an older search page could not read."""

FOLDER = "search"
_LANGUAGES = ("text", "main")

Blocks = Callable[[Document], Iterable[Block]]
"""The blocks of a document, of any one at any time."""
Analyses = Callable[[Document], Analysis]
"""The analysis of a document, of any one at any time."""


def index_files(model: EditionModel, blocks: Blocks, language: str) -> Iterator[File]:
    """The files of the index, with its words in a language of the interface; documents are read one at a time.

    The last file is the one that the search page loads first. Registers are left out: entities have their own pages.
    """
    languages = Languages()

    def analysis(document: Document) -> Analysis:
        return analysed(document, blocks(document), languages, language)

    index = Index(model, language)
    digests: dict[str, str] = {}
    for document in index.documents:
        for path, data in index.passages(document, analysis(document)):
            digests[path] = sha256(data).hexdigest()
            yield path, data
    yield from index.shared_files(analysis, digests)


def analysed(document: Document, blocks: Iterable[Block], languages: Languages, language: str) -> Analysis:
    """The analysis of a document with its title; `language` is that of the interface, where the document has none."""
    return analyse(document, _with_title(document, blocks), languages, _language(document, language))


class Index:
    """The index of an edition: the number of each document, and the files.

    Registers are left out: entities have their own pages.
    """

    def __init__(self, model: EditionModel, language: str) -> None:
        """An index with its words in a language of the interface."""
        self._model, self._interface = model, language
        self._in_order = (*model.documents, *model.corpora)
        by_name = {document.name: document for document in self._in_order}
        self.numbers = number_documents(by_name)
        self.documents = [by_name[name] for name in self.numbers]

    def passages(self, document: Document, analysis: Analysis) -> Iterator[File]:
        """The texts of a document for passages: files with its title, page, what is shown below it, and language."""
        record, number = document.record, self.numbers[document.name]
        label = " · ".join(filter(None, (record.date.text if record.date else "", record.archive)))
        about = [record.title, document.name, label, _language(document, self._interface)]
        for chunk, pieces in sorted(analysis.chunks.items()):
            yield script(f"t/{number >> 8}/{number}-{chunk}", [*about, *pieces])

    def shared_files(self, analysis: Analyses, digests: Mapping[str, str]) -> Iterator[File]:
        """All other files; the last is the one that the search page loads first.

        `digests` are the digests (SHA-256, as text) of the files of passages.
        """
        content: dict[str, Any] = {"format": FORMAT}
        build = sha256("".join(f"{path} {digest}\n" for path, digest in digests.items()).encode())
        for path, data in self._shared(analysis, content):
            build.update(f"{path} {sha256(data).hexdigest()}\n".encode())
            yield path, data
        yield script("index", {**content, "build": build.hexdigest()[:12]})

    def _shared(self, analysis_of: Analyses, content: dict[str, Any]) -> Iterator[File]:
        """All shared files but the first one to load, whose `content` is known at the end."""
        dictionary, lengths, fields = Dictionary(), list[int](), set[int]()
        stems: dict[str, tuple[str, ...]] = {}
        with Sorter() as sorter:
            for document in self.documents:
                analysis = analysis_of(document)
                sorter.add(self.numbers[document.name], analysis.postings)
                lengths.append(analysis.length)
                fields |= analysis.fields
                add_stems(stems, analysis.stems)
            yield from dictionary.files(sorter.rows(), stems)
        bounds: dict[str, Any] = {}
        for name, values in filters_of(self._model, self.numbers, self._interface).items():
            bounds[name] = {"count": len(values), "bounds": (yield from filter_files(name, values))}
        yield years_file(self.documents, self._in_order)
        content |= {
            "numbers": encode_rising(list(self.numbers.values())),
            "lengths": "".join(map(length_digit, lengths)),
            "average": round(sum(lengths) / max(1, len(lengths)), 1),
            "fields": sorted(fields),
            "bounds": dictionary.bounds,
            "endings": " ".join(dictionary.endings),
            "filters": bounds,
            "ranking": ranking(),
        }


@cache
def ranking() -> dict[str, Any]:
    """The weights by which the search page orders results."""
    return bundled_toml("conventions", "search", "ranking.toml")


def _language(document: Document, language: str) -> str:
    """The language of blocks that do not say theirs: that of the document, else that of the edition."""
    stated = (value.language for kind in _LANGUAGES for value in document.record.languages if value.kind == kind)
    return next(filter(None, stated), language)


def _with_title(document: Document, blocks: Iterable[Block]) -> Iterator[Block]:
    """The title of a document as a block of its own, unless a header has the same words, and its blocks."""
    title = document.record.title
    headers: set[str] = set()
    for block in blocks:
        if block.field == KINDS[-1]:
            headers.add(" ".join(block.reading.split()))
        yield block
    if title not in headers:
        yield Block("", document.name, KINDS[-1], title, title)


def write_index(site: Path, model: EditionModel, blocks: Blocks, language: str) -> list[Path]:
    """Write the index into the folder of a site, and remove files of an earlier build that are no longer part of it.

    Files whose content is the same are left alone. Returns the paths of the files. Raises OSError.
    """
    written: dict[Path, None] = {}
    for path, content in index_files(model, blocks, language):
        write_whole(site / path, content)
        written[site / path] = None
    for earlier in sorted((site / FOLDER).rglob("*.js")):
        if earlier not in written:
            earlier.unlink()
    return list(written)
