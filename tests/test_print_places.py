"""What the print finds is reported at its line of the TEI, and pages and print do not depend on the lines."""

import re
from pathlib import Path

import pytest
from lxml import etree

from teikit.api import read_tei
from teikit.core import Diagnostic, Ledger, XsltError
from teikit.edition import select_paths
from teikit.publication import Run, publish_print
from teikit.publication.print import typesetting
from teikit.publication.reading import reading_document

HERE = Path(__file__).parent
CASES = sorted((HERE / "print_places").glob("*.xml"))
DOCUMENTS = [path for folder in ("print_places", "tables", "figures", "header", "kinds", "published_notes")
             for path in sorted((HERE / folder).glob("*.xml"))]  # fmt: skip
NUMBER = "{urn:teikit:reading:pass}number"


def marked(text: str) -> list[tuple[str, int]]:
    """The codes and lines that comments at the ends of lines name."""
    lines = enumerate(text.splitlines(), 1)
    return [(code, number) for number, line in lines for code in re.findall(r"<!-- (print-[a-z-]+) -->", line)]


def places(diagnostics: list[Diagnostic]) -> list[tuple[str, int]]:
    return [(found.code, found.position.line) for found in diagnostics if found.position]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_finding_is_at_its_line(path: Path) -> None:
    document = read_tei(path)
    document.to_pdf()
    found = [each for each in document.diagnostics if each.code.startswith("print-")]
    assert places(found) == marked(path.read_text("utf-8"))
    assert {Path(each.file).name for each in found} == {path.name}


def test_a_note_that_is_not_where_it_was_planned_is_reported_at_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    deviations = typesetting.deviations

    def moved(plan: typesetting.Plan, done: typesetting.Set) -> list[typesetting.Deviation]:
        ends = [(number, page, x, y + 50) for number, page, x, y in done.ends]
        return deviations(plan, typesetting.Set(done.anchors, ends, done.warnings))

    monkeypatch.setattr(typesetting, "deviations", moved)
    text = CASES[0].read_text("utf-8").replace("毛", 'x<note place="foot">\nA note.</note>\n<note>Another.</note>')
    document = read_tei(text, name="moved.xml")
    document.to_pdf()
    lines = text.splitlines()
    expected = [next(n for n, line in enumerate(lines, 1) if word in line) for word in ("x<note", "<note>")]
    assert places(list(document.diagnostics)) == [("print-misplaced", line) for line in expected]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_numbers_change_nothing_else(path: Path) -> None:
    text = path.read_text("utf-8")
    try:
        plain, _ = reading_document(text, path.name)
    except XsltError:
        pytest.skip("it is not well-formed")
    numbered, _ = reading_document(text, path.name, numbered=True)
    without = etree.fromstring(str(numbered))
    assert [
        element.attrib.pop(NUMBER) for element in without.iter("{*}paragraph", "{*}span") if NUMBER in element.attrib
    ]
    etree.strip_attributes(without, NUMBER)
    etree.cleanup_namespaces(without)
    assert etree.tostring(without, method="c14n") == etree.tostring(etree.fromstring(str(plain)), method="c14n")


def test_the_print_does_not_depend_on_lines_and_its_findings_follow_them(tmp_path: Path) -> None:
    folder = tmp_path / "tei"
    folder.mkdir()
    source = CASES[0].read_text("utf-8")
    path, pdf = folder / "letter.xml", tmp_path / "letters.pdf"

    def printed() -> tuple[list[tuple[str, int]], int]:
        kept = Ledger(tmp_path / "ledger.sqlite")
        result = publish_print(select_paths([folder]), "diplomatic", pdf, Run(ledger=kept))
        kept.close()
        return places([found for found in result.findings if found.code.startswith("print-")]), pdf.stat().st_mtime_ns

    path.write_text(source, "utf-8")
    first, made = printed()
    assert first == marked(source)
    moved = source.replace("  <text>", "\n<!-- A comment. -->\n\n  <text>")
    path.write_text(moved, "utf-8")
    second, again = printed()
    assert second == marked(moved) != first
    assert again == made
