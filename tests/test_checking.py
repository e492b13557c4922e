"""FileResolver as CI hands them over: tests/checking/CASE/ with the expected diagnostics in expected.txt.

A case is run as `teikit validate` in its folder, with the words of arguments.txt (else with a schema that takes any
document). TEIKIT_UPDATE=1 in the environment writes the expectations again, for review in the diff.
"""

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from teikit.cli.main import cli
from teikit.xml.load import load_xml
from teikit.xml.resolver import FileResolver
from teikit.xml.wellformedness import walk_elements

CASES = Path(__file__).resolve().parent / "checking"
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())
USUAL = ". --schema ../any.sch --max-findings 0"


def said(folder: Path) -> str:
    words = folder / "arguments.txt"
    arguments = words.read_text(encoding="utf-8") if words.exists() else USUAL
    result = CliRunner().invoke(cli, ["validate", "--no-cache", *arguments.split()])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    findings = [line for line in result.stderr.splitlines() if not line.startswith(" ")]
    return "\n".join([*findings, "", *result.stdout.splitlines(), f"exit status {result.exit_code}"]) + "\n"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_case_says_what_it_is_expected_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    expected = folder / "expected.txt"
    if os.environ.get("TEIKIT_UPDATE"):
        expected.write_text(said(folder), encoding="utf-8")
    assert said(folder) == expected.read_text(encoding="utf-8")


def test_every_malformed_case_has_a_message_of_teikit() -> None:
    """The message is never only that of expat."""
    text = (CASES / "wellformed" / "expected.txt").read_text(encoding="utf-8")
    assert not re.search("not well-formed|syntax error|invalid token|mismatched tag|no element found", text)
    named = {line.partition(":")[0] for line in text.splitlines() if " error " in line}
    assert named == {path.name for path in (CASES / "wellformed").glob("*.xml")}


SCRAPS = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<hi a='1'>", "</hi>", "<lb/>", "é", "&", "&nbsp;", "&amp;", "<", ">", '"', "'", "\n", "]]>",
         "=", "<!--", "-->", "<?a", "?>", "<![CDATA[", "<!DOCTYPE p [", "<!ENTITY a 'b&a;'>", "]>", "&a;",
         "\ufeff", "x:y", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="a"/>']
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(SCRAPS | st.text(max_size=30))
def test_whatever_the_text_its_place_is_in_it(text: str) -> None:
    data = text.encode("utf-8", "replace")
    files = FileResolver(CASES, str)
    document = load_xml(data, CASES / "a.xml", files)
    found = list(document.diagnostics)
    if document.mapped is not None and (
        broken := walk_elements(document.mapped, lambda name, attributes, offset: None)
    ):
        found.append(broken)
    lines = data.decode().removeprefix("\ufeff").split("\n")
    for finding in found:
        if finding.position:
            assert 1 <= finding.position.line <= len(lines)
            assert 1 <= finding.position.column <= len(lines[finding.position.line - 1]) + 1


@given(st.binary(max_size=80) | SCRAPS.map(lambda text: text.encode("utf-16")))
def test_whatever_the_bytes_something_is_said_or_read(data: bytes) -> None:
    document = load_xml(data, CASES / "a.xml", FileResolver(CASES, str))
    assert document.mapped is not None or document.diagnostics
