"""The PDF for readers who hear it: a checker of PDF/UA finds no error."""

from pathlib import Path

import outloud
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


@pytest.mark.parametrize("name", VOLUMES)
def test_a_checker_finds_no_error(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(VOLUMES[name]())
    result = outloud.check(str(path))
    assert not result.error and result.stats["tagged"]
    assert [finding.to_dict() for finding in result.findings if finding.severity == "error"] == []
    assert result.errors == 0


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
