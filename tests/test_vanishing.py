"""A file that vanishes while a build reads it stops nothing else, whichever of the readings finds it gone."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_parallel import LETTER, TEI

from teikit.cli.main import cli

_READINGS = 12  # more than a build has of one file


def make_edition(folder: Path) -> None:
    for name in ("raw", "xml"):
        (folder / name).mkdir()
    (folder / "edition.toml").write_text('[edition]\ntitle = "Letters"\nconvention = "wilson"\n', encoding="utf-8")
    for n in (1, 2):
        (folder / "raw" / f"l{n}.txt").write_text(LETTER.format(to=f"A. Orlov{n}", n=n, name="B"), encoding="utf-8")
        (folder / "xml" / f"tei{n}.xml").write_text(TEI.format(n=n, other=3 - n), encoding="utf-8")


@pytest.mark.parametrize("name", ["raw/l1.txt", "xml/l1.xml", "xml/tei1.xml"])
def test_the_others_are_published(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_edition(tmp_path)
    build()
    path = tmp_path / name
    content = path.read_bytes()
    read, readings = Path.read_bytes, 0

    def vanishing(self: Path) -> bytes:
        nonlocal readings
        if self.name == path.name and self.exists() and self.parent == path.parent:
            readings += 1
            if readings == wanted:
                path.unlink()
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", vanishing)
    for wanted in range(1, _READINGS):
        path.write_bytes(content)
        readings = 0
        result = build()
        assert result.exit_code in (0, 1), (wanted, result.output, result.exception)
        assert {"l2.html", "tei2.html"} <= published(), wanted
        if readings < wanted:
            break
    assert 1 < wanted < _READINGS - 1


def build() -> Result:
    return CliRunner().invoke(cli, ["build", "--no-print", "--no-cache", "--jobs", "1"])


def published() -> set[str]:
    return {path.name for path in Path("build/html").glob("*.html")}
