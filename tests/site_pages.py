"""The site for the page checkers and the browser tests: coverage document, sample, HTML cases, converted corpus."""

from pathlib import Path

from converting import CORPUS, RAW, convert, text_of_file
from lxml import etree

from teikit.core import saxon
from teikit.publication.collation import with_differences
from teikit.publication.html import Edition, write_site
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
