"""Lists of documents in a browser, opened from a folder: filters, sorting, the address, keyboard; without scripts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from list_models import letters
from test_browser import Visit, browser  # noqa: F401 - a fixture

from teikit.core import resource
from teikit.pages import fill
from teikit.site import Catalogue, calendar_pages, list_files, list_pages, timeline_pages

pytestmark = pytest.mark.browser
SMALL, LARGE = 60, 1100
_SHOWN = "() => [...document.querySelectorAll('.document-list > li')].filter(e => e.getClientRects().length).length"
_ROWS = """() => [...document.querySelectorAll('.document-list > li')].filter(e => e.getClientRects().length)
  .map(e => e.querySelector('.what a').textContent)"""
_GROUPS_WITH_ROWS = """() => [...document.querySelectorAll('.year-group')].filter(g => g.getClientRects().length)
  .every(g => [...g.querySelectorAll('li')].some(e => e.getClientRects().length))"""
_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


def write_lists(folder: Path, size: int) -> list[str]:
    """The lists of an edition with their style sheets, as a folder; the paths of the pages."""
    catalogue = Catalogue(letters(size), "Letters")
    head = '<link rel="stylesheet" href="{root}assets/theme.css">'
    drafts = [*list_pages(catalogue), *calendar_pages(catalogue), *timeline_pages(catalogue)]
    for draft in drafts:
        (folder / draft.path).parent.mkdir(parents=True, exist_ok=True)
        page = fill(draft, {"head": lambda draft: head.format(root=draft.root)})
        (folder / draft.path).write_text(page, encoding="utf-8")
    for path, data in list_files(catalogue):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    for name, source in (("theme.css", "themes/quiet.css"), ("site.css", "site.css")):
        if (file := resource("xslt", "site") / source).is_file():
            (folder / "assets" / name).write_bytes(file.read_bytes())
    return [draft.path for draft in drafts]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    folders = {size: tmp_path_factory.mktemp(f"lists-{size}") for size in (SMALL, LARGE)}
    for size, folder in folders.items():
        write_lists(folder, size)
    return folders


@pytest.fixture
def visit(browser: Any, sites: dict[int, Path]) -> Iterator[Any]:  # noqa: F811
    opened: list[Visit] = []

    def go(size: int, path: str = "documents.html", width: int = 1280, scripts: bool = True) -> Visit:
        file, mark, query = path.partition("?")
        opened.append(Visit(browser, (sites[size] / file).as_uri() + mark + query, width, scripts))
        return opened[-1]

    yield go
    for entry in opened:
        entry.context.close()


def status(page: Any) -> str:
    return str(page.text_content("#shown"))


def test_filters_leave_the_documents_that_they_count(visit: Any) -> None:
    page = visit(SMALL).page
    assert status(page) == f"{SMALL} documents"
    assert page.evaluate(_SHOWN) == SMALL
    label = page.text_content("#f-archive option:nth-child(2)")
    page.select_option("#f-archive", index=1)
    count = int(label.rpartition("(")[2].rstrip(")"))
    assert page.evaluate(_SHOWN) == count
    assert status(page) == f"{count} of {SMALL} documents"
    languages = page.eval_on_selector_all("#f-language option:not([value=''])", "all => all.map(o => o.textContent)")
    assert sum(int(text.rpartition("(")[2].rstrip(")")) for text in languages) == count
    groups = page.evaluate(_GROUPS_WITH_ROWS)
    assert groups
    page.click("button[type=reset]")
    page.wait_for_function(f"() => document.querySelector('#shown').textContent === '{SMALL} documents'")


def test_an_option_without_documents_cannot_be_chosen(visit: Any) -> None:
    page = visit(SMALL).page
    page.fill("#f-from", "1880")
    page.fill("#f-to", "1880")
    disabled = page.eval_on_selector_all("#filter option", "all => all.filter(o => o.disabled).map(o => o.textContent)")
    assert disabled and all(text.endswith("(0)") for text in disabled)
    assert 0 < page.evaluate(_SHOWN) < SMALL


def test_words_are_found_in_any_case(visit: Any) -> None:
    page = visit(SMALL).page
    page.fill("#q", "LETTER 7")
    rows = page.evaluate(_ROWS)
    assert "Letter 7" in rows and all("7" in row or "Letter" in row for row in rows)
    page.fill("#q", "no such words")
    assert page.evaluate(_SHOWN) == 0
    assert status(page) == f"0 of {SMALL} documents"


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_the_address_keeps_what_is_chosen(visit: Any, size: int) -> None:
    page = visit(size, "documents.html?place=Place+1&sort=title").page
    page.wait_for_function("() => document.querySelector('#shown').textContent.includes(' of ')")
    rows = page.evaluate(_ROWS)
    assert rows == sorted(rows, key=lambda text: int(text.split()[1]))
    assert all(int(row.split()[1]) % 5 == 1 for row in rows)
    page.select_option("#f-place", value="Place 2")
    assert "place=Place+2" in page.url and "sort=title" in page.url


@pytest.mark.parametrize("order", ["title", "sender"])
def test_sorting_keeps_every_document(visit: Any, order: str) -> None:
    page = visit(SMALL).page
    before = page.evaluate(_ROWS)
    page.select_option("#sort", value=order)
    rows = page.evaluate(_ROWS)
    assert sorted(rows) == sorted(before) and rows != before
    page.select_option("#sort", value="date")
    assert page.evaluate(_ROWS) == before


def test_a_large_edition_loads_its_rows_when_a_filter_is_used(visit: Any) -> None:
    visited = visit(LARGE)
    page = visited.page
    assert not [address for address in visited.asked if "/data/" in address]
    assert page.evaluate(_SHOWN) == 0
    assert page.is_visible("#ways")
    page.select_option("#f-language", value="French")
    page.wait_for_function("() => document.querySelector('#shown').textContent.includes(' of ')")
    french = [n for n in range(LARGE) if n % 4 == 0]
    assert status(page) == f"{len(french)} of {LARGE} documents"
    assert not page.is_visible("#ways")
    assert page.evaluate(_SHOWN) == 200
    page.click(".more-rows")
    assert page.evaluate(_SHOWN) == len(french)
    assert not page.is_visible(".more-rows")
    assert visited.complaints == []
    assert all(address.startswith("file:") for address in visited.asked)


def test_filters_work_with_the_keyboard_alone(visit: Any) -> None:
    page = visit(SMALL).page
    page.focus("#q")
    page.keyboard.type("Person 3")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.id") == "f-person"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => document.activeElement.selectedIndex") > 0
    assert 0 < page.evaluate(_SHOWN) < SMALL


def test_on_a_narrow_page_filters_are_folded(visit: Any) -> None:
    page = visit(SMALL, width=375).page
    assert not page.is_visible("#f-place")
    page.focus(".filters summary")
    page.keyboard.press("Enter")
    assert page.is_visible("#f-place")


def test_without_scripts_the_list_is_complete_and_has_no_filters(visit: Any) -> None:
    page = visit(SMALL, scripts=False).page
    assert page.evaluate(_SHOWN) == SMALL
    assert not page.is_visible(".filters")
    assert not page.is_visible("#sort")
    assert page.is_visible("#shown")


@pytest.mark.parametrize("width", [1280, 768, 375])
@pytest.mark.parametrize("path", ["documents.html", "timeline.html", "calendar.html"])
@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_no_page_is_wider_than_the_window(visit: Any, size: int, path: str, width: int) -> None:
    visited = visit(size, path, width)
    assert not visited.page.evaluate(_WIDE)
    assert [text for text in visited.complaints if "site.css" not in text and "ERR_FILE_NOT_FOUND" not in text] == []


def test_on_a_narrow_page_the_table_takes_the_place_of_the_drawing(visit: Any) -> None:
    page = visit(SMALL, "timeline.html", 375).page
    assert not page.is_visible(".chart svg")
    assert page.is_visible(".chart-data table")
    wide = visit(SMALL, "timeline.html").page
    assert wide.is_visible(".chart svg")
    wide.focus(".chart svg a")
    assert wide.evaluate("() => document.activeElement.getAttribute('aria-label')")
