"""The site for the page checkers and the browser tests: coverage document, sample, HTML cases, converted corpus."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from converting import CORPUS, RAW, convert, text_of_file
from lxml import etree

from teikit.core import saxon, write_whole
from teikit.model import EditionModel
from teikit.pages import Draft, fill
from teikit.publication.collation import with_differences
from teikit.publication.collected import Collected
from teikit.publication.drafts import Drafts
from teikit.publication.fragments import Links, plain_fragments
from teikit.publication.html import Edition, index_draft, read_document, write_assets
from teikit.publication.pages import corrected_links
from teikit.publication.reading import reading_document

HERE = Path(__file__).parent
COVERAGE = sorted((HERE / "html_coverage").glob("*.xml"))
LETTERS = sorted((HERE / "facsimile").glob("*.xml"))
CASES = sorted((HERE / "html").glob("*.xml"))
LANGUAGES = [HERE / "xslt" / "documents" / f"{name}.xml" for name in ("original-and-translation", "three-languages")]


def write_whole_site(folder: Path) -> list[str]:
    """Writes the site into a folder; the names of its pages, the index first."""
    read = [(path.stem, saxon.parse(path.read_text("utf-8")), "<TEI/>") for path in CASES]
    for path in [*COVERAGE, *LETTERS, *LANGUAGES]:
        tei = path.read_text("utf-8")
        read.append((path.stem, with_differences(reading_document(tei, path.name)[0]), tei))
    for path in [*RAW, *CORPUS]:
        tei = etree.tostring(etree.fromstring(convert(text_of_file(path), path.name).data), encoding="unicode")
        read.append((f"{path.parent.name}-{path.stem}", with_differences(reading_document(tei, path.name)[0]), tei))
    write_site(folder, read, Edition("An edition", "What it holds.", pages=tuple(name for name, _, _ in read)))
    return ["index", *(name for name, _, _ in read)]


def finished(draft: Draft, edition: Edition, links: Links | None = None) -> str:
    """A draft as a page, with the header and the footer of its edition and links to the files of its document."""
    return fill(draft, plain_fragments(edition.title, edition.interface, {draft.name: links or Links()}))


def write_site(folder: Path, documents: Iterable[tuple[str, Any, str]], edition: Edition) -> EditionModel:
    """Writes a whole site from (name, reading document, TEI text), and returns its model."""
    drafts, collected, places = Drafts(), Collected(), dict[str, dict[str, str]]()
    for name, reading, tei in documents:
        read = read_document(name, "document", reading, edition)
        drafts.add(read.drafts)
        collected.add(read.extract)
        places |= {name: read.places} if read.places else {}
        write_whole(folder / "tei" / f"{name}.xml", tei.encode())
    model = collected.model(edition.listed, "")
    drafts.add([index_draft(model, edition)])
    links = {document.name: Links(document.tei) for document in model.documents}
    fragments = plain_fragments(edition.title, edition.interface, links)
    drafts.write(folder, fragments, lambda draft, page: corrected_links(page, places))
    write_assets(folder)
    return model
