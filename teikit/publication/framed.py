"""Adds to a site what is known when all its documents are read: lists, pages of its own, shared files, frame."""

from collections.abc import Iterable, Iterator, Mapping

from teikit.core import Diagnostic
from teikit.edition import Edition
from teikit.model import EditionModel
from teikit.pages import Draft, Fragment
from teikit.publication.drafts import Drafts
from teikit.publication.site_files import SiteFiles
from teikit.publication.specimens import specimens
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


def frame_site(
    edition: Edition, model: EditionModel, drafts: Drafts, files: SiteFiles, later: Iterable[str] = ()
) -> tuple[dict[str, Fragment], list[Diagnostic]]:
    """Add all pages but those of documents to the drafts, write the files that pages share, and give the fragments.

    `later` are the paths of files that are written after the pages. Also returns what is wrong in the texts of the
    edition. Raises OSError.
    """
    catalogue = Catalogue(model, edition.title, edition.interface)
    drafts.add(_list_pages(catalogue))
    for path, content in _shared_files(edition, catalogue):
        files.write(path, content)
    paths = {*drafts.paths, *files.paths, *later}
    pages = site_pages(edition, catalogue, paths, lambda examples: specimens(examples, edition.interface))
    drafts.add(pages.drafts)
    for path, file in pages.files.items():
        files.write(path, file.read_bytes())
    frame = Frame(edition, model, {*drafts.paths, *files.paths, *later}, pages.titles)
    positions = Positions(catalogue)
    fragments: dict[str, Fragment] = {"head": frame.head, "header": frame.header, "footer": frame.footer}
    fragments |= {"trail": positions.trail, "neighbours": positions.neighbours}
    return fragments, list(pages.findings)


def joined(first: Mapping[str, Fragment], second: Mapping[str, Fragment]) -> dict[str, Fragment]:
    """Fragments of two parts; where both have one, the second follows the first."""
    both = {name: _after(first[name], second[name]) for name in first.keys() & second.keys()}
    return {**first, **second, **both}


def _after(first: Fragment, second: Fragment) -> Fragment:
    return lambda draft: first(draft) + second(draft)


def _list_pages(catalogue: Catalogue) -> Iterator[Draft]:
    yield from list_pages(catalogue)
    yield from calendar_pages(catalogue)
    yield from timeline_pages(catalogue)


def _shared_files(edition: Edition, catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    yield from assets(edition)
    yield from list_files(catalogue)
