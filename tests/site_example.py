"""A small edition with a site: settings and texts are files (tests/site_frame/edition), its documents are made here."""

import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from test_facsimile import png

from teikit.core import interface_language, write_whole
from teikit.edition import Edition, load_edition
from teikit.model import (
    Date,
    Document,
    EditionModel,
    EntityRecord,
    Image,
    Intervention,
    Mention,
    Record,
    Sign,
    Value,
    edition_model,
)
from teikit.pages import fill
from teikit.site import Catalogue, Frame, SitePages, assets, site_pages

HERE = Path(__file__).with_name("site_frame")
EVERYTHING = frozenset(
    {
        "documents.html", "persons.html", "places.html", "timeline.html", "search.html", "data/documents.csv",
        "data/edition.epub", "edition.pdf", "feed.xml", "brandt-1.html", "brandt-2.html",
    }
)  # fmt: skip


def edition_in(folder: Path, settings: str = "") -> Edition:
    """The edition, copied into a folder; `settings` replaces its edition.toml."""
    shutil.copytree(HERE / "edition", folder, dirs_exist_ok=True)
    (folder / "raw").mkdir(exist_ok=True)
    (folder / "pages" / "images").mkdir(exist_ok=True)
    (folder / "pages" / "images" / "garden.png").write_bytes(png(320, 200))
    if settings:
        (folder / "edition.toml").write_text(settings, encoding="utf-8")
    return load_edition(folder)


def model(*images: str) -> EditionModel:
    """Two letters between two persons; the first has images at these addresses."""
    first = _letter("brandt-1", "Karl Brandt to Johanna Brandt", "3 May 1871", "1871-05-03", ("p1", "p2"))
    second = _letter("brandt-2", "Johanna Brandt to Karl Brandt", "1872", "1872", ("p2", "p1"))
    first = Document(**{**vars(first), "images": tuple(Image(address) for address in images)})
    people = [_person("p1", "Brandt, Karl"), _person("p2", "Brandt, Johanna")]
    return edition_model([first, second], people, False)


def _person(ident: str, name: str) -> EntityRecord:
    return EntityRecord(f"people#{ident}", "person", (Value(name),))


def _letter(name: str, title: str, words: str, day: str, parties: tuple[str, str]) -> Document:
    record = Record(
        title,
        dates=(Date(words, earliest=day, latest=day),),
        places=(Value("Weimar", "sent"),),
        languages=(Value("German", "text"),),
        archive="State Archive, Brandt papers, 7",
    )
    roles = zip(parties, ("sent", "received"), strict=True)
    return Document(
        name,
        record,
        mentions=tuple(Mention("person", f"people#{ident}", ident, role=role) for ident, role in roles),
        interventions=(Intervention("addition", "ever", "p1"), Intervention("deletion", "never", "p2")),
        words=1234,
        summary="Of the garden." if name == "brandt-1" else "",
        signs=(Sign("addition", "‹word›", "added"), Sign("supplied", "[word]", "supplied by the editor")),
    )


def pages_of(edition: Edition, of: EditionModel, paths: Collection[str] = EVERYTHING) -> SitePages:
    """The pages of the site itself, where its other files are at these paths."""
    return site_pages(edition, Catalogue(of, edition.title, interface_language(edition.language)), paths)


def finished(edition: Edition, of: EditionModel, paths: Collection[str] = EVERYTHING) -> dict[str, str]:
    """The finished pages of the site itself by path."""
    pages = pages_of(edition, of, paths)
    frame = Frame(edition, of, {*paths, *(draft.path for draft in pages.drafts)}, pages.titles)
    fragments = {"head": frame.head, "header": frame.header, "footer": frame.footer}
    return {draft.path: fill(draft, fragments) for draft in pages.drafts}


def write_example(folder: Path, edition: Edition, of: EditionModel, paths: Collection[str] = EVERYTHING) -> None:
    """Write the pages of the site itself with all files that they need."""
    for path, page in finished(edition, of, paths).items():
        write_whole(folder / path, page.encode())
    for path, content in assets(edition):
        write_whole(folder / path, content)
    files: Mapping[str, Path] = pages_of(edition, of, paths).files
    for path, file in files.items():
        write_whole(folder / path, file.read_bytes())
