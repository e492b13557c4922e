"""The views of the coverage document in a browser: each switch and link, at three widths, with and without scripts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from site_pages import CASES, COVERAGE, write_site
from test_browser import WIDTHS, Visit, browser  # noqa: F401

from teikit.core import saxon
from teikit.publication.html.rendering import Edition
from teikit.publication.reading.transform import reading_document

pytestmark = pytest.mark.browser

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
WIDTH = pytest.mark.parametrize("width", WIDTHS)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    read = [(path.stem, saxon.parse(path.read_text("utf-8")), "<TEI/>") for path in CASES]
    for path in COVERAGE:
        read.append((path.stem, reading_document(path.read_text("utf-8"), path.name)[0], "<TEI/>"))
    write_site(folder, read, Edition("An edition", pages=tuple(name for name, _, _ in read)))
    return folder


@pytest.fixture
def visit(browser: Any, site: Path) -> Iterator[Any]:  # noqa: F811
    opened: list[Visit] = []

    def go(name: str, width: int = 1280, scripts: bool = True, place: str = "") -> Visit:
        opened.append(Visit(browser, (site / f"{name}.html").as_uri() + place, width, scripts))
        return opened[-1]

    yield go
    for each in opened:
        each.context.close()


def choose(page: Any, value: str) -> None:
    page.locator(f"input[value='{value}']").check(force=True)


def seen(page: Any, word: str) -> bool:
    """Whether a word of the text (not of a note, an explanation) is visible."""
    return word in page.locator(".witness").inner_text()


# What each view shows of the two sides of an alternative.
VIEWS = {
    "diplomatic": ({"Qsic", "Qorig", "Qabbr", "Qdelstrike", "Qaddabove", "Qfwheader"}, {"Qcorr", "Qreg", "Qexpan"}),
    "reading": (
        {"Qcorr", "Qreg", "Qexpan", "Qaddabove"},
        {"Qsictwice", "Qorig", "Qdelstrike", "Qfwheader", "Qsubstdel"},
    ),
    "genetic": ({"Qsic", "Qorig", "Qdelstrike", "Qaddabove", "Qsubstdel", "Qsubstadd"}, {"Qreg", "Qexpan"}),
}


@WIDTH
@SCRIPTS
def test_each_view_shows_its_own_inside_the_window(visit: Any, width: int, scripts: bool) -> None:
    page = visit("coverage", width, scripts).page
    for view, (there, gone) in VIEWS.items():
        choose(page, view)
        text = page.locator(".witness").inner_text()
        assert {word for word in there if word not in text} == set()
        assert not [word for word in gone if f"{word} " in text or f"{word}," in text or f"{word}1" in text]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view


@WIDTH
def test_marginal_additions_do_not_overlap_and_stand_beside_their_line(visit: Any, width: int) -> None:
    page = visit("coverage", width).page
    boxes = page.evaluate("""() => [
      ...document.querySelectorAll('.witness :is(.side-notes, .margin:not(.side-notes *))')].flatMap((e, i) => {
      const before = e.previousElementSibling, float = getComputedStyle(e).float;
      const a = before?.classList.contains('caret') ? before.getBoundingClientRect().top : null;
      return [...e.getClientRects()].map(b => [b.left, b.top, b.right, b.bottom, i, float, a ?? b.top]); })""")
    assert len({box[4] for box in boxes}) >= 6
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            apart = a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1
            assert apart or a[4] == b[4], (a, b)
    floating = [box for box in boxes if box[5] != "none"]
    assert bool(floating) == (width >= 768)
    assert all(abs(box[1] - box[6]) < 120 for box in floating)


@WIDTH
@SCRIPTS
def test_a_hand_is_picked_out(visit: Any, width: int, scripts: bool) -> None:
    page = visit("coverage", width, scripts).page

    def dimmed(place: str) -> bool:
        return float(page.evaluate(f"getComputedStyle(document.querySelector('.witness {place}')).opacity")) < 0.9

    choose(page, "genetic")
    assert not dimmed("ins.hand-1")
    choose(page, "hand-1")
    assert dimmed("ins.hand-2")
    assert not dimmed("ins.hand-1")
    choose(page, "hand-2")
    assert dimmed("ins.hand-1")
    choose(page, "all")
    assert not dimmed("ins.hand-2")


@SCRIPTS
def test_stages_of_the_text(visit: Any, scripts: bool) -> None:
    page = visit("coverage", 1280, scripts).page
    choose(page, "genetic")
    choose(page, "base")
    assert not seen(page, "Qaddabove")
    assert seen(page, "Qsubstdel")
    choose(page, "stage-1")
    assert seen(page, "Qaddabove")
    assert not seen(page, "Qaddbelow")
    choose(page, "stage-2")
    assert seen(page, "Qaddbelow")


def test_hands_differ_by_more_than_colour(visit: Any) -> None:
    page = visit("coverage").page
    lines = page.evaluate("""() => [1,2,3,4,5,6,7,8,9,10,11,12].map(n => { const e = document.createElement('span');
      e.className = 'hand hand-' + n; document.body.append(e); const s = getComputedStyle(e);
      return [s.color, s.textDecorationStyle, s.textDecorationLine].join(' '); })""")
    assert len(set(lines)) == 12
    assert len({line.split(") ")[1] for line in lines[:6]}) == 6


@WIDTH
@pytest.mark.parametrize("place", ["#view=genetic&layer=hand-2", "?view=genetic#layer=hand-2"])
def test_a_view_is_opened_by_its_link(visit: Any, place: str, width: int) -> None:
    page = visit("coverage", width, place=place).page
    assert page.locator("input[value='genetic']").is_checked()
    assert page.locator("input[value='hand-2']").is_checked()


def test_a_turned_switch_is_in_the_address_and_remembered_on_other_pages(visit: Any, site: Path) -> None:
    page = visit("coverage").page
    choose(page, "genetic")
    assert page.url.endswith("#view=genetic")
    page.goto((site / "everything.html").as_uri())
    assert page.locator("input[value='genetic']").is_checked()
    choose(page, "diplomatic")
    assert "#" not in page.url
    page.goto((site / "coverage.html").as_uri() + "#view=reading")
    assert page.locator("input[value='reading']").is_checked()


def test_a_link_with_nonsense_does_nothing(visit: Any) -> None:
    opened = visit("coverage", place="#view=<script>alert(1)</script>&layer=__proto__&constructor=1")
    assert opened.page.locator("input[value='diplomatic']").is_checked()
    assert opened.complaints == []


def test_storage_that_is_refused_does_not_matter(browser: Any, site: Path) -> None:  # noqa: F811
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }});")
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((site / "coverage.html").as_uri())
    choose(page, "reading")
    assert said == []
    assert "Qreg" in page.locator(".witness").inner_text()
    context.close()


@WIDTH
@SCRIPTS
def test_every_link_of_the_page_leads_to_its_place(visit: Any, width: int, scripts: bool) -> None:
    page = visit("coverage", width, scripts).page
    links = page.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))")
    assert len(links) > 100
    assert page.evaluate("(ids) => ids.filter(id => !document.getElementById(id))", links) == []
    page.locator("#add-a .go.continued").click()
    assert page.url.endswith("#add-b")
    page.locator("#add-b .go.continues").click()
    assert page.url.endswith("#add-a")
    page.locator("#add-a .ref").click()
    assert page.url.endswith("#note:add-a")


@WIDTH
@SCRIPTS
def test_every_sign_is_explained_on_focus(visit: Any, width: int, scripts: bool) -> None:
    """Each explanation can be reached, and the one that is reached is shown inside the window."""
    page = visit("coverage", width, scripts).page
    hosts = page.locator(".witness [aria-describedby][tabindex='0']")
    count = hosts.count()
    assert count > 20
    for i in range(0, count, 5):
        if not hosts.nth(i).is_visible():
            continue
        hosts.nth(i).focus()
        box = hosts.nth(i).locator("> .says").bounding_box()
        assert box, hosts.nth(i).inner_text()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_other_pages_of_the_edition_are_linked(visit: Any, tmp_path: Path) -> None:
    tei = COVERAGE[0].read_text("utf-8").replace('target="https://example.org/"', 'target="everything.xml#p1"')
    node, _ = reading_document(tei, "coverage.xml")
    write_site(tmp_path, [("coverage", node, tei)], Edition("E", pages=("coverage", "everything")))
    assert 'href="everything.html#p1"' in (tmp_path / "coverage.html").read_text("utf-8")
