"""A whole site: what its settings say is on every page, and no page has a draft of a link."""

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from whole_site import LARGE, build_whole_site

from teikit.publication import Published


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Published]:
    return build_whole_site(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def site(built: tuple[Path, Published]) -> Path:
    return built[0]


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    paths = (path for path in sorted(site.rglob("*.html")) if LARGE not in path.relative_to(site).parts)
    return {path.relative_to(site).as_posix(): html.fromstring(path.read_bytes()) for path in paths}


def test_every_link_of_every_page_leads_to_a_page_and_a_place_of_it(pages: dict[str, html.HtmlElement]) -> None:
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    wrong = []
    for path, page in pages.items():
        for link in map(str, page.xpath("//@href")):
            to = urlsplit(link)
            if to.scheme in ("http", "https", "mailto") or not (to.path.endswith(".html") or not to.path):
                wrong += [(path, link)] * (to.scheme not in ("", "http", "https", "mailto"))
                continue
            target = (Path("/") / Path(path).parent / unquote(to.path)).as_posix() if to.path else f"/{path}"
            while "/.." in target:
                before, _, after = target.partition("/..")
                target = before.rpartition("/")[0] + after
            known = ids.get(target[1:])
            wrong += [(path, link)] * (known is None or (bool(to.fragment) and unquote(to.fragment) not in known))
    assert wrong == []


@pytest.mark.parametrize(
    ("page", "words"),
    [("letter-1.html", "Letters"), ("memoir.html", "In this text"), ("documents.html", "In the order of")],
)
def test_the_words_of_the_edition_are_on_pages_of_documents_and_lists(
    pages: dict[str, html.HtmlElement], page: str, words: str
) -> None:
    assert words in pages[page].text_content()


def test_the_stylesheet_of_the_edition_makes_its_pages(pages: dict[str, html.HtmlElement]) -> None:
    underlined = pages["letter-1.html"].xpath("//section[@class = 'witness']//u[@class = 'mine']")
    assert [u.text_content() for u in underlined] == ["garden"]


def test_blocks_and_lines_have_addresses(pages: dict[str, html.HtmlElement]) -> None:
    letter = pages["letter-1.html"]
    assert letter.get_element_by_id("p1").text_content().lstrip().startswith("The garden")
    assert [line.tag for line in letter.xpath("//*[@id = 'l1' or @id = 'l2']")] == ["br", "br"]


def test_lists_show_kinds_and_begin_with_the_date_that_begins_first(pages: dict[str, html.HtmlElement]) -> None:
    page = pages["documents.html"]
    rows = page.xpath("//ol[@class = 'document-list']/li//a/@href")
    assert [row.removesuffix(".html") for row in rows] == [
        "letter-3", "letter-1", "letter-2", "persons-2", "letter-4", "memoir", "undated",
    ]  # fmt: skip
    assert page.xpath("//li[.//a/@href = 'letter-3.html']//span[@class = 'kind']/text()") == ["draft of a letter"]
    assert page.xpath("//select[@id = 'f-kind']/option/@value") == ["", "letter", "draft of a letter", "list"]


def test_letters_of_another_script_say_so(pages: dict[str, html.HtmlElement]) -> None:
    letters = [item.text_content() for item in pages["persons.html"].xpath("//ul[@class = 'letters']/li")]
    assert letters == ["B", "M", "N", "O", "T", "Cyrillic", "М"]


def test_a_document_with_the_name_of_a_page_of_the_site_has_another_address(built: tuple[Path, Published]) -> None:
    (renamed,) = (finding for finding in built[1].findings if finding.code == "publish-renamed")
    assert renamed.message.startswith("its page is persons-2.html") and (built[0] / "persons-2.html").is_file()


def test_an_image_has_the_size_that_the_tei_says(site: Path) -> None:
    manifest = json.loads((site / "iiif" / "letter-1" / "manifest.json").read_text("utf-8"))
    assert [(canvas["width"], canvas["height"]) for canvas in manifest["items"]] == [(800, 1200)]


def test_the_principles_show_examples_as_pages_do(pages: dict[str, html.HtmlElement]) -> None:
    rows = pages["principles.html"].xpath("//table[@class = 'mark-table']/tbody/tr")
    shown = {row[0].text_content(): row[2] for row in rows}
    assert shown["We ~~had~~ have rain."].xpath("del/text()") == ["⟦had⟧"]
    assert shown["We ~~had~~ have rain."].text_content() == "We ⟦had⟧ have rain."
    assert shown["a ^{very} cold day"].xpath("ins/text()") == ["‹very›"]
