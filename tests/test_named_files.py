"""A transcript that is named on the command line, and is a document of an edition, is read with its settings.

The edition is tests/named_files/edition; the file in raw/other is no document of it, as it is in a subfolder.
"""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from converting import ROOT

from teikit.cli.main import cli


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "tests" / "named_files" / "edition", tmp_path / "edition")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "edition"


def convert(*words: str) -> Result:
    return CliRunner().invoke(cli, ["convert", *words, "--output", "out"])


@pytest.mark.parametrize("named", ["edition/raw/letter.txt", "edition/raw"])
def test_its_convention_table_and_overrides_are_used(edition: Path, named: str) -> None:
    if named.endswith("raw"):
        shutil.rmtree(edition / "raw" / "other")  # its file has the same name
    result = convert(named)
    tei = (edition.parent / "out" / "letter.xml").read_text(encoding="utf-8")
    assert "<title>Wool for the mill</title>" in tei
    assert "<add>at last</add>" in tei and '<note type="editorial"' in tei
    where = Path("edition", "edition.toml")
    assert f"{where}: info edition-used the named transcripts are documents of this edition" in result.stderr
    assert f"read by the convention {Path('edition', 'convention.toml')}" in result.stderr


def test_a_convention_that_is_chosen_is_used(edition: Path) -> None:
    result = convert("edition/raw/letter.txt", "--convention", "general")
    tei = (edition.parent / "out" / "letter.xml").read_text(encoding="utf-8")
    assert "{at last}" in tei and "<title>Wool for the mill</title>" in tei
    assert "read by the convention general" in result.stderr


def test_a_file_beside_the_documents_of_an_edition_is_read_as_any_file(edition: Path) -> None:
    result = convert("edition/raw/other/letter.txt")
    assert "{at last}" in (edition.parent / "out" / "letter.xml").read_text(encoding="utf-8")
    assert "edition-used" not in result.stderr
