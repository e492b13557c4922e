"""How writing looks: values of rend, rendition, style and place become styles, which HTML and print both show."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from test_reading import READING, WRAPPER, reading_of

from teikit.core.resources import resource
from teikit.edition import load_edition, select_edition
from teikit.publication.html.rendering import html_page
from teikit.publication.print import Metadata, print_xml, running, typeset
from teikit.publication.publish import publish
from teikit.publication.reading.transform import reading_document

TABLE = etree.parse(resource("xslt", "reading", "renderings.xml"))
SPACE = {"t": "urn:teikit:renderings", "r": READING[1:-1]}
STYLES = TABLE.xpath("//t:style/@name", namespaces=SPACE)
CASES = tomllib.loads((Path(__file__).parent / "renderings" / "cases.toml").read_text("utf-8"))["case"]
# Styles of a block that give its place, and those of words; no font of the typesetter has blackletter.
PLACES = {
    "left",
    "center",
    "right",
    "justify",
    "indent",
    "indent-2",
    "indent-3",
    "first-line-indent",
    "hanging",
    "blackletter",
}
PRINTED = running.LOOKS | running.LINES
EVERY = "".join(f'<hi rend="{style}">Q{style}</hi> ' for style in STYLES)


def tei(fragment: str, renditions: str = "") -> str:
    header = f"<encodingDesc><tagsDecl>{renditions}</tagsDecl></encodingDesc></teiHeader>" if renditions else ""
    whole = WRAPPER.replace("<?fragment?>", f"<p>before {fragment} after</p>")
    return whole.replace("</teiHeader>", header, 1) if header else whole


def named(case: dict[str, Any]) -> str:
    return " ".join(f"{key}={value}" for key, value in case.items() if key != "renditions")[:60]


def test_the_table_follows_its_grammar() -> None:
    etree.RelaxNG(etree.parse(resource("schemas", "renderings.rng"))).assertValid(TABLE)


@pytest.mark.parametrize("case", CASES, ids=map(named, CASES))
def test_a_value_means_its_styles(case: dict[str, Any]) -> None:
    element = case.get("element", "hi")
    given = "".join(f' {name}="{case[name]}"' for name in ("rend", "rendition", "style", "place") if name in case)
    document, _ = reading_of(tei(f"<{element}{given}>word</{element}>", case.get("renditions", "")))
    found = next(e for e in document.iter(f"{READING}span", f"{READING}note", f"{READING}furniture")
                 if "word" in "".join(e.itertext()) and e.getparent().tag == f"{READING}paragraph")  # fmt: skip
    assert found.get("style", "") == case["styles"]
    assert found.get("place") == case.get("at")
    if "label" in case:
        assert found.get("label") == case["label"]


@pytest.mark.parametrize("style", STYLES)
def test_each_style_is_shown_on_the_page_and_in_print(style: str) -> None:
    sheet = resource("xslt", "html", "renderings.css").read_text("utf-8")
    assert re.search(rf"\.style-{style}[ ,.{{]", sheet)
    template = resource("xslt", "print", "set.typ").read_text("utf-8")
    assert style in PLACES or style in PRINTED
    if style in PRINTED:
        assert re.search(rf"(?:^|[\s(]){style}:", template, re.MULTILINE)


def test_the_page_has_a_class_for_each_style() -> None:
    node, findings = reading_document(tei(EVERY), "a.xml")
    page = html_page(node)
    assert findings == []
    assert [style for style in STYLES if not re.search(rf'class="[^"]*\bstyle-{style}\b', page)] == []
    assert re.search(r"<b [^>]*>Qbold</b>", page)
    assert re.search(r"<i [^>]*>Qitalic</i>", page)


def test_the_print_is_set_with_every_style() -> None:
    node, _ = reading_document(tei(EVERY.replace("</hi> <hi", "</hi></p><p><hi")), "a.xml")
    edition = print_xml([node], Metadata("E"))
    assert [style for style in STYLES if f'style="{style}"' not in edition] == []
    data, findings = typeset(edition)
    assert data
    assert findings == []


def test_nothing_of_css_reaches_an_output() -> None:
    hostile = "background:url(//evil.example/x); content:'evil'; behavior:url(evil); color: red"
    node, _ = reading_document(tei(f'<hi style="{hostile}" rend="x:evil">word</hi>'), "a.xml")
    assert "evil" not in re.sub(r'rend-[^ "]*|rend="[^"]*"', "", html_page(node))
    assert "evil" not in print_xml([node], Metadata("E"))


def test_a_long_value_is_read_in_bounded_time() -> None:
    document, _ = reading_of(tei(f'<hi style="{"/*a:b(;" * 20000}" rend="{"x(" * 20000}">word</hi>'))
    assert "word" in "".join(document.itertext())


OWN = """<renderings xmlns="urn:teikit:renderings"><value names="grooved" style="bold red"/>
<value names="bold" style="spaced"/><css property="groove" values="deep" style="boxed"/>
<place names="attic" is="top"/></renderings>"""


def test_an_edition_adds_rows_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "xml").mkdir()
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "T"\n[output]\nrenderings = "own.xml"\n', "utf-8")
    words = '<hi rend="grooved">a</hi><hi rend="bold">b</hi><hi style="groove: deep">c</hi><add place="attic">d</add>'
    (tmp_path / "xml" / "a.xml").write_text(tei(words), "utf-8")
    (tmp_path / "own.xml").write_text(OWN, "utf-8")
    publish(select_edition(load_edition(tmp_path)), tmp_path / "out", True, False)
    page = html.fromstring((tmp_path / "out" / "html" / "a.html").read_text("utf-8"))
    styles = {e.text_content()[-1:]: e.get("class") for e in page.xpath("//p//*[contains(@class, 'style-')]")}
    assert {word: " ".join(re.findall(r"style-\w+", names)) for word, names in styles.items()} == {
        "a": "style-bold style-red",
        "b": "style-spaced",
        "c": "style-boxed",
    }
    assert "added at the top" in page.text_content()


def test_a_table_that_is_not_valid_is_reported_and_not_used(tmp_path: Path) -> None:
    (tmp_path / "xml").mkdir()
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "T"\n[output]\nrenderings = "own.xml"\n', "utf-8")
    (tmp_path / "xml" / "a.xml").write_text(tei('<hi rend="bold">a</hi>'), "utf-8")
    (tmp_path / "own.xml").write_text(OWN.replace("bold red", "glittering"), "utf-8")
    result = publish(select_edition(load_edition(tmp_path)), tmp_path / "out", True, False)
    assert [f.code for f in result.findings if f.file.endswith("own.xml")] != []
    assert 'class="is-styled rend-bold style-bold"' in (tmp_path / "out" / "html" / "a.html").read_text("utf-8")
