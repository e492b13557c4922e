"""The files of each export, from the model of an edition and the texts of its documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from teikit.edition import Edition
from teikit.exports.bibliography import bibtex, csl_json, ris
from teikit.exports.cmif import cmif
from teikit.exports.dts import dts_files
from teikit.exports.feeds import atom
from teikit.exports.iiif import manifest
from teikit.exports.items import Items
from teikit.exports.plain_text import VIEWS, plain_text
from teikit.exports.tables import TABLES, as_csv, as_json_lines
from teikit.model import Block, Document, EditionModel

Files = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Source:
    """What exports are made from.

    `texts` gives the blocks of a document. `address` is the web address of the folder of the site, with a slash at its
    end, or empty: formats that need it are then left out.
    """

    edition: Edition
    model: EditionModel
    texts: Callable[[Document], Iterable[Block]]
    address: str = ""

    @property
    def items(self) -> Items:
        """The documents as items of a bibliography."""
        return Items(self.edition, self.model, self.address)


def _csv(source: Source) -> Files:
    yield from _present((f"data/{name}.csv", as_csv(rows(source.model))) for name, rows in TABLES.items())


def _json_lines(source: Source) -> Files:
    yield from _present((f"data/{name}.jsonl", as_json_lines(rows(source.model))) for name, rows in TABLES.items())


def _bibtex(source: Source) -> Files:
    yield "data/edition.bib", bibtex([source.items.edition, *source.items])


def _ris(source: Source) -> Files:
    yield "data/edition.ris", ris([source.items.edition, *source.items])


def _csl(source: Source) -> Files:
    yield "data/edition.csl.json", csl_json([source.items.edition, *source.items])


def _cmif(source: Source) -> Files:
    yield from _present([("data/cmif.xml", cmif(source.edition, source.model, source.address))])


def _text(source: Source) -> Files:
    for document in source.model.documents:
        yield from plain_texts(document, source.texts(document))


def plain_texts(document: Document, blocks: Iterable[Block]) -> Files:
    """The files of the text of a document, one for each view."""
    listed = list(blocks)
    for view in VIEWS:
        yield f"text/{document.name}-{view}.txt", plain_text(document, listed, view)


def _atom(source: Source) -> Files:
    yield from _present([("feed.xml", atom(source.edition, source.model, source.address))])


def _dts(source: Source) -> Files:
    yield from dts_files(source.edition, source.model, source.address)


def _iiif(source: Source) -> Files:
    items = source.items
    for document in source.model.documents:
        if document.images:
            content = manifest(document, items.of(document), source.address, source.edition.language)
            yield f"iiif/{document.name}/manifest.json", content


EXPORTS: Mapping[str, Callable[[Source], Files]] = {
    "csv": _csv,
    "jsonl": _json_lines,
    "bibtex": _bibtex,
    "ris": _ris,
    "csl": _csl,
    "cmif": _cmif,
    "txt": _text,
    "atom": _atom,
    "dts": _dts,
    "iiif": _iiif,
}
"""The exports, by name: each gives its files, with their paths from the folder of the site."""

NEED_ADDRESS = frozenset(("atom", "dts", "iiif"))
"""Exports whose files name the web address of the site."""


def export(name: str, source: Source) -> Files:
    """The files of one export; no file where it needs the address of the site, which is unknown.

    Raises KeyError for an unknown name.
    """
    if name in NEED_ADDRESS and not source.address:
        return iter(())
    return EXPORTS[name](source)


def document_files(document: Document, items: Items) -> Files:
    """The files of one document that its page offers: BibTeX, RIS and CSL-JSON."""
    item = items.of(document)
    for suffix, write in (("bib", bibtex), ("ris", ris), ("csl.json", csl_json)):
        yield f"cite/{document.name}.{suffix}", write([item])


def _present(files: Iterable[tuple[str, str]]) -> Files:
    return (file for file in files if file[1])
