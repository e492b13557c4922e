"""Adds to a site what is known when all its documents are read: lists, pages of its own, shared files, frame."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from teikit.core import Diagnostic
from teikit.edition import Edition
from teikit.model import EditionModel, as_listed, as_shown, view
from teikit.pages import Fragment, SitePage
from teikit.publication.html import specimens
from teikit.publication.site.drafts import Drafts
from teikit.publication.site.keys import Keys
from teikit.publication.site.outputs import Outputs
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


class Framed(NamedTuple):
    """The fragments of pages, what tells them from others, and what is wrong in the texts of the edition."""

    fragments: dict[str, Fragment]
    key: str
    findings: list[Diagnostic]


def frame_site(
    edition: Edition, model: EditionModel, keys: Keys, drafts: Drafts, outputs: Outputs, later: Iterable[str] = ()
) -> Framed:  # fmt: skip
    """Add all pages but those of documents to the drafts, write the files that pages share, and give the fragments.

    `later` are the paths of files that are written after the pages. Raises OSError.
    """
    files = outputs.site_files
    catalogue = Catalogue(view(model, as_listed), edition.title, edition.interface)
    drafts.add_entries(outputs.pages("lists", keys.listed, lambda: _list_pages(catalogue)))
    outputs.files("data of lists", keys.listed, lambda: list_files(catalogue))
    for path, content in assets(edition):
        files.write(path, content)
    paths = {*drafts.paths, *files.paths, *later}
    whole = Catalogue(model, edition.title, edition.interface)
    pages = site_pages(edition, whole, paths, lambda examples: specimens(examples, edition.interface))
    drafts.add_entries(outputs.pages("texts", "", lambda: pages.drafts))
    for path, file in pages.files.items():
        files.write(path, file.read_bytes())
    paths = {*drafts.paths, *files.paths, *later}
    frame = Frame(edition, view(model, as_shown), paths, pages.titles, partial(outputs.text, keys.of("frame")))
    positions = Positions(catalogue)
    fragments: dict[str, Fragment] = {"head": frame.head, "header": frame.header, "footer": frame.footer}
    fragments |= {"trail": positions.trail, "neighbours": positions.neighbours}
    return Framed(fragments, keys.of(keys.listed, sorted(paths), sorted(pages.titles.items())), list(pages.findings))


def joined(first: Mapping[str, Fragment], second: Mapping[str, Fragment]) -> dict[str, Fragment]:
    """Fragments of two parts; where both have one, the second follows the first."""
    both = {name: _after(first[name], second[name]) for name in first.keys() & second.keys()}
    return {**first, **second, **both}


def _after(first: Fragment, second: Fragment) -> Fragment:
    return lambda draft: first(draft) + second(draft)


def _list_pages(catalogue: Catalogue) -> Iterator[SitePage]:
    yield from list_pages(catalogue)
    yield from calendar_pages(catalogue)
    yield from timeline_pages(catalogue)
