"""The record of a document: what the TEI says of it as values.

A case is a TEI document of `tests/xslt/record/` and beside it a text file with its record, a value a line. With
TEIKIT_UPDATE=1 in the environment the expectations are written again, to be reviewed in the diff.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from teikit.core import saxon
from teikit.core.resources import resource
from teikit.model import Record
from teikit.publication.print import print_document
from teikit.publication.reading.record import record_of
from teikit.publication.reading.transform import reading_document
from tests.test_reading import COPY

CASES = sorted((Path(__file__).parent / "xslt" / "record").glob("*.xml"))


def described(record: Record) -> Iterator[str]:
    """The record in lines; the first date is that of the document."""
    yield from (f"title {t.kind}: {t.text}{f' ({t.language})' if t.language else ''}" for t in record.titles)
    yield from (f"person {person.kind}: {person.text}" for person in record.persons)
    for date in record.dates:
        yield f"date {date.kind} {date.earliest}..{date.latest}: {date.text}"
    yield from (f"place {place.kind}: {place.text}" for place in record.places)
    yield from (f"language {language.kind} {language.language}: {language.text}" for language in record.languages)
    yield from (f"identifier {number.kind}: {number.text}" for number in record.identifiers)
    yield from (f"archive: {record.archive}" for _ in range(bool(record.archive)))
    yield f"citation: {record.citation}"


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_record(case: Path) -> None:
    node, _ = reading_document(case.read_text(encoding="utf-8"), case.name)
    record = "\n".join(described(record_of(node))) + "\n"
    expected = case.with_suffix(".txt")
    if os.environ.get("TEIKIT_UPDATE"):
        expected.write_text(record, encoding="utf-8")
    assert record == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_reading_document_is_valid_and_print_has_author_and_date(case: Path) -> None:
    node, _ = reading_document(case.read_text(encoding="utf-8"), case.name)
    reading = etree.fromstring(saxon.stylesheet_from_text(COPY).to_string(node).encode())
    etree.RelaxNG(etree.parse(resource("schemas", "reading.rng"))).assertValid(reading)
    printed = etree.fromstring(print_document(node, "reading"))
    record = record_of(node)
    assert printed.findtext("{*}date", "") == (record.date.text if record.date else "")
    separator = "; " if "names-with-parts" in case.stem else ", "
    assert separator.join(author.text for author in printed.iterfind("{*}author")) == record.named(
        "author", "item-author"
    )


WORDS = [
    ('notAfter="1600"', "spätestens 1600", "au plus tard 1600", "не позднее 1600"),
    ('when="1902-05-01"', "1. Mai 1902", "1 mai 1902", "1 мая 1902"),
    ('when="1902-05"', "Mai 1902", "mai 1902", "май 1902"),
    ('from="1902-05"', "ab Mai 1902", "dès mai 1902", "с мая 1902"),
    ('when="-0044-03-15"', "15. März 44 v. Chr.", "15 mars 44 av. J.-C.", "15 марта 44 до н. э."),
    ('notBefore="0051" notAfter="0450"', "51 n. Chr.–450", "51 apr. J.-C.–450", "51 н. э.–450"),
]


@pytest.mark.parametrize(("attributes", "german", "french", "russian"), WORDS)
def test_a_date_without_words_is_in_the_language_of_the_interface(
    attributes: str, german: str, french: str, russian: str
) -> None:
    tei = CASES[0].with_name("date-not-after.xml").read_text(encoding="utf-8").replace('notAfter="1600"', attributes)
    assert attributes in tei
    for language, words in (("de", german), ("fr", french), ("ru", russian)):
        date = record_of(reading_document(tei, interface=language)[0]).date
        assert date and date.text == words
