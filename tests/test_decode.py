"""TEI of letters, interviews and damaged paper as a transcript."""

import pytest
from converting import TEI, convert
from lxml import etree

from teikit.conventions.load import load_convention
from teikit.tei.decode.decoder import decode
from teikit.validation.validate import validate

GENERAL = load_convention("general")
INLINE = [
    ('<choice><unclear cert="medium">hat</unclear><unclear cert="low">hut</unclear></choice>', "[hat/hut?]"),
    ("<choice><abbr>Hptm.</abbr><expan>Hauptmann</expan></choice>", "Hptm. [Hauptmann]"),
    ('<note type="editorial" place="inline" cert="low">the landlady</note>', "[the landlady]"),
    ('<gap reason="lost" agent="hole" quantity="2" unit="word"/>', "[hole: two words]"),
    ('<gap reason="editorial"><desc>printed form, not transcribed</desc></gap>', "[printed form, not transcribed]"),
    ('<damage agent="water">and the boy</damage>', "[water-stained: and the boy]"),
    ('<figure type="seal"><figDesc>red wax seal</figDesc></figure>', "[red wax seal]"),
    ("<vocal><desc>laughs</desc></vocal>", "[laughs]"),
    ('<pause dur="PT5S"/>', "[pause, 5 seconds]"),
    ('<pause dur="PT1M"/>', "[pause, 1 minute]"),
    ("<pause/>", "[pause]"),
    ('<milestone unit="time" n="00:12:40"/>', "[00:12:40]"),
    ('<note type="endorsement" place="overleaf">Answd</note>', "[endorsed: Answd]"),
    ('<pb n="1r" rend="crosswise"/>', "[crosswise on fol. 1r:]"),
    ('<milestone unit="tape" n="1B"/>', "[tape 1, side B]"),
    ('<unclear reason="faded" cert="low">today</unclear>', "[faded: today?]"),
    ('<stamp type="postmark">BATH</stamp>', "[postmark: BATH]"),
]
BLOCKS = [
    (
        "<sp><speaker>GREER:</speaker>\n<p>When did you come?</p>\n<p>And how?</p></sp>\n"
        "<sp><speaker>A.</speaker>\n<p>Late.</p></sp>",
        "GREER: When did you come?\n\nAnd how?\n\nA. Late.",
    ),
    (
        "<opener><address><addrLine><persName>Mr. Alden</persName></addrLine>\n<addrLine>Dover</addrLine></address>\n"
        "<salute>My good Sir,</salute></opener>\n<p>No.</p>",
        "Mr. Alden\nDover\n\nMy good Sir,\n\nNo.",
    ),
    (
        "<opener><dateline><address><addrLine>12 Quay Street</addrLine>\n<addrLine>Harwich</addrLine></address>\n"
        "<date>March 3, 1951</date></dateline></opener>\n<p>No.</p>",
        "12 Quay Street\nHarwich\nMarch 3, 1951\n\nNo.",
    ),
    (
        '<opener><salute>My good Sister</salute></opener>\n<p rend="run-in">I had your letter.</p>',
        "My good Sister I had your letter.",
    ),
]


@pytest.mark.parametrize(("tei", "text"), INLINE, ids=[text for _, text in INLINE])
def test_an_element_in_a_sentence(tei: str, text: str) -> None:
    root = etree.fromstring(f'<div xmlns="{TEI}" xml:lang="en"><p>We {tei} saw.</p></div>')
    assert decode(root, GENERAL) == (f"We {text} saw.", [])


@pytest.mark.parametrize(("tei", "text"), BLOCKS)
def test_blocks(tei: str, text: str) -> None:
    root = etree.fromstring(f'<div xmlns="{TEI}" xml:lang="en">{tei}</div>')
    assert decode(root, GENERAL) == (text, [])


WITHOUT_WORDS = [
    '<gap reason="lost" agent="storm"/>',
    '<milestone unit="tape"/>',
    '<pause dur="PT1H5M"/>',
    "<retrace>so</retrace>",
]


@pytest.mark.parametrize("tei", WITHOUT_WORDS)
def test_what_has_no_words_is_reported(tei: str) -> None:
    root = etree.fromstring(f'<div xmlns="{TEI}" xml:lang="en"><p>We {tei} saw.</p></div>')
    assert [finding.code for finding in decode(root, GENERAL)[1]] == ["convert-not-in-convention"]


def test_where_another_hand_begins() -> None:
    text = "I am well and in good spirits again. [in pencil:] Send the key of the house soon."
    made = convert(text, "letter.txt", GENERAL)
    assert [str(d) for d in validate(made.data, "letter.xml") if d.severity == "error"] == []
    assert decode(made.encoded.root, GENERAL) == (text, [])
    unnamed = convert(text.replace("in pencil", "in Anna's hand"), "letter.txt", GENERAL)
    assert [finding.code for finding in decode(unnamed.encoded.root, GENERAL)[1]] == ["convert-not-in-convention"]


def test_a_language_without_words_to_write_uses_the_first() -> None:
    root = etree.fromstring(f'<div xmlns="{TEI}" xml:lang="la"><p>Vidi <gap reason="illegible"/> heri.</p></div>')
    assert decode(root, GENERAL) == ("Vidi [illegible] heri.", [])
