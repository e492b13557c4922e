"""DOCX of print documents: the words of the print, what a word processor needs, nothing that runs."""

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from docx_reader import Docx, everything, faults, shown, texts, textual_notes
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator
from print_pages import CASES, META, document, grammar, letters
from test_reading import documents

from teikit.core.saxon import parse
from teikit.publication.formats import document_with_hands, docx
from teikit.publication.formats.grid import grid_of
from teikit.publication.formats.tree import address_of
from teikit.publication.print import VIEWS, print_document, print_edition, words
from teikit.publication.reading.transform import reading_document

FORMATS = sorted((Path(__file__).parent / "formats").glob("*.xml"))
NODES = {path.stem: path for path in (*CASES, *FORMATS)}
EVERY_CASE = pytest.mark.parametrize("name", NODES)
EVERY_VIEW = pytest.mark.parametrize("view", VIEWS)
P = "{urn:teikit:print}"


def edition(node: object, view: str = "diplomatic") -> str:
    return print_edition([document_with_hands(node, view)], META, view)


def made(name: str, view: str = "diplomatic") -> str:
    return edition(parse(NODES[name].read_text(encoding="utf-8")), view)


def check(xml: str) -> None:
    """The words of the print, textual notes and what is beside the text are in a DOCX without a fault."""
    data = docx(xml)
    assert faults(data) == []
    read, root = Docx.of(data), etree.fromstring(xml.encode())
    assert ["".join(words) for words in words(xml).values()] == [letters("".join(texts(read)))]
    entries = [letters("".join(e.itertext())) for w in root.iter(f"{P}witness") for e in w.iter(f"{P}entry")]
    assert [letters(note) for note in textual_notes(read)] == entries
    all_of_it = letters(everything(read))
    for element in root.iter(*(f"{P}{name}" for name in ("fact", "hand", "siglum", "specimen", "entry", "subtitle"))):
        assert letters("".join(element.itertext())) in all_of_it or element.get("name") == "title"


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.stem)
def test_the_cases_are_reading_documents(path: Path) -> None:
    grammar("reading.rng").assertValid(etree.parse(str(path)))


@EVERY_VIEW
@EVERY_CASE
def test_the_words_are_those_of_the_print(name: str, view: str) -> None:
    check(made(name, view))


@EVERY_VIEW
def test_the_words_of_every_reading_case(view: str) -> None:
    for name, tei in documents():
        node, _ = reading_document(tei, f"{name}.xml")
        check(edition(node, view))


@EVERY_VIEW
@EVERY_CASE
def test_the_print_document_is_that_of_the_pdf_and_the_hands(name: str, view: str) -> None:
    node = parse(NODES[name].read_text(encoding="utf-8"))
    own = etree.fromstring(document_with_hands(node, view).encode())
    printed = etree.fromstring(print_document(node, view).encode())
    for element in [*own.iter(), *printed.iter()]:
        element.attrib.pop("hand", None)
    for element in printed.iterdescendants():
        if not element.tag.endswith("}witness"):
            element.attrib.pop("id", None)  # what references in a volume lead to
    assert etree.tostring(own) == etree.tostring(printed)


@EVERY_CASE
def test_what_is_written_is_as_expected(name: str) -> None:
    expected = NODES[name].parent.parent / "formats" / f"{name}.docx.txt"
    got = shown(docx(made(name)))
    if os.environ.get("TEIKIT_UPDATE"):
        expected.write_text(got, encoding="utf-8")
    assert got == expected.read_text(encoding="utf-8"), f"update {expected} if the change is wanted"


@EVERY_VIEW
@EVERY_CASE
def test_an_independent_checker_finds_nothing(name: str, view: str, tmp_path: Path) -> None:
    path = tmp_path / "edition.docx"
    path.write_bytes(docx(made(name, view)))
    found = OpenXmlValidator().validate(str(path))
    # Word opens files without a theme and a table of fonts; ISO/IEC 29500-1, 11.3, does not require them.
    assert [e.description for e in found.errors if not re.search(r"/(theme|fontTable)' is", e.description)] == []


def test_a_library_reads_it() -> None:
    read = python_docx.Document(BytesIO(docx(made("hands"))))
    assert [(c.author, c.text) for c in read.comments] == [("Molotov", "Who wrote this?\nM.")]
    assert read.core_properties.title == META.title
    assert read.core_properties.author == "An Editor; Another"
    assert read.core_properties.language == "en"
    assert [p.text for p in read.paragraphs if p.style and p.style.name == "Heading 1"] == ["Changes of two hands"]


def test_the_reading_view_has_no_tracked_changes() -> None:
    body = Docx.of(docx(made("hands", "reading"))).root("document")
    assert not [e.tag for e in body.iter() if etree.QName(e).localname in ("ins", "del", "delText")]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert docx(made("every-element")) == docx(made("every-element"))


def test_the_licence_is_a_property() -> None:
    parts = Docx.of(docx(made("hands"), licence="CC BY 4.0 https://creativecommons.org/licenses/by/4.0/")).parts
    assert b"CC BY 4.0 https" in parts["docProps/custom.xml"]
    assert faults(docx(made("hands"), licence="x")) == []


# ---------------------------------------------------------------- hostile text

FIELDS = [
    '{ DDEAUTO c:\\windows "cmd" }',
    '=cmd|"/c calc"!A1',
    "</w:t></w:r><w:instrText>X</w:instrText>",
    "]]>",
    "&#0;",
]
ANYTHING = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


def hostile(text: str) -> Iterator[str]:
    """Documents with a text where it could be taken for something else."""
    safe = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)
    given = safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    yield document(
        f'<heading level="1">{given}</heading><paragraph>{given}<note kind="footnote" n-of="1">{given}</note>'
        f'<span kind="addition">{given}</span><note kind="marginalia" place="margin">{given}</note></paragraph>'
        f"<table><row><cell column='1'>{given}</cell></row></table>"
    )


@settings(max_examples=40)
@given(st.sampled_from(FIELDS) | ANYTHING)
def test_no_text_becomes_anything_else(text: str) -> None:
    for source in hostile(text):
        xml = edition(parse(source))
        data = docx(xml, licence=text)
        assert faults(data) == []
        assert ["".join(found) for found in words(xml).values()] == [letters("".join(texts(Docx.of(data))))]


@given(st.sampled_from(["https://", "http://", "mailto:", "doi:", ""]), ANYTHING)
def test_an_address_is_one_of_the_web_or_none(scheme: str, text: str) -> None:
    address = address_of(scheme + text)
    assert re.fullmatch(r"|(https?://|mailto:)[!-~]+", address)
    assert not re.search(r'[<>"\\^`{|}\s]|%(?![0-9A-Fa-f]{2})', address)


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://example.org/a b?q=ü#x", "https://example.org/a%20b?q=%C3%BC#x"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("http://[bad", ""),
        ("ftp://example.org/a", ""),
        ("https://example.org:port/", ""),
        ("file:///etc/passwd", ""),
        ("\\\\server\\share", ""),
        (f"https://example.org/{'a' * 2100}", ""),
    ],
)
def test_addresses(target: str, address: str) -> None:
    assert address_of(target) == address


def test_a_cell_of_several_rows_goes_on_in_the_rows_below() -> None:
    rows = etree.fromstring(
        '<table xmlns="urn:teikit:print"><row><cell column="1">a</cell><cell column="2" rows="2">b</cell></row>'
        '<row><cell column="1">c</cell></row></table>'
    )
    assert [[slot.merge for slot in row] for row in grid_of(list(rows), 2)] == [["", "restart"], ["", "continue"]]


# ---------------------------------------------------------------- pictures

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def test_a_picture_has_its_description(tmp_path: Path) -> None:
    path = tmp_path / "seal.png"
    path.write_bytes(PIXEL)
    source = document('<figure><image source="seal.png">A round seal</image><caption>Seal</caption></figure>')
    xml = print_edition([document_with_hands(parse(source), "diplomatic", {"seal.png": "1.png"})], META, "diplomatic")
    data = docx(xml, {"1.png": path})
    assert faults(data) == []
    assert Docx.of(data).parts["word/media/1.png"] == PIXEL
    shapes = python_docx.Document(BytesIO(data)).inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == ["A round seal"]
