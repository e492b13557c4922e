"""Adds the full-text search to a site: its index, its page, and the marks on the pages of documents."""

from collections.abc import Iterator

from teikit.core import message
from teikit.edition import Edition
from teikit.model import EditionModel
from teikit.pages import Draft, Fragment
from teikit.search import DOCUMENT_SCRIPTS, Blocks, File, Link, index_files, search_assets, search_page

_LISTS = ("documents.html", "list.title"), ("index.html", "page.edition")


def search_files(edition: Edition, model: EditionModel, blocks: Blocks) -> Iterator[File]:
    """The files of the search: index, scripts and styles; none for a site without documents."""
    if model.documents:
        yield from index_files(model, blocks, edition.interface)
        yield from search_assets()


def search_draft(edition: Edition, model: EditionModel) -> Iterator[Draft]:
    """The page of the search; none for a site without documents."""
    language = edition.interface
    if model.documents:
        links = [Link(address, message(language, key)) for address, key in _LISTS]
        yield search_page(edition.title, language, links)


def search_head(draft: Draft) -> str:
    """The scripts that mark on the page of a document what was searched for."""
    names = DOCUMENT_SCRIPTS if draft.name else ()
    return "".join(f'<script src="{draft.root}assets/{name}" defer></script>' for name in names)


SEARCH_FRAGMENTS: dict[str, Fragment] = {"head": search_head}
