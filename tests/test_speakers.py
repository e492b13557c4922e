"""Speeches point at the participants that the table of documents names."""

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
