"""Markdown files as pages of a site: what they become, and what is reported (tests/site_texts/cases.toml)."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from test_facsimile import png

from teikit.core import saxon
from teikit.site.texts import Targets, read_text

HERE = Path(__file__).with_name("site_texts")
CASES = tomllib.loads((HERE / "cases.toml").read_text("utf-8"))["case"]


@pytest.fixture
def targets(tmp_path: Path) -> Targets:
    pages = tmp_path / "letters" / "pages"
    (pages / "images").mkdir(parents=True)
    (pages / "images" / "garden.png").write_bytes(png(4, 4))
    (pages / "images" / "notes.txt").write_bytes(b"text")
    (tmp_path / "secret.png").write_bytes(png(4, 4))
    texts = {(pages / f"{name}.md").resolve(): f"{name}.html" for name in ("history", "about")}
    return Targets(("brandt-1", "a b"), {("person", "p1"): "people#p1"}, texts, ("persons.html", "documents.html"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any], tmp_path: Path, targets: Targets) -> None:
    path = tmp_path / "letters" / "pages" / "history.md"
    path.write_text(case["text"], encoding="utf-8")
    text = read_text(path, "pages/history.md", tmp_path / "letters", targets)
    assert text.content == case["html"]
    assert text.title == case["title"]
    assert text.menu == case.get("menu", case["title"])
    assert text.description == case.get("description", "")
    assert sorted(text.images) == case.get("files", [])
    assert all(file.is_file() for file in text.images.values())
    places = [f"{d.position.line}:{d.position.column} {d.code} {d.message}" for d in text.findings if d.position]
    assert places == case.get("findings", [])
    assert all(diagnostic.file == "pages/history.md" for diagnostic in text.findings)
    saxon.parse(f"<page>{text.content}</page>")


ELEMENTS = {"script", "style", "iframe", "object", "embed", "form", "input", "button", "link", "meta", "base", "svg"}
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "[x](<javascript:alert(1)>)",
    "[x]( javascript&colon;alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](vbscript:x)",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "<javascript:alert(1)>",
    "# <script>x</script>",
    '[x](about.md "onmouseover=&quot;alert(1)&quot;")',
    '![x" onerror="alert(1)](images/garden.png)',
    "| <script> |\n|---|\n| <style> |",
    "```<script>\n</code></pre><script>alert(1)</script>\n```",
    "<!--teikit:head--><!--teikit:footer-->",
    "]]><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "x\x00\x1b\x7f\x85\ufffe",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_nothing_in_a_text_runs(source: str, tmp_path: Path, targets: Targets) -> None:
    path = tmp_path / "letters" / "pages" / "history.md"
    path.write_text(f"{source}\n\nEnd.", encoding="utf-8")
    text = read_text(path, "history.md", tmp_path / "letters", targets)
    page = etree.fromstring(f"<page>{text.content}</page>")
    for element in page.iter(etree.Element):
        assert element.tag not in ELEMENTS
        assert not [name for name in element.attrib if str(name).startswith("on")]
        for name in ("href", "src"):
            address = element.get(name, "")
            assert ":" not in address or address.startswith(("https://", "http://", "mailto:", "entity:")), address
    assert not list(page.iter(etree.Comment))
    assert "End." in "".join(str(words) for words in page.itertext())


def test_a_text_of_windows_has_the_places_of_its_lines(tmp_path: Path, targets: Targets) -> None:
    path = tmp_path / "letters" / "pages" / "history.md"
    path.write_bytes("\ufeff# T\r\n\r\nx\r\n[y](no.html)\r\n".encode())
    found = read_text(path, "history.md", tmp_path / "letters", targets)
    assert found.content == "<p>x\ny</p>"
    assert [diagnostic.position for diagnostic in found.findings] == [(4, 1)]
