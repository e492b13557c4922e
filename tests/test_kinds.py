"""Kinds of text (tests/kinds/): each document is shown whole, in HTML and in print, with nothing reported.

A file is a TEI document of one kind; the letters of its text are compared with those of each output.
"""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree, html
from test_reading import COPY, GRAMMAR

from teikit.core import saxon
from teikit.publication.html.rendering import html_page
from teikit.publication.print import VIEWS, Metadata, print_xml, typeset
from teikit.publication.reading.transform import coverage, reading_document

TEI = "{http://www.tei-c.org/ns/1.0}"
KINDS = sorted(Path(__file__).with_name("kinds").glob("*.xml"))
kinds = pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)


def letters(text: str) -> Counter[str]:
    return Counter(char for char in unicodedata.normalize("NFD", text) if char.isalnum())


def text_of(path: Path) -> str:
    """The words of the text and of the source document, without comments."""
    root = etree.parse(path, etree.XMLParser(remove_comments=True, remove_pis=True)).getroot()
    return "".join("".join(part.itertext()) for part in root if part.tag in {f"{TEI}text", f"{TEI}sourceDoc"})


def reading_of(path: Path) -> object:
    node, findings = reading_document(path.read_text("utf-8"), path.name)
    assert findings == []
    return node


@kinds
def test_the_reading_document_follows_its_grammar(path: Path) -> None:
    document = etree.fromstring(saxon.stylesheet_from_text(COPY).to_string(reading_of(path)).encode())
    assert GRAMMAR.validate(document), GRAMMAR.error_log


@kinds
def test_no_letter_is_lost(path: Path) -> None:
    node = reading_of(path)
    wanted = letters(text_of(path))
    assert wanted - letters(html.fromstring(html_page(node)).text_content()) == Counter()
    printed = "".join("".join(etree.fromstring(print_xml([node], Metadata("E"), v).encode()).itertext()) for v in VIEWS)
    assert wanted - letters(printed) == Counter()


@kinds
@pytest.mark.parametrize("view", VIEWS)
def test_it_is_typeset(path: Path, view: str) -> None:
    pdf, findings = typeset(print_xml([reading_of(path)], Metadata("Edition"), view))
    assert findings == []
    assert pdf.startswith(b"%PDF")


@kinds
def test_no_element_is_without_a_rule(path: Path) -> None:
    findings = coverage(path.read_text("utf-8"), path.name)
    assert [f.message for f in findings if f.code == "publish-unhandled-element"] == []
