"""The search in a real browser: from the folder and from a server, on a desk and on a phone, by keyboard.

Needs the playwright package and a Chromium of the system; skips, saying so, where one is missing.
"""

import functools
import http.server
import json
import shutil
import sys
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from search_site import write_search_site
from test_browser import BROWSERS, SWITCHES

from teikit.search.letters import fold, surface, words

pytestmark = pytest.mark.browser

_RESULTS = """() => [...document.querySelectorAll('#results > li')].map(li => ({
  title: li.querySelector('h2').textContent, marks: [...li.querySelectorAll('mark')].map(m => m.textContent),
  href: li.querySelector('.passage a')?.getAttribute('href') ?? '',
  words: li.querySelector('.passage')?.textContent ?? ''}))"""
_SMALL = """() => [...document.querySelectorAll('button, select, input, summary, .result a')].filter(
  e => e.getClientRects().length && !e.closest('.passage')).map(e => {
  const t = e.closest('label') ?? e, b = t.getBoundingClientRect();
  return [e.outerHTML.slice(0, 80), b.width, b.height]; }).filter(([, w, h]) => w < 24 || h < 24)"""


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
    folder = tmp_path_factory.mktemp("search")
    write_search_site(folder)
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


class Search:
    """The search page in a fresh context."""

    def __init__(self, browser: Any, base: str, width: int = 1280, scripts: bool = True) -> None:
        self.base = base
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, reduced_motion="reduce"
        )
        self.page = self.context.new_page()
        self.problems: list[str] = []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def _note(self, message: Any) -> None:
        if "favicon" not in message.location["url"]:  # browsers ask servers for it, whatever a page says
            self.problems.append(message.text)

    def open(self, address: str = "search.html") -> "Search":
        self.page.goto(f"{self.base}/{address}")
        return self

    def ask(self, query: str, **more: str) -> list[dict[str, Any]]:
        """The results of a query, on the page that is open or a new one."""
        hash_ = f"q={quote(query)}" + "".join(f"&{name}={quote(value)}" for name, value in more.items())
        if "search.html" not in self.page.url:
            return self.open(f"search.html#{hash_}").results()
        runs = int(self.page.get_attribute("#search", "data-run") or 0)
        if self.page.evaluate("hash => location.hash === (location.hash = hash)", f"#{hash_}"):
            return self.results(runs)
        return self.results(runs + 1)

    def results(self, runs: int = 1) -> list[dict[str, Any]]:
        self.settle(runs)
        found: list[dict[str, Any]] = self.page.evaluate(_RESULTS)
        return found

    def settle(self, runs: int = 1) -> None:
        """Wait until the page says that a search is complete."""
        self.page.wait_for_selector(f'#search[data-run="{runs}"]', state="attached")

    def titles(self, query: str, **more: str) -> list[str]:
        return [str(result["title"]) for result in self.ask(query, **more)]

    @property
    def status(self) -> str:
        return str(self.page.text_content("#status"))


@pytest.fixture(params=["file", "server"])
def base(request: pytest.FixtureRequest, site: Path) -> str:
    return site.as_uri() if request.param == "file" else str(request.getfixturevalue("server"))


@pytest.fixture
def search(browser: Any, site: Path) -> Iterator[Search]:
    opened = Search(browser, site.as_uri())
    yield opened
    assert opened.problems == []
    opened.context.close()


STASOV, MUELLER, HARBIN = "Письмо Стасова", "Brief an Müller", "Report from Harbin"


@pytest.mark.parametrize("width", [1280, 375])
def test_the_search_works_from_a_folder_and_from_a_server(browser: Any, base: str, width: int) -> None:
    opened = Search(browser, base, width)
    (result,) = opened.ask("дела")
    assert (result["title"], result["marks"]) == (STASOV, ["дѣло"])
    assert opened.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    opened.page.click("#results .passage a")
    opened.page.wait_for_selector("main mark")
    assert opened.page.text_content("main mark") == "дѣло"
    assert opened.page.evaluate("() => document.activeElement.id") == "p1"
    assert opened.problems == []
    opened.context.close()


QUERIES = [
    ("свет", [STASOV]),
    ("решено", [STASOV]),
    ("рѣшено", [STASOV]),
    ("Haus", [MUELLER]),
    ("häuser", [MUELLER]),
    ("hausern", [MUELLER]),
    ("strasse", [MUELLER]),
    ("=häuser", []),
    ("=Häusern", [MUELLER]),
    ("=дело", []),
    ("=дѣло", [STASOV]),
    ("Freund*", [MUELLER]),
    ("друзья отца", [STASOV]),
    ('"друзья моего отца"', [STASOV]),
    ("„друзья моего отца“", [STASOV]),
    ("«старые друзья моего»", [STASOV]),
    ("“old house”", [HARBIN]),
    ("‘old house’", [HARBIN]),
    ('"house old"', []),
    ('"fort über"', []),
    ("old -railway", []),
    ('old -"man house"', [HARBIN]),
    ("北京", [HARBIN]),
    ("京北", []),
    ("railway", [HARBIN]),
    ("Memorandum 3", ["Memorandum 3"]),
    ("nowhere", []),
    ("house *", [HARBIN]),
]


def test_queries_find(search: Search) -> None:
    assert [(query, search.titles(query)) for query, _ in QUERIES] == QUERIES


def test_words_of_a_view_are_found_in_it_only(search: Search) -> None:
    assert search.titles("Kummer") == []
    assert "Nothing was found" in search.status
    assert search.page.text_content("#other-view") == "Search the other view of the text: 1 document"
    search.page.click("#other-view button")
    assert [result["title"] for result in search.results(2)] == [MUELLER]
    assert search.titles("Kummer", view="diplomatic") == [MUELLER]
    assert "view=diplomatic" in search.ask("Kummer", view="diplomatic")[0]["href"]
    assert search.titles("Unsere", view="diplomatic", **{"headers": "no"}) == [MUELLER]
    assert search.titles("=unsere", view="diplomatic") == []
    assert search.titles('"unsere Freundschaft"') == [MUELLER]
    assert search.titles('"unser Freundschaft"', view="diplomatic") == []


def test_a_phrase_is_marked_as_a_whole_only(search: Search) -> None:
    (result,) = search.ask('"the old house"')
    assert result["marks"] == ["The", "old", "house"]
    assert result["words"] == "The old house of the old railway stood in Harbin."
    search.page.click("#results .passage a")
    search.page.wait_for_selector("main mark")
    marks = search.page.evaluate("() => [...document.querySelectorAll('mark')].map(m => m.textContent)")
    assert "".join(marks) == "Theoldhouse"


def test_a_phrase_over_the_end_of_a_line_is_marked_on_the_page(search: Search) -> None:
    (result,) = search.ask('"друзья моего отца"')
    assert result["marks"] == ["друзья", "моего", "отца"]
    search.page.click("#results .passage a")
    search.page.wait_for_selector("main mark")
    marks = search.page.evaluate("() => [...document.querySelectorAll('#p2 mark')].map(m => m.textContent)")
    assert "".join(marks) == "друзьямоегоотца"


def test_a_passage_on_a_further_page_leads_there(search: Search) -> None:
    (result,) = search.ask('"old man"')
    assert result["href"] == "harbin-2.html?hl=old.man#p2"
    search.page.click("#results .passage a")
    search.page.wait_for_selector("#p2 mark")


FILTERS: list[tuple[dict[str, str], list[str]]] = [
    ({"person": "Толстой"}, [STASOV]),
    ({"place": "Harbin"}, [HARBIN]),
    ({"archive": "Stadtarchiv"}, [MUELLER]),
    ({"language": "Russian"}, [STASOV]),
    ({"hand": "Pencil"}, [MUELLER]),
    ({"kind": "deleted in the source"}, [MUELLER]),
    ({"from": "1914", "to": "1930"}, [MUELLER]),
    ({"to": "1912"}, [STASOV]),
    ({"from": "1915"}, [HARBIN]),
    ({"person": "nobody"}, []),
]


def test_each_filter(search: Search) -> None:
    assert [(filters, search.titles("", **filters)) for filters, _ in FILTERS] == FILTERS
    with_word = [(filters, [title for title in titles if title == HARBIN]) for filters, titles in FILTERS]
    assert [(filters, search.titles("the", **filters)) for filters, _ in FILTERS] == with_word


def test_filters_are_boxes_with_counts_and_a_choice_is_in_the_address(search: Search) -> None:
    search.open("search.html#q=house")
    search.settle()
    labels = search.page.evaluate("() => [...document.querySelectorAll('#facets label')].map(l => l.textContent)")
    assert {"Толстой0", "Müller0", "Harbin1", "English1", "RGASPI1"} <= set(labels)
    assert search.page.is_disabled('input[value="Müller"]')
    search.page.check('input[value="Harbin"]')
    search.settle(2)
    assert search.page.evaluate("() => location.hash") == "#q=house&place=Harbin"
    search.page.go_back()
    search.settle(3)
    assert not search.page.is_checked('input[value="Harbin"]')


def test_notes_and_headings_can_be_left_out(search: Search) -> None:
    assert search.titles("Straße", notes="no") == []
    assert search.titles("Report", headers="no") == []
    assert search.titles("railway", text="no") == [HARBIN]
    assert search.ask("Straße")[0]["words"].startswith("Note ")


def test_a_form_that_is_nowhere_is_said_and_its_stem_is_used(search: Search) -> None:
    assert {title.rpartition(" ")[0] for title in search.titles("harvests")} == {"Memorandum"}
    assert "“harvests” is not in the texts in this form." in search.status
    assert "14 documents" in search.status


def test_all_is_done_with_the_keyboard(search: Search) -> None:
    page = search.open().page
    search.settle()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.id") == "q"
    page.keyboard.type("secretary")
    page.keyboard.press("Enter")
    search.settle(2)
    assert search.status == "14 places in 14 documents."
    assert page.evaluate("() => document.querySelectorAll('#results > li').length") == 10
    page.focus("#more")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results > li:nth-child(14)")
    assert page.evaluate("() => document.activeElement.closest('li').matches(':nth-child(11)')")
    assert page.is_hidden("#more")
    page.focus("#order")
    page.keyboard.press("ArrowDown")
    search.settle(3)
    assert page.text_content("#results h2") == "Memorandum 0"
    page.go_back()
    search.settle(4)
    assert page.evaluate("() => location.hash") == "#q=secretary"
    page.focus("#q")
    page.keyboard.press("Control+A")
    page.keyboard.type("Haus")
    page.keyboard.press("Enter")
    search.settle(5)
    page.focus("#results .passage a")
    page.keyboard.press("Enter")
    page.wait_for_selector("main mark")
    page.go_back()
    search.settle()
    assert page.input_value("#q") == "Haus"


def test_the_field_of_another_page_leads_here(search: Search) -> None:
    search.open("search.html?q=Haus")
    assert [result["title"] for result in search.results()] == [MUELLER]


def test_nothing_in_the_texts_becomes_markup(search: Search) -> None:
    (result,) = search.ask("hostile")
    assert "onerror" in result["words"]
    assert search.page.evaluate("() => document.querySelectorAll('#search-all img').length") == 0
    search.ask('"><img src=x onerror=alert(1)> nowhere')
    assert search.page.evaluate("() => document.querySelectorAll('#search-all img').length") == 0
    assert "broken" not in search.page.title()


def test_a_missing_part_of_the_index_is_named(browser: Any, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "site")
    for path in (tmp_path / "site" / "search").glob("w-*.js"):
        path.unlink()
    opened = Search(browser, (tmp_path / "site").as_uri())
    opened.ask("Haus")
    assert opened.status == "A part of the index cannot be loaded (search/w-.js). Load the page again."
    opened.context.close()


def test_without_scripts_the_page_says_where_to_go(browser: Any, site: Path) -> None:
    opened = Search(browser, site.as_uri(), scripts=False).open()
    assert opened.page.is_visible("noscript a[href='stasov.html']")
    assert opened.page.is_hidden("#search-all")
    opened.context.close()


@pytest.mark.parametrize("width", [1280, 375])
def test_targets_are_large_enough_and_nothing_is_cut_off(browser: Any, site: Path, width: int) -> None:
    opened = Search(browser, site.as_uri(), width)
    opened.ask("the", person="Müller")
    opened.ask("secretary")
    opened.page.evaluate("() => document.getElementById('filters').open = true")
    assert opened.page.evaluate(_SMALL) == []
    assert opened.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    opened.context.close()


def test_python_and_the_browser_fold_every_letter_alike(search: Search) -> None:
    """Letters that Python's Unicode tables do not have are left out: browsers may know later ones."""
    known = [chr(n) for n in range(sys.maxunicode) if unicodedata.category(chr(n))[0] in "LNMPSZ"]
    samples = [f"{letter} a{letter} {letter}b a{letter}\u0301" for letter in known]
    search.open()
    folded = search.page.evaluate(
        """samples => samples.map(s => [...s.matchAll(teikitFold.WORD)].map(([w]) =>
          w + ' ' + teikitFold.surface(w) + ' ' + teikitFold.fold(w)).join('|')).join('\\n')""",
        samples,
    )
    expected = ["|".join(f"{word} {surface(word)} {fold(word)}" for word in words(sample)) for sample in samples]
    differing = [(ours, theirs) for ours, theirs in zip(expected, folded.split("\n"), strict=True) if ours != theirs]
    assert differing == []
    assert len(known) > 100_000


def test_a_query_is_read_as_words_phrases_and_signs(search: Search) -> None:
    search.open()
    parsed = search.page.evaluate(
        "text => JSON.stringify(teikitSearch.query.parse(text))", '-a b* =c "d e" „f‘g“ h-i don\'t «open'
    )
    clauses = [
        ("-" if clause["not"] else "")
        + " ".join("=" * w["exact"] + w["text"] + "*" * w["prefix"] for w in clause["words"])
        for clause in json.loads(parsed)
    ]
    assert clauses == ["-a", "b*", "=c", "d e", "f g", "h i", "don t", "open"]
