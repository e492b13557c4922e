"""Whatever is valid is published: documents that use all of the schema go through all stages."""

import pytest
from lxml import etree
from schema_fixtures import SCHEMAS
from schema_generator import Generator

from teikit import saxon
from teikit.publication.html import html_page
from teikit.publication.print import VIEWS, Metadata, print_xml
from teikit.publication.reading import reading_document

READING = etree.RelaxNG(etree.parse(SCHEMAS / "reading.rng"))
PRINT = etree.RelaxNG(etree.parse(SCHEMAS / "print.rng"))


def text_of(node: object) -> str:
    return str(saxon.stylesheet_from_text(COPY).to_string(node))


COPY = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:mode on-no-match="shallow-copy"/><xsl:output indent="no"/></xsl:stylesheet>"""


@pytest.mark.parametrize("seed", range(12))
def test_a_valid_document_passes_all_stages(seed: int) -> None:
    generator = Generator(SCHEMAS / "teikit.rng", seed)
    for _ in range(5):
        tei = etree.tostring(generator.document(), encoding="unicode")
        node, _ = reading_document(tei, "document.xml")
        reading = etree.fromstring(text_of(node).encode())
        assert READING.validate(reading), READING.error_log
        assert "<html" in html_page(node)
        for view in VIEWS:
            printed = etree.fromstring(print_xml([node], Metadata("Edition"), view).encode())
            assert PRINT.validate(printed), PRINT.error_log
