"""The PDF for readers who hear it, and for archives: three checkers of PDF/UA and PDF/A find no error.

outloud reads the PDF as a screen reader; page has 104 rules of PDF/UA-1, 154 of PDF/A-2a; pdfua has 16 of PDF/UA-1.
"""

import re
from functools import cache
from pathlib import Path

import outloud
import page
import pdfua
import pytest
from print_pages import META, case, dense, pdf
from pypdf import PdfReader

from teikit.core.saxon import parse
from teikit.publication.print import print_xml, typeset
from teikit.publication.reading.transform import reading_document

HERE = Path(__file__).parent


def with_tables_and_figures() -> bytes:
    paths = [*sorted((HERE / "tables").glob("*.xml")), HERE / "figures" / "document.xml"]
    nodes = [reading_document(path.read_text("utf-8"), path.name)[0] for path in paths]
    return typeset(print_xml([*nodes, parse(case("every-element"))], META))[0]


def critical() -> bytes:
    return typeset(print_xml([parse(dense(seed)[0].replace('"made"', f'"made{seed}"')) for seed in (1, 2)], META))[0]


VOLUMES = {
    "sample": lambda: pdf("antonov-1945", "cable-5542"),
    "critical": critical,
    "tables": with_tables_and_figures,
}


@cache
def volume(name: str) -> bytes:
    return VOLUMES[name]()


@pytest.mark.parametrize("name", VOLUMES)
def test_a_checker_finds_no_error(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(volume(name))
    result = outloud.check(str(path))
    assert not result.error and result.stats["tagged"]
    assert [finding.to_dict() for finding in result.findings if finding.severity == "error"] == []
    assert result.errors == 0
    assert pdfua.validate(str(path)).findings == ()


# page takes a stream whose last byte is a carriage return for one that is a byte shorter; `ends_of_streams` does not.
LENGTHS = "PDFA2A-STREAM-LENGTH-001"


def ends_of_streams(data: bytes) -> list[int]:
    """Where the streams of a PDF end, by the lengths that are stated."""
    begun = list(re.finditer(rb"/Length (\d+)\b[^<>]*(?:<<[^<>]*>>[^<>]*)*>>\s*stream\r?\n", data))
    assert begun
    return [match.end() + int(match[1]) for match in begun]


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("name", VOLUMES)
def test_the_rules_of_pdf_ua_and_pdf_a_hold(name: str, profile: str) -> None:
    data = volume(name)
    report = page.validate_pdf_bytes(data, profile=profile)
    failures = [(failure.rule_id, failure.message) for failure in report.failures if failure.rule_id != LENGTHS]
    assert failures == [] and report.rules.total > 100
    assert all(data[end : end + 10] == b"\nendstream" for end in ends_of_streams(data))


def roles(node: object, depth: int = 0) -> list[str]:
    """The types of the elements of the structure, in the order in which they are heard."""
    target = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(target, list):
        return [role for each in target for role in roles(each, depth)]
    if not hasattr(target, "get") or depth > 60:
        return []
    own = [str(target["/S"])] if "/S" in target else []
    return own + roles(target.get("/K", []), depth + 1)


def test_each_note_has_a_label_and_text_of_its_own(tmp_path: Path) -> None:
    source, count = dense(3)
    path = tmp_path / "notes.pdf"
    path.write_bytes(typeset(print_xml([parse(source)], META))[0])
    found = roles(PdfReader(path).trailer["/Root"]["/StructTreeRoot"])
    feet = source.count('kind="footnote"')
    assert found.count("/Note") == count + feet
    assert found.count("/Lbl") >= count + feet
