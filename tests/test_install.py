"""The installed wheel, in an empty folder: it carries its data and builds an edition."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import teikit

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel of this checkout is installed, without its dependencies."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT], check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", folder / "site", wheel], check=True)
    return folder / "site"


def run(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_finds_its_own_data(installed: Path, tmp_path: Path) -> None:
    code = """if 1:
        import teikit.core.resources as r
        from teikit.transcript.labels import shipped_model
        print(r.data_folder(), r.resource("xslt", "print", "set.typ"), shipped_model().tags[0])
    """
    said = run(installed, tmp_path, "-c", code).stdout.split()
    assert said == [
        str(installed / "teikit" / "data"),
        str(installed / "teikit" / "data" / "xslt" / "print" / "set.typ"),
        "dateline",
    ]


def test_the_checkout_finds_its_own_data() -> None:
    from teikit.core.resources import data_folder

    assert data_folder() == ROOT


def test_an_edition_is_built_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "raw", tmp_path / "raw")
    shutil.copy(ROOT / "edition.toml", tmp_path)
    built = run(installed, tmp_path, "-m", "teikit", "build")
    assert built.returncode == 0, built.stderr
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert {"xml/000_aa023b8ff146a737.xml", "build/html/index.html", "build/print/edition.pdf"} <= made
    checked = run(installed, tmp_path, "-m", "teikit", "validate")
    assert checked.returncode == 0
    assert checked.stdout.startswith("3 files checked, 0 with errors\n")
    explained = run(installed, tmp_path, "-m", "teikit", "explain", "xml-malformed")
    assert "For example:" in explained.stdout


def test_the_wheel_carries_nothing_else(installed: Path) -> None:
    outside = {path.name for path in installed.iterdir()} - {"teikit", "bin"}
    assert all(name.startswith("teikit-") for name in outside)
    assert not list(installed.rglob("raw"))


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert teikit.__version__ == project["version"]
