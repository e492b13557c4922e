"""Adds to a site what is known when all its documents are read: lists, pages of its own, shared files, frame."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from teikit.core import Diagnostic, interface_language, write_whole
from teikit.edition import Edition
from teikit.model import EditionModel
from teikit.pages import Draft, Fragment
from teikit.publication.drafts import Drafts
from teikit.site import (
    Catalogue,
    Frame,
    Positions,
    assets,
    calendar_pages,
    list_files,
    list_pages,
    site_pages,
    timeline_pages,
)

START = "index.html"
"""The page that a site begins with."""


def frame_site(
    edition: Edition, model: EditionModel, drafts: Drafts, files: Iterable[str], folder: Path
) -> tuple[dict[str, Fragment], list[Diagnostic]]:
    """Add all pages but those of documents to the drafts, write the files that pages share, and give the fragments.

    `files` are the paths of what the site has besides. Also returns what is wrong in the texts of the edition. Raises
    OSError.
    """
    catalogue = Catalogue(model, edition.title, interface_language(edition.language))
    drafts.add(_list_pages(catalogue))
    shared = dict(_shared_files(edition, catalogue))
    pages = site_pages(edition, catalogue, {*drafts.paths, *files, *shared})
    drafts.add(pages.drafts)
    for path, content in shared.items():
        write_whole(folder / path, content)
    for path, file in pages.files.items():
        write_whole(folder / path, file.read_bytes())
    frame, positions = Frame(edition, model, {*drafts.paths, *files, *shared}, pages.titles), Positions(catalogue)
    fragments: dict[str, Fragment] = {"head": frame.head, "header": frame.header, "footer": frame.footer}
    fragments |= {"trail": positions.trail, "neighbours": positions.neighbours}
    return fragments, list(pages.findings)


def _list_pages(catalogue: Catalogue) -> Iterator[Draft]:
    yield from list_pages(catalogue)
    yield from calendar_pages(catalogue)
    yield from timeline_pages(catalogue)


def _shared_files(edition: Edition, catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    yield from assets(edition)
    yield from list_files(catalogue)
