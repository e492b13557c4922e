"""Whatever is well-formed is published: random trees of all elements of TEI, valid or not, go through all stages.

Laws: no stage fails, and the reading document and the print fit their grammars, whatever is in whatever. Every word
is on the page and in print where the elements are those of running text, in any order and nesting.
"""

import random
import re
from pathlib import Path

import pytest
from lxml import etree, html
from schema_fixtures import SCHEMAS

from teikit.core import saxon
from teikit.publication.html.rendering import html_page
from teikit.publication.print import VIEWS, Metadata, print_xml
from teikit.publication.reading.transform import reading_document

HERE = Path(__file__).with_name("any_tei")


def names_in(file: str) -> set[str]:
    return set((HERE / file).read_text(encoding="utf-8").split())


ELEMENTS, ATTRIBUTES = sorted(names_in("elements.txt")), sorted(names_in("attributes.txt"))
VALUES = (HERE / "values.txt").read_text(encoding="utf-8").split("\n")
# Elements of running text and blocks, without those that choose among their children: they have cases of their own.
IN_TEXT = sorted(
    names_in("in_text.txt")
    - {"app", "choice", "subst", "noteGrp", "graph", "eTree", "table", "alternate", "listApp", "listRef"}
)
# Elements that make a document, and those that TEI leaves empty: they point, or mark a place.
DOCUMENTS = {"TEI", "teiCorpus", "teiHeader", "text"}
EMPTY = names_in("empty.txt")
TEI_NAMESPACE = "http://www.tei-c.org/ns/1.0"
READING_GRAMMAR = etree.RelaxNG(etree.parse(SCHEMAS / "reading.rng"))
PRINT_GRAMMAR = etree.RelaxNG(etree.parse(SCHEMAS / "print.rng"))
COPY = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:mode on-no-match="shallow-copy"/><xsl:output indent="no"/></xsl:stylesheet>"""
SEEDS = range(60)


class Tree:
    """A random TEI document; each piece of its text is a word of its own."""

    def __init__(self, seed: int, names: list[str]) -> None:
        self.random = random.Random(seed)
        self.names = names
        self.words: list[str] = []
        self.ids = iter(("a", "b", "c", *(f"i{n}" for n in range(1000))))

    def document(self) -> str:
        root = etree.Element(f"{{{TEI_NAMESPACE}}}TEI", nsmap={None: TEI_NAMESPACE})
        for name in (
            "teiHeader",
            *self.random.choice((("text",), ("text",), ("sourceDoc",), ("standOff", "text"), ("text", "sourceDoc"))),
        ):
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
            name = self.random.choice(self.names)
            if name not in DOCUMENTS:
                return name

    def word(self) -> str:
        self.words.append(f"Q{len(self.words)}q")
        return self.words[-1]


def missing(words: list[str], text: str) -> list[str]:
    there = set(re.findall(r"Q\d+q", text))
    return [word for word in words if word not in there]


def published(tei: str) -> tuple[str, str]:
    """The page and the print (of both views) of a document, which fit their grammars."""
    node, _ = reading_document(tei, "document.xml")
    reading = saxon.stylesheet_from_text(COPY).to_string(node)
    assert READING_GRAMMAR.validate(etree.fromstring(reading.encode())), READING_GRAMMAR.error_log
    printed = [etree.fromstring(print_xml([node], Metadata("Edition"), view).encode()) for view in VIEWS]
    for part in printed:
        assert PRINT_GRAMMAR.validate(part), PRINT_GRAMMAR.error_log
    page = html.fromstring(html_page(node))
    return "".join(page.itertext()), "".join(text for part in printed for text in part.itertext())


@pytest.mark.parametrize("seed", SEEDS)
def test_any_tree_of_tei_is_published(seed: int) -> None:
    page, _ = published(Tree(seed, ELEMENTS).document())
    assert page


@pytest.mark.parametrize("seed", SEEDS)
def test_every_word_of_any_running_text_is_published(seed: int) -> None:
    tree = Tree(seed, IN_TEXT)
    page, printed = published(tree.document())
    assert missing(tree.words, page) == []
    assert missing(tree.words, printed) == []
