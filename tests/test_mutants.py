"""Each law has a mutant: a fault put into a copy of the code, which a test must notice (mutants.toml)."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from converting import ROOT

MUTANTS: list[dict[str, str]] = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text(encoding="utf-8"))["mutant"]
CODE = ("teikit", "xslt")
FAILED = 1  # the exit code of pytest where tests ran and some failed


def run(test: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run a test on the package of a folder, without shrinking a counterexample."""
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-profile=mutants", "--tb=line"]
    command = [sys.executable, "-m", "pytest", *options, "--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml")]
    return subprocess.run(
        [*command, str(ROOT / "tests" / test)],
        cwd=folder,  # `python -m` imports teikit from here
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def copy_code(folder: Path) -> None:
    """Copy what mutants change, and link the rest of the repository."""
    for path in ROOT.iterdir():
        if path.name in CODE:
            shutil.copytree(path, folder / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif not path.name.startswith("."):
            (folder / path.name).symlink_to(path)


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant["law"] for mutant in MUTANTS])
def test_a_mutant_is_noticed(mutant: dict[str, str], tmp_path: Path) -> None:
    copy_code(tmp_path)
    file = tmp_path / mutant["file"]
    text = file.read_text(encoding="utf-8")
    assert text.count(mutant["old"]) == 1, "adapt mutants.toml: the text is not in the file, or is there twice"
    file.write_text(text.replace(mutant["old"], mutant["new"]), encoding="utf-8")
    result = run(mutant["test"], tmp_path)
    assert result.returncode == FAILED, result.stdout + result.stderr


def test_the_tests_pass_on_a_copy_without_a_mutant(tmp_path: Path) -> None:
    """A mutant is noticed because of its fault, not because its test cannot run on a copy."""
    copy_code(tmp_path)
    result = run("test_audit_characters.py", tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    code = "import teikit.core.resources as r; print(r.data_folder())"
    folder = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(folder.stdout.strip()) == tmp_path.resolve()
