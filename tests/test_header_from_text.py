"""What a text says of itself is in the header, with its certainty; what nobody says is not there.

A case of tests/header_from_text/ is a folder with transcript.txt and expected.toml: what it shows (`title`), values by
their paths as in tests/documents_table, `language`, that of the edition for a title that is made, and `doubts`, what is
reported as doubtful: its place, words, name and certainty.
"""

import tomllib
from pathlib import Path

import pytest
from converting import OWN_CORPUS, Converted, files, text_of_file
from converting import convert as convert_text
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from test_documents_table import words_at

from teikit.conventions.load import load_convention
from teikit.core.source import source_of
from teikit.interpretation.document import interpret
from teikit.interpretation.header.headings import parties_in_heading
from teikit.interpretation.header.salutations import names_in_salutation
from teikit.interpretation.header.title import date_in_words
from teikit.tei.encode.encoder import encode
from teikit.tei.serialize import serialise
from teikit.transcript import Metadata, Party, Stated
from teikit.transcript.document import read_document
from teikit.validation import validate
from teikit.xml.names import TEI

HERE = Path(__file__).parent / "header_from_text"
CASES = sorted(path.parent for path in HERE.glob("*/expected.toml"))
GENERAL = load_convention("general")


def header_of(text: str, stated: Stated | None = None) -> etree._Element:
    document, _ = read_document(source_of(text, "letter.txt"), GENERAL)
    interpretation, _ = interpret(document, (), stated)
    return encode(interpretation, "letter", "0", "2026-01-01")[0].root


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: Path) -> None:
    expected = tomllib.loads((case / "expected.toml").read_text(encoding="utf-8"))
    stated = Stated(language=expected.get("language", "en"))
    root = header_of((case / "transcript.txt").read_text(encoding="utf-8"), stated)
    header = root.find(f"{{{TEI}}}teiHeader")
    assert header is not None
    for path, wanted in expected["header"].items():
        assert words_at(header, path) == wanted, f"{expected['title']}: {path}"
    assert doubts(case) == expected.get("doubts", []), expected["title"]


def doubts(case: Path) -> list[str]:
    made = convert_text(text_of_file(case / "transcript.txt"), "letter.txt", GENERAL)
    found = [finding for finding in made.findings if finding.code == "header-doubtful" and finding.position]
    places = [f"{f.position.line}:{f.position.column}" for f in found if f.position]
    return [f"{place} {f.message.rpartition(': ')[0]}" for place, f in zip(places, found, strict=True)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("My dear Mr. Alden,", ["Mr. Alden"]),
        ("Liebste Johanna!", ["Johanna"]),
        ("Дорогая Мария Павловна!", ["Мария Павловна"]),
        ("Très chère Gabrielle", ["Gabrielle"]),
        ("Querido Ramón:", ["Ramón"]),
        ("Geachte Heer van der Berg,", ["Heer van der Berg"]),
        ("Dear Karl and Otto,", ["Karl", "Otto"]),
        ("Dear Mrs. E. Coombe", ["Mrs. E. Coombe"]),
        ("Lieber Otto! Gestern", ["Otto"]),
        *[
            (words, [])
            for words in ("Sir", "My dear Mother,", "Maman cherie", "Liebe deutsche Frau!", "Любезная сестра!")
        ],
        *[
            (words, [])
            for words in ("Donna carissima,", "Dr Sir", "Hochverehrter Herr Geheimrat!", "Dear Father and Mother")
        ],
    ],
)
def test_a_salutation_names_somebody_or_nobody(words: str, names: list[str]) -> None:
    assert names_in_salutation(words) == names


@pytest.mark.parametrize(
    ("words", "sides"),
    [
        ("The Secretary to the Ambassador in Italy (Hale)", ("The Secretary", "the Ambassador in Italy (Hale)")),
        ("147 Hale to Officer", ("Hale", "Officer")),
        ("Der Botschafter in London an das Auswärtige Amt1", ("Der Botschafter in London", "das Auswärtige Amt")),
        ("An Appeal to the Workers", None),
        ("Letter to the Editor", None),
        ("Minutes of a Meeting", None),
    ],
)
def test_a_heading_names_two_sides_or_none(words: str, sides: tuple[str, str] | None) -> None:
    assert parties_in_heading(words) == sides


@given(st.text(max_size=60))
def test_any_words_are_a_salutation_of_names_in_them(words: str) -> None:
    for name in names_in_salutation(words):
        assert all(part in words for part in name.split())


@pytest.mark.parametrize(
    ("date", "language", "words"),
    [
        ("1920-11-06", "en", "6 November 1920"),
        ("1920-11-06", "de", "6. November 1920"),
        ("1920-11", "fr", "novembre 1920"),
        ("1920", "ru", "1920"),
        ("--11-06", "en", ""),
        ("", "en", ""),
    ],
)
def test_a_date_in_words(date: str, language: str, words: str) -> None:
    assert date_in_words(date, language) == words


NAMES = st.text(max_size=12)
ROLES = st.sampled_from(["sent", "transmitted", "received"])
PARTIES = st.lists(st.tuples(ROLES, NAMES, st.booleans()).map(lambda values: Party(*values)), max_size=3)


@settings(max_examples=30, deadline=None)
@given(text=st.text(max_size=200), title=NAMES, parties=PARTIES, genre=NAMES, summary=NAMES, publisher=NAMES)
def test_any_values_give_a_valid_header(
    text: str, title: str, parties: list[Party], genre: str, summary: str, publisher: str
) -> None:
    table = Metadata(title=title, parties=tuple(parties), genre=genre, summary=summary, publisher=publisher)
    data = serialise(header_of(f"Wool is here.\n\n{text}", Stated(table)))
    assert [f for f in validate(data, "letter.xml") if f.severity == "error"] == []


def test_sources_that_differ_are_reported() -> None:
    table = Metadata(date="1921-01-01", parties=(Party("sent", "Otto Hale"),))
    text = (HERE / "german-letter" / "transcript.txt").read_text(encoding="utf-8")
    document, _ = read_document(source_of(text, "letter.txt"), GENERAL)
    interpretation, found = interpret(document, (), Stated(table, source="documents.csv"))
    reported = [finding.message for finding in found if finding.code == "header-sources-differ"]
    assert interpretation.metadata.date == "1921-01-01"
    assert reported == [
        "date: “1921-01-01” (documents.csv) is used, not “1920-11-06” (the text)",
        "sender: “Otto Hale” (documents.csv) is used, not “Karl Brandt” (the text)",
    ]


INVENTED = ("Not published", "not stated", "unknown publisher")


@pytest.mark.parametrize("path", files(OWN_CORPUS))
def test_nothing_is_invented_for_an_archive_document(path: Path) -> None:
    made: Converted = convert_text(text_of_file(path))
    header = etree.fromstring(made.data).find(f"{{{TEI}}}teiHeader")
    assert header is not None
    words = " ".join("".join(header.itertext()).split())
    assert not [phrase for phrase in INVENTED if phrase in words]


def test_a_text_that_says_nothing_has_an_empty_publication_and_no_archive() -> None:
    header = header_of("Wool is here, and more of it.\n")
    for path in (
        "publisher",
        "licence",
        "msDesc",
        "funder",
        "respStmt",
        "correspDesc",
        "creation",
        "publicationStmt/p",
    ):
        assert words_at(header, path) == ""
    assert words_at(header, "titleStmt/title") == "letter"
