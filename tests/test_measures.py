"""Sums and measures in running text, where a convention wants them."""

from dataclasses import replace

import pytest
from converting import convert
from lxml import etree

from teikit.conventions.load import load_convention
from teikit.recognizers import find_measures
from teikit.tei.decode.decoder import decode
from teikit.validation.validate import validate
from teikit.xml.names import tei

PLAIN = load_convention("general")
MEASURED = replace(PLAIN, measures=True)
FOUND = [
    ("Paid £3 5s. 6d. for it", "currency", "", [("3", "pound"), ("5", "shilling"), ("6", "penny")]),
    ("moyennant 20 livres", "currency", "", [("20", "livre")]),
    ("3 livres 5 s. 2 d.", "currency", "", [("3", "livre"), ("5", "sol"), ("2", "denier")]),
    ("deux, ou 2 arpents de pré sis", "area", "pré", [("2", "arpent")]),
    ("10 bushels of wheat", "volume", "wheat", [("10", "bushel")]),
    ("2 acres of the farm", "area", "", [("2", "acre")]),
    ("für 1,500 Mark", "currency", "", [("1500", "mark")]),
    ("12 руб. 50 коп. серебром", "currency", "", [("12", "rouble"), ("50", "kopeck")]),
    ("£1,200.50 in all", "currency", "", [("1200.50", "pound")]),
    ("1,5 kg", "weight", "", [("1.5", "kilogram")]),
]


@pytest.mark.parametrize(("text", "kind", "commodity", "parts"), FOUND)
def test_a_measure(text: str, kind: str, commodity: str, parts: list[tuple[str, str]]) -> None:
    (measure,) = find_measures(text, PLAIN)
    assert (measure.type, measure.commodity) == (kind, commodity)
    assert [(part.quantity, part.unit) for part in measure.parts] == parts


@pytest.mark.parametrize("text", ["he had 80 l.", "chapter 3 s. 5", "20.5.1950", "No. 12", "3 boys", "12th"])
def test_what_is_not_certain_is_not_tagged(text: str) -> None:
    assert list(find_measures(text, PLAIN)) == []


TEXT = "He paid us the sum of £3 5s. on Monday last, and sold 2 arpents de pré."


def test_measures_are_written_where_the_convention_wants_them() -> None:
    made = convert(TEXT, "letter.txt", MEASURED)
    assert made.encoded.proof.holds
    assert [str(d) for d in validate(made.data, "letter.xml") if d.severity == "error"] == []
    words = etree.tostring(made.body, encoding="unicode")
    parts = '<measure quantity="3" unit="pound">£3</measure> <measure quantity="5" unit="shilling">5s.</measure>'
    assert f'<measure type="currency">{parts}</measure> on Monday' in words
    assert '<measure type="area" quantity="2" unit="arpent" commodity="pré">2 arpents de pré</measure>' in words
    assert decode(made.body, MEASURED) == (TEXT, [])


def test_without_it_they_are_text() -> None:
    assert list(convert(TEXT, "letter.txt", PLAIN).body.iter(tei("measure"))) == []
