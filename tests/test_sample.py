"""The sample edition: the repository's own documents, as they are committed and as they come out today."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from teikit.conversion.batch import convert_all
from teikit.conversion.convert import convert
from teikit.conversion.store import Status
from teikit.edition.config import load_edition
from teikit.edition.inputs import edition_inputs
from teikit.edition.selection import jobs_of_edition
from teikit.xml.names import tei

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
ANTONOV = ROOT / "xml" / "000_aa023b8ff146a737.xml"
CABLE = ROOT / "xml" / "003_6f9c8c9962744dea.xml"


def test_the_committed_tei_is_what_convert_makes() -> None:
    work = edition_inputs(load_edition(ROOT))
    assert not work.findings
    outcomes = convert_all([job._replace(check=True) for job in work.jobs], work.people, "", lambda _: None)
    assert [outcome.status for outcome in outcomes] == [Status.UNCHANGED] * 3


def test_every_character_is_accounted_for() -> None:
    jobs, _ = jobs_of_edition(load_edition(ROOT), check=True)
    for job in jobs:
        proof = convert(job).proof
        assert proof is not None
        assert proof.holds
        assert proof.total == len(job.raw.read_text(encoding="utf-8"))


@pytest.mark.private("gold")
def test_the_scholars_annotation_agrees() -> None:
    gold = SHARED / "gold"
    command = [sys.executable, str(gold / "score.py"), str(gold), str(ROOT / "xml"), "--skip-missing"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    last = re.search(r"F1 sure=([\d.]+) all=[\d.]+ header=([\d.]+) docs=2", said)
    assert last
    assert float(last[1]) >= 0.97
    assert float(last[2]) == 1.0


def find(path: Path, expression: str) -> list[etree._Element]:
    found = etree.parse(path).xpath(expression, namespaces={"t": tei("")[1:-1]})
    assert isinstance(found, list)
    return found


# What must come out of the two documents, as XPath: (file, expression, how many).
PHENOMENA = json.loads((Path(__file__).parent / "sample.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", PHENOMENA, ids=lambda case: case["what"])
def test_phenomenon(case: dict[str, str]) -> None:
    path = {"antonov": ANTONOV, "cable": CABLE}[case["in"]]
    assert len(find(path, case["xpath"])) == case.get("count", 1)
