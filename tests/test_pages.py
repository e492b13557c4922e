"""A long document has several pages: every word is on one of them, every link leads to its place, none is too long."""

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from site_pages import write_site
from test_html import words

from teikit.core import saxon
from teikit.publication.html.rendering import Edition, html_page
from teikit.publication.reading.collation import with_differences
from teikit.publication.reading.transform import reading_document

HERE = Path(__file__).parent
MADE = sorted((HERE / "pages").glob("*.xml"))
TEI = [*MADE, HERE / "html_coverage" / "coverage.xml", HERE / "facsimile" / "letter.xml"]
TEI += sorted((HERE / "xslt" / "documents").glob("*.xml"))
READ = sorted((HERE / "html").glob("*.xml"))
every = pytest.mark.parametrize("path", [*TEI, *READ], ids=lambda path: path.stem)


def reading(path: Path) -> object:
    if path in READ:
        return saxon.parse(path.read_text("utf-8"))
    return with_differences(reading_document(path.read_text("utf-8"), path.name)[0])


def site(folder: Path, path: Path, size: int = 1, others: tuple[str, ...] = ()) -> dict[str, str]:
    """The pages of a document by name, in order, for pages of `size` thousand characters."""
    write_site(folder, [(path.stem, reading(path), "<TEI/>")], Edition("E", pages=(path.stem, *others), page_size=size))
    first = (folder / f"{path.stem}.html").read_text("utf-8")
    pages = {path.stem: first}
    for name in following(first, folder):
        pages[name] = (folder / f"{name}.html").read_text("utf-8")
    return pages


def following(page: str, folder: Path) -> list[str]:
    names = []
    while found := html.fromstring(page).xpath("//nav//a[@rel = 'next']/@href"):
        names.append(unquote(found[0]).removesuffix(".html"))
        page = (folder / f"{names[-1]}.html").read_text("utf-8")
    return names


@every
@pytest.mark.parametrize("view", ["diplomatic", "reading"])
def test_the_pages_together_have_the_words_of_the_one_page(path: Path, view: str, tmp_path: Path) -> None:
    whole = words(html_page(reading(path)), view)
    pages = site(tmp_path, path)
    parts = [word for page in pages.values() for word in words(page, view)]
    assert sorted(parts) == sorted(whole)
    if path.stem not in (
        "two-witnesses",
        "parallel-margins",
        "original-and-translation",
        "three-languages",
        "003",
        "sides",
    ):
        assert parts == whole, "texts that are not side by side keep their order"


@every
def test_every_link_leads_to_an_element_of_a_page(path: Path, tmp_path: Path) -> None:
    pages = {name: html.fromstring(page) for name, page in site(tmp_path, path).items()}
    ids = {name: page.xpath("//@id") for name, page in pages.items()}
    for name, page in pages.items():
        assert len(ids[name]) == len(set(ids[name]))
        for href in page.xpath("//a/@href"):
            to = urlsplit(href)
            if not to.scheme and not to.path.startswith("tei/"):
                target = unquote(to.path).removesuffix(".html") or name
                assert target in pages, href
                assert not to.fragment or unquote(to.fragment) in ids[target], (name, href)


@every
def test_references_of_the_one_page_are_links_on_the_pages_too(path: Path, tmp_path: Path) -> None:
    def references(page: str) -> list[str]:
        links = html.fromstring(page).xpath("//main//section[@class = 'witness']//a[contains(@href, '#')]/@href")
        return sorted(href.partition("#")[2] for href in links if not href.startswith(("http", "#head:")))

    whole = references(html_page(reading(path)))
    parts = sorted(href for page in site(tmp_path, path).values() for href in references(page))
    assert [href for href in parts if not href.startswith("note:")] == [h for h in whole if not h.startswith("note:")]
    assert len(parts) == len(whole)


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
def test_a_long_text_of_any_kind_is_split(path: Path, tmp_path: Path) -> None:
    pages = site(tmp_path, path, 2)
    assert len(pages) > 3
    assert max(len(" ".join(words(page, "reading"))) for page in pages.values()) < 4000


def test_pages_begin_at_divisions(tmp_path: Path) -> None:
    pages = site(tmp_path, HERE / "pages" / "novel.xml", 3)
    assert list(pages)[:2] == ["novel", "novel-chapter-2"]
    for page in list(pages.values())[1:]:
        first = html.fromstring(page).xpath(
            "//section[@class = 'witness']/descendant::*[self::p or self::h2 or self::h3][1]"
        )
        assert first[0].tag in ("h2", "h3")


def test_the_first_page_has_the_contents_of_all_pages(tmp_path: Path) -> None:
    pages = site(tmp_path, HERE / "pages" / "novel.xml", 2)
    first = html.fromstring(pages["novel"])
    entries = first.xpath("//nav[@aria-labelledby = 'page:contents']//li/a")
    text = [entry.text_content() for entry in entries]
    assert [word for word in text if word.startswith("Chapter") and ":" not in word] == [
        f"Chapter {n}" for n in range(1, 9)
    ]
    for page in list(pages.values())[1:]:
        assert html.fromstring(page).xpath("//nav//a[@href = 'novel.html#page:contents']")
        assert not html.fromstring(page).xpath("//nav[@aria-labelledby = 'page:contents']")


def test_pages_name_the_one_before_and_the_one_after(tmp_path: Path) -> None:
    pages = site(tmp_path, HERE / "pages" / "novel.xml", 2)
    for before, after in pairwise(pages):
        page = html.fromstring(pages[after])
        assert page.xpath("//a[@rel = 'prev']/@href") == [f"{before}.html"] * 2
        assert html.fromstring(pages[before]).xpath("//a[@rel = 'next']/@href") == [f"{after}.html"] * 2


def test_a_short_text_is_one_page(tmp_path: Path) -> None:
    path = HERE / "pages" / "novel.xml"
    assert list(site(tmp_path, path, 150)) == ["novel"]
    assert sorted(page.name for page in tmp_path.glob("*.html")) == ["novel.html"]
    assert not html.fromstring((tmp_path / "novel.html").read_text("utf-8")).xpath("//a[@rel]")


def test_names_of_pages_are_free(tmp_path: Path) -> None:
    pages = site(tmp_path, HERE / "pages" / "entries.xml", 2, others=("entries-2", "Entries-Page-3"))
    assert len({name.casefold() for name in pages} | {"entries-2", "entries-page-3"}) == len(pages) + 2


def test_a_link_from_another_document_leads_to_the_right_page(tmp_path: Path) -> None:
    refs = "".join(f'<ref target="novel.xml{place}">there</ref> ' for place in ("#chapter-7", "#chapter-1", ""))
    letter = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{refs}</p></body></text></TEI>'
    path = HERE / "pages" / "novel.xml"
    documents = [("letter", reading_document(letter, "letter.xml")[0], letter), ("novel", reading(path), "<TEI/>")]
    write_site(tmp_path, documents, Edition("E", pages=("letter", "novel"), page_size=2))
    links = html.fromstring((tmp_path / "letter.html").read_text("utf-8")).xpath(
        "//section[@class = 'witness']//p/a/@href"
    )
    assert links[1:] == ["novel.html#chapter-1", "novel.html"]
    page, place = links[0].split("#")
    assert page != "novel.html" and place == "chapter-7"
    assert f'id="{place}"' in (tmp_path / page).read_text("utf-8")


def test_headings_have_links_of_their_own() -> None:
    page = html.fromstring(html_page(reading(HERE / "pages" / "novel.xml")))
    for heading in page.xpath("//section[@class = 'witness']//*[self::h2 or self::h3 or self::h4]"):
        (link,) = heading.xpath("a[@class = 'here']")
        assert link.get("aria-label")
        target = page.get_element_by_id(link.get("href")[1:])
        assert heading is target or heading in target.iterdescendants()
    assert page.xpath("//h2[.//text()[contains(., 'Chapter 1')]]/a/@href") == ["#chapter-1"]


def test_the_legend_has_what_is_on_the_page(tmp_path: Path) -> None:
    pages = site(tmp_path, HERE / "pages" / "novel.xml", 2)
    signs = [
        name for name, page in pages.items() if html.fromstring(page).xpath("//section[contains(@class, 'signs')]")
    ]
    doubtful = [name for name, page in pages.items() if re.search(r'class="[^"]*is-unclear', page)]
    assert signs and len(doubtful) < len(pages)
    for name, page in pages.items():
        legend = html.fromstring(page).xpath("string(//section[contains(@class, 'signs')])")
        assert ("hand 2" in legend) is ("hand-2" in page), name


BODY = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><handNotes><handNote xml:id="h">A</handNote>'
    "</handNotes></profileDesc>"
)
ALL = ["diplomatic", "reading", "genetic"]


@pytest.mark.parametrize(
    ("content", "switches"),
    [
        ("<p>Plain words.</p>", {}),
        ("", {}),
        ("<p>One <choice><sic>wrd</sic><corr>word</corr></choice>.</p>", {"view": ["diplomatic", "reading"]}),
        ("<p>One <del>word</del>.</p>", {"view": ALL, "layer": ["all", "base"]}),
        ('<p>One <add hand="#h">word</add>.</p>', {"view": ALL, "layer": ["all", "base", "hand-1"]}),
    ],
    ids=["plain", "empty", "corrected", "deleted", "added"],
)
def test_views_are_offered_where_they_change_something(content: str, switches: dict[str, list[str]]) -> None:
    tei = f"{BODY}</teiHeader><text><body>{content or '<p/>'}</body></text></TEI>"
    page = html.fromstring(html_page(reading_document(tei, "one.xml")[0]))
    offered: dict[str, list[str]] = {}
    for button in page.xpath("//input[@type = 'radio']"):
        offered.setdefault(button.get("name"), []).append(button.get("value"))
    assert offered == switches
    assert bool(page.xpath("//div[@class = 'switches']")) is bool(switches)
    assert not page.xpath("//section[@class = 'witness']/h2"), "no heading over a single text"
    assert bool(page.xpath("//section[@class = 'witness']")) is bool(content)


def test_the_header_of_a_long_document_is_on_its_first_page(tmp_path: Path) -> None:
    path = HERE / "pages" / "novel.xml"
    about = "string(//section[contains(@class, 'about')])"
    whole = html.fromstring(html_page(reading(path))).xpath(about)
    pages = [html.fromstring(page) for page in site(tmp_path, path, 2).values()]
    assert "Made up." in whole and pages[0].xpath(about) == whole
    for page in pages[1:]:
        assert not page.xpath(about)
        assert page.xpath("//div[@class = 'more']/a/@href[. = 'novel.html#page:about']")
