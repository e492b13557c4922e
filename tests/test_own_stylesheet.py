"""An edition's own stylesheet for the pages of documents: it goes before teikit's, and reads and writes no file."""

import re
import tomllib
from pathlib import Path

import pytest
from converting import ROOT
from lxml import html
from test_reading import WRAPPER

from teikit.publication.html.own_stylesheet import OwnStylesheetError, page_stylesheet
from teikit.publication.html.rendering import Edition, html_page
from teikit.publication.reading.transform import reading_document

HERE = Path(__file__).with_name("own_stylesheets")
REFUSED = tomllib.loads((HERE / "refused.toml").read_text("utf-8"))["case"]
START = '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
TEI = WRAPPER.replace("<?fragment?>", '<p>A <hi rend="underline">word</hi> of two.</p>')


def page(own: Path | None) -> html.HtmlElement:
    node, _ = reading_document(TEI, "a.xml")
    return html.fromstring(html_page(node, Edition("E", xslt=own)))


def test_its_templates_go_before_those_of_teikit() -> None:
    own = page(HERE / "underlined.xsl")
    assert own.xpath("//main//p/u[@class = 'mine']/text()") == ["word"]
    assert page(None).xpath("//u[@class = 'mine']") == []
    assert " ".join(own.xpath("//main//p")[0].text_content().split()).endswith("A word of two.")


def test_the_stylesheet_of_the_docs_is_the_tested_one() -> None:
    docs = (ROOT / "docs" / "site.md").read_text("utf-8")
    assert re.findall(r"```xml\n(.*?)```", docs, re.DOTALL) == [(HERE / "underlined.xsl").read_text("utf-8")]


@pytest.mark.parametrize("case", REFUSED, ids=[case["part"] for case in REFUSED])
def test_what_is_refused(case: dict[str, str], tmp_path: Path) -> None:
    own = tmp_path / "own.xsl"
    own.write_text(f"{START}{case['part']}</xsl:stylesheet>", encoding="utf-8")
    with pytest.raises(OwnStylesheetError) as error:
        page_stylesheet(own)
    assert str(error.value) == f"{own}: {case['why']}"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<xsl:stylesheet", "is not well-formed"),
        (b"<html/>", "is no xsl:stylesheet"),
        (
            b"<!DOCTYPE x [<!ENTITY e SYSTEM 'a'>]>" + START.encode() + b"</xsl:stylesheet>",
            "a document type declaration",
        ),
        ((START + "</xsl:stylesheet>").encode("utf-16"), "is not in UTF-8"),
        (b"<?xml version='1.0' encoding='UTF-7'?>" + START.encode() + b"</xsl:stylesheet>", "is not in UTF-8"),
        (START.encode() + b"<xsl:template match='a['/></xsl:stylesheet>", ""),
    ],
)
def test_what_is_no_stylesheet(content: bytes, why: str, tmp_path: Path) -> None:
    own = tmp_path / "own.xsl"
    own.write_bytes(content)
    with pytest.raises(OwnStylesheetError, match=re.escape(f"{own}: {why}")):
        page_stylesheet(own)


def test_a_stylesheet_that_is_edited_is_compiled_again(tmp_path: Path) -> None:
    own = tmp_path / "own.xsl"
    own.write_text(f"{START}</xsl:stylesheet>", encoding="utf-8")
    first = page_stylesheet(own)
    assert page_stylesheet(own) is first
    own.write_text(f"{START}<!-- edited --></xsl:stylesheet>", encoding="utf-8")
    assert page_stylesheet(own) is not first
