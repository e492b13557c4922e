"""What convert writes: valid TEI only, and the same bytes on another day."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teikit.cli.main import cli
from teikit.tei.merge import UNSEALED, seal

# A schema of the edition's own that forbids what the transcript becomes: no TEI may have a stamp.
FORBIDDING = """<schema xmlns="http://purl.oclc.org/dsdl/schematron">
<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
<pattern><rule context="t:stamp"><assert test="false()">There are no stamps here.</assert></rule></pattern>
</schema>
"""


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "one.txt").write_text("[stamp: Received 4 May 1950]\n\nA letter.\n", encoding="utf-8")
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "Letters"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def convert() -> Result:
    return CliRunner().invoke(cli, ["convert"])


def test_tei_that_is_not_valid_is_not_written(edition: Path) -> None:
    (edition / "no-stamps.sch").write_text(FORBIDDING, encoding="utf-8")
    (edition / "edition.toml").write_text('[edition]\ntitle = "Letters"\n[validation]\nschemas = ["no-stamps.sch"]\n')
    result = convert()
    assert result.exit_code == 1
    assert "convert-invalid-output" in result.stderr
    assert not (edition / "xml" / "one.xml").exists()


def test_the_date_of_the_first_conversion_is_kept(edition: Path) -> None:
    """A file that was converted on an earlier day is not changed today."""
    assert convert().exit_code == 0
    file = edition / "xml" / "one.xml"
    earlier = re.sub(rb'(<change when=")[^"]*', rb"\g<1>2001-02-03", file.read_bytes())
    earlier = seal(re.sub(rb'(<desc type="generated">)[0-9a-f]{64}', rb"\g<1>" + UNSEALED.encode(), earlier))
    for path in (file, file.parent / ".generated" / file.name):
        path.write_bytes(earlier)
    result = convert()
    assert "unchanged" in result.stdout
    assert file.read_bytes() == earlier
