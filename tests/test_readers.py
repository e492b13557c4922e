"""Readers: what becomes of a table, a record of the interface and HTML, and where its characters come from."""

import csv
import io
import json
from pathlib import Path

import pytest
from converting import WILSON
from hypothesis import given
from hypothesis import strategies as st

from teikit.core.source import Source, source_of
from teikit.interpretation.document import interpret
from teikit.readers.extract import Extract
from teikit.readers.read import documents_in, read, read_all
from teikit.tei.encode.encoder import encode
from teikit.transcript.document import read_document
from teikit.transcript.front_matter.layouts import find_front
from teikit.transcript.front_matter.metadata import Metadata, read_metadata

NAMES = "document_url,original_publication_date,title,text_body,summary,source,language,record_id,donors,scraped_at\n"
ROW = (
    'https://example.org/document/roy-vale,"May 7, 1951","Letter, Roy to Vale",'
    '"Dear ""Dora"",\n\nwool ""has"" come today.",On wool.,'
    '"RGANI, f. 5, op. 4, d. 1. Translated by A. Holt.","[""Russian"", ""English""]",900007,'
    '"[""Alder Foundation""]",2025-10-07\n'
)


def one(text: str) -> Source:
    documents, _ = documents_in(source_of(text, "raw/file.txt"))
    assert len(documents) == 1
    return documents[0]


def metadata(source: Source) -> tuple[Metadata, str]:
    front, found = find_front(source, WILSON)
    assert front is not None and found == []
    return read_metadata(source, front, WILSON)[0], source.cut(front.body).strip()


def test_a_row_of_a_table_is_a_document() -> None:
    data, text = metadata(one(NAMES + ROW))
    assert text == 'Dear "Dora",\n\nwool "has" come today.'
    assert (data.title, data.date, data.record, data.summary) == (
        "Letter, Roy to Vale",
        "1951-05-07",
        "900007",
        "On wool.",
    )
    assert (data.original_language, data.text_language, data.funders) == ("ru", "en", ("Alder Foundation",))
    assert data.url == "https://example.org/document/roy-vale"
    assert data.archives[0].units == {"fond": "5", "opis": "4", "delo": "1"}
    assert data.responsibilities[0].name == "A. Holt"
    assert data.notes == ("scraped_at = 2025-10-07",)


def test_a_place_in_a_row_is_its_place_in_the_table() -> None:
    table = NAMES + ROW
    source = one(table)
    for word in ("Dora", "has", "come", "On wool", "RGANI", "Letter, Roy"):
        assert source.position(source.text.index(word)) == source_of(table).position(table.index(word))
    assert source.line(1) == NAMES.strip()


def test_rows_of_a_table_are_documents_with_anchors() -> None:
    second = ROW.replace("Roy to Vale", "Vale to Roy")
    documents, _ = documents_in(source_of(NAMES + ROW + second, "raw/all.csv"))
    assert [document.document for document in documents] == ["raw/all.csv#row-1", "raw/all.csv#row-2"]
    assert {document.name for document in documents} == {"raw/all.csv"}
    assert [metadata(document)[0].correspondence.sent for document in documents] == ["Roy", "Vale"]


def test_a_row_without_names_is_known_by_its_columns() -> None:
    row = [
        "https://example.org/d/7",
        "0",
        "1",
        "9",
        "May 7, 1951",
        "Wool, a Report",
        "",
        "The wool has come, all of it.",
    ]
    out = io.StringIO()
    csv.writer(out).writerow([*row, "On wool.", *[""] * 14])
    data, text = metadata(one(out.getvalue()))
    assert (data.title, data.summary, text) == ("Wool, a Report", "On wool.", "The wool has come, all of it.")


def test_a_record_of_the_interface() -> None:
    record = {
        "id": 900008,
        "title": "Letter, Roy to Vale",
        "description": "On wool.",
        "doc_date": "19510507",
        "source": "RGANI, f. 5, op. 4, d. 1.",
        "languages": [{"id": "rus", "name": "Russian"}],
        "donors": [{"id": 1, "name": "Alder Foundation"}, {"id": 2, "name": "Birch Foundation"}],
        "transcripts": [{"html": "<html><body><p>Шерсть <s>была</s> получена &amp; роздана.</p></body></html>"}],
    }
    data, text = metadata(one(json.dumps([record], ensure_ascii=False, indent=1)))
    assert (data.title, data.date, data.record, data.summary) == (
        "Letter, Roy to Vale",
        "1951-05-07",
        "900008",
        "On wool.",
    )
    assert (data.original_language, data.text_language, data.text_type) == ("ru", "ru", "transcription")
    assert data.funders == ("Alder Foundation", "Birch Foundation")
    assert text == "Шерсть была получена & роздана."


HYPERTEXT = """<html xml:lang="en"><head><title>x</title></head><body>
  <style type="text/css"> .c1{text-align:left;} </style>
  <p class="c1"><span class="c2">The wool</span><span> has
  come</span>.</p><p>All&nbsp;of&#32;it &lt;here&gt;<br/>and <del>there</del>.</p>
</body></html>
"""


def test_hypertext_is_its_words() -> None:
    source = one(HYPERTEXT)
    assert source.text == "The wool has come.\n\nAll\xa0of it <here>\nand there."
    assert [(tag.name, source.cut(tag.span)) for tag in source.tags] == [("deletion", "there")]
    for word in ("wool", "come", "All", "here", "there"):
        assert source.position(source.text.index(word)) == source_of(HYPERTEXT).position(HYPERTEXT.index(word))


@pytest.mark.parametrize(
    "text",
    [
        "A text, with commas, title, date.\n",
        "title,author\n",
        "[a bracket] opens this text",
        '{"a": 1}',
        '["x"]',
        "[{}]",
        "<hi> is no HTML",
        "2 < 3, and </p> closes nothing",
        "date;title\n1950;x\n",
    ],
)
def test_what_is_no_record_is_a_text(text: str) -> None:
    assert one(text).text == text


def test_a_file_with_several_documents_is_not_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    path.write_text(NAMES + ROW + ROW, encoding="utf-8")
    source, found = read(path, "all.csv")
    assert source is not None and source.document == "all.csv#row-1"
    assert [finding.code for finding in found] == ["read-several-documents"]
    sources, found = read_all(path, "all.csv")
    assert len(sources) == 2 and found == []


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    sources, found = read_all(tmp_path / "none.csv")
    assert sources == [] and [finding.code for finding in found] == ["read-missing-file"]


@pytest.mark.parametrize("text", [NAMES + ROW, HYPERTEXT])
def test_every_character_of_an_extract_is_accounted_for(text: str) -> None:
    document, _ = read_document(one(text), WILSON)
    assert encode(interpret(document)[0], "x", "0", "2026-01-01")[0].proof.holds


HOSTILE = st.text(alphabet=st.sampled_from('<>/&;pbs"\n,[]{}:x~ я'), max_size=60)


@given(HOSTILE, st.sampled_from([NAMES + ROW, HYPERTEXT, '[{"title": "x", "text": "y"}]']), st.integers(0, 400))
def test_damaged_files_are_read_without_raising(words: str, text: str, at: int) -> None:
    documents, _ = documents_in(source_of(text[:at] + words + text[at:]))
    for document in documents:
        assert document.position(len(document.text)).line >= 1
        if isinstance(document, Extract):
            offsets = [document.in_file(offset) for offset in range(len(document.text))]
            assert all(0 <= offset <= len(document.file.text) for offset in offsets)
