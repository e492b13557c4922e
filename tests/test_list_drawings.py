"""Calendar, timeline and network: the days, the drawings and the tables that hold the same data."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from list_models import letters, model_of
from lxml import html

from teikit.site import Catalogue, calendar_pages, list_pages, timeline_pages
from teikit.site.calendar import month_length, weekday
from teikit.site.lists import Day, day_of, years_of
from teikit.site.lists.dates import short_date


def made(pages: Any, model: Any, interface: str = "en") -> dict[str, Any]:
    return {draft.path: html.fromstring(draft.html) for draft in pages(Catalogue(model, "Letters", interface))}


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


# ---------------------------------------------------------------- dates
@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("16 November 1945", "16 November"),
        ("November 16, 1945", "16 November"),
        ("[16 November 1945]", "[16 November 1945]"),
        ("about 16 November 1945", "about 16 November 1945"),
        ("16 November 1945?", "16 November 1945?"),
        ("3 Kislev 5706", "3 Kislev 5706"),
    ],
)
def test_a_date_below_its_year_is_short_where_its_words_say_no_more(words: str, shown: str) -> None:
    document = model_of({"documents": [{"name": "a", "title": "A", "date": "1945-11-16", "text": words}]}).documents[0]
    assert short_date(document, "en") == shown


# ---------------------------------------------------------------- calendar
def test_days_of_the_week_are_those_of_python() -> None:
    day = date(1599, 12, 20)
    while day.year < 1605 or day < date(2001, 3, 1):
        assert weekday(Day(day.year, day.month, day.day)) == day.weekday()
        day += timedelta(days=1 if day.year < 1605 else 97)


@pytest.mark.parametrize("year", [-401, -5, -1, 0, 1, 4, 100])
def test_days_of_the_week_go_on_over_the_beginning_of_the_era(year: int) -> None:
    days = [Day(year, month, day) for month in range(1, 13) for day in range(1, month_length(year, month) + 1)]
    numbers = [weekday(day) for day in [*days, Day(year + 1, 1, 1)]]
    assert all((before + 1) % 7 == after for before, after in pairwise(numbers))
    assert len(days) == (366 if year % 400 == 0 or (year % 4 == 0 and year % 100) else 365)


CALENDAR = model_of(
    {
        "documents": [
            {"name": "a", "title": "One", "date": "1945-10-10"},
            {"name": "b", "title": "Two", "date": "1945-11-16"},
            {"name": "c", "title": "Three", "date": "1945-11-16"},
            {"name": "d", "title": "Month", "date": "1945-11"},
            {"name": "e", "title": "Range", "date": ["1945", "1947"], "text": "after the war"},
            {"name": "f", "title": "Undated"},
        ]
    }
)


def test_a_calendar_has_the_months_with_documents_and_links_their_days() -> None:
    page = made(calendar_pages, CALENDAR)["calendar.html"]
    months = {text(month.find("caption")): month for month in page.xpath("//table[@class='month']")}
    assert list(months) == ["October 1945", "November 1945"]
    october, november = months.values()
    assert [(text(a), a.get("href"), a.get("aria-label")) for a in october.iter("a")] == [
        ("10", "a.html", "10 October 1945: One")
    ]
    # several documents of a day: the first of them in the list
    assert [(a.get("href"), a.get("aria-label")) for a in november.iter("a")] == [
        ("documents.html#d4", "16 November 1945: 2 documents")
    ]
    headings = [abbr.get("title") for abbr in october.iter("abbr")]
    assert headings[0] == "Monday" and len(headings) == 7
    column = [text(cell) for row in october.xpath(".//tbody/tr") for cell in row].index("10") % 7
    assert headings[column] == "Wednesday"


def test_documents_that_are_not_of_one_day_are_listed_below_the_calendar() -> None:
    page = made(calendar_pages, CALENDAR)["calendar.html"]
    others = page.get_element_by_id("others")
    assert [text(item) for item in others.iter("li")] == ["after the war Range", "November 1945 Month"]


def test_an_edition_without_days_has_no_calendar() -> None:
    model = model_of({"documents": [{"name": "a", "title": "One", "date": "1945"}, {"name": "b", "title": "Two"}]})
    assert made(calendar_pages, model) == {}


@pytest.mark.parametrize("size", [40, 301])
def test_every_document_of_a_day_is_in_the_calendar(size: int) -> None:
    model = letters(size)
    pages = made(calendar_pages, model)
    days = Counter(day for document in model.documents if (day := day_of(document)))
    shown: Counter[Day] = Counter()
    for page in pages.values():
        for month in page.xpath("//table[@class='month']"):
            _, year, number = month.get("id").replace("m", "-").split("-")
            for link in month.iter("a"):
                count = link.find("span")
                day = int(text(link)[: -len(count.text)] if count is not None else text(link))
                shown[Day(int(year), int(number), day)] += int(count.text) if count is not None else 1
    assert shown == days
    if size > 300:
        assert sum(int(text(cell)) for cell in pages["calendar.html"].xpath("//td[@class='total']")) == days.total()


def test_a_long_calendar_has_a_page_a_year_and_tables_of_at_most_a_hundred_years() -> None:
    documents = [{"name": f"n{n}", "title": f"{n}", "date": f"{1700 + n}-01-05"} for n in range(250)]
    pages = made(calendar_pages, model_of({"documents": documents}))
    tables = [path for path, page in pages.items() if page.xpath("//table[@class='years-table']")]
    assert tables == ["calendar.html", "calendar/years-2.html", "calendar/years-3.html"]
    assert len(pages) == 253
    for path, page in pages.items():
        for link in page.xpath("//main//a/@href"):
            file = link.partition("#")[0]
            target = file.removeprefix("../") if "/" not in path or file.startswith("../") else f"calendar/{file}"
            assert target in pages or target.removesuffix(".html") in {d["name"] for d in documents}, (path, link)


# ---------------------------------------------------------------- timeline and network
def test_a_small_edition_has_a_mark_for_each_document_and_the_same_as_a_table() -> None:
    page = made(timeline_pages, CALENDAR)["timeline.html"]
    marks = [(a.get("href"), a.get("aria-label")) for a in page.xpath("//svg//a")]
    assert sorted(href for href, _ in marks) == ["a.html", "b.html", "c.html", "d.html", "e.html"]
    assert ("e.html", "after the war: Range") in marks
    assert len(page.xpath("//svg//circle")) == 3
    assert [a.get("href") for a in page.xpath("//details//tbody//a")] == [href for href, _ in marks]


def test_no_mark_covers_another() -> None:
    page = made(timeline_pages, letters(60))["timeline.html"]
    circles = [(float(c.get("cx")), float(c.get("cy"))) for c in page.xpath("//svg//circle")]
    assert len(circles) > 40
    for n, (x, y) in enumerate(circles):
        assert not [other for other in circles[:n] if other[1] == y and abs(other[0] - x) < 15]


def test_a_large_edition_has_a_bar_for_each_period_with_the_link_to_its_list() -> None:
    model = letters(400)
    lists = {draft.path for draft in list_pages(Catalogue(model))}
    page = made(timeline_pages, model)["timeline.html"]
    bars = page.xpath("//section[1]//svg//a")
    assert {bar.get("href") for bar in bars} <= lists
    years = Counter(str(y.first) for d in model.documents if (y := years_of(d)))
    assert {bar.get("aria-label"): 1 for bar in bars} == {
        f"{year}: {count} document{'s' * (count > 1)}": 1 for year, count in years.items()
    }
    rows = page.xpath("//section[1]//tbody/tr")
    assert {text(row[0]): int(text(row[1])) for row in rows} == years


def test_the_network_draws_the_strongest_and_the_table_has_all() -> None:
    model = letters(900, people=100)
    pages = made(timeline_pages, model)
    assert len(pages["timeline.html"].xpath("//path[contains(@class, 'edge')]")) == 40
    pairs = {
        (m[0].text, m[1].text)
        for document in model.documents
        if len(m := [x for x in document.mentions if x.role]) == 2
    }
    shown = [
        tuple(map(text, row[:2])) for page in pages.values() for row in page.xpath("//table[@class='pairs']/tbody/tr")
    ]
    assert set(shown) == pairs
    assert len(shown) == len(pairs)
    counted = [
        int(text(row[2]).split()[0])
        for page in pages.values()
        for row in page.xpath("//table[@class='pairs']/tbody/tr")
    ]
    assert sum(counted) == 900
    assert counted == sorted(counted, reverse=True)
    assert max(len(page.xpath("//table[@class='pairs']/tbody/tr")) for page in pages.values()) <= 200


def test_names_of_the_network_are_links_and_do_not_cover_each_other() -> None:
    page = made(timeline_pages, letters(40))["timeline.html"]
    nodes = page.xpath("//text[@class='node']")
    assert all(node.getparent().tag == "a" and node.getparent().get("href").startswith("entity:") for node in nodes)
    for side in ("end", "start"):
        heights = sorted(int(node.get("y")) for node in nodes if node.get("text-anchor") == side)
        assert all(after - before >= 11 for before, after in pairwise(heights))


def test_an_edition_without_dates_and_letters_has_no_timeline() -> None:
    assert made(timeline_pages, model_of({"documents": [{"name": "a", "title": "One"}]})) == {}


def test_drawings_are_the_same_each_time() -> None:
    assert [*timeline_pages(Catalogue(letters(40)))] == [*timeline_pages(Catalogue(letters(40)))]
