"""Frames a site when its documents are read: pages of its own, the files that all pages share, head, header, footer."""

from collections.abc import Collection
from pathlib import Path

from teikit.core import Diagnostic, write_whole
from teikit.edition import Edition
from teikit.model import EditionModel
from teikit.pages import Fragment
from teikit.publication.drafts import Drafts
from teikit.site import Frame, assets, site_pages

START = "index.html"
"""The page that a site begins with."""
_LIST = "documents.html"


def frame_site(
    edition: Edition, model: EditionModel, drafts: Drafts, files: Collection[str], folder: Path
) -> tuple[dict[str, Fragment], list[Diagnostic]]:
    """Add the pages of the site itself to the drafts, write the files that pages share, and give the fragments.

    `files` are the paths of what the site has besides pages. Also returns what is wrong in the texts of the edition.
    Raises OSError.
    """
    pages = site_pages(edition, model, {*drafts.paths, *files})
    listed = _LIST in drafts.paths  # else the start page is the list
    drafts.add([draft for draft in pages.drafts if listed or draft.path != START])
    for path, content in assets(edition):
        write_whole(folder / path, content)
    for path, file in pages.files.items():
        write_whole(folder / path, file.read_bytes())
    frame = Frame(edition, model, {*drafts.paths, *files, START}, pages.titles)
    return {"head": frame.head, "header": frame.header, "footer": frame.footer}, list(pages.findings)
