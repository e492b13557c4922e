"""Texts and images side by side in a browser: differences, originals and translations, the facsimile, deep zoom."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_browser import WIDTHS, Visit, browser  # noqa: F401
from test_browser_views import SCRIPTS, WIDTH
from test_facsimile import LETTER, png

from teikit.edition import select_edition
from teikit.edition.config import load_edition
from teikit.publication.publish import publish

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
LANGUAGES = ("original-and-translation", "three-languages")
COPIES = HERE.parent / "xml" / "003_6f9c8c9962744dea.xml"
# The letter with images of its own alone: a browser that asks a server would wait.
LOCAL = LETTER.replace("https://iiif.example.org/image/p2/full/full/0/default.jpg", "scans/page-2.png")

# The boxes of the witnesses, notes in the margin, plates: nothing may lie over another.
_BOXES = """() => [...document.querySelectorAll(
  '.witness > .of-text, .row, .plate, .witness > p, .differences table, .switch')]
  .map(e => e.getBoundingClientRect()).filter(b => b.width && b.height).map(b => [b.left, b.top, b.right, b.bottom])"""


def write_edition(folder: Path) -> Path:
    """An edition of two copies, of originals with translations, of a letter with images; its site."""
    scans = folder / "xml" / "scans"
    scans.mkdir(parents=True)
    (folder / "raw").mkdir()
    for n in (1, 2, 3):
        (scans / f"page-{n}.png").write_bytes(png(500, 700))
    (folder / "xml" / "letter.xml").write_text(LOCAL, encoding="utf-8")
    for name in LANGUAGES:
        shutil.copy(HERE / "xslt" / "documents" / f"{name}.xml", folder / "xml")
    shutil.copy(COPIES, folder / "xml" / "copies.xml")
    text = '[edition]\ntitle = "Letters"\n[validation]\nown = false\n'
    (folder / "edition.toml").write_text(text, encoding="utf-8")
    made = publish(select_edition(load_edition(folder)), folder / "build", True, False)
    assert [str(finding) for finding in made.findings if finding.severity == "error"] == []
    return folder / "build" / "html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_edition(tmp_path_factory.mktemp("edition"))


@pytest.fixture
def visit(browser: Any, site: Path) -> Iterator[Any]:  # noqa: F811
    opened: list[Visit] = []

    def go(name: str, width: int = 1280, scripts: bool = True, folder: Path = site) -> Any:
        opened.append(Visit(browser, (folder / f"{name}.html").as_uri(), width, scripts))
        return opened[-1].page

    yield go
    for each in opened:
        each.context.close()


def check_layout(page: Any, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = page.evaluate(_BOXES)
    assert boxes
    for i, a in enumerate(boxes):
        assert a[0] >= -1 and a[2] <= width + 1, a
        for b in boxes[:i]:
            assert a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1, (a, b)


@pytest.mark.parametrize("width", [1600, *WIDTHS])
@pytest.mark.parametrize("name", ["copies", "letter", *LANGUAGES])
def test_nothing_overlaps_or_leaves_the_window(visit: Any, name: str, width: int) -> None:
    page = visit(name, width)
    check_layout(page, width)
    for choice in page.locator(".toggle").all():
        if choice.is_visible():
            choice.click()
            check_layout(page, width)


# ---------------------------------------------------------------- where two copies differ
def background(page: Any) -> str:
    found = "getComputedStyle(document.querySelector('.witness .is-difference')).backgroundColor"
    return str(page.evaluate(found))


@WIDTH
@SCRIPTS
def test_differences_are_shown_and_hidden(visit: Any, width: int, scripts: bool) -> None:
    page = visit("copies", width, scripts)
    absent = page.locator(".witness .is-absent")
    marked = background(page)
    assert absent.count() and absent.first.is_visible()
    page.locator("input[name='differences']").uncheck()
    assert not any(sign.is_visible() for sign in absent.all())
    assert background(page) != marked
    page.locator("input[name='differences']").check()
    assert absent.first.is_visible() and background(page) == marked


@WIDTH
@SCRIPTS
def test_the_table_leads_to_both_places_and_back(visit: Any, width: int, scripts: bool) -> None:
    page = visit("copies", width, scripts)
    rows = page.locator(".differences tbody tr")
    assert rows.count() > 10
    for n in (0, rows.count() - 1):
        for link in rows.nth(n).locator("td a").all():
            place = str(link.get_attribute("href"))
            link.click()
            assert page.url.endswith(place)
            there = page.locator(place)
            assert there.locator("xpath=ancestor::*[contains(@class, 'witness')]").count()
            there.locator("> .to-row").click()
            assert page.url.endswith(f"#page:difference-{n + 1}")


# ---------------------------------------------------------------- originals and translations
def tops(page: Any, block: int, languages: tuple[str, ...]) -> list[tuple[float, float]]:
    boxes = [page.locator(f"[id='{language}-{block}']").bounding_box() for language in languages]
    return [(round(box["x"]), round(box["y"])) for box in boxes]


@pytest.mark.parametrize(
    ("name", "width", "level"),
    [(LANGUAGES[0], 1280, True), (LANGUAGES[0], 768, False), (LANGUAGES[0], 375, False),
     (LANGUAGES[1], 1600, True), (LANGUAGES[1], 1280, False), (LANGUAGES[1], 375, False)],
)  # fmt: skip
@SCRIPTS
def test_what_corresponds_is_level_if_there_is_space(
    visit: Any, name: str, width: int, level: bool, scripts: bool
) -> None:
    page = visit(name, width, scripts)
    languages = ("ru", "en", "de")[: 3 if name == LANGUAGES[1] else 2]
    for block in (1, 2, 3):
        places = tops(page, block, languages)
        assert (len({y for _, y in places}) == 1) is level
        assert places == sorted(places) if level else [y for _, y in places] == sorted(y for _, y in places)
    said = [heading.inner_text() for heading in page.locator(".witness > .of-text").all()]
    assert said == ["Original, Russian", "Translation, English", "Translation, German"][: len(languages)]
    assert page.locator(".differences").count() == 0, "texts of different languages are not collated"


# ---------------------------------------------------------------- images
@WIDTH
@SCRIPTS
def test_the_facsimile_is_shown_and_hidden(visit: Any, width: int, scripts: bool) -> None:
    page = visit("letter", width, scripts)
    plates = page.locator(".plate")
    assert plates.count() == 3 and plates.first.is_visible()
    place = "Image beside" if width >= 928 else "Image below"
    text, image = page.locator(".witness").bounding_box(), plates.first.bounding_box()
    assert (image["x"] >= text["x"] + text["width"]) is (width >= 928)
    page.get_by_label(place).uncheck()
    assert not plates.first.is_visible()


@WIDTH
@SCRIPTS
def test_pages_lead_to_plates_and_zones_to_their_text(visit: Any, width: int, scripts: bool) -> None:
    page = visit("letter", width, scripts)
    for link in page.locator("a.to-plate").all():
        place = str(link.get_attribute("href"))
        link.click()
        assert page.url.endswith(place)
        assert page.locator(f"[id='{place[1:]}']").evaluate("e => e.matches('.plate:target')")
    zones = page.locator(".zones a")
    assert zones.count() == 3
    for zone in zones.all():
        place = str(zone.get_attribute("href"))
        if scripts:  # the viewer shows one image
            plate = str(zone.locator("xpath=ancestor::figure").get_attribute("id"))
            page.locator(f"a.to-plate[href='#{plate}']").click()
        zone.locator("rect").click()
        assert page.url.endswith(place)
        assert page.locator(f"[id='{place[1:]}']").evaluate("e => e.matches('.witness :target')")
    assert page.locator(".plate figcaption a[href$='.png']").count() == 3


def test_the_plates_begin_at_the_first_page(visit: Any) -> None:
    page = visit("letter", 1440)
    page.wait_for_load_state("networkidle")
    assert page.locator(".plate:visible").get_attribute("id") == "facs:f1"


def test_hover_and_focus_light_a_zone_and_its_text(visit: Any) -> None:
    page = visit("letter", 1280)
    text, zone = page.locator("[data-facs='f1-a']").first, page.locator("[id='facs:f1-a'] rect")
    for do, undo in (
        (text.hover, lambda: page.mouse.move(0, 0)),
        (lambda: text.dispatch_event("focusin"), lambda: text.dispatch_event("focusout")),
    ):
        do()
        assert "lit" in str(zone.get_attribute("class"))
        undo()
        assert "lit" not in str(zone.get_attribute("class"))
    zone.hover()
    assert "lit" in str(text.get_attribute("class"))


# ---------------------------------------------------------------- the viewer
SCALE = "new DOMMatrix(getComputedStyle(document.querySelector('.is-current .sheet')).transform).a"


def test_one_image_is_shown_and_the_buttons_turn_and_enlarge(visit: Any) -> None:
    page = visit("letter", 1280)
    shown = page.locator(".plate:visible")
    assert shown.count() == 1 and shown.get_attribute("id") == "facs:f1"
    page.get_by_role("button", name="Next image").click()
    assert shown.get_attribute("id") == "facs:f2"
    assert page.locator(".viewer-tools output").inner_text() == "2 / 3"
    assert page.get_by_role("button", name="Whole image").is_disabled()
    page.get_by_role("button", name="Larger").click()
    assert page.evaluate(SCALE) > 1.3
    page.get_by_role("button", name="Whole image").click()
    assert page.evaluate(SCALE) == 1


def test_the_viewer_is_used_by_keyboard(visit: Any) -> None:
    page = visit("letter", 1280)
    page.locator(".is-current .image").focus()
    place = "new DOMMatrix(getComputedStyle(document.querySelector('.is-current .sheet')).transform).e"
    for _ in range(4):
        page.keyboard.press("+")
    assert page.evaluate(SCALE) > 3
    before = page.evaluate(place)
    page.keyboard.press("ArrowRight")
    assert page.evaluate(place) < before
    page.keyboard.press("0")
    assert page.evaluate(SCALE) == 1
    page.keyboard.press("PageDown")
    assert page.locator(".plate:visible").get_attribute("id") == "facs:f2"


def test_an_enlarged_image_is_moved_and_stays_in_its_box(visit: Any) -> None:
    page = visit("letter", 1280)
    image = page.locator(".is-current .image")
    box = image.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.dblclick(*middle)
    assert page.evaluate(SCALE) > 2
    page.mouse.down()
    page.mouse.move(middle[0] + 3000, middle[1] + 3000, steps=4)
    page.mouse.up()
    sheet = page.locator(".is-current .sheet").bounding_box()
    assert abs(sheet["x"] - box["x"]) < 3 and abs(sheet["y"] - box["y"]) < 3
    assert sheet["x"] + sheet["width"] >= box["x"] + box["width"] - 3


@WIDTH
def test_the_viewer_takes_the_whole_window_and_gives_it_back(visit: Any, width: int) -> None:
    page = visit("letter", width)
    page.get_by_role("button", name="In the whole window").click()
    assert page.locator("dialog").bounding_box()["width"] == width
    assert page.locator("dialog .is-current img").is_visible()
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")
    assert page.locator(".text-layout > .facsimile").count() == 1


def test_the_text_beside_an_image_is_wide_enough(visit: Any) -> None:
    for width in (928, 1024, 1280):
        page = visit("letter", width)
        text, image = page.locator(".witness").bounding_box(), page.locator(".plate:visible").bounding_box()
        assert image["x"] > text["x"] + text["width"]
        assert text["width"] >= 23 * 16, "45 characters"
