"""Whatever is valid is published: documents of every element and attribute go through all stages."""

import pytest
from lxml import etree
from schema_fixtures import SCHEMAS
from schema_generator import Generator
from test_reading import READING, TEI, reading_text, tei_text, words

from teikit.core import saxon
from teikit.publication.html.rendering import html_page
from teikit.publication.print import VIEWS, Metadata, print_xml, typeset
from teikit.publication.reading.transform import reading_document

READING_GRAMMAR = etree.RelaxNG(etree.parse(SCHEMAS / "reading.rng"))
PRINT_GRAMMAR = etree.RelaxNG(etree.parse(SCHEMAS / "print.rng"))
COPY = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:mode on-no-match="shallow-copy"/><xsl:output indent="no"/></xsl:stylesheet>"""


def read(node: object) -> etree._Element:
    return etree.fromstring(saxon.stylesheet_from_text(COPY).to_string(node).encode())


@pytest.mark.parametrize(("seed", "size"), [*((seed, 200) for seed in range(12)), *((seed, 900) for seed in range(4))])
def test_a_valid_document_passes_all_stages(seed: int, size: int) -> None:
    generator = Generator(SCHEMAS / "teikit.rng", seed)
    for _ in range(5):
        tei = generator.document(size=size, text=True)
        node, _ = reading_document(etree.tostring(tei, encoding="unicode"), "document.xml")
        reading = read(node)
        assert READING_GRAMMAR.validate(reading), READING_GRAMMAR.error_log
        check_ids(reading)
        assert "<html" in html_page(node)
        for view in VIEWS:
            printed = etree.fromstring(print_xml([node], Metadata("Edition"), view).encode())
            assert PRINT_GRAMMAR.validate(printed), PRINT_GRAMMAR.error_log
            check_letters(tei, reading, view)


def check_ids(reading: etree._Element) -> None:
    """Ids are unique, and each noted element has its entry in the apparatus, in order."""
    ids = [e.get("id") for e in reading.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    noted = [e.get("id") for e in reading.iter() if e.get("note") == "yes"]
    assert [e.get("ref") for e in reading.iterfind(f"{READING}apparatus/{READING}entry")] == noted


def check_letters(tei: etree._Element, reading: etree._Element, view: str) -> None:
    """What a view of the reading document says is what the text says, letter for letter."""
    text = tei.find(f"{TEI}text")
    said = "".join(reading_text(witness, view) for witness in reading.iterfind(f"{READING}witness"))
    assert "".join(words(said)) == "".join(words("" if text is None else tei_text(text, view)))


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_valid_documents_are_typeset_in_one_edition(seed: int) -> None:
    generator = Generator(SCHEMAS / "teikit.rng", seed)
    documents = [etree.tostring(generator.document(text=True), encoding="unicode") for _ in range(12)]
    nodes = [reading_document(tei, f"document-{i}.xml")[0] for i, tei in enumerate(documents)]
    data, findings = typeset(print_xml(nodes, Metadata("Edition")))
    assert data.startswith(b"%PDF")
    assert [f for f in findings if f.code in ("print-failed", "print-lost-note", "print-typesetter")] == []
