"""The lists of documents of a site: cases as data (tests/lists), and what holds for editions of any size."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from list_models import CASES, document, letters, load, model_of
from lxml import html

from teikit.core import languages
from teikit.model import edition_model
from teikit.pages import Draft
from teikit.site import Catalogue, Positions, list_files, list_pages, year_links

EVERY_CASE = pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def pages_of(model: Any, interface: str = "en") -> dict[str, Any]:
    return {draft.path: html.fromstring(draft.html) for draft in list_pages(Catalogue(model, "Letters", interface))}


def name_of(link: Any) -> str:
    """The name of the document that a link leads to."""
    return str(link.get("href")).rpartition("/")[2].removesuffix(".html")


def rows(page: Any) -> list[Any]:
    return list(page.xpath("//ol[@class='document-list']/li"))


def names(page: Any) -> list[str]:
    return [name_of(row.find(".//a")) for row in rows(page)]


@EVERY_CASE
def test_documents_are_listed_under_the_right_headings(path: Path) -> None:
    case = load(path)
    page = pages_of(model_of(case))["documents.html"]
    sections = {
        section.find("h2").text.strip(): names_in(section) for section in page.xpath("//section[@class='year-group']")
    }
    assert sections == case["sections"]
    assert list(sections) == list(case["sections"])
    counts = [text(heading) for heading in page.xpath("//section[@class='year-group']/h2/span")]
    assert [int(count.split()[0]) for count in counts] == [len(listed) for listed in case["sections"].values()]


def names_in(section: Any) -> list[str]:
    return [name_of(link) for link in section.xpath(".//span[@class='what']/a")]


@EVERY_CASE
def test_the_bars_are_the_years(path: Path) -> None:
    case = load(path)
    page = pages_of(model_of(case))["documents.html"]
    shown = []
    for bar in page.xpath("//ol[contains(@class, 'years')]/li"):
        year = bar.xpath(".//span[@class='year']/span[@aria-hidden] | .//a/span[@class='year']")[0]
        shown.append(" ".join([text(year), *map(text, bar.xpath(".//span[@class='count']"))]))
    assert shown == case["bars"]
    ids = set(page.xpath("//@id"))
    assert [link for link in page.xpath("//ol[contains(@class, 'years')]//@href") if link[1:] not in ids] == []


@EVERY_CASE
def test_a_row_shows_date_parties_and_number(path: Path) -> None:
    case = load(path)
    listed = {name_of(row.find(".//a")): row for row in rows(pages_of(model_of(case))["documents.html"])}
    for key, query in (("when", "when"), ("parties", "parties"), ("numbers", "number")):
        for name, wanted in case.get(key, {}).items():
            assert " ".join(map(text, listed[name].xpath(f".//span[@class='{query}']"))).strip() == wanted, (key, name)


@EVERY_CASE
def test_corpora_and_registers_are_listed_apart(path: Path) -> None:
    case = load(path)
    page = pages_of(model_of(case))["documents.html"]
    apart = {text(s.find("h2")): [name_of(a) for a in s.iter("a")] for s in page.xpath("//section[@class='apart']")}
    assert apart == case.get("apart", {})


@EVERY_CASE
def test_the_files_of_the_lists(path: Path) -> None:
    case = load(path)
    assert list(pages_of(model_of(case))) == case["files"]


def steps(nav: Any) -> list[str]:
    return [f"{link.get('rel')}: {name_of(link)}" for link in nav.xpath(".//a[@rel]")]


@EVERY_CASE
def test_a_page_knows_its_place_and_its_neighbours(path: Path) -> None:
    case = load(path)
    model = model_of(case)
    positions = Positions(Catalogue(model, "Letters"))
    listed = pages_of(model)["documents.html"]
    for name, wanted in case.get("trail", {}).items():
        draft = Draft(f"{name}.html", "", name=name)
        trail = html.fromstring(positions.trail(draft))
        assert ", ".join([text(trail.find("a")), *steps(trail)]) == wanted
        address, _, anchor = trail.find("a").get("href").partition("#")
        assert address == "documents.html"
        assert name_of(listed.get_element_by_id(anchor).find(".//a")) == name
        assert steps(html.fragment_fromstring(positions.neighbours(draft), "div").find("nav")) == steps(trail)


@EVERY_CASE
def test_a_page_knows_the_documents_of_the_same_persons(path: Path) -> None:
    case = load(path)
    positions = Positions(Catalogue(model_of(case), "Letters"))
    for name, wanted in case.get("correspondence", {}).items():
        page = html.fragment_fromstring(positions.neighbours(Draft(f"{name}.html", "", name=name)), "div")
        navs = page.xpath("nav[contains(@class, 'is-correspondence')]")
        if not wanted:
            assert navs == []
            continue
        around = dict(step.split(": ") for step in steps(navs[0]))
        every = text(navs[0].xpath("p[@class='all']/a")[0]).split()[1]
        assert f"prev: {around.get('prev', '-')}, next: {around.get('next', '-')}, all: {every}" == wanted


def test_pages_of_the_site_have_no_place_in_it() -> None:
    positions = Positions(Catalogue(letters(5)))
    assert positions.trail(Draft("documents.html", "")) == positions.neighbours(Draft("documents.html", "")) == ""


# ---------------------------------------------------------------- any size
SIZES = (1, 40, 300, 301, 900)
EVERY_SIZE = pytest.mark.parametrize("size", SIZES)
LISTS: dict[int, dict[str, Any]] = {}


def lists_of(size: int) -> dict[str, Any]:
    if size not in LISTS:
        LISTS[size] = pages_of(letters(size))
    return LISTS[size]


@EVERY_SIZE
def test_every_document_is_in_every_kind_of_list(size: int) -> None:
    pages = lists_of(size)
    every = {document.name for document in letters(size).documents}
    by_kind: dict[str, Counter[str]] = {}
    for path, page in pages.items():
        slug = path.removeprefix("documents/")
        kind = next((kind for kind in ("from", "archive", "place", "between") if slug.startswith(f"{kind}-")), "time")
        by_kind.setdefault(kind, Counter()).update(names(page))
    assert set(by_kind["time"]) == every
    assert set(by_kind["time"].values()) == {1}
    for kind in ("from", "archive", "place") if size > 300 else ():
        assert set(by_kind[kind]) == every


@EVERY_SIZE
def test_a_page_has_at_most_200_rows_or_is_the_only_list(size: int) -> None:
    most = {path: len(rows(page)) for path, page in lists_of(size).items()}
    assert max(most.values()) <= (200 if size > 300 else size)


@EVERY_SIZE
def test_every_link_of_a_list_leads_somewhere(size: int) -> None:
    pages, documents = lists_of(size), {f"{document.name}.html" for document in letters(size).documents}
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    for path, page in pages.items():
        for link in page.xpath("//main//a/@href"):
            address, _, anchor = link.partition("#")
            file = (
                path
                if not address
                else address.removeprefix("../")
                if link.startswith("../") or "/" not in path
                else f"documents/{address}"
            )
            assert file in documents or file in pages, (path, link)
            assert not anchor or anchor in ids[file], (path, link)


@pytest.mark.parametrize("size", [301, 900])
def test_the_counts_add_up(size: int) -> None:
    start = lists_of(size)["documents.html"]
    years = sum(int(text(count)) for count in start.xpath("//ol[contains(@class, 'years')]//span[@class='count']"))
    others = sum(int(text(count)) for count in start.xpath("//ul[@class='other-lists']//span[@class='count']"))
    assert years + others == size
    for way in start.xpath("//div[@class='ways']/section")[1:]:
        assert sum(int(text(count)) for count in way.xpath(".//span[@class='count']")) == size
    for path, page in lists_of(size).items():
        headings = [int(text(count).split()[0]) for count in page.xpath("//section/h2/span[@class='count']")]
        assert sum(headings) == len(rows(page)), path


@EVERY_SIZE
def test_every_document_has_its_place_in_a_list(size: int) -> None:
    model, pages = letters(size), lists_of(size)
    positions = Positions(Catalogue(model))
    for item in model.documents:
        path, _, anchor = positions.address(item).partition("#")
        assert name_of(pages[path].get_element_by_id(anchor).find(".//a")) == item.name


@EVERY_SIZE
def test_the_start_of_the_site_can_link_to_every_year(size: int) -> None:
    pages = lists_of(size)
    for _, address in year_links(Catalogue(letters(size))).values():
        path, _, anchor = address.partition("#")
        assert path in pages
        assert not anchor or pages[path].xpath(f"//*[@id='{anchor}']")


def test_the_options_of_the_filters_say_how_many_documents_they_leave() -> None:
    page = lists_of(300)["documents.html"]
    for select in page.xpath("//form[@id='filter']//select"):
        key = select.get("data-facet")
        having: Counter[int] = Counter()
        for row in rows(page):
            having.update(map(int, row.get(f"data-{key}", "").split()))
        options = list(select.iter("option"))[1:]
        assert [text(option) for option in options] == [
            f"{option.get('data-text')} ({having[number]})" for number, option in enumerate(options)
        ]
    assert {select.get("data-facet") for select in page.xpath("//select[@data-facet]")} == {
        "person", "place", "archive", "language", "intervention",
    }  # fmt: skip


def test_filters_are_hidden_in_the_source() -> None:
    page = lists_of(300)["documents.html"]
    assert [part.get("hidden") is not None for part in page.xpath("//*[@data-needs-script]")] == [True, True]


def test_the_data_of_a_large_edition_is_in_scripts_of_bounded_size() -> None:
    files = dict(list_files(Catalogue(letters(2300))))
    shards = [data.decode() for path, data in files.items() if path.startswith("documents/data/")]
    assert len(shards) == 3
    assert max(map(len, shards)) < 250_000
    assert [shard.partition(",")[0] for shard in shards] == [f"teikitRows({number}" for number in range(3)]
    assert sum(shard.count('"letter-') for shard in shards) == 2300
    assert not [path for path in dict(list_files(Catalogue(letters(300)))) if "data" in path]


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_language_has_lists(language: str) -> None:
    pages = pages_of(letters(301), language)
    assert {page.get("lang") for page in pages.values()} == {language}
    assert len(pages) == len(lists_of(301))


def hostile() -> Iterator[dict[str, Any]]:
    for number, title in enumerate(('<script>alert("x")</script>', "<!--teikit:header-->", "a&b", "\x00\ud800")):
        yield {"name": f"n{number}", "title": title, "from": [title], "to": ["../x"], "place": title, "archive": title}


def test_texts_of_documents_stay_texts() -> None:
    model = model_of({"documents": [*hostile(), *({"name": f"m{n}", "title": f"{n}"} for n in range(301))]})
    catalogue = Catalogue(model, "Letters")
    positions = Positions(catalogue)
    for draft in list_pages(catalogue):
        assert "<script>alert" not in draft.html
        assert draft.html.count("<!--teikit:header-->") == 1
        assert ".." not in draft.path
    drafts = [Draft(f"n{number}.html", "", name=f"n{number}") for number in range(4)]
    fragments = "".join(positions.trail(draft) + positions.neighbours(draft) for draft in drafts)
    assert "<script" not in fragments
    assert "<!--" not in fragments


def test_lists_of_different_persons_have_different_files() -> None:
    people = ["Anna 2", "Anna", "anna", "Ánna", "Анна", "!", "con/..", "A" * 300]
    documents = [document({"name": f"{n}", "title": f"{n}", "from": [people[n % 8]], "to": ["Z"]}) for n in range(400)]
    catalogue = Catalogue(edition_model(documents, (), False))
    paths = [draft.path for draft in list_pages(catalogue)]
    assert [path for path, count in Counter(path.casefold() for path in paths).items() if count > 1] == []
    assert max(len(path) for path in paths) < 120


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_lists_are_the_same_each_time(path: Path) -> None:
    model = model_of(load(path))
    assert [*list_pages(Catalogue(model))] == [*list_pages(Catalogue(model))]
