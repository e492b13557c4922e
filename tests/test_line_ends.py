"""Line ends: kept or joined as the convention says; signs that divide a word, of the source and of the transcriber."""

from dataclasses import replace
from pathlib import Path

import pytest
from converting import convert
from lxml import etree

from teikit.conventions import KEEP, ConventionError, load_convention
from teikit.tei.decode.decoder import decode
from teikit.xml.names import tei

JOINED = load_convention("general")
KEPT = replace(JOINED, lines=KEEP)
LEAD = "We had your letter of the week before last and read it in the evening,\n"
LINES = [
    ("it is a Bri¬\nef letter to us", 'it is a Bri<lb break="no"/>ef letter to us'),
    ("it is a Bri\u00ad\nef letter to us", 'it is a Bri<lb break="no"/>ef letter to us'),
    ("it is a Bri-\nef letter to us", 'it is a Bri-<lb break="no"/>ef letter to us'),
]


def paragraph(text: str, convention: object = KEPT) -> str:
    made = convert(text, convention=convention)  # type: ignore[arg-type]
    assert made.encoded.proof.holds
    (found,) = made.body.iter(tei("p"))
    words = etree.tostring(found, encoding="unicode", with_tail=False)
    return words[words.index(">") + 1 : -len("</p>")]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_signs_of_the_transcriber_go_and_those_of_the_source_stay(text: str, expected: str) -> None:
    assert paragraph(LEAD + text) == LEAD.replace("\n", "<lb/>") + expected
    assert paragraph(LEAD + text, JOINED) == LEAD.replace("\n", " ") + expected


@pytest.mark.parametrize("sign", "=⸗")
def test_old_hyphens_divide_words_where_lines_are_kept(sign: str) -> None:
    assert paragraph(f"{LEAD}a Bri{sign}\nef to us").endswith(f'a Bri{sign}<lb break="no"/>ef to us')


def test_a_dash_at_the_end_of_a_line_divides_nothing() -> None:
    assert paragraph(f"{LEAD}we came -\nand went").endswith("we came -<lb/>and went")


def test_lines_come_back() -> None:
    text = LEAD + "it is a Bri¬\nef letter to us, and a let-\nter"
    assert decode(convert(text, convention=KEPT).body, KEPT) == (text, [])


def test_a_convention_says_keep_or_join(tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text('[convention]\nname = "house"\nextends = "general"\nlines = "keep"\n', encoding="utf-8")
    assert load_convention(file).lines == KEEP
    other = tmp_path / "other.toml"
    other.write_text('[convention]\nname = "other"\nlines = "some"\n', encoding="utf-8")
    with pytest.raises(ConventionError, match="lines must be"):
        load_convention(other)
