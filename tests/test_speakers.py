"""Speeches point at the participants that the table of documents names."""

import pytest
from converting import ROOT, text_of_file
from lxml import etree

from teikit.conventions.load import load_convention
from teikit.core import source_of
from teikit.interpretation.document import interpret
from teikit.tei.encode.encoder import encode
from teikit.tei.serialize import serialise
from teikit.transcript import Metadata, Participant, Stated, read_document
from teikit.validation.validate import validate
from teikit.xml.names import tei

TABLE = Metadata(
    participants=(Participant("HALL", "Robert Hall", "interviewer"), Participant("MOSS", "Edith Moss", "interviewee"))
)
INTERVIEW = text_of_file(ROOT / "tests" / "encoding" / "interview-1978.txt")


def speeches(table: Metadata) -> list[tuple[str, str | None]]:
    document, _ = read_document(source_of(INTERVIEW, "interview.txt"), load_convention("general"))
    root = encode(interpret(document, (), Stated(table=table))[0], "interview", "0", "2026-01-01")[0].root
    assert [str(d) for d in validate(serialise(root), "interview.xml") if d.severity == "error"] == []
    speakers = [(speech, speech.find(tei("speaker"))) for speech in root.iter(tei("sp"))]
    return [(_words(speaker), speech.get("who")) for speech, speaker in speakers]


def _words(element: etree._Element | None) -> str:
    return "" if element is None else "".join(map(str, element.itertext()))


def test_each_speech_names_its_participant() -> None:
    assert set(speeches(TABLE)) == {("HALL:", "#hall"), ("MOSS:", "#moss")}


def test_a_speaker_that_the_table_lacks_has_no_pointer() -> None:
    assert set(speeches(Metadata(participants=TABLE.participants[:1]))) == {("HALL:", "#hall"), ("MOSS:", None)}


def test_a_speaker_is_found_by_the_name_too() -> None:
    assert set(speeches(Metadata(participants=(Participant("Q", "Hall"),)))) == {("HALL:", "#q"), ("MOSS:", None)}


SALUTATIONS = """HEADQUARTERS, Dover, March 3, 1864.

General R. LOW:

GENERAL: I have the honor to report that the bridge was burned last night.

GENERAL: It was not burned by us.

SIR: Your letter of the 3d has been received.

SIR: What shall we do?
"""
TELEGRAMS = """Number: 12
From: Baku
To: London
The ship has left.

Number: 13
From: Baku
To: London
The ship is back.
"""
HOURS = """Morning: It was fine.
Evening: We had rain.
Morning: They went out.
Evening: Who was at the door?
"""


@pytest.mark.parametrize("text", [SALUTATIONS, TELEGRAMS, HOURS], ids=["salutations", "telegrams", "hours"])
def test_labels_that_recur_and_name_nobody_are_no_speakers(text: str) -> None:
    document, _ = read_document(source_of(text, "letters.txt"), load_convention("general"))
    root = encode(interpret(document, ())[0], "letters", "0", "2026-01-01")[0].root
    assert list(root.iter(tei("speaker"))) == []
