"""`teikit coverage`: what no rule handles is listed, at its place; the table of attributes says what the rules do."""

import json
import re
from pathlib import Path

from click.testing import CliRunner

from teikit.cli.main import cli
from teikit.core.resources import resource
from teikit.publication.reading.transform import coverage

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>Known <graph><node name="a"><string>one</string></node></graph>,
<!-- <fs/> in a comment --> <del status="short" rend="x">gone</del> <graph
  type="b"/></p></body></text></TEI>"""


def rules() -> str:
    reading = resource("xslt", "reading")
    sheets = [*sorted(reading.glob("[1-9]*.xsl")), *sorted(reading.glob("30-mark/*.xsl")), reading / "header.xsl"]
    return "".join(p.read_text("utf-8") for p in sheets if p.name != "read-attributes.xsl")


def test_elements_and_attributes_are_listed_at_their_places() -> None:
    found = {(f.code, f.message.split(";")[0], f.position) for f in coverage(TEI, "a.xml")}
    places = {(code, message): (at.line, at.column) for code, message, at in found if at}
    assert places[("publish-unhandled-element", "no rule shows the element node")] == (3, 29)
    assert places[("publish-unhandled-attribute", "no rule reads @status of del")] == (4, 34)
    assert [
        (at.line, at.column) for code, message, at in sorted(found, key=str) if at and message.endswith("element graph")
    ] == [(3, 22), (4, 69)]
    assert places[("publish-unknown-rendering", "no table says how “x” looks (@rend of del)")] == (4, 49)
    assert not [message for _, message, _ in found if " p" in message]


def test_the_table_of_attributes_names_what_the_rules_read() -> None:
    """Each attribute of the table is read by a rule; each attribute that a rule reads of TEI is in the table."""
    table = resource("xslt", "reading", "30-mark", "read-attributes.xsl").read_text("utf-8")
    declared = set(re.findall(r"@([A-Za-z-]+)(?![A-Za-z:-])", "".join(re.findall(r'match="([^"]*)"', table))))
    read = set(re.findall(r"@([A-Za-z-]+)(?![A-Za-z:-])", rules()))
    ours = (
        "kind view says label note id fill noted open close as specimen word n-of name other letter most shown unknown "
        "namespace "
        "bracketed characters pictures of types places words hands witnesses"
    )
    assert declared - read - {"ref", "type"} == set()
    assert read - declared - set(ours.split()) - {"ident", "mainLang"} == set()


def test_the_command_says_what_is_not_handled(tmp_path: Path) -> None:
    path = tmp_path / "letter.xml"
    path.write_text(TEI, encoding="utf-8")
    run = CliRunner().invoke(cli, ["coverage", str(path)])
    assert run.exit_code == 0
    assert re.search(
        r"letter\.xml:3:22: warning publish-unhandled-element no rule shows the element graph; .*\(2 times\)",
        run.output,
    )
    assert "7 kinds of markup not handled" in run.output
    assert CliRunner().invoke(cli, ["coverage", "--strict", str(path)]).exit_code == 1
    data = json.loads(CliRunner().invoke(cli, ["coverage", "--format", "json", "--all", str(path)]).output)
    assert len({(row["code"], row["message"]) for row in data}) == 7
    assert all(row["line"] for row in data)


def test_what_is_wholly_handled_passes_strictly(tmp_path: Path) -> None:
    path = tmp_path / "letter.xml"
    path.write_text(
        re.sub(r"<graph.*?</graph>|<graph\s[^>]*/>| status=.short.", "", TEI, flags=re.DOTALL).replace(
            '"x"', '"erased"'
        ),
        encoding="utf-8",
    )
    run = CliRunner().invoke(cli, ["coverage", "--strict", str(path)])
    assert (run.exit_code, run.output) == (0, "1 file examined, 0 with errors\n0 kinds of markup not handled\n")


def test_a_file_that_is_no_xml_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "letter.xml"
    path.write_text("<TEI", encoding="utf-8")
    run = CliRunner().invoke(cli, ["coverage", str(path)])
    assert run.exit_code == 1
    assert "xml-malformed" in run.output
