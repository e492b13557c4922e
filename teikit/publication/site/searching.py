"""Adds the full-text search to a site: its index, its page, and the marks on the pages of documents."""

from collections.abc import Iterator
from functools import partial

from teikit.core import message
from teikit.edition import Edition
from teikit.model import Document, EditionModel
from teikit.pages import Fragment, Page, SitePage
from teikit.publication.site.keys import Keys
from teikit.publication.site.outputs import Outputs
from teikit.search import DOCUMENT_SCRIPTS, Analyses, File, Index, Link, search_assets, search_page

_LISTS = ("documents.html", "list.title"), ("index.html", "page.edition")


def write_search(edition: Edition, model: EditionModel, analysis: Analyses, keys: Keys, outputs: Outputs) -> None:
    """Write the files of the search: index, scripts and styles; none for a site without documents. Raises OSError."""
    if not model.documents:
        return
    index = Index(model, edition.interface)
    digests: dict[str, str] = {}
    for document in index.documents:
        key = keys.of(keys.texts(document), index.numbers[document.name])
        passages = partial(_passages, index, document, analysis)
        digests |= outputs.files(f"search {document.name}", key, passages)
    key = keys.of(keys.whole, digests, [keys.texts(document) for document in index.documents])
    outputs.files("search", key, lambda: index.shared_files(analysis, digests))
    for path, content in search_assets():
        outputs.site_files.write(path, content)


def _passages(index: Index, document: Document, analysis: Analyses) -> Iterator[File]:
    return index.passages(document, analysis(document))


def search_draft(edition: Edition, model: EditionModel) -> Iterator[SitePage]:
    """The page of the search; none for a site without documents."""
    language = edition.interface
    if model.documents:
        links = [Link(address, message(language, key)) for address, key in _LISTS]
        yield search_page(edition.title, language, links)


def search_head(draft: Page) -> str:
    """The scripts that mark on the page of a document what was searched for."""
    names = DOCUMENT_SCRIPTS if draft.name else ()
    return "".join(f'<script src="{draft.root}assets/{name}" defer></script>' for name in names)


SEARCH_FRAGMENTS: dict[str, Fragment] = {"head": search_head}
