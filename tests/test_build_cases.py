"""What is published of a folder: each case in tests/build_cases/ has files, and the pages, links and notes expected."""

import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html

from teikit.cli.main import cli
from teikit.edition import SITE_PAGES, WRITTEN_PAGES

CASES = Path(__file__).parent / "build_cases"


def built(case: str, folder: Path) -> tuple[dict[str, Any], str, list[dict[str, Any]]]:
    """What a case expects, what the command prints, and its report; the site is in build/html."""
    expected = tomllib.loads((CASES / case / "expected.toml").read_text(encoding="utf-8"))
    shutil.copytree(CASES / case / "files", folder, dirs_exist_ok=True)
    words = ["build", *expected.get("build", ["."]), "--no-print", "--report", "report.json"]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    return expected, result.stdout, json.loads((folder / "report.json").read_text(encoding="utf-8"))


# Pages that a site has besides those of its documents.
OF_THE_SITE = {*SITE_PAGES, *WRITTEN_PAGES}


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_case(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    expected, output, report = built(case, tmp_path)
    site = tmp_path / "build" / "html"
    pages = {path.stem: html.parse(path).getroot() for path in site.glob("*.html")}
    assert sorted(set(pages) - OF_THE_SITE) == sorted(expected["pages"])
    for name, links in expected.get("links", {}).items():
        given = [
            f"{a.get('href')} {a.get('title') or ''}".strip()
            for a in pages[name].iter("a")
            if ".html" in a.get("href", "")
        ]
        assert [link for link in links if link not in given] == []
    for name, words in expected.get("words", {}).items():
        said = " ".join(pages[name].text_content().split())
        assert [word for word in words if word not in said] == []
    for name, words in expected.get("absent", {}).items():
        said = " ".join(pages[name].find(".//main").text_content().split())
        assert [word for word in words if word in said] == []
    listed = pages.get("documents", pages["index"])
    apart = [a.get("href") for a in listed.xpath('//section[contains(@class, "apart")]//a') if a.get("href")]
    assert apart == [f"{name}.html" for name in [*expected.get("corpora", []), *expected.get("registers", [])]]
    assert sorted({row["code"] for row in report}) == expected.get("findings", [])
    assert [note for note in expected.get("notes", []) if note not in output.splitlines()] == []


def test_ids_of_links_are_on_their_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for case in ("register-found", "corpus"):
        folder = tmp_path / case
        folder.mkdir()
        monkeypatch.chdir(folder)
        built(case, folder)
        site = folder / "build" / "html"
        for path in site.glob("*.html"):
            for href in re.findall(r'href="([^"#/]+\.html#[^"]+)"', path.read_text(encoding="utf-8")):
                page, _, ident = href.partition("#")
                assert f'id="{ident}"' in (site / page).read_text(encoding="utf-8"), href
