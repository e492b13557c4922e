"""The index of an edition: order, columns, what a document is, long indexes."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html

from teikit.core import saxon
from teikit.edition import load_edition, select_edition
from teikit.model import Date, Document, Record, Value, edition_model, natural
from teikit.publication import publish
from teikit.publication.index import Entry, html_index
from teikit.publication.record import record_of


def entry(name: str, title: str, *dates: Date) -> Entry:
    return Entry(name, Record(title, dates=dates))


def index(*entries: Entry) -> html.HtmlElement:
    return html.fromstring(html_index(entries, "An edition", "What it holds.", "en"))


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries in the order of the edition that has documents with their names and records."""
    by_name = {entry.name: entry for entry in entries}
    model = edition_model([Document(entry.name, entry.record) for entry in by_name.values()], [], False)
    return [by_name[document.name] for document in model.documents]


def headings(page: html.HtmlElement) -> list[str]:
    return [str(text) for text in page.xpath("//th/text()")]


def test_documents_are_sorted_by_the_first_bound_of_their_dates() -> None:
    entries = [
        entry("no-date", "A"),
        entry("day", "B", Date("26 September 1951", earliest="1951-09-26", latest="1951-09-26")),
        entry("not-after", "C", Date("not after 1600", latest="1600")),
        entry("year", "D", Date("1951", earliest="1951", latest="1951")),
        entry("bc", "E", Date("500 BC", earliest="-0500", latest="-0480")),
        entry("later-bc", "F", Date("50 BC", earliest="-0050", latest="-0050")),
        entry("few-digits", "G", Date("850", earliest="0850", latest="0850")),
        entry("range", "H", Date("1914–1918", earliest="1914", latest="1918")),
        entry("long-range", "L", Date("1900–1960", earliest="1900", latest="1960")),
        entry("words", "K", Date("in the autumn")),
    ]
    order = ["bc", "later-bc", "few-digits", "not-after", "long-range", "range", "year", "day", "no-date", "words"]
    assert [e.name for e in in_order(entries)] == order
    assert [e.name for e in in_order(reversed(entries))] == order


@pytest.mark.parametrize(
    "sorted_titles",
    [
        ["No. 1", "No. 2", "No. 9", "No. 10", "No. 11", "No. 100"],
        ["Act I", "Act II", "Act IIb", "Act IV", "Act V", "Act IX", "Act X", "Act XL"],
        ["IIa", "IIb", "III", "IV"],
        ["2 letters", "10 letters", "A letter"],
        ["A. Berg", "Äpfel", "“Birnen”", "C. Mann", "Civil"],
        ["MS. 9", "ms 10", "MS. 11 (a)", "MS. 11 (b)"],
    ],
)
def test_titles_are_in_natural_order(sorted_titles: list[str]) -> None:
    assert sorted(sorted_titles, key=natural) == sorted_titles
    entries = [entry(f"page-{i}", title) for i, title in enumerate(reversed(sorted_titles))]
    assert [e.record.title for e in in_order(entries)] == sorted_titles


def test_equal_documents_are_in_the_order_of_their_pages() -> None:
    assert [e.name for e in in_order([entry("b", "A"), entry("a10", "A"), entry("a2", "A")])] == ["a2", "a10", "b"]


def test_columns_are_there_where_a_document_fills_them() -> None:
    assert headings(index(entry("a", "A"), entry("b", "B"))) == ["Document"]
    dated = entry("a", "A", Date("May 1880", earliest="1880-05", latest="1880-05"))
    page = index(dated, entry("b", "B"))
    assert headings(page) == ["Date", "Document"]
    assert [td.text_content() for td in page.xpath("//td[@class = 'when']")] == ["May 1880", "undated"]
    assert page.xpath("//time/@datetime") == ["1880-05"]
    full = Record(
        "A", places=(Value("Graz", "origin"),), archive="Vienna, 1", languages=(Value("Latin", "main"),), doubtful=2
    )
    assert headings(index(Entry("a", full, "tei/a.xml"))) == [
        "Document", "Place", "Archive", "Language", "Marked doubtful", "Files",
    ]  # fmt: skip


def test_a_date_in_words_alone_is_not_undated() -> None:
    page = index(entry("a", "A", Date("in the autumn")))
    assert page.xpath("string(//td[@class = 'when'])") == "in the autumn"
    assert not page.xpath("//time")


def test_index_says_what_a_document_is() -> None:
    record = record_of(saxon.parse(Path(__file__).with_name("html").joinpath("everything.xml").read_text("utf-8")))
    page = index(Entry("every thing", record, "tei/a.xml", "a.pdf"))
    row = page.xpath("//tbody/tr")[0].text_content()
    archive = "State Archive, fond 1, opis 2, delo 3, list 4"
    for words in ("A letter with everything in it", "4 May 1950", "The writer → The reader", archive, "English", "4"):
        assert words in row
    assert page.xpath("//td[@class = 'files']/a/@href") == ["a.pdf", "tei/a.xml"]
    assert page.xpath("//a[@class = 'title']/@href") == ["every%20thing.html"]
    assert page.xpath("//h1/text()") == ["An edition"]
    assert "What it holds." in page.text_content()


def test_an_author_is_named_where_there_is_no_sender() -> None:
    author = Value("Karl Muster", "author")
    page = index(
        Entry("a", Record("A", persons=(author,))), Entry("b", Record("B", persons=(author, Value("K.", "sent"))))
    )
    assert [div.text_content() for div in page.xpath("//div[@class = 'parties']")] == ["Karl Muster", "K."]


def test_documents_with_the_same_title_have_a_number() -> None:
    faust = Record("Faust", identifiers=(Value("https://example.org/1", "URL"), Value("2 I H.0a", "faustedition")))
    page = index(Entry("a", faust), Entry("b", replace(faust, identifiers=())), entry("c", "Other"))
    assert [str(text) for text in page.xpath("//span[@class = 'number']/text()")] == ["2 I H.0a", "b"]


def test_a_long_index_has_links_to_its_parts() -> None:
    dates = [Date(str(year), earliest=str(year), latest=str(year)) for year in range(1700, 1900)]
    entries = [entry(f"d{n}", f"No. {n}", date) for n, date in enumerate(dates)] + [
        entry("z", "Zürich"),
        entry("n", "9"),
    ]
    page = index(*in_order(entries))
    links = page.xpath("//nav[@class = 'parts']//a")
    assert [links[0].text, links[-3].text, links[-2].text, links[-1].text] == ["1700–1709", "1890–1899", "0–9", "Z"]
    for link in links:
        assert page.get_element_by_id(link.get("href")[1:]).tag == "tr"
    assert not index(*entries[:50]).xpath("//nav")


def test_parts_before_the_common_era_are_named_as_such() -> None:
    dates = [Date("x", earliest=f"{year:05d}", latest=f"{year:05d}") for year in range(-600, 0, 5)]
    page = index(*(entry(f"d{n}", "A", date) for n, date in enumerate(dates)))
    labels = [link.text for link in page.xpath("//nav[@class = 'parts']//a")]
    assert (labels[0], labels[-1]) == ("600–501 BC", "100–1 BC")


TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>
<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc><profileDesc><creation>{date}</creation>
</profileDesc></teiHeader><text xml:lang="en"><body><p>Words</p></body></text></TEI>"""
DOCUMENTS = {
    "a": TEI.format(title="No. 10", date=""),
    "b": TEI.format(title="Later", date='<date when="1950"/>'),
    "c": TEI.format(title="No. 9", date=""),
    "d": TEI.format(title="Earlier", date='<date notBefore="0850" notAfter="0900"/>'),
}


@pytest.mark.parametrize("listed", [False, True])
def test_print_has_the_order_of_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed: bool) -> None:
    for folder in ("raw", "xml"):
        (tmp_path / folder).mkdir()
    for name, tei in DOCUMENTS.items():
        (tmp_path / "xml" / f"{name}.xml").write_text(tei, encoding="utf-8")
        (tmp_path / "raw" / f"{name}.txt").write_text("Words", encoding="utf-8")
    documents = "".join(f'[[document]]\nfile = "{name}.txt"\n' for name in DOCUMENTS) if listed else ""
    (tmp_path / "edition.toml").write_text(
        f'[edition]\ntitle = "E"\n[validation]\nown = false\n{documents}', encoding="utf-8"
    )
    printed: list[str] = []
    monkeypatch.setattr("teikit.publication.print.typeset", lambda xml, **_: (printed.append(xml), (b"", []))[1])
    publish(select_edition(load_edition(tmp_path)), tmp_path / "build", True, True, lambda name: None)
    order = ["No. 10", "Later", "No. 9", "Earlier"] if listed else ["Earlier", "Later", "No. 9", "No. 10"]
    assert [element.get("title") for element in etree.fromstring(printed[0]).iterfind("{*}document")] == order
    pages = [tmp_path / "build" / "html" / f"{name}.html" for name in DOCUMENTS]
    trees = [html.fromstring(page.read_text(encoding="utf-8")) for page in pages]
    numbered = {
        tree.findtext(".//h1"): tree.xpath("//nav[contains(@class, 'trail')]")[0].text_content() for tree in trees
    }
    assert [f"Document {number} of 4" in numbered[title] for number, title in enumerate(order, 1)] == [True] * 4


def test_hostile_entry_stays_text() -> None:
    record = Record("<script>1</script>\x01", persons=(Value('"><b>', "sent"),), archive="<i>")
    page = html.fromstring(html_index([Entry("x", record)], "<i>", "&amp;", "en"))
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//b | //i")
    assert "<script>1</script>\ufffd" in page.text_content()
