"""Whatever is well-formed is published: random trees of all elements of TEI, valid or not, go through all stages.

Laws: no stage fails, the reading document and the print fit their grammars, and every word is on the page and in print.
"""

import random
import re
from pathlib import Path

import pytest
from lxml import etree, html
from schema_fixtures import SCHEMAS

from teikit.core import saxon
from teikit.publication.html import html_page
from teikit.publication.print import Metadata, print_xml
from teikit.publication.reading import reading_document

HERE = Path(__file__).with_name("any_tei")
ELEMENTS = (HERE / "elements.txt").read_text(encoding="utf-8").split()
ATTRIBUTES = (HERE / "attributes.txt").read_text(encoding="utf-8").split()
VALUES = (
    "", " ", "x", "1", "-3", "0", "12.5", "1914", "1914-13-99", "-0044-03-15", "#a", "#a #b", "#", "a:b", "b.xml#c", "//", "%zz",
    "right", "margin left", "bold", "color: red; x", "translation", "edition", "low", "de", "x-klingon-", "grc-Latn", "I", "M", "label",
    "http://example.org/a b", "javascript:alert(1)", "…", "(", "[a-z", "$1", "\\", "{0}", "https://example.org/x.png",
)  # fmt: skip
# Elements that make a document, and those that TEI leaves empty: they point, or mark a place.
DOCUMENTS = {"TEI", "teiCorpus", "teiHeader", "text"}
EMPTY = set(
    """addSpan alt altGrp alternate anchor anyElement arc attRef binary caesura cb classRef damageSpan dataRef default delSpan divGen
    dynamicContent elementRef eLeaf empty equiv gap gb graphic handShift iNode join joinGrp lacunaEnd lacunaStart lb leaf link linkGrp
    localName locus macroRef memberOf milestone move node numeric param pause pb ptr redo refState relation root schemaRef shift
    space specDesc symbol tagUsage textNode timeline transpose undo unicodeProp unihanProp variantEncoding vText when witEnd
    witStart media""".split()
)
TEI_NAMESPACE = "http://www.tei-c.org/ns/1.0"
READING_GRAMMAR = etree.RelaxNG(etree.parse(SCHEMAS / "reading.rng"))
PRINT_GRAMMAR = etree.RelaxNG(etree.parse(SCHEMAS / "print.rng"))
COPY = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:mode on-no-match="shallow-copy"/><xsl:output indent="no"/></xsl:stylesheet>"""
SEEDS = range(60)


class Tree:
    """A random TEI document; each piece of its text is a word of its own."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words: list[str] = []
        self.ids = iter(("a", "b", "c", *(f"i{n}" for n in range(1000))))

    def document(self) -> str:
        root = etree.Element(f"{{{TEI_NAMESPACE}}}TEI", nsmap={None: TEI_NAMESPACE})
        for name in ("teiHeader", *self.random.choice((("text",), ("text",), ("sourceDoc",), ("standOff", "text"), ("text", "sourceDoc")))):
            part = etree.SubElement(root, f"{{{TEI_NAMESPACE}}}{name}")
            for _ in range(self.random.randint(2, 6)):
                self.grow(part, self.parent_of(name), 0)
        return etree.tostring(root, encoding="unicode")

    def parent_of(self, name: str) -> str | None:
        """A likely child, so that the rules for the usual structure are reached too."""
        likely = {
            "teiHeader": ("fileDesc", "profileDesc", "encodingDesc", "revisionDesc", "xenoData"),
            "text": ("body", "body", "front", "back", "group"),
            "sourceDoc": ("surface", "surfaceGrp"),
            "standOff": ("listPerson", "listPlace", "listAnnotation", "spanGrp", "listBibl"),
        }
        return self.random.choice(likely[name])

    def grow(self, parent: etree._Element, name: str | None, depth: int) -> None:
        element = etree.SubElement(parent, f"{{{TEI_NAMESPACE}}}{name or self.name()}")
        for attribute in self.random.sample(ATTRIBUTES, self.random.choice((0, 0, 1, 2, 4))):
            if attribute == "xml:id":
                element.set("{http://www.w3.org/XML/1998/namespace}id", next(self.ids))
            else:
                key = attribute.replace("xml:", "{http://www.w3.org/XML/1998/namespace}")
                element.set(key, self.random.choice(VALUES))
        if etree.QName(element).localname in EMPTY:
            return
        for _ in range(self.random.choice((0, 1, 2, 3)) if depth < 6 else 0):
            self.grow(element, None, depth + 1)
        if self.random.random() < 0.7 or not len(element):
            element.text = self.word()
            if len(element):
                element[self.random.randrange(len(element))].tail = f" {self.word()} "

    def name(self) -> str:
        while True:
            name = self.random.choice(ELEMENTS)
            if name not in DOCUMENTS:
                return name

    def word(self) -> str:
        self.words.append(f"Q{len(self.words)}q")
        return self.words[-1]


def missing(words: list[str], text: str) -> list[str]:
    there = set(re.findall(r"Q\d+q", text))
    return [word for word in words if word not in there]


@pytest.mark.parametrize("seed", SEEDS)
def test_any_tree_of_tei_is_published_whole(seed: int) -> None:
    tree = Tree(seed)
    tei = tree.document()
    node, _ = reading_document(tei, "document.xml")
    reading = saxon.stylesheet_from_text(COPY).to_string(node)
    assert READING_GRAMMAR.validate(etree.fromstring(reading.encode())), READING_GRAMMAR.error_log
    page = html.fromstring(html_page(node))
    assert missing(tree.words, "".join(page.itertext())) == []
    printed = print_xml([node], Metadata("Edition"), "diplomatic")
    assert PRINT_GRAMMAR.validate(etree.fromstring(printed.encode())), PRINT_GRAMMAR.error_log
    assert missing(tree.words, printed + print_xml([node], Metadata("Edition"), "reading")) == []
