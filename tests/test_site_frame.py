"""The frame of a site and its own pages: they link only what exists, claim only what is true, run nothing hostile."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree, html
from site_example import EVERYTHING, HERE, edition_in, finished, model, pages_of

from teikit.core import languages
from teikit.edition import COLOURS, Edition
from teikit.edition.site import themes
from teikit.model import EditionModel
from teikit.pages import Draft
from teikit.site import Frame, assets
from teikit.site.frame.assets import theme
from teikit.site.frame.contrast import ratio, values

OWN = {"index.html", "principles.html", "imprint.html", "404.html"}
TEXTS = {"introduction.html", "history.html"}
Of = Callable[[str], Edition]


@pytest.fixture
def of(tmp_path: Path) -> Of:
    """Makes the edition of the example; lines in [site] are added to its settings."""
    settings = (HERE / "edition" / "edition.toml").read_text("utf-8")
    return lambda lines="": edition_in(tmp_path / "edition", f"{settings}\n{lines}")


@pytest.fixture
def pages(of: Of) -> dict[str, html.HtmlElement]:
    return {path: html.fromstring(page) for path, page in finished(of(""), model()).items()}


def texts(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in page.xpath(path)]


def frame(edition: Edition, paths: set[str], of: EditionModel | None = None) -> Frame:
    return Frame(edition, of or model(), paths, {"introduction": "Introduction"})


def element(fragment: str) -> html.HtmlElement:
    return html.fragment_fromstring(fragment)


# ---------------------------------------------------------------- pages
def test_the_pages_of_a_site(pages: dict[str, html.HtmlElement]) -> None:
    assert set(pages) == OWN | TEXTS
    for page in pages.values():
        assert len(page.xpath("//h1")) == len(page.xpath("//main")) == len(page.xpath("//header")) == 1
        assert page.xpath("//a[@class = 'skip']/@href") == ["#page:text"]
        assert page.xpath("//title/text()")[0].endswith("Letters of the Brandt Family")


def test_the_start_page_says_what_there_is(pages: dict[str, html.HtmlElement]) -> None:
    page = pages["index.html"]
    assert texts(page, "//h1") == ["Letters of the Brandt Family"]
    assert texts(page, "//*[@class = 'subtitle']") == ["Weimar, 1871–1872"]
    assert texts(page, "//*[@class = 'editors']") == ["Edited by Ada Example, Ben Example"]
    assert texts(page, "//dl[@class = 'start-facts']/div") == [
        "Contents2 documents, 2468 words",
        "Dates3 May 1871 – 1872",
        "LanguagesGerman",
        "LicenceCC BY 4.0",
        "Version1.1, 2026",
    ]
    assert texts(page, "//*[@class = 'ways']//li") == [
        "Brandt, Johanna2",
        "Brandt, Karl2",
        "Introduction",
        "History",
        "Karl Brandt to Johanna Brandt",
    ]
    assert page.xpath("//form/@action") == ["search.html"]


def test_an_edition_of_nothing_has_a_start_page(tmp_path: Path) -> None:
    edition = edition_in(tmp_path, '[edition]\ntitle = "Empty"\n[site]\npages = []\n')
    page = html.fromstring(finished(edition, EditionModel(()), ())["index.html"])
    assert texts(page, "//dl/div") == ["Contents0 documents"]
    assert page.xpath("//form | //main//dl//a") == []
    assert texts(page, "//nav//a") == ["Editorial principles"]


def test_texts_are_pages(pages: dict[str, html.HtmlElement]) -> None:
    page = pages["introduction.html"]
    assert texts(page, "//h1") == ["Introduction"]
    assert texts(page, "//nav[@class = 'contents']//li") == ["The family", "The papers", "The edition"]
    ids = page.xpath("//@id")
    assert all(href.removeprefix("#") in ids for href in page.xpath("//nav[@class = 'contents']//a/@href"))
    assert page.xpath("//main//a[contains(@href, 'entity:')]/@href") == ["entity:people%23p2"]
    assert pages["history.html"].xpath("//meta[@name = 'description']/@content") == ["How the edition was made."]
    assert texts(pages["history.html"], "//nav[@class = 'contents']") == []


def test_principles_are_made_of_the_convention_and_the_signs(pages: dict[str, html.HtmlElement]) -> None:
    rows = texts(pages["principles.html"], "//table[@class = 'sign-table']//tbody/tr")
    assert rows == ["‹word›added2", "[word]supplied by the editor"]
    marks = texts(pages["principles.html"], "//table[@class = 'mark-table']//tbody/tr")
    assert len(marks) > 10
    assert any('<del rend="strikethrough">had</del>' in mark for mark in marks)


def test_principles_without_convention_signs_or_names(tmp_path: Path) -> None:
    edition = edition_in(tmp_path, '[edition]\ntitle = "Empty"\n[site]\npages = []\n')
    page = html.fromstring(finished(edition, EditionModel(()), ())["principles.html"])
    assert texts(page, "//h2[@id]") == ["Two views of a text", "Encoding"]


def test_texts_replace_principles_and_imprint(of: Of, tmp_path: Path) -> None:
    edition = of("")
    for name in ("principles", "imprint"):
        (edition.folder / "pages" / f"{name}.md").write_text(f"# My {name}\n\nWords.", encoding="utf-8")
    pages = finished(of(""), model())
    for name in ("principles", "imprint"):
        assert texts(html.fromstring(pages[f"{name}.html"]), "//h1") == [f"My {name}"]


def test_the_imprint_has_what_the_settings_say(pages: dict[str, html.HtmlElement]) -> None:
    page = pages["imprint.html"]
    assert texts(page, "//dl/div") == [
        "PublisherExample Press, Example Town, 2026",
        "InstitutionExample Institute",
        "EditorsAda Example, Ben Example",
        "Contactletters@institute.example",
        "FundingThe Example Foundation",
        "LicenceCC BY 4.0",
        "Version1.1, 2026",
        "AccessibilityThe site aims at WCAG 2.2, level AA. Please report barriers.",
        "PrivacyThe site sets no cookies and counts no visits. "
        "The server of the institute keeps addresses for seven days.",
    ]
    assert page.xpath("//dd/a[@rel = 'license']/@href") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert page.xpath("//dd/a[starts-with(@href, 'mailto:')]/text()") == ["letters@institute.example"]


def test_the_page_of_unknown_addresses_has_absolute_links(of: Of) -> None:
    page = html.fromstring(finished(of(""), model())["404.html"])
    addresses = page.xpath("//@href | //@src")
    assert all(address.startswith(("https://", "#")) for address in addresses)
    assert page.xpath("//link[@rel = 'canonical']") == []


def test_without_an_address_no_page_claims_one(tmp_path: Path) -> None:
    edition = edition_in(tmp_path, '[edition]\ntitle = "Letters"\n[site]\npages = []\n')
    for page in finished(edition, model()).values():
        assert html.fromstring(page).xpath("//link[@rel = 'canonical' or @rel = 'license']") == []


def test_every_link_of_the_site_leads_somewhere(pages: dict[str, html.HtmlElement]) -> None:
    known = EVERYTHING | set(pages)
    for page in pages.values():
        for address in page.xpath("//a/@href"):
            if not re.match(r"https:|mailto:|entity:|#", address):
                assert address.partition("#")[0] in known, address


# ---------------------------------------------------------------- header, footer, head
@pytest.mark.parametrize(
    ("paths", "labels"),
    [
        ({"documents.html"}, ["Documents"]),
        ({"documents.html", "persons.html", "search.html"}, ["Documents", "Persons"]),
        (
            {"introduction.html", "documents.html", "persons.html", "places.html", "timeline.html", "principles.html"},
            ["Introduction", "Documents", "Persons", "Places", "Timeline"],
        ),
        (set(), []),
    ],
)
def test_the_menu_has_at_most_five_entries_that_exist(of: Of, paths: set[str], labels: list[str]) -> None:
    header = element(frame(of(""), paths).header(Draft("index.html", "")))
    assert texts(header, ".//nav//a") == labels
    assert texts(header, ".//a[@class = 'site-search']") == ["Search"] * ("search.html" in paths)


def test_the_edition_chooses_its_menu(of: Of) -> None:
    tables = '{ page = "persons", label = "People" }, { address = "https://a.example/", label = "A" }'
    menu = f'menu = ["places", "network", {tables}]'
    header = element(frame(of(menu), {"places.html", "persons.html"}).header(Draft("index.html", "")))
    assert texts(header, ".//nav//a") == ["Places", "People", "A"]
    assert header.xpath(".//nav//a/@href") == ["places.html", "persons.html", "https://a.example/"]


@pytest.mark.parametrize(
    ("draft", "root", "marked"),
    [
        (Draft("index.html", ""), "", {"index.html": "page"}),
        (Draft("documents.html", ""), "", {"documents.html": "page"}),
        (Draft("brandt-1.html", "", name="brandt-1"), "", {"documents.html": "true"}),
        (Draft("persons/brandt.html", ""), "../", {"../persons.html": "true"}),
        (Draft("search.html", ""), "", {"search.html": "page"}),
        (Draft("imprint.html", ""), "", {}),
    ],
)
def test_the_header_shows_where_the_reader_is(of: Of, draft: Draft, root: str, marked: dict[str, str]) -> None:
    header = element(frame(of(""), {"documents.html", "persons.html", "search.html"}).header(draft))
    links = {a.get("href"): a.get("aria-current") for a in header.iter("a")}
    assert {href: current for href, current in links.items() if current} == marked
    assert all(href.startswith(root) for href in links)


def test_a_logo_has_the_title_as_its_words(of: Of) -> None:
    folder = of("").folder
    (folder / "site" / "mark.png").write_bytes(b"image")
    edition = of('logo = "site/mark.png"')
    image = element(frame(edition, set()).header(Draft("persons/a.html", ""))).find(".//img")
    assert dict(image.attrib) == {"src": "../assets/logo.png", "alt": "Letters of the Brandt Family"}
    assert dict(assets(edition))["assets/logo.png"] == b"image"


def test_the_footer_links_data_that_exist(of: Of) -> None:
    footer = element(frame(of(""), {"data/documents.csv", "feed.xml"}).footer(Draft("persons/a.html", "")))
    assert footer.xpath(".//a/@href") == [
        "https://institute.example/",
        "https://creativecommons.org/licenses/by/4.0/",
        "../data/documents.csv",
        "../feed.xml",
    ]
    assert footer.xpath(".//a[@rel = 'license']/@href") == ["https://creativecommons.org/licenses/by/4.0/"]


def test_the_footer_names_the_hosts_of_images(of: Of) -> None:
    none = element(frame(of(""), set(), model("images/a.jpg")).footer(Draft("a.html", "")))
    assert "Nothing is loaded from other hosts." in none.text_content()
    other = element(frame(of(""), set(), model("https://iiif.example/a.jpg", "x.jpg")).footer(Draft("a.html", "")))
    assert "Images are loaded from iiif.example." in other.text_content()
    assert "Nothing" not in other.text_content()


def test_the_head_of_a_document(of: Of) -> None:
    head = frame(of('css = "site/own.css"'), set()).head(Draft("brandt-1.html", "", name="brandt-1"))
    tree = html.fromstring(f"<html><head>{head}</head></html>")
    assert tree.xpath("//meta[@name = 'description']/@content") == ["Of the garden."]
    assert tree.xpath("//link[@rel = 'canonical']/@href") == ["https://letters.example/brandt/brandt-1.html"]
    assert tree.xpath("//link[@rel = 'stylesheet']/@href") == ["assets/frame.css", "assets/own.css"]
    second = frame(of(""), set()).head(Draft("brandt-2.html", "", name="brandt-2"))
    assert 'content="1872 · Weimar · State Archive, Brandt papers, 7"' in second


def test_own_words_replace_those_of_the_interface(of: Of) -> None:
    page = finished(of('words = { "menu.documents" = "Letters", "site.begin" = "Begin here" }'), model())["index.html"]
    assert "Letters" in texts(html.fromstring(page), "//nav//a")
    assert "Begin here" in texts(html.fromstring(page), "//h2")


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_language_has_all_pages(tmp_path: Path, language: str) -> None:
    settings = (
        (HERE / "edition" / "edition.toml").read_text("utf-8").replace("[site]", f'language = "{language}"\n[site]')
    )
    edition = edition_in(tmp_path, settings)
    for page in finished(edition, model()).values():
        tree = html.fromstring(page)
        assert tree.get("lang") == language
        assert not re.search(r"\{[a-z]+\}", tree.text_content().replace("^{very}", ""))


# ---------------------------------------------------------------- hostile settings
HOSTILE = '</title><script>alert(1)</script><!--teikit:footer-->" onload="alert(1)\' &amp; {count}'


def test_a_hostile_edition_runs_nothing(of: Of, tmp_path: Path) -> None:
    quoted = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    names = ("title", "subtitle", "description", "publisher", "pub_place", "date", "version")
    lines = [f'{name} = "{quoted}"' for name in names]
    lines += [f'editors = ["{quoted}"]', f'funder = "{quoted}"', f'licence = {{ name = "{quoted}", url = "{quoted}" }}']
    site = [f'institution = "{quoted}"', f'privacy = "{quoted}"', f'words = {{ "menu.documents" = "{quoted[:60]}" }}']
    edition = edition_in(tmp_path / "edition", "\n".join(["[edition]", *lines, "[site]", *site]))
    for page in finished(edition, model()).values():
        tree = html.fromstring(page)
        assert tree.xpath("//script | //@onload | //@style | //style") == []
        assert not [comment for comment in tree.iter(etree.Comment) if "teikit" in str(comment.text)]
        for address in tree.xpath("//@href"):
            assert not address.lower().startswith(("javascript:", "data:"))


# ---------------------------------------------------------------- themes
def test_a_theme_sets_custom_properties_only() -> None:
    for name in themes():
        for selector, declarations in re.findall(r"([^{}]+)\{([^{}]*)\}", css(name)):
            assert selector.strip().removeprefix("@media (prefers-color-scheme: dark) {").strip() == ":root"
            properties = {line.split(":")[0].strip() for line in declarations.split(";") if line.strip()}
            assert all(name.startswith("--") or name == "color-scheme" for name in properties)


def css(name: str) -> str:
    text = Path(__file__).parent.parent.joinpath("xslt", "site", "themes", f"{name}.css").read_text("utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", themes())
def test_contrast_of_a_theme(name: str, scheme: str) -> None:
    """WCAG 2.2, 1.4.3 and 1.4.11: text has 4.5, marks have 3 on the grounds where they are used."""
    colours = values(css(name), scheme)
    assert set(colours) == set(COLOURS)
    for ground in ("paper", "tint"):
        for text in ("ink", "quiet", "link", "voice", *(f"hand-{n}" for n in range(1, 7))):
            assert ratio(colours[text], colours[ground]) >= 4.5, (text, ground)
    assert ratio(colours["ink"], colours["mark"]) >= 4.5
    assert ratio(colours["paper"], colours["ink"]) >= 4.5
    assert ratio(colours["paper"], colours["link"]) >= 3


@pytest.mark.parametrize(
    ("first", "second", "wanted"), [("#000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#abc", "#aabbcc", 1.0)]
)
def test_the_ratio_is_that_of_wcag(first: str, second: str, wanted: float) -> None:
    assert ratio(first, second) == pytest.approx(wanted, abs=0.005)


def test_own_colours_faces_and_fonts_come_behind_the_theme(of: Of) -> None:
    folder = of("").folder
    (folder / "fonts").mkdir()
    (folder / "fonts" / "a b.woff2").write_bytes(b"font")
    edition = of(
        'theme = "modern"\ncolours = { link = "#123456" }\ndark = { link = "#abcdef" }\n'
        'faces = { text = "Charter, serif" }\nfonts = [{ family = "A", file = "fonts/a b.woff2", weight = "200 900" }]'
    )
    written = theme(edition)
    assert written.startswith('/* Theme "modern"')
    assert written.endswith(
        '@font-face { font-family: "A"; src: url("fonts/fonts/a%20b.woff2"); font-weight: 200 900; font-style: normal;'
        " font-display: swap; }\n"
        ':root { --text-face: "Charter", serif; }\n'
        "@media (prefers-color-scheme: light) { :root { --link: #123456; } }\n"
        "@media (prefers-color-scheme: dark) { :root { --link: #abcdef; } }\n"
    )
    assert dict(assets(edition))["assets/fonts/fonts/a b.woff2"] == b"font"


def test_own_colours_without_contrast_are_reported(of: Of) -> None:
    edition = of('colours = { link = "#e0d0c0" }\ndark = { ink = "#333333" }')
    findings = pages_of(edition, model()).findings
    assert [(d.code, d.message) for d in findings] == [
        ("publish-contrast", "light: link on tint has a contrast of 1.3, text needs 4.5"),
        ("publish-contrast", "dark: ink on tint has a contrast of 1.3, text needs 4.5"),
    ]
