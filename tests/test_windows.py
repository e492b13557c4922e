"""What Windows does to files and output: a byte order mark in TOML, a console that is not UTF-8, Windows-1252."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BOM = "\ufeff"
RUSSIAN = "Не надо [handwritten above: всегда] уступать [illegible] требованиям [да?].\n"


def teikit(folder: Path, *words: str, encoding: str = "cp1252") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "teikit", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "edition.toml").write_text(f'{BOM}[edition]\ntitle = "Письма"\n', encoding="utf-8")
    (tmp_path / "raw" / "письмо.txt").write_text(RUSSIAN, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251", "ascii"])
def test_output_is_utf8_whatever_the_encoding_of_the_console(edition: Path, encoding: str) -> None:
    for words in (["explain", "read-undecodable"], ["convert", "--format", "json"], ["convert"]):
        done = teikit(edition, *words, encoding=encoding)
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
        assert done.stdout.decode("utf-8") and done.stderr.decode("utf-8") is not None
    assert "письмо.txt" in teikit(edition, "convert", encoding=encoding).stdout.decode("utf-8")


def test_a_byte_order_mark_in_toml_is_accepted(edition: Path) -> None:
    done = teikit(edition, "convert")
    assert done.returncode == 0 and (edition / "xml" / "письмо.xml").is_file()
