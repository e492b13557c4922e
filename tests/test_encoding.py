"""Four made-up documents with the TEI that they should become: how much of it the converter finds.

`tests/encoding/` has a German field-post letter, an English family letter, an interview and a French deed: STEM.txt is
the transcript, STEM.xml was written by hand from the encoding guide, without looking at the converter. A phenomenon is
an element with its kind and its letters; order and position are not compared. `gaps.txt` lists what the converter does
not find yet: nothing may be added to it. TEIKIT_UPDATE=1 in the environment removes from it what is found by now.
"""

import os
import re
from collections import Counter
from functools import cache

import pytest
from converting import ROOT, convert, text_of_file
from lxml import etree
from schema_fixtures import RNG_FILE

from teikit.conventions.load import load_convention
from teikit.validation.validate import validate
from teikit.xml.names import TEI, tei

FOLDER = ROOT / "tests" / "encoding"
STEMS = sorted(path.stem for path in FOLDER.glob("*.xml"))
GAPS = FOLDER / "gaps.txt"
UPDATE = bool(os.environ.get("TEIKIT_UPDATE"))
# F1 of the phenomena at least: measured values, which only rise.
LEAST = {"acte-1687": 0.77, "family-1794": 0.93, "feldpost-1916": 0.85, "interview-1978": 0.96}

PHENOMENA = set(
    """abbr add address addrLine choice closer corr damage date dateline del expan figure fw gap head incident item
    kinesic label list milestone note opener p pause pb persName placeName postscript roleName rs salute seg sic
    signed sp space speaker stamp subst supplied table time unclear vocal""".split()  # noqa: SIM905
)
DISTINCTIVE = ("type", "reason", "unit", "n", "quantity", "agent", "place", "rend", "when")


def phenomena(text: etree._Element) -> Counter[str]:
    """The phenomena of a text: element, distinctive attributes, letters, each on one line."""
    found: Counter[str] = Counter()
    for element in text.iter(f"{{{TEI}}}*"):
        name = etree.QName(element).localname
        if name in PHENOMENA:
            values = [f"{key}={element.get(key)}" for key in DISTINCTIVE if element.get(key)]
            words = re.sub(r"\W+", "", "".join(map(str, element.itertext())))
            found[" ".join([name, *values, words if len(words) <= 60 else f"{words[:28]}…{words[-28:]}"]).strip()] += 1
    return found


@cache
def compared(stem: str) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """What is right, what is missing, and what is found but not expected."""
    made = convert(text_of_file(FOLDER / f"{stem}.txt"), f"{stem}.txt", load_convention("general"))
    assert made.encoded.proof.holds
    text = etree.parse(FOLDER / f"{stem}.xml").getroot().find(tei("text"))
    assert text is not None
    expected, found = phenomena(text), phenomena(made.body)
    return expected & found, expected - found, found - expected


def gaps() -> dict[str, Counter[str]]:
    """The known gaps by document."""
    by_stem: dict[str, Counter[str]] = {stem: Counter() for stem in STEMS}
    for line in GAPS.read_text(encoding="utf-8").splitlines() if GAPS.exists() else ():
        stem, colon, phenomenon = line.partition(": ")
        if colon and stem in by_stem:
            by_stem[stem][phenomenon] += 1
    return by_stem


if UPDATE:

    def test_update_the_gaps() -> None:
        lines = ["# What the converter does not find yet. Lines may only be removed."]
        for stem in STEMS:
            missing = compared(stem)[1] & gaps()[stem] if GAPS.exists() else compared(stem)[1]
            lines += [f"{stem}: {phenomenon}" for phenomenon in sorted(missing.elements())]
        GAPS.write_text("\n".join([*lines, ""]), encoding="utf-8")


@pytest.mark.parametrize("stem", STEMS)
def test_expected_documents_are_valid(stem: str) -> None:
    path = FOLDER / f"{stem}.xml"
    assert [str(d) for d in validate(path.read_bytes(), path.name, schemas=[RNG_FILE])] == []


@pytest.mark.parametrize("stem", STEMS)
def test_enough_is_found(stem: str) -> None:
    right, missing, wrong = (counts.total() for counts in compared(stem))
    f1 = 2 * right / (2 * right + missing + wrong)
    assert f1 >= LEAST[stem], f"F1 {f1:.3f}: {right} right, {missing} missing, {wrong} wrong"


@pytest.mark.parametrize("stem", STEMS)
def test_nothing_else_is_missing(stem: str) -> None:
    assert sorted((compared(stem)[1] - gaps()[stem]).elements()) == []
