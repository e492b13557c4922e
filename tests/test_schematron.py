"""Schematron, feature by feature: folders of a schema, a document, and what is to be found.

`expected.txt` has a line for each finding: place, severity, code, message, and help where the schema gives it; lines
that begin with `phase` tell the phases apart. A schema that cannot be used has the line `schema` and the reason.
"""

from pathlib import Path

import pytest
from lxml import etree
from schema_fixtures import ROOT, cases

from teikit.core import Source
from teikit.core.diagnostics import Diagnostic
from teikit.validation.relaxng.errors import SchemaError
from teikit.validation.schematron.expressions import marks_of
from teikit.validation.schematron.load import is_within
from teikit.validation.validate import DEFAULT_PHASE, DocumentValidator, validate

FOLDERS = sorted(path for path in (ROOT / "tests" / "schematron").iterdir() if path.is_dir())


def phases(folder: Path) -> list[str]:
    lines = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    return [line.split()[1] for line in lines if line.startswith("phase ")]


def said(found: Diagnostic, folder: Path) -> str:
    advice = f" -- {found.advice}" if found.advice else ""
    words = f"{found.place} {found.severity} {found.code} {found.message}{advice}"
    for way in (f"{folder.resolve()}/", f"{folder.relative_to(ROOT)}/"):
        words = words.replace(way, "")
    return words.removeprefix("document.xml:")


def outcome(folder: Path, phase: str) -> list[str]:
    document, (schema,) = folder / "document.xml", folder.glob("schema.*")
    try:
        found = validate(document.read_bytes(), str(document), [schema], phase)
    except SchemaError as error:
        return [f"schema {error}".replace(f"{folder.resolve()}/", "").replace(f"{folder}/", "")]
    return [said(finding, folder) for finding in found]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_feature(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    named = phases(folder)
    made = [] if named else outcome(folder, "#DEFAULT")
    for phase in named:
        made += [f"phase {phase}", *outcome(folder, phase)]
    assert made == (folder / "expected.txt").read_text(encoding="utf-8").splitlines()


MARKS = {
    "tei:p": ["<p", ":p"],
    "tei:div//tei:p[@n] | @hand": ["<p", ":p", "hand"],
    "tei:*[@calendar]": ["calendar"],
    "Q{http://x/y}p[. = '|']": ["<p", ":p"],
    "tei:*[starts-with(@spanTo, '#')]": None,
    "/": None,
    "*": None,
    ".": None,
    "text()": None,
    "(tei:a | tei:b)": None,
    "tei:a except tei:b": None,
}


@pytest.mark.parametrize("context", MARKS)
def test_what_a_rule_is_about_is_read_off_its_context(context: str) -> None:
    assert marks_of(context) == MARKS[context]


def test_a_document_without_it_is_not_read_by_saxon(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*words: object) -> None:
        raise AssertionError("read by Saxon")

    schema = ROOT / "tests" / "checking" / "rules-twice" / "p.sch"
    monkeypatch.setattr("teikit.validation.schematron.run._document", read)

    def applied(text: str) -> list[Diagnostic]:
        return DocumentValidator(Source(text, "a.xml")).apply_rules(schema, "schematron", DEFAULT_PHASE)

    assert applied("<p>To Anna.</p>") == []
    with pytest.raises(AssertionError, match="read by Saxon"):
        applied("<p>To <rs>Anna</rs></p>")


EVERY_NODE = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
  <pattern>
    <rule context="*"><report test="true()" id="e">&lt;<name/></report></rule>
    <rule context="@*"><report test="true()" id="a"><name/>=</report></rule>
    <rule context="text()"><report test="true()" id="t"><value-of select="tokenize(.)[1]"/></report></rule>
    <rule context="comment()"><report test="true()" id="c">&lt;!--</report></rule>
    <rule context="processing-instruction()"><report test="true()" id="p">&lt;?<name/></report></rule>
  </pattern>
</schema>"""


@pytest.mark.parametrize("path", cases("valid"), ids=lambda path: path.stem)
def test_every_node_is_located(path: Path, tmp_path: Path) -> None:
    schema = tmp_path / "every-node.sch"
    schema.write_text(EVERY_NODE)
    text = "<?xml-model href='a.rng'?><!-- 𝄞 -->" + path.read_text(encoding="utf-8").partition("?>")[2]
    found = validate(text.encode(), "a.xml", [schema])
    for finding in found:
        assert finding.span is not None
        assert text.startswith(finding.message.replace("&", "&amp;"), finding.span.start), finding
    nodes = etree.fromstring(text.encode()).xpath("count(//node() | //@*)")
    assert len(found) == nodes
    assert len({(f.code, f.span) for f in found}) == nodes


def test_a_schema_is_read_from_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file outside the folders of schema, document and run is refused, also through a link; inside it is read."""
    for folder in ("schema", "data", "outside"):
        (tmp_path / folder).mkdir()
    (tmp_path / "schema" / "s.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern><rule context="a">'
        "<report test=\"doc('../outside/o.xml')/o\">read</report></rule></pattern></schema>"
    )
    (tmp_path / "outside" / "o.xml").write_text("<o/>")
    schema = tmp_path / "schema" / "s.sch"
    monkeypatch.chdir(tmp_path / "data")
    assert [f.code for f in validate(b"<a/>", "a.xml", [schema])] == ["schematron-failed"]
    monkeypatch.chdir(tmp_path)
    assert [f.message for f in validate(b"<a/>", "data/a.xml", [schema])] == ["read"]
    (tmp_path / "outside" / "o.xml").unlink()
    (tmp_path / "outside" / "o.xml").symlink_to(Path("/etc/hostname"))
    assert [f.code for f in validate(b"<a/>", "data/a.xml", [schema])] == ["schematron-failed"]


def test_the_root_of_the_machine_and_hidden_folders_are_no_place_for_a_schema_to_read() -> None:
    assert is_within(Path("/a/b/c.xml"), [Path("/a")])
    assert not is_within(Path("/a/b/c.xml"), [Path("/")])
    assert not is_within(Path("/a/.git/config"), [Path("/a")])
    assert is_within(Path("/a/.b/c.xml"), [Path("/a/.b")])


@pytest.mark.parametrize(("levels", "codes"), [(900, []), (1_100, ["xml-beyond-limits"])])
def test_elements_may_be_nested_deep(levels: int, codes: list[str]) -> None:
    data = f"{'<a>' * levels}{'</a>' * levels}".encode()
    found = validate(data, "a.xml", [ROOT / "tests" / "checking" / "any.sch"])
    assert [f.code for f in found] == codes
    assert all("nested more than 1,000 deep" in f.message for f in found)


def test_a_rule_prints_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    schema = tmp_path / "trace.sch"
    test = "<assert test=\"trace(1, 'seen') = 2\">wrong</assert>"
    schema.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">'
        f'<pattern><rule context="*">{test}</rule></pattern></schema>'
    )
    assert [finding.message for finding in validate(b"<p/>", "a.xml", [schema])] == ["wrong"]
    assert capfd.readouterr() == ("", "")
