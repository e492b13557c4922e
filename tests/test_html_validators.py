"""Each page passes the Nu HTML Checker and axe: coverage document, sample, cases, converted corpus, a whole site.

The checkers are npm packages (tests/html_validators/package.json), installed into a folder that TEIKIT_CHECKERS names;
`.ci/run` does so. Without them, without Java, without a browser the tests skip and say why.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from site_pages import write_whole_site
from test_browser import BROWSERS, SWITCHES
from whole_site import LARGE, build_whole_site

from teikit.core import resource

FOLDER = os.environ.get("TEIKIT_CHECKERS", "")
WIDTHS = (1280, 375)
_RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.flatMap(
  v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')}: ${n.html.slice(0, 160)} ${n.failureSummary.slice(0, 200)}`))"""


def package(*path: str) -> Path:
    if not FOLDER:
        pytest.skip("TEIKIT_CHECKERS names no folder with the page checkers (npm install of tests/html_validators/)")
    found = Path(FOLDER, "node_modules", *path)
    if not found.is_file():
        pytest.skip(f"there is no {found}")
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("site")
    return folder, write_whole_site(folder)


@pytest.fixture(scope="module")
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_whole_site(tmp_path_factory.mktemp("whole"))[0]


def test_pages_are_valid_html(site: tuple[Path, list[str]], whole_site: Path) -> None:
    jar = package("vnu-jar", "build", "dist", "vnu.jar")
    if shutil.which("java") is None:
        pytest.skip("no Java is installed")
    folder, names = site
    pages = [*(str(folder / f"{name}.html") for name in names), *map(str, sorted(whole_site.rglob("*.html")))]
    command = ["java", "-Xss4m", "-jar", str(jar), "--errors-only", "--exit-zero-always", "--format", "json", *pages]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    said = json.loads(run.stderr)["messages"]
    assert [(m["url"].rpartition("/")[2], m["message"], m.get("extract")) for m in said] == []


def test_the_html_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    jar = package("vnu-jar", "build", "dist", "vnu.jar")
    if shutil.which("java") is None:
        pytest.skip("no Java is installed")
    page = tmp_path / "wrong.html"
    page.write_text("<!DOCTYPE html><html lang=en><title>x</title><p><div>x</div></p>", encoding="utf-8")
    run = subprocess.run(
        ["java", "-jar", str(jar), str(page)], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 1


@pytest.fixture(scope="module")
def axe_pages() -> Iterator[Any]:
    script = package("axe-core", "axe.min.js").read_text("utf-8")
    api = pytest.importorskip("playwright.sync_api", reason="the playwright package is not installed")
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("no Chromium is installed")
    with api.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=program, args=SWITCHES.split())
        context = browser.new_context(reduced_motion="reduce")
        page = context.new_page()

        def look(address: str, width: int, choose: str = "", off: str = "", scheme: str = "light") -> list[str]:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            page.goto(address)
            if choose and page.locator(f"input[value='{choose}']").count():
                page.locator(f"input[value='{choose}']").check(force=True)
            if off:
                page.locator(f"input[name='{off}']").uncheck(force=True)
            page.evaluate(script)
            found: list[str] = page.evaluate(_RUN)
            return found

        yield look
        browser.close()


@pytest.mark.browser
def test_pages_are_accessible(site: tuple[Path, list[str]], axe_pages: Any) -> None:
    folder, names = site
    found = {name: axe_pages((folder / f"{name}.html").as_uri(), 1280) for name in names}
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", ["diplomatic", "reading", "genetic"])
@pytest.mark.parametrize("name", ["coverage", "everything", "two-witnesses"])
def test_every_view_is_accessible(
    site: tuple[Path, list[str]], axe_pages: Any, name: str, view: str, width: int
) -> None:
    assert axe_pages((site[0] / f"{name}.html").as_uri(), width, view) == []


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("switch", ["differences", "facsimile"])
@pytest.mark.parametrize("state", ["shown", "hidden"])
def test_differences_and_facsimile_are_accessible_shown_and_hidden(
    site: tuple[Path, list[str]], axe_pages: Any, switch: str, state: str, width: int
) -> None:
    having = [page for page in site[0].glob("*.html") if f'name="{switch}"' in page.read_text("utf-8")]
    assert having
    assert axe_pages(having[0].as_uri(), width, off=switch if state == "hidden" else "") == []


KINDS = [
    "index", "documents", "documents/between-brandt-karl-mazur-anna", "calendar", "timeline", "persons",
    "persons/brandt-karl", "places", "organisations", "works", "archives", "interventions", "search", "introduction",
    "principles", "imprint", "letter-1", "memoir", "names", f"{LARGE}/documents", f"{LARGE}/documents/1880",
    f"{LARGE}/calendar", f"{LARGE}/timeline",
]  # fmt: skip
THEMES = ["quiet", "modern", "archival"]


@pytest.mark.browser
@pytest.mark.parametrize("theme", THEMES)
def test_every_kind_of_page_is_accessible(whole_site: Path, axe_pages: Any, theme: str) -> None:
    """Each kind of page in one of the themes, at one of the widths, light or dark."""
    for folder in (whole_site, whole_site / LARGE):
        (folder / "assets" / "theme.css").write_bytes(resource("xslt", "site", "themes", f"{theme}.css").read_bytes())
    ways = [(width, scheme) for width in WIDTHS for scheme in ("light", "dark")]
    for number, kind in enumerate(KINDS[THEMES.index(theme) :: len(THEMES)]):
        width, scheme = ways[number % len(ways)]
        address = (whole_site / f"{kind}.html").as_uri() + "?q=garden" * (kind == "search")
        assert axe_pages(address, width, scheme=scheme) == [], (kind, width, scheme)
