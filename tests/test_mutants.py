"""Each law has a mutant: a fault put into a copy of the code, which a test must notice (mutants.toml)."""

import compileall
import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from converting import ROOT

MUTANTS: list[dict[str, str]] = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text(encoding="utf-8"))["mutant"]
CODE = ("teikit", "xslt")
OPTIONS = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-profile=mutants", "--tb=line",
           "-W", "ignore::pytest.PytestAssertRewriteWarning",  # the server has imported Hypothesis
           "--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml")]  # fmt: skip
FAILED = 1  # the exit code of pytest where tests ran and some failed


Run = Callable[[str, Path], tuple[int, str]]


@pytest.fixture(scope="session")
def run() -> Iterator[Run]:
    """Runs a test on the package of a folder, without shrinking a counterexample: the exit code and the output."""
    # Its environment has no folder of modules but that of each copy.
    command = [sys.executable, str(ROOT / "tests" / "mutant_server.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin and server.stdout
        requests, answers = server.stdin, server.stdout

        def ask(test: str, folder: Path) -> tuple[int, str]:
            # In a folder of its own, or each run would look for old folders to remove; beside the copy, which has an
            # edition.toml.
            arguments = [*OPTIONS, f"--basetemp={folder.with_name(f'{folder.name}-tmp')}", str(ROOT / "tests" / test)]
            print(json.dumps([str(folder), arguments]), file=requests, flush=True)
            code = int(answers.readline())
            return code, (folder / "output").read_text(encoding="utf-8")

        yield ask
        requests.close()


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what mutants change, with the bytecode of each module, so that no mutant compiles all of them."""
    folder = tmp_path_factory.mktemp("compiled")
    for name in CODE:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    assert compileall.compile_dir(folder, quiet=1)
    return folder


def copy_code(compiled: Path, folder: Path, changed: str) -> None:
    """Link every file of the repository; folders on the way to the changed file are folders of their own."""
    for path in ROOT.iterdir():
        if not path.name.startswith("."):
            (folder / path.name).symlink_to(compiled / path.name if path.name in CODE else path)
    # Where the data are is found from a module: it must be a file here.
    for file in (changed, "teikit/core/resources.py"):
        _own_folder(compiled, folder, Path(file).parent)
        (folder / file).unlink()
        shutil.copy2(compiled / file, folder / file)


def _own_folder(compiled: Path, folder: Path, inner: Path) -> None:
    """Make a folder of the copy one of its own, with links to what is in it; those above it, and its bytecode, too."""
    if inner.parent != inner:
        _own_folder(compiled, folder, inner.parent)
    if (folder / inner).is_symlink():
        (folder / inner).unlink()
        (folder / inner).mkdir()
        for path in (compiled / inner).iterdir():
            (folder / inner / path.name).symlink_to(path)
        if inner.name != "__pycache__":
            _own_folder(compiled, folder, inner / "__pycache__")


def mutate(file: Path, mutant: dict[str, str]) -> None:
    """Write the fault to a file of the copy."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(mutant["old"], mutant["new"]), encoding="utf-8")
    for bytecode in file.parent.glob(f"__pycache__/{file.stem}.*.pyc"):
        bytecode.unlink()


def test_each_fault_can_be_put_in() -> None:
    files = {mutant["file"]: (ROOT / mutant["file"]).read_text(encoding="utf-8") for mutant in MUTANTS}
    assert [mutant["law"] for mutant in MUTANTS if files[mutant["file"]].count(mutant["old"]) != 1] == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant["law"] for mutant in MUTANTS])
def test_a_mutant_is_noticed(mutant: dict[str, str], compiled: Path, run: Run, tmp_path: Path) -> None:
    copy_code(compiled, tmp_path, mutant["file"])
    mutate(tmp_path / mutant["file"], mutant)
    code, output = run(mutant["test"], tmp_path)
    assert code == FAILED, output


def test_the_tests_pass_on_a_copy_without_a_mutant(compiled: Path, run: Run, tmp_path: Path) -> None:
    """A mutant is noticed because of its fault, not because its test cannot run on a copy."""
    copy_code(compiled, tmp_path, "xslt/reading/reading.xsl")
    code, output = run("test_audit_characters.py", tmp_path)
    assert code == 0, output
    program = "import teikit.core.resources as r; print(r.data_folder())"
    folder = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(folder.stdout.strip()) == tmp_path.resolve()
