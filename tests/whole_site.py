"""A whole site with every kind of page: an edition in files (tests/site_whole), and the lists of a large one."""

import shutil
from pathlib import Path

from list_models import letters
from test_facsimile import png

from teikit.core import write_whole
from teikit.edition import Edition, load_edition, select_edition
from teikit.pages import fill
from teikit.publication import Published, publish
from teikit.site import (
    Catalogue,
    Frame,
    assets,
    calendar_pages,
    link_entities,
    list_files,
    list_pages,
    timeline_pages,
)

CASE = Path(__file__).with_name("site_whole")
LARGE = "large"
"""The folder of the lists of a large edition, beside the pages."""


def build_whole_site(folder: Path) -> tuple[Path, Published]:
    """Builds the edition with a copy of its files in a folder; the folder of the site, and what publishing did."""
    shutil.copytree(CASE, folder / "edition")
    (folder / "edition" / "images").mkdir()
    (folder / "edition" / "images" / "letter-1.png").write_bytes(png(80, 120))
    edition = load_edition(folder / "edition")
    published = publish(select_edition(edition), folder, True, False)
    _add_large(folder / "html" / LARGE, edition)
    return folder / "html", published


def _add_large(folder: Path, edition: Edition) -> None:
    """Lists, calendar and timeline of 400 letters; the letters themselves have no pages."""
    catalogue = Catalogue(letters(400), edition.title)
    drafts = [*list_pages(catalogue), *calendar_pages(catalogue), *timeline_pages(catalogue)]
    frame = Frame(edition, catalogue.model, {draft.path for draft in drafts}, {})
    for draft in drafts:
        page = fill(draft, {"head": frame.head, "header": frame.header, "footer": frame.footer})
        write_whole(folder / draft.path, link_entities(page, draft.root, {}).encode())
    for path, content in (*assets(edition), *list_files(catalogue)):
        write_whole(folder / path, content)
