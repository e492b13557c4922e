"""No stage uses the network: all work where there is no network at all, and nothing asks for an address."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

UNSHARE = shutil.which("unshare")
WITHOUT = [UNSHARE or "", "-rn", "--"]
TEI = (
    '<?xml-model href="https://example.org/project.rng" type="application/xml"?>\n'
    '<!DOCTYPE TEI SYSTEM "http://example.org/tei.dtd">\n'
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"><teiHeader><fileDesc>'
    "<titleStmt><title>A text</title></titleStmt><publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p>"
    '</sourceDesc></fileDesc></teiHeader><text><body><p>Words <ref target="https://example.org/a">there</ref> '
    '<rs ref="https://example.org/b#c">her</rs><graphic url="https://example.org/seal.png"/></p>'
    '<xi:include href="https://example.org/more.xml"><xi:fallback><p>Words</p></xi:fallback></xi:include>'
    "</body></text></TEI>"
)
COMMANDS = (
    "convert", "validate xml", "build --no-cache", "print", "worklist", "export --to csv", "coverage xml",
    "explain link-file",
    "validate xml --schema rules.sch",
)  # fmt: skip
RULES = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern><rule context="*">'
    "<assert test=\"doc-available('http://127.0.0.1:{port}/a.xml')\">it is not there</assert></rule></pattern></schema>"
)
# Runs each command of its arguments in one process, and notes what is asked of the network: see sys.addaudithook.
PROGRAM = """
import socket, sys
from click.testing import CliRunner
from teikit.cli.main import cli
asked = []
hooks = ("socket.getaddrinfo", "socket.connect", "socket.sendto", "urllib.Request")
sys.addaudithook(lambda event, given: asked.append((event, given)) if event in hooks else None)
for line in sys.argv[1:]:
    result = CliRunner().invoke(cli, line.split())
    if result.exit_code not in (0, 1):
        sys.exit(f"{line}: {result.exit_code} {result.output} {result.exception!r}")
try:
    socket.create_connection(("192.0.2.1", 80), 1)
    sys.exit("there is a network")
except OSError:
    asked.clear() if [event for event, _ in asked] == ["socket.getaddrinfo", "socket.connect"] else None
sys.exit(f"asked: {asked}" if asked else 0)
"""


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    for name in ("raw", "xml"):
        (tmp_path / name).mkdir()
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "Letters"\nconvention = "wilson"\n', encoding="utf-8")
    letter = "To Comrade Orlov\n\nYour letter [handwritten: see https://example.org/].\n"
    (tmp_path / "raw" / "letter.txt").write_text(letter, encoding="utf-8")
    (tmp_path / "xml" / "text.xml").write_text(TEI, encoding="utf-8")
    (tmp_path / "rules.sch").write_text(RULES.replace("{port}", "1"), encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there are no network namespaces")
def test_every_stage_works_without_a_network_and_asks_for_none(edition: Path) -> None:
    if UNSHARE is None or subprocess.run([*WITHOUT, "true"], capture_output=True, check=False).returncode:
        pytest.skip("network namespaces are not permitted here")
    command = [*WITHOUT, sys.executable, "-c", PROGRAM, *COMMANDS]
    done = subprocess.run(command, cwd=edition, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for output in ("xml/letter.xml", "build/html/text.html", "build/print/edition.pdf"):
        assert (edition / output).stat().st_size > 0
