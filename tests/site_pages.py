"""Pages of documents for the page checkers and the browser tests: coverage, sample, HTML cases, converted corpus."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from converting import CORPUS, RAW, convert, text_of_file
from lxml import etree

from teikit.core import Ledger, saxon, write_whole
from teikit.model import EditionModel
from teikit.publication.html.pages import corrected_links
from teikit.publication.html.rendering import Edition, read_document, write_assets
from teikit.publication.reading.collation import with_differences
from teikit.publication.reading.transform import reading_document
from teikit.publication.site.collected import Collected
from teikit.publication.site.drafts import Drafts
from teikit.publication.site.files import SiteFiles
from teikit.publication.site.outputs import Outputs

HERE = Path(__file__).parent
COVERAGE = sorted((HERE / "html_coverage").glob("*.xml"))
LETTERS = sorted((HERE / "facsimile").glob("*.xml"))
CASES = sorted((HERE / "html").glob("*.xml"))
LANGUAGES = [HERE / "xslt" / "documents" / f"{name}.xml" for name in ("original-and-translation", "three-languages")]


def write_whole_site(folder: Path) -> list[str]:
    """Writes the site into a folder; the names of its pages."""
    read = [(path.stem, saxon.parse(path.read_text("utf-8")), "<TEI/>") for path in CASES]
    for path in [*COVERAGE, *LETTERS, *LANGUAGES]:
        tei = path.read_text("utf-8")
        read.append((path.stem, with_differences(reading_document(tei, path.name)[0]), tei))
    for path in [*RAW, *CORPUS]:
        tei = etree.tostring(etree.fromstring(convert(text_of_file(path), path.name).data), encoding="unicode")
        read.append((f"{path.parent.name}-{path.stem}", with_differences(reading_document(tei, path.name)[0]), tei))
    write_site(folder, read, Edition("An edition", pages=tuple(name for name, _, _ in read)))
    return [name for name, _, _ in read]


def write_site(folder: Path, documents: Iterable[tuple[str, Any, str]], edition: Edition) -> EditionModel:
    """Writes the pages of documents from (name, reading document, TEI text), without frame; returns their model."""
    drafts, collected, places = Drafts(), Collected(), dict[str, dict[str, str]]()
    outputs = Outputs(Ledger(), SiteFiles(folder))
    for name, reading, tei in documents:
        read = read_document(name, "document", reading, edition)
        drafts.add(read.drafts)
        collected.add(read.extract)
        places |= {name: read.places} if read.places else {}
        write_whole(folder / "tei" / f"{name}.xml", tei.encode())
    drafts.write(outputs, "", {}, lambda draft, page: corrected_links(page, places))
    write_assets(folder)
    return collected.model(False, "")
