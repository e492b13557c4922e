"""Each law has a mutant: a fault put into a copy of the code, which a test must notice (mutants.toml)."""

import compileall
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
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what mutants change, with the bytecode of each module, so that no mutant compiles all of them."""
    folder = tmp_path_factory.mktemp("compiled")
    for name in CODE:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    assert compileall.compile_dir(folder, quiet=1)
    return folder


def copy_code(compiled: Path, folder: Path) -> None:
    """Link every file of the repository; the folders of what mutants change are folders of their own."""
    for path in ROOT.iterdir():
        if path.name in CODE:
            shutil.copytree(compiled / path.name, folder / path.name, copy_function=os.link)
        elif not path.name.startswith("."):
            (folder / path.name).symlink_to(path)


def mutate(file: Path, mutant: dict[str, str]) -> None:
    """Write the fault to a file of its own: the file that is there is linked."""
    text = file.read_text(encoding="utf-8")
    assert text.count(mutant["old"]) == 1, "adapt mutants.toml: the text is not in the file, or is there twice"
    file.unlink()
    file.write_text(text.replace(mutant["old"], mutant["new"]), encoding="utf-8")
    for bytecode in file.parent.glob(f"__pycache__/{file.stem}.*.pyc"):
        bytecode.unlink()


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant["law"] for mutant in MUTANTS])
def test_a_mutant_is_noticed(mutant: dict[str, str], compiled: Path, tmp_path: Path) -> None:
    copy_code(compiled, tmp_path)
    mutate(tmp_path / mutant["file"], mutant)
    result = run(mutant["test"], tmp_path)
    assert result.returncode == FAILED, result.stdout + result.stderr


def test_the_tests_pass_on_a_copy_without_a_mutant(compiled: Path, tmp_path: Path) -> None:
    """A mutant is noticed because of its fault, not because its test cannot run on a copy."""
    copy_code(compiled, tmp_path)
    result = run("test_audit_characters.py", tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    code = "import teikit.core.resources as r; print(r.data_folder())"
    folder = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(folder.stdout.strip()) == tmp_path.resolve()
