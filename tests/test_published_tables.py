"""Tables of TEI: spans that do not meet, rows that name columns, captions, cells with blocks; nothing overprints."""

import re
from pathlib import Path

import pytest
from lxml import etree, html
from print_pages import META, pieces, reader
from test_reading import GRAMMAR, READING, WRAPPER, reading_of

from teikit.publication.html.rendering import html_page
from teikit.publication.print import print_xml, typeset
from teikit.publication.reading.transform import reading_document

CASES = sorted((Path(__file__).parent / "tables").glob("*.xml"))
# Rows with the spans of their cells (columns x rows), and the places that the cells get: column, columns, rows.
GRIDS = {
    "1x1 1x1 / 1x1 1x1": "1.1.1 2.1.1 / 1.1.1 2.1.1",
    "2x1 / 1x1 1x1": "1.2.1 / 1.1.1 2.1.1",
    "1x2 1x1 / 1x1": "1.1.2 2.1.1 / 2.1.1",
    "1x9 1x1 / 1x1": "1.1.2 2.1.1 / 2.1.1",
    "1x1 1x2 / 9x1": "1.1.1 2.1.2 / 1.1.1",
    "2x1 3x1 / 2x1 3x1": "1.1.1 2.1.1 / 1.1.1 2.1.1",
    "4x1 5x1 / 1x1 1x1 1x1": "1.3.1 4.1.1 / 1.1.1 2.1.1 3.1.1",
    "9999x9999": "1.1.1",
    "0x0 1x1": "1.1.1 2.1.1",
}


def table(grid: str) -> str:
    rows = ([cell.split("x") for cell in row.split()] for row in grid.split("/"))
    cells = ("".join(f'<cell cols="{c}" rows="{r}">x</cell>' for c, r in row) for row in rows)
    return "".join(f"<row>{row}</row>" for row in cells)


@pytest.mark.parametrize(("given", "places"), GRIDS.items())
def test_cells_have_places_of_their_own(given: str, places: str) -> None:
    document, _ = reading_of(WRAPPER.replace("<?fragment?>", f"<table>{table(given)}</table>"))
    found = [
        " ".join(f"{c.get('column')}.{c.get('cols', 1)}.{c.get('rows', 1)}" for c in row)
        for row in document.iter(f"{READING}row")
    ]
    assert " / ".join(found) == places


def test_a_table_of_great_spans_is_read_in_bounded_time() -> None:
    document, _ = reading_of(
        WRAPPER.replace("<?fragment?>", f"<table>{table(' / '.join(['900x900 ' * 9] * 60))}</table>")
    )
    assert max(int(c.get("column", "")) for c in document.iter(f"{READING}cell")) <= 1000


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_case_is_read_shown_and_set(path: Path) -> None:
    document, findings = reading_of(path.read_text("utf-8"))
    assert findings == []
    assert GRAMMAR.validate(document), GRAMMAR.error_log
    node, _ = reading_document(path.read_text("utf-8"), path.name)
    data, reported = typeset(print_xml([node], META))
    assert data and reported == []


def test_words_of_a_row_that_are_in_no_cell_are_kept() -> None:
    words = "<table><row>one<cell>two</cell><note>three</note></row>four<row>five</row></table><p><row>six</row></p>"
    document, _ = reading_of(WRAPPER.replace("<?fragment?>", words))
    assert GRAMMAR.validate(document), GRAMMAR.error_log
    text = "".join(document.find(f"{READING}witness").itertext())  # type: ignore[union-attr]
    assert [word for word in "one two three four five six".split() if text.count(word) != 1] == []  # noqa: SIM905


def page_of(path: Path) -> html.HtmlElement:
    node, _ = reading_document(path.read_text("utf-8"), path.name)
    return html.fromstring(html_page(node))


def test_a_page_has_caption_head_rows_and_blocks_in_cells() -> None:
    page = page_of(CASES[0])
    first = page.xpath("//table")[0]
    assert [c.text_content() for c in first.xpath("caption")] == ["Spans"]
    assert [[c.text_content() for c in row] for row in first.xpath("thead/tr")] == [["A", "B"], ["B1", "B2"]]
    assert first.xpath("thead//th/@scope") == ["col"] * 4
    assert first.xpath("tbody//th[@scope='row']")[0].text_content() == "one"
    assert first.xpath("tbody/tr[2]//*[@data-n]/@data-n") == ["7"]
    second = page.xpath("//table")[1]
    assert [li.text_content() for li in second.xpath(".//li")] == ["first", "second"]
    assert len(second.xpath(".//td[2]/p")) == 2
    assert second.xpath(".//td[contains(@class, 'style-right')]")[0].text_content() == "12.50"


def test_a_wide_table_can_be_scrolled_by_keyboard() -> None:
    assert page_of(CASES[1]).xpath("//div[contains(@class, 'table')]/@tabindex") == ["0"]


def test_no_word_of_a_wide_table_leaves_its_column() -> None:
    node, _ = reading_document(CASES[1].read_text("utf-8"), "wide.xml")
    data, _ = typeset(print_xml([node], META))
    written = [(x, text.strip()) for page in reader(data).pages[3:] for x, _, _, text in pieces(page)]
    left = {text: x for x, text in written if text in ("12345", "12000", "3000", "pieces")}
    assert left["pieces"] + 18 < left["12345"] < left["12000"] - 18 < left["3000"] - 36
    assert re.search(r"Total of all vehicles", " ".join(text for _, text in written))
    assert etree.fromstring(print_xml([node], META)).xpath("//*[@cols]/@cols") == ["4", "5"]
