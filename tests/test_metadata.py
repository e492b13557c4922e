"""What the archive's page says of a document, and what it does not."""

from pathlib import Path

import pytest
from converting import RAW, WILSON, files, text_of_file

from teikit.source import source_of
from teikit.transcript.layout import find_front
from teikit.transcript.metadata import ArchiveReference, Metadata, archive_references, language_code, read_metadata

PAGE = """Digital Archive
International History Declassified

26 September 1951
**Cable, Kovalev to Filippov [via Vyshinsky]**

Citation:

{citation}

Summary:

Stalin tells
Mao.

Credits:

This document was made possible with support from the Leon Levy Foundation.

Original Language:

{language}

Contents:

English Translation

The text.
"""
CITATION = "RGASPI, f. 558, op. 11, d. 98, ll. 0144-0145. Translated by Gary Goldberg and David Wolff. <https://example.org/document/7>"


def read(citation: str = CITATION, language: str = "Russian") -> tuple[Metadata, list[str]]:
    source = source_of(PAGE.format(citation=citation, language=language))
    front, found = find_front(source, WILSON)
    assert front is not None
    assert source.cut(front.body).strip() == "The text."
    data, doubts = read_metadata(source, front, WILSON)
    return data, [finding.code for finding in [*found, *doubts]]


def test_the_fields_of_the_page() -> None:
    data, doubts = read()
    assert doubts == []
    assert (data.title, data.date, data.year) == ("Cable, Kovalev to Filippov [via Vyshinsky]", "1951-09-26", 1951)
    assert (data.summary, data.funder) == ("Stalin tells Mao.", "Leon Levy Foundation")
    assert (data.original_language, data.text_language, data.text_type) == ("ru", "en", "translation")
    assert (data.url, data.record) == ("https://example.org/document/7", "7")
    assert data.site == ("Digital Archive", "International History Declassified")


def test_who_wrote_to_whom() -> None:
    people = read()[0].correspondence
    assert (people.sent, people.received, people.transmitted) == ("Kovalev", "Filippov", "Vyshinsky")


def test_who_did_what() -> None:
    assert [(r.role, r.name) for r in read()[0].responsibilities] == [
        ("translator", "Gary Goldberg"),
        ("translator", "David Wolff"),
    ]


def test_the_archive_reference() -> None:
    assert read()[0].archives == (
        ArchiveReference("RGASPI", {"fond": "558", "opis": "11", "delo": "98", "list": "0144-0145"}),
    )


@pytest.mark.parametrize("citation", ["", "Somebody's cellar, box 3", "RGASPI", "f. 1, op. 2"])
def test_a_citation_without_a_reference_stays_whole(citation: str) -> None:
    data, doubts = read(citation)
    assert data.archives == () and data.citation == citation
    assert doubts == (["citation-unparsed"] if citation else [])


def test_several_archives() -> None:
    citing = WILSON.layouts[0].data["citation"]
    found = archive_references("RGASPI, f. 1, op. 2; also APRF, f. 45, op. 1, d. 331.", citing)
    assert [(r.repository, dict(r.units)) for r in found] == [
        ("RGASPI", {"fond": "1", "opis": "2"}),
        ("APRF", {"fond": "45", "opis": "1", "delo": "331"}),
    ]


@pytest.mark.parametrize(("words", "code"), [("Russian", "ru"), ("русский", "ru"), ("Chinese.", "zh"), ("Elvish", "")])
def test_languages(words: str, code: str) -> None:
    assert language_code(words, WILSON) == code


def test_an_unknown_language_is_reported() -> None:
    data, doubts = read(language="Elvish")
    assert (data.original_language, data.original_language_words, doubts) == ("", "Elvish", ["unknown-language"])


def test_a_text_without_a_page() -> None:
    front, found = find_front(source_of("Just a text.\n"), WILSON)
    assert front is None and [f.code for f in found] == ["no-layout"]


def test_a_page_without_title_date_and_contents() -> None:
    front, found = find_front(source_of("Citation:\n\nx\n\nContents:\n\nSomething\n"), WILSON)
    assert front is not None
    assert [f.code for f in found] == ["no-date", "no-title", "unknown-contents"]


@pytest.mark.parametrize("path", files(RAW, "no raw documents"))
def test_documents_of_the_collection_have_all_that_is_needed(path: Path) -> None:
    source = source_of(text_of_file(path))
    front, found = find_front(source, WILSON)
    assert front is not None and found == []
    data, doubts = read_metadata(source, front, WILSON)
    assert doubts == []
    assert data.title and data.date and data.url and data.archives and data.original_language == "ru"
    assert data.correspondence.sent and data.correspondence.received
