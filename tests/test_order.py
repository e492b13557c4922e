"""The order of the documents of an edition: by date and title, in the site and in print."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import etree, html

from teikit.edition import load_edition, select_edition
from teikit.model import Date, Document, Record, edition_model, natural
from teikit.publication import publish


def document(name: str, title: str, *dates: Date) -> Document:
    return Document(name, Record(title, dates=dates))


def in_order(documents: Iterable[Document]) -> list[Document]:
    return list(edition_model(documents, [], False).documents)


def test_documents_are_sorted_by_the_first_bound_of_their_dates() -> None:
    documents = [
        document("no-date", "A"),
        document("day", "B", Date("26 September 1951", earliest="1951-09-26", latest="1951-09-26")),
        document("not-after", "C", Date("not after 1600", latest="1600")),
        document("year", "D", Date("1951", earliest="1951", latest="1951")),
        document("bc", "E", Date("500 BC", earliest="-0500", latest="-0480")),
        document("later-bc", "F", Date("50 BC", earliest="-0050", latest="-0050")),
        document("few-digits", "G", Date("850", earliest="0850", latest="0850")),
        document("range", "H", Date("1914–1918", earliest="1914", latest="1918")),
        document("long-range", "L", Date("1900–1960", earliest="1900", latest="1960")),
        document("words", "K", Date("in the autumn")),
    ]
    order = ["bc", "later-bc", "few-digits", "not-after", "long-range", "range", "year", "day", "no-date", "words"]
    assert [d.name for d in in_order(documents)] == order
    assert [d.name for d in in_order(reversed(documents))] == order


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
    documents = [document(f"page-{i}", title) for i, title in enumerate(reversed(sorted_titles))]
    assert [d.record.title for d in in_order(documents)] == sorted_titles


def test_equal_documents_are_in_the_order_of_their_pages() -> None:
    assert [d.name for d in in_order([document("b", "A"), document("a10", "A"), document("a2", "A")])] == [
        "a2",
        "a10",
        "b",
    ]


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
def test_print_has_the_order_of_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed: bool) -> None:
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
    publish(select_edition(load_edition(tmp_path)), tmp_path / "build", True, True)
    order = ["No. 10", "Later", "No. 9", "Earlier"] if listed else ["Earlier", "Later", "No. 9", "No. 10"]
    assert [element.get("title") for element in etree.fromstring(printed[0]).iterfind("{*}document")] == order
    pages = [tmp_path / "build" / "html" / f"{name}.html" for name in DOCUMENTS]
    trees = [html.fromstring(page.read_text(encoding="utf-8")) for page in pages]
    numbered = {
        tree.findtext(".//h1"): tree.xpath("//nav[contains(@class, 'trail')]")[0].text_content() for tree in trees
    }
    assert [f"Document {number} of 4" in numbered[title] for number, title in enumerate(order, 1)] == [True] * 4
