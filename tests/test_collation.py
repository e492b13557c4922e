"""Witnesses held against each other: cases a scholar can read, laws for any words, places in a reading document."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from test_reading import COPY, GRAMMAR, READING

from teikit.collation.align import Change, Unit, Witness, collate
from teikit.core import saxon
from teikit.publication.reading.collation import with_differences
from teikit.publication.reading.transform import reading_document

HERE = Path(__file__).parent
CASES = sorted((HERE / "collation").glob("*.txt"))
SAMPLE = HERE.parent / "xml" / "003_6f9c8c9962744dea.xml"


def witness(line: str) -> Witness:
    words: list[str] = []
    blocks = []
    for block in line.split(" | "):
        blocks.append(len(words))
        words += block.split()
    return Witness(words, frozenset(blocks[1:]))


def unit_row(unit: Unit, witnesses: list[Witness]) -> str:
    readings = [" ".join(w.words[a:b]) or "–" for w, (a, b) in zip(witnesses, unit.ranges, strict=True)]
    return f"{unit.change}: " + " | ".join(readings) + (f" -> {unit.partner + 1}" if unit.partner is not None else "")


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_case(path: Path) -> None:
    head, _, expected = path.read_text(encoding="utf-8").partition("---\n")
    witnesses = [witness(line[3:]) for line in head.splitlines()[1:]]
    got = "".join(unit_row(unit, witnesses) + "\n" for unit in collate(witnesses))
    if os.environ.get("TEIKIT_UPDATE"):
        path.write_text(f"{head}---\n{got}", encoding="utf-8")
        expected = got
    assert got == expected


LEXICON = ["in", "the", "event", "of", "conflict", "do", "not", "Do", "report,", "report", "at", "once", "и", "при"]
WORDS = st.lists(st.sampled_from(LEXICON), max_size=30)


@given(WORDS, WORDS)
def test_outside_the_units_two_witnesses_are_the_same(first: list[str], second: list[str]) -> None:
    """What is moved or changed taken out, the witnesses are one text; units do not overlap and stay inside."""
    units = collate([Witness(first), Witness(second)])
    for side, words in enumerate((first, second)):
        reached = [n for unit in units for n in range(*unit.ranges[side])]
        assert len(reached) == len(set(reached))
        assert all(0 <= n < len(words) for n in reached)
    if units:
        assert rest(first, units, 0) == rest(second, units, 1)


def rest(words: list[str], units: list[Unit], side: int) -> list[str]:
    taken = {n for unit in units for n in range(*unit.ranges[side])}
    return [word for n, word in enumerate(words) if n not in taken]


@given(WORDS, WORDS, WORDS)
def test_outside_the_units_three_witnesses_are_the_same(first: list[str], second: list[str], third: list[str]) -> None:
    three = (first, second, third)
    units = collate([Witness(words) for words in three])
    if units:
        left = [[word.casefold().strip(",") for word in rest(words, units, n)] for n, words in enumerate(three)]
        assert left[0] == left[1] == left[2]


@given(WORDS)
def test_a_witness_does_not_differ_from_itself(words: list[str]) -> None:
    assert collate([Witness(words), Witness(words)]) == []


@given(WORDS, WORDS)
def test_partners_point_at_each_other_and_say_the_same(first: list[str], second: list[str]) -> None:
    units = collate([Witness(first), Witness(second)])
    for number, unit in enumerate(units):
        assert (unit.partner is None) == (unit.change is not Change.MOVED)
        if unit.partner is not None:
            assert units[unit.partner].partner == number


def test_undeclared_texts_must_agree_in_most_words_of_both() -> None:
    poem = [f"word{n}" for n in range(30)]
    fragment = [*poem[:10], "end"]
    assert collate([Witness(poem), Witness(fragment)])
    assert not collate([Witness(poem), Witness(fragment)], declared=False)
    assert collate([Witness(poem), Witness([*poem[:20], "end"])], declared=False)


# ---------------------------------------------------------------- in the reading document
def differing(tei: str) -> etree._Element:
    node, _ = reading_document(tei, "case.xml")
    return etree.fromstring(saxon.stylesheet_from_text(COPY).to_string(with_differences(node)).encode())


def test_the_two_copies_of_the_cable_tell_their_story() -> None:
    document = differing(SAMPLE.read_text(encoding="utf-8"))
    assert GRAMMAR.validate(document), GRAMMAR.error_log
    readings = {
        tuple(reading.text or "" for reading in variation) for variation in document.iter(f"{READING}variation")
    }
    assert {("встают", "встанут"), ("дополнительного", ""), ("", "при"), ("армии", "армии,")} <= readings


def test_every_place_is_in_the_text_and_nothing_of_the_text_changes() -> None:
    tei = SAMPLE.read_text(encoding="utf-8")
    document = differing(tei)
    node, _ = reading_document(tei, "case.xml")
    plain = etree.fromstring(saxon.stylesheet_from_text(COPY).to_string(node).encode())
    ids = {e.get("id") for e in document.iter() if e.get("id")}
    assert {r.get("ref") for r in document.iter(f"{READING}reading")} <= ids
    for absent in document.iterfind(f".//{READING}witness//{READING}span[@kind='absent']"):
        assert "".join(absent.itertext()) in ("∅ ", " ∅")
        absent[0].text = absent[0].tail = absent.text = None
    for one, two in zip(document.iter(f"{READING}witness"), plain.iter(f"{READING}witness"), strict=True):
        assert "".join(one.itertext()) == "".join(two.itertext())


def test_a_document_of_one_witness_is_left_as_it_is() -> None:
    node, _ = reading_document((HERE.parent / "xml" / "000_aa023b8ff146a737.xml").read_text(encoding="utf-8"), "x.xml")
    assert with_differences(node) is node
