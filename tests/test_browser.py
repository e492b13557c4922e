"""The pages in a real browser: views, margins, explanations; scripts on and off; as wide as desk, tablet and phone.

Needs the playwright package and a Chromium of the system; skips, saying so, where one is missing.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from site_pages import write_site

from teikit.core import saxon
from teikit.publication.html.rendering import Edition

CASES = sorted(Path(__file__).with_name("html").glob("*.xml"))
WIDTHS = (1280, 768, 375)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)

pytestmark = pytest.mark.browser

# What belongs in a margin, as [left, top, right, bottom, whether it is in the margin].
_MARGIN = """() => [...document.querySelectorAll('.witness :is(.side-notes, .margin:not(.side-notes *))')].map(e => {
  const b = e.getBoundingClientRect();
  return [b.left, b.top, b.right, b.bottom, getComputedStyle(e).float !== 'none'];
})"""
_COLUMN = (
    """() => { const b = document.querySelector('.witness').getBoundingClientRect(); return [b.left, b.right]; }"""
)
_SHOWN = """() => [...document.querySelectorAll('.witness .says')].filter(
  e => getComputedStyle(e).position === 'fixed' && e.getClientRects().length).map(e => e.textContent)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="the playwright package is not installed")
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("no Chromium is installed")
    with api.sync_playwright() as running:
        started = running.chromium.launch(executable_path=program, args=SWITCHES.split())
        yield started
        started.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    documents = [(path.stem, saxon.parse(path.read_text("utf-8")), "<TEI/>") for path in CASES]
    write_site(folder, documents, Edition("An edition"))
    return folder


class Visit:
    """A page opened in a fresh context, and all that it asked for or complained of."""

    def __init__(self, browser: Any, address: str, width: int, scripts: bool) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, reduced_motion="reduce"
        )
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(address)


@pytest.fixture
def visit(browser: Any, site: Path) -> Iterator[Any]:
    opened: list[Visit] = []

    def go(name: str, width: int = 1280, scripts: bool = True, place: str = "") -> Visit:
        opened.append(Visit(browser, (site / f"{name}.html").as_uri() + place, width, scripts))
        return opened[-1]

    yield go
    for each in opened:
        each.context.close()


def shown(visit: Visit, text: str) -> bool:
    return bool(visit.page.get_by_text(text, exact=True).first.is_visible())


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_views_switch(visit: Any, scripts: bool) -> None:
    opened = visit("everything", scripts=scripts)
    assert shown(opened, "Only on the paper.")
    assert not shown(opened, "Only to be read.")
    opened.page.get_by_label("Reading", exact=True).check()
    assert shown(opened, "Only to be read.")
    assert not shown(opened, "Only on the paper.")
    opened.page.get_by_label("Diplomatic", exact=True).check()
    assert shown(opened, "Only on the paper.")


def test_views_switch_by_keyboard(visit: Any) -> None:
    opened = visit("everything")
    opened.page.get_by_label("Diplomatic", exact=True).focus()
    opened.page.keyboard.press("ArrowRight")
    assert shown(opened, "Only to be read.")


def test_view_is_opened_by_its_link_and_remembered(visit: Any) -> None:
    opened = visit("everything", place="#reading")
    assert shown(opened, "Only to be read.")
    opened.page.get_by_label("Diplomatic", exact=True).check()
    opened.page.get_by_label("Reading", exact=True).check()
    opened.page.goto(opened.page.url.partition("#")[0])
    opened.page.reload()
    assert shown(opened, "Only to be read.")


def check_margins(page: Any, width: int, column: tuple[float, float]) -> None:
    boxes = page.evaluate(_MARGIN)
    assert all(left >= 0 and right <= width for left, _, right, _, _ in boxes)
    margins = [box for box in boxes if box[4]]
    assert all(right <= column[0] or left >= column[1] for left, _, right, _, _ in margins)
    for i, a in enumerate(margins):
        for b in margins[:i]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (a, b)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [path.stem for path in CASES])
def test_margins_neither_overlap_nor_leave_the_window(visit: Any, name: str, width: int) -> None:
    page = visit(name, width).page
    for view in ("Diplomatic", "Reading"):
        for switch in page.get_by_label(view, exact=True).all():  # a page of one view has none
            switch.check()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        check_margins(page, width, page.evaluate(_COLUMN))


@pytest.mark.parametrize(("width", "expected"), [(1280, 5), (768, 5), (375, 0)])
def test_margins_are_used_if_there_is_space(visit: Any, width: int, expected: int) -> None:
    boxes = visit("everything", width).page.evaluate(_MARGIN)
    assert len(boxes) == 6
    assert sum(box[4] for box in boxes) == expected


def test_note_in_the_margin_is_beside_its_line(visit: Any) -> None:
    opened = visit("one-witness")
    note = opened.page.locator("#add-1").bounding_box()
    caret = opened.page.locator(".caret").first.bounding_box()
    assert abs(note["y"] + note["height"] / 2 - caret["y"] - caret["height"] / 2) < 20


def test_addition_above_the_line_is_above_it_and_meets_no_other_line(visit: Any) -> None:
    opened = visit("two-witnesses")
    above, top, bottom, base = opened.page.evaluate("""() => {
      const raised = document.querySelector('.raised'), range = document.createRange();
      range.selectNode(raised.previousSibling);
      const lines = [...range.getClientRects()], box = raised.getClientRects()[0];
      return [lines.at(-2).bottom, box.top, box.bottom, lines.at(-1).bottom];
    }""")
    assert above <= top
    assert bottom < base
    heights = opened.page.evaluate("""() => {
      const p = document.querySelector('p:has(.raised)');
      return [p.getBoundingClientRect().height, parseFloat(getComputedStyle(p).lineHeight)];
    }""")
    lines = heights[0] / heights[1]
    assert abs(lines - round(lines)) < 0.15, "the raised words pushed their line away"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_focus_and_hover_show_the_explanation(visit: Any, width: int, scripts: bool) -> None:
    page = visit("everything", width, scripts).page
    for how in ("focus", "hover"):
        assert page.evaluate(_SHOWN) == []
        getattr(page.locator(".is-gloss").first, how)()
        assert page.evaluate(_SHOWN) == ["gloss of the translator"]
        box = page.locator(".is-gloss .says").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        page.evaluate("document.activeElement.blur()")
        page.mouse.move(0, 0)


def test_a_note_is_reached_by_its_number_and_explained(visit: Any) -> None:
    opened = visit("everything")
    opened.page.locator("#a1 .ref").focus()
    assert opened.page.evaluate(_SHOWN) == ["added above the line, hand 1"]
    opened.page.keyboard.press("Escape")
    assert opened.page.evaluate(_SHOWN) == []
    opened.page.keyboard.press("Enter")
    assert opened.page.url.endswith("#note:a1")


@pytest.mark.parametrize("name", [path.stem for path in CASES])
def test_pages_ask_for_nothing_but_files_and_complain_of_nothing(visit: Any, name: str) -> None:
    opened = visit(name)
    for width in WIDTHS:
        opened.page.set_viewport_size({"width": width, "height": 900})
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.complaints == []
    assert {address.partition(":")[0] for address in opened.asked} == {"file"}


def test_two_witnesses_stand_level_on_a_desk_and_follow_each_other_on_a_phone(visit: Any) -> None:
    desk, phone = visit("two-witnesses", 1280).page, visit("two-witnesses", 375).page
    for n in (1, 3, 6):
        first, second = (desk.locator(f"#w{w}-p{n}").bounding_box() for w in (1, 2))
        assert abs(first["y"] - second["y"]) < 2
        assert first["x"] + first["width"] < second["x"]
        above, below = (phone.locator(f"#w{w}-p{n}").bounding_box() for w in (1, 2))
        assert above["y"] < below["y"]
        assert above["x"] == below["x"]
    desk.get_by_label("Side by side").uncheck()
    assert desk.locator("#w1-p6").bounding_box()["y"] < desk.locator("#w2-p1").bounding_box()["y"]


def test_printed_page_shows_margins_in_boxes_and_no_controls(visit: Any) -> None:
    page = visit("everything").page
    page.emulate_media(media="print")
    assert not any(box[4] for box in page.evaluate(_MARGIN))
    assert not page.locator(".switches").is_visible()
    for text in ("But silver?", "1.", "Section II, second part"):
        assert page.get_by_text(text, exact=True).first.is_visible()


def test_citation_is_copied(visit: Any) -> None:
    page = visit("everything").page
    button = page.get_by_role("button", name="Copy citation")
    assert button.is_visible()
    page.locator(".citation").focus()
    assert page.evaluate("getSelection().toString()").startswith("“A letter”, State Archive.")
    button.click()
    page.get_by_text("Copied").wait_for()


def test_without_scripts_nothing_offers_what_it_cannot_do(visit: Any) -> None:
    assert not visit("everything", scripts=False).page.locator("button").is_visible()
