"""What an edition teaches: the labels of lines from TEI that a person corrected."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from teikit.cli.learn import learn as command
from teikit.cli.main import cli
from teikit.conversion import convert_in_memory
from teikit.core import TeikitError
from teikit.edition import edition_inputs, load_edition
from teikit.edition.learned import learned_header
from teikit.learning.align import labels_of
from teikit.learning.blocks import blocks_of
from teikit.transcript import edition_model, label_lines, learn, lines_of, shipped_model

NAMES = ["Ada Low", "James Orchard", "Mary Pitt", "Tom Fenner", "Ellen Stone", "John Hale"]
RAW = """Carried by {name}.

Dear Sister,

The boat came in on Tuesday and we had your letter, with the books and the seed for the garden.

{name} had it not from you
but from the mail.

Ever yours,
William
"""
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>
<publicationStmt><p>none</p></publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader>
<text><body><div><opener><seg type="handling">Carried by <persName>{name}</persName>.</seg>
<salute>Dear Sister,</salute></opener>
<p>The boat came in on Tuesday and we had your letter, with the books and the seed for the garden.</p>
<p>{name} had it not from you but from the mail.</p>
<closer><salute>Ever yours,</salute> <signed><persName>William</persName></signed></closer></div></body></text></TEI>
"""


def test_lines_have_the_labels_of_their_blocks() -> None:
    lines = lines_of(RAW.format(name="Ada Low"))
    labels = labels_of(lines, blocks_of(etree.fromstring(TEI.format(name="Ada Low"))))
    assert list(labels.values()) == [
        "formula", "salute", "paragraph", "paragraph", "more", "valediction", "signed",
    ]  # fmt: skip


def test_notes_and_offices_are_found() -> None:
    tei = (
        '<text xmlns="http://www.tei-c.org/ns/1.0"><body><div type="entry"><head>3 May</head>'
        "<p>The ship<note>Lost in June.</note> came.</p>"
        "<closer><signed>Low<lb/><roleName>Chairman</roleName></signed></closer></div></body></text>"
    )
    root = etree.Element("root")
    root.append(etree.fromstring(tei))
    found = [(block.label, " ".join(block.words)) for block in blocks_of(root)]
    assert found == [
        ("date_head", "3 May"),
        ("paragraph", "The ship came."),
        ("signed", "Low Chairman"),
        ("office", "Chairman"),
        ("note", "Lost in June."),
    ]


def test_what_is_learned_makes_the_confirmed_labels_more_likely() -> None:
    lines = lines_of(RAW.format(name="Ada Low"))
    labels = list(labels_of(lines, blocks_of(etree.fromstring(TEI.format(name="Ada Low")))).values())
    weights = learn(shipped_model(), [(lines, labels)])
    assert weights == learn(shipped_model(), [(lines, labels)])
    assert [found.label for found in label_lines(lines, model=shipped_model().adding(weights))] == labels


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "Letters"\nconvention = "general"\n')
    for folder in ("raw", "xml"):
        (tmp_path / folder).mkdir()
    for number, name in enumerate(NAMES):
        (tmp_path / "raw" / f"{number}.txt").write_text(RAW.format(name=name))
        (tmp_path / "xml" / f"{number}.xml").write_text(TEI.format(name=name))
    return tmp_path


def test_learn_writes_weights_that_help(edition: Path) -> None:
    said = CliRunner().invoke(command, [str(edition)])
    assert said.exit_code == 0, said.output
    assert "learned from 6 edited TEI files, 42 lines" in said.output
    data = json.loads((edition / "models" / "labels.json").read_text())
    assert data["made"]["right"]["after"] > data["made"]["right"]["before"]
    model = edition_model(edition / "models" / "labels.json")
    assert label_lines(lines_of(RAW.format(name="Nobody Else")), model=model)[0].label == "formula"


def test_too_few_files_teach_nothing(edition: Path) -> None:
    for number in range(4):
        (edition / "xml" / f"{number}.xml").unlink()
    said = CliRunner().invoke(command, [str(edition)])
    assert said.exit_code == 0
    assert "2 edited TEI files; at least 3 are needed" in said.output
    assert not (edition / "models").exists()


def test_a_file_that_has_no_such_weights_is_refused(tmp_path: Path) -> None:
    (tmp_path / "labels.json").write_text("{}")
    with pytest.raises(TeikitError, match="no weights that teikit learned"):
        edition_model(tmp_path / "labels.json")


def test_what_teikit_wrote_teaches_nothing(edition: Path) -> None:
    for path in (edition / "xml").iterdir():
        path.unlink()
    raws = [str(path) for path in sorted((edition / "raw").iterdir())]
    converted = CliRunner().invoke(cli, ["convert", *raws, "--output", str(edition / "xml")])
    assert converted.exit_code == 0, converted.output
    assert "0 edited TEI files" in CliRunner().invoke(command, [str(edition)]).output


LETTER = """Bath, 3 May 1821

Dear Sister,

The boat came in on Tuesday and we had your letter, with the books and the seed for the garden of {name}.

Ever yours,
William
"""
CORRECTED = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title>
</titleStmt><publicationStmt><p>none</p></publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc><profileDesc>
<correspDesc><correspAction type="sent"><persName>{sender}</persName></correspAction></correspDesc></profileDesc>
</teiHeader><text><body><div><opener><dateline>Bath, <date when="1821-05-03">3 May 1821</date></dateline>
<salute>Dear Sister,</salute></opener>
<p>The boat came in on Tuesday and we had your letter, with the books and the seed for the garden of {name}.</p>
<closer><salute>Ever yours,</salute> <signed><persName>William</persName></signed></closer></div></body></text></TEI>
"""


@pytest.mark.parametrize(("sender", "cert"), [("William", "medium"), ("William Low", "low")])
def test_the_header_of_corrected_files_is_learned(edition: Path, sender: str, cert: str) -> None:
    """What a signature says counts for what it was worth in the files of this edition, and the message says so."""
    for number, name in enumerate([*NAMES, *NAMES, *NAMES]):
        (edition / "raw" / f"{number}.txt").write_text(LETTER.format(name=name))
        (edition / "xml" / f"{number}.xml").write_text(CORRECTED.format(name=name, sender=sender))
    said = CliRunner().invoke(command, [str(edition)])
    path = edition / "models" / "header.json"
    assert said.exit_code == 0, said.output
    assert "header.json: how often values of the header are right in this edition" in said.output
    before = path.read_bytes()
    CliRunner().invoke(command, [str(edition)])
    assert path.read_bytes() == before
    (edition / "raw" / "new.txt").write_text(LETTER.format(name="Nobody Else"))
    job = next(job for job in edition_inputs(load_edition(edition)).jobs if job.raw.name == "new.txt")
    converted, _ = convert_in_memory(job)
    assert converted is not None
    learned = next(finding.message for finding in converted.findings if "read as the sender" in finding.message)
    right = 18 if sender == "William" else 0
    assert f"certainty {cert}" in learned and f"learned: {right} of 18 in this edition" in learned


def test_a_file_that_has_no_such_counts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "header.json").write_text("[1]")
    with pytest.raises(TeikitError, match="no counts that teikit learned"):
        learned_header(tmp_path)
