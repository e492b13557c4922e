"""HTML pages: everything in the reading document is on the page once, and nothing else.

Cases are the reading documents in tests/html/; every law is checked on each of them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html
from site_pages import write_site

from teikit.core import saxon
from teikit.core.resources import resource
from teikit.edition import SITE_RECORD
from teikit.pages import Draft, fill
from teikit.publication.html.rendering import (
    ASSETS,
    Edition,
    html_page,
)

CASES = sorted(Path(__file__).with_name("html").glob("*.xml"))
EDITION = Edition("An edition")
R = "{urn:teikit:reading}"
VIEWS = ("diplomatic", "reading")

_OURS = {"says", "ref", "go", "side-notes", "number", "anchor", "caret", "here", "of-text"}
_APART = {"p", "div", "li", "td", "h2", "h3", "h4", "h5", "h6", "section", "figure", "figcaption"}
_REPLACED = dict.fromkeys((0x7F, *range(0x80, 0xA0)), 0xFFFD)


def _text(element: etree._Element, hidden: str) -> Iterator[str]:
    """The text of an element of a page in a view, blocks and notes set apart, without the page's own words.

    A note is read at its mark, which has to lead to it.
    """
    classes = set((element.get("class") or "").split())
    if "note-mark" in classes and f"only-{hidden}" not in classes:
        (note,) = element.getroottree().xpath("//*[@id = $id]", id=element.get("href", "")[1:])
        yield from _text(note, hidden)
        return
    if not isinstance(element.tag, str) or classes & (_OURS | {f"only-{hidden}"}):
        return
    edge = " " if element.tag in _APART or classes & {"note", "label"} else ""
    yield edge + (element.text or "")
    for child in element:
        yield from _text(child, hidden)
        yield child.tail or ""
    yield edge


def words(page: str, view: str) -> list[str]:
    """The words of the witnesses on a page in a view, signs of the edition included, in the order of the page."""
    hidden = next(v for v in VIEWS if v != view)
    witnesses = html.fromstring(page).xpath("//section[@class='witness']")
    return "".join(text for w in witnesses for text in _text(w, hidden)).split()


_WITHIN = {f"{R}{name}" for name in ("span", "sign", "link", "gap", "image", "furniture", "unhandled")}


def _read(element: etree._Element, hidden: str) -> Iterator[str]:
    """The same of a reading document: what the page is compared with."""
    if not isinstance(element.tag, str) or element.get("view") == hidden:
        return
    among_text = element.tag in _WITHIN or (element.tag == f"{R}break" and element.get("word") == "no")
    among_text = among_text or (element.tag == f"{R}break" and element.get("kind") != "line")
    parent = element.getparent()
    block = parent is not None and parent.tag in {f"{R}witness", f"{R}section", f"{R}list", f"{R}item"}
    edge = " " if block or not among_text else ""
    yield edge + (element.text or "")
    for child in element:
        yield from _read(child, hidden)
        yield child.tail or ""
    yield edge


def reading_words(path: Path, view: str) -> list[str]:
    """The words of a reading document in a view; control characters as HTML shows them."""
    hidden = next(v for v in VIEWS if v != view)
    witnesses = etree.parse(path).iter(f"{R}witness")
    return "".join(text for w in witnesses for text in _read(w, hidden)).translate(_REPLACED).split()


def page_of(path: Path) -> str:
    page = html_page(saxon.parse(path.read_text("utf-8")), EDITION)
    return fill(Draft(f"{path.stem}.html", page, name=path.stem), {})


def parsed(path: Path) -> etree._Element:
    return html.fromstring(page_of(path))


def has_class(name: str) -> str:
    return f"contains(concat(' ', @class, ' '), ' {name} ')"


cases = pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)


@cases
def test_case_is_a_reading_document(path: Path) -> None:
    grammar = etree.RelaxNG(etree.parse(resource("schemas", "reading.rng")))
    grammar.assertValid(etree.parse(path))


@cases
@pytest.mark.parametrize("view", VIEWS)
def test_every_word_is_on_the_page_once_in_each_view(path: Path, view: str) -> None:
    expected = reading_words(path, view)
    assert expected
    assert words(page_of(path), view) == expected


def test_views_differ_where_the_document_says_so() -> None:
    page = page_of(Path(__file__).with_name("html") / "everything.xml")
    diplomatic, reading = (Counter(words(page, view)) for view in VIEWS)
    assert "cannot," in diplomatic - reading
    assert "can," in reading - diplomatic


@cases
def test_description_is_on_the_page_once(path: Path) -> None:
    facts = Counter("".join(fact.itertext()) for fact in etree.parse(path).iter(f"{R}fact"))
    with_title = " or ".join(
        f"@class = '{name}'" for name in ("series", "sender", "addressee", "transmitter", "archive")
    )
    paragraphs = f"//p[@class = 'summary' or @class = 'citation'] | //h1 | //header//p/*[{with_title}]"
    shown = parsed(path).xpath(f"//dl[@class = 'facts']//dd | {paragraphs}")
    on_page = Counter(element.text_content() for element in shown)
    assert facts <= on_page
    assert sum((on_page - facts).values()) <= 1  # the title, where no fact repeats it


@cases
def test_apparatus_legend_and_hands_are_on_the_page_once(path: Path) -> None:
    document, page = etree.parse(path).getroot(), parsed(path)
    entries = [["".join(part.itertext()) for part in entry] for entry in document.iter(f"{R}apparatus").__next__()]
    assert [
        [li.find_class(c)[0].text_content() for c in ("lemma", "statement")] for li in page.xpath("//ol/li")
    ] == entries
    legend = [(("".join(e.itertext())), e.get("label")) for e in document.iter(f"{R}legend").__next__()]
    hands = [(e.get("label"), "".join(e.itertext())) for e in document.iter(f"{R}hand")]
    rows = page.xpath(f"//section[{has_class('signs')}]//div")
    assert [(row[0].text_content(), row[1].text_content()) for row in rows] == hands + legend


@cases
def test_explanations_are_said_once_where_focus_can_reach_them(path: Path) -> None:
    page = parsed(path)
    says = [e.get("label") for e in etree.parse(path).xpath("//r:witness//*[@label]", namespaces={"r": R[1:-1]})]
    assert [e.text_content() for e in page.xpath(f"//*[{has_class('says')}]")] == says
    for explanation in page.find_class("says"):
        host = explanation.getparent()
        assert host is not None
        assert host.get("aria-describedby") == explanation.get("id")
        reached = [e for e in (host, *host.xpath("a[@class = 'ref']")) if e.get("tabindex") == "0" or e.tag == "a"]
        assert reached, explanation.text


@cases
def test_ids_are_single_and_links_within_the_page_lead_somewhere(path: Path) -> None:
    page = parsed(path)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    within = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    described = page.xpath("//@aria-describedby | //@aria-labelledby")
    assert set(within) | set(described) <= set(ids)


@cases
def test_notes_and_their_places_lead_to_each_other(path: Path) -> None:
    page = parsed(path)
    for number in page.xpath("//ol/li/a[@class = 'number']"):
        place = page.get_element_by_id(number.get("href")[1:])
        note = number.getparent()
        assert [ref.get("href") for ref in place.xpath("a[@class = 'ref']")] == [f"#{note.get('id')}"]


def test_parts_of_an_addition_lead_to_each_other() -> None:
    page = parsed(Path(__file__).with_name("html") / "one-witness.xml")
    assert page.get_element_by_id("add-1").xpath("a[@class = 'go continued']/@href") == ["#add-2"]
    assert page.get_element_by_id("add-2").xpath("a[@class = 'go continues']/@href") == ["#add-1"]


@cases
def test_page_loads_nothing_from_elsewhere_and_has_no_inline_script_or_style(path: Path) -> None:
    page = parsed(path)
    assert page.xpath("//script/@src | //link/@href | //img/@src") == [
        "assets/theme.css",
        "assets/edition.css",
        "assets/renderings.css",
        "assets/kinds.css",
        "assets/margins.css",
        "assets/layers.css",
        "assets/view.js",
    ]
    assert not page.xpath("//style | //@style | //script[text()] | //iframe | //object | //img | //base")
    assert not [name for e in page.iter("*") for name in e.attrib if str(name).startswith("on")]
    policy = page.xpath("//meta[@http-equiv = 'Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy[0]
    assert "unsafe" not in policy[0]


@cases
def test_structure_is_accessible(path: Path) -> None:
    page = parsed(path)
    assert page.get("lang") == "en"
    assert [len(page.xpath(f"//{name}")) for name in ("h1", "main", "main/header")] == [1, 1, 1]
    levels = [int(h.tag[1]) for h in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.xpath("//body/*[1]/@href") == ["#page:text"]
    for fieldset in page.xpath("//fieldset"):
        assert fieldset[0].tag == "legend"
        assert len(fieldset.xpath("label/input[@type = 'radio']")) >= 2
        assert len(fieldset.xpath(".//input[@checked]")) == 1
    witnesses = etree.parse(path).iter(f"{R}witness")
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert page.xpath("//section[@class = 'witness']/@lang") == [w.get(lang) for w in witnesses]


def test_hostile_text_stays_text() -> None:
    page = parsed(Path(__file__).with_name("html") / "hostile.xml")
    assert len(page.xpath("//script")) == 1
    text = page.text_content()
    for piece in ("text()", "cite()", "says()", "legend()", "lemma()", "statement()", "title()"):
        assert f"<script>{piece}</script>" in text
    assert "&amp; <!-- no comment --> ]]> &#60; a damaged character:\ufffd\ufffd\ufffd;" in text


def test_links_are_those_that_cannot_run() -> None:
    page = parsed(Path(__file__).with_name("html") / "hostile.xml")
    links = {a.text_content(): a.get("href") for a in page.xpath("//section[@class = 'witness']//p//a[not(@class)]")}
    assert links == {
        "six": "https://example.org/six?a=%22%3E%3Cscript%3E",
        "seven": "mailto:someone@example.org",
        "eight": "https://doi.org/10.1000/182",
        "nine": "#p",
        "ten, eleven": "https://example.org/eleven",
    }


def test_corresponding_paragraphs_share_a_row() -> None:
    page = parsed(Path(__file__).with_name("html") / "two-witnesses.xml")
    first, second = ([row.xpath("p/@id") for row in w.find_class("row")] for w in page.find_class("witness"))
    assert [[f"w2{i[2:]}" for i in row] for row in first if row] == [row for row in second if row]
    assert len(first) == len(second) > 6
    assert all(len(row) <= 1 for row in first)


def test_one_witness_has_no_rows_and_no_switch_of_layout() -> None:
    page = parsed(Path(__file__).with_name("html") / "one-witness.xml")
    assert not page.find_class("row")
    assert not page.find_class("layout")


def test_places_of_additions() -> None:
    page = parsed(Path(__file__).with_name("html") / "everything.xml")
    classes = {i: set(page.get_element_by_id(i).get("class").split()) for i in ("a1", "a2", "a4", "a5", "a7", "m1")}
    assert {"raised", "hand-1"} <= classes["a1"]
    assert {"lowered", "hand-2"} <= classes["a2"]
    assert {"margin", "right"} <= classes["a4"]
    assert {"margin", "left"} <= classes["a7"]
    assert {"margin", "left"} <= classes["m1"]
    (note,) = page.xpath("//*[@role = 'doc-footnote'][*[@id = 'f1']]")
    assert note.getparent().get("class") == "side-notes"
    assert "labelled" in classes["a5"]


def test_same_bytes_each_time() -> None:
    for path in CASES:
        assert page_of(path) == page_of(path)


def test_page_without_an_edition_has_no_way_back() -> None:
    page = html_page(saxon.parse(CASES[0].read_text("utf-8")))
    assert "index.html" not in page


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, of #rrggbb."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


THEMES = sorted(resource("xslt", "site", "themes").glob("*.css"))


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.stem)
def test_colours_of_writing_have_contrast_enough_to_read(theme: Path, scheme: int) -> None:
    sheet = theme.read_text("utf-8")
    block = [b for b in re.findall(r"\{([^{}]*)\}", sheet) if "--paper: #" in b and "--hand-6" in b][scheme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    paper, tint, mark = (_luminance(colours.pop(name)) for name in ("paper", "tint", "mark"))
    writing = {name: _luminance(colour) for name, colour in colours.items() if name != "rule"}
    assert len(writing) == 10
    grounds = [(ground, light, name) for ground in (paper, tint) for name, light in writing.items()]
    for ground, light, name in [*grounds, (mark, writing["ink"], "ink on mark")]:
        bright, dim = max(light, ground), min(light, ground)
        assert (bright + 0.05) / (dim + 0.05) >= 4.5, name


def test_page_is_small() -> None:
    assert len(page_of(Path(__file__).with_name("html") / "two-witnesses.xml").encode()) < 60_000


def test_title_authors_and_date_stand_above_the_facts() -> None:
    page = parsed(Path(__file__).with_name("html") / "everything.xml")
    assert [str(text) for text in page.xpath("//p[@class = 'subtitle']/text()")] == ["and a subtitle"]
    assert page.xpath("//p[@class = 'subtitle']/@lang") == ["en"]
    below = [str(p.text_content()) for p in page.xpath("//h1/following-sibling::p[not(@class = 'subtitle')]")]
    assert below == [
        "An Author, Another",
        "The writer → The reader Transmitted by The courier",
        "4 May 1950 · State Archive, fond 1, opis 2, delo 3, list 4",
    ]
    assert page.xpath("//p[@class = 'source']/time/@datetime") == ["1950-05-04"]


def test_site_is_written_whole_and_left_alone_when_nothing_changes(tmp_path: Path) -> None:
    documents = [(path.stem, saxon.parse(path.read_text("utf-8")), f"<TEI n='{path.stem}'/>") for path in CASES]
    model = write_site(tmp_path, documents, EDITION)
    written = {p.relative_to(tmp_path).as_posix(): p for p in tmp_path.rglob("*") if p.is_file()}
    names = {path.stem for path in CASES}
    expected = {f"{n}.html" for n in names} | {f"tei/{n}.xml" for n in names}
    assert set(written) == expected | {f"assets/{n}" for n in ("theme.css", *ASSETS)} | {SITE_RECORD}
    assert {document.name for document in model.documents} == names
    for page in (p for name, p in written.items() if name.endswith(".html")):
        for link in html.fromstring(page.read_text("utf-8")).xpath("//a/@href | //link/@href | //script/@src"):
            assert link.startswith(("#", "https:", "mailto:")) or (tmp_path / link).is_file(), link
    before = {p: p.stat().st_mtime_ns for p in written.values()}
    write_site(tmp_path, documents, EDITION)
    assert {p: p.stat().st_mtime_ns for p in written.values()} == before


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = saxon.parse(CASES[0].read_text("utf-8"))
    write_site(tmp_path, [("a", document, "<TEI/>")], EDITION)
    old = (tmp_path / "a.html").read_bytes()

    def fail(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_site(tmp_path, [("a", document, "<TEI/>")], Edition("Another edition", "de"))
    assert (tmp_path / "a.html").read_bytes() == old
    assert sorted(p.name for p in tmp_path.iterdir()) == [SITE_RECORD, "a.html", "assets", "tei"]
