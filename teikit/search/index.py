"""The files of the index of an edition, made from its model and the blocks of its documents."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from teikit.core import bundled_toml, write_whole
from teikit.model import Block, Document, EditionModel
from teikit.search.analysis import KINDS, Analysis, analyse
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


def index_files(model: EditionModel, blocks: Blocks, language: str) -> Iterator[File]:
    """The files of the index, with its words in a language of the interface; documents are read one at a time.

    The last file is the one that the search page loads first. Registers are left out: entities have their own pages.
    """
    digest = sha256()
    content: dict[str, Any] = {"format": FORMAT}
    for path, data in _files(model, blocks, language, content):
        digest.update(b"%b\0%b\0" % (path.encode(), data))
        yield path, data
    yield script("index", {**content, "build": digest.hexdigest()[:12]})


def _files(model: EditionModel, blocks: Blocks, language: str, content: dict[str, Any]) -> Iterator[File]:
    """All files but the first one to load, whose `content` is known at the end."""
    in_order = (*model.documents, *model.corpora)
    by_name = {document.name: document for document in in_order}
    numbers = number_documents(by_name)
    documents = [by_name[name] for name in numbers]
    languages, dictionary = Languages(), Dictionary()
    lengths: list[int] = []
    fields: set[int] = set()
    with Sorter() as sorter:
        for document in documents:
            number = numbers[document.name]
            texts, own = _with_title(document, blocks(document)), _language(document, language)
            analysis = analyse(document, texts, languages, own)
            sorter.add(number, analysis.postings)
            lengths.append(analysis.length)
            fields |= analysis.fields
            yield from _passages(document, number, own, analysis)
        yield from dictionary.files(sorter.rows(), languages.stems)
    bounds: dict[str, Any] = {}
    for name, values in filters_of(model, numbers, language).items():
        bounds[name] = {"count": len(values), "bounds": (yield from filter_files(name, values))}
    yield years_file(documents, in_order)
    content |= {
        "numbers": encode_rising(list(numbers.values())),
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


def _passages(document: Document, number: int, language: str, analysis: Analysis) -> Iterator[File]:
    """The texts of a document for passages, each file with title, page, what is shown below the title, and language."""
    record = document.record
    label = " · ".join(filter(None, (record.date.text if record.date else "", record.archive)))
    for chunk, pieces in sorted(analysis.chunks.items()):
        yield script(f"t/{number >> 8}/{number}-{chunk}", [record.title, document.name, label, language, *pieces])


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
