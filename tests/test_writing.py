"""One run at a time writes to a folder; what a killed run left half written is removed by the next."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import teikit
from teikit.cli.main import cli
from teikit.core import BusyError, write_whole, writing_in

LETTER = "Paris, 3 May 1917.\n\nDear John,\n\nI am well.\n"
KILLED = """
import os, signal, sys
from pathlib import Path
from teikit.core import files, writing_in
folder = Path(sys.argv[1])
with writing_in([folder]):
    Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    files.write_whole(folder / "inner" / "a.xml", b"half")
"""


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "T"\n\n[output]\nprint = false\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def left_in(folder: Path) -> list[str]:
    """The files of drafts and locks in a folder."""
    return [path.name for path in folder.rglob("*") if path.name.endswith((".part", ".teikit-run"))]


@pytest.mark.parametrize(
    ("command", "folder"), [(["convert"], "xml"), (["build"], "xml"), (["build"], "build"), (["build"], "out")]
)
def test_a_second_run_ends_with_a_clear_word(edition: Path, command: list[str], folder: str) -> None:
    arguments = [*command, *(["--output", folder] if folder == "out" else [])]
    with writing_in([edition / folder]):
        result = run(*arguments)
        assert (result.exit_code, result.exception.__class__) == (2, SystemExit)
        assert f"another run of teikit (process {os.getpid()}) writes to it" in result.stderr
        with pytest.raises(BusyError):
            teikit.Edition(edition).build(edition / folder, print=False)
    assert run(*arguments).exit_code == 0
    assert left_in(edition) == []


def test_looking_only_needs_no_lock(edition: Path) -> None:
    run("convert")
    with writing_in([edition / "xml"]):
        assert run("convert", "--check").exit_code == 0
        assert run("validate").exit_code == 0


def test_what_a_killed_run_left_is_removed(edition: Path) -> None:
    folder = edition / "xml"
    killed = subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False)
    assert killed.returncode == -9
    assert len(left_in(folder)) == 2
    mine = folder / ".notes.1234"
    mine.write_text("a file of a person", encoding="utf-8")
    assert run("convert").exit_code == 0
    assert left_in(edition) == [] and mine.exists()


def test_a_folder_without_files_is_not_left(tmp_path: Path) -> None:
    with writing_in([tmp_path / "new"]):
        assert (tmp_path / "new").is_dir()
    assert not (tmp_path / "new").exists()
    with writing_in([tmp_path / "new"]):
        write_whole(tmp_path / "new" / "a.xml", b"x")
    assert (tmp_path / "new" / "a.xml").read_bytes() == b"x"


def test_a_folder_that_cannot_be_written_is_left_to_its_first_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with writing_in([tmp_path / "file"]):
        pass
    assert (tmp_path / "file").read_text(encoding="utf-8") == "no folder"


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_full_disk_is_named_with_its_file(edition: Path) -> None:
    """A limit of the size of files is what a full disk is to the program: it cannot write the rest."""
    (edition / "raw" / "a.txt").write_text(LETTER * 200, encoding="utf-8")
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))"
    program = [sys.executable, "-c", f"{limit}; from teikit.cli import main; main()"]
    convert = subprocess.run([*program, "convert"], capture_output=True, text=True, check=False)
    assert convert.returncode == 1 and "xml/a.xml: error convert-cannot-write" in convert.stderr
    build = subprocess.run([*program, "build"], capture_output=True, text=True, check=False)
    assert build.returncode == 2 and re.search(r"^teikit: .*/build/html/assets/\S+: \w", build.stderr, re.M), (
        build.stderr
    )
    assert left_in(edition) == []
