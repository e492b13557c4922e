"""The coverage document (tests/html_coverage/): TEI with a word of its own for each phenomenon, and its page.

The laws: no word is lost or doubled on the page, each is distinguished from plain text by a class of its own or of its
kind, each sign is explained, none needs the rule for the unknown; the print keeps every word too.
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree, html
from schema_fixtures import TEI_ALL, needs_tei_all
from test_reading import GRAMMAR, reading_of

from teikit.publication.html.rendering import html_page
from teikit.publication.print import Metadata, print_xml
from teikit.publication.reading.transform import reading_document

COVERAGE = Path(__file__).with_name("html_coverage") / "coverage.xml"
TEXT = COVERAGE.read_text(encoding="utf-8")
WORDS = tuple(dict.fromkeys(re.findall(r"\bQ[a-z]+\b", TEXT)))

# Said in the explanation of its sign and nowhere else: an entry of an index is no text.
EXPLAINED_ONLY = {"Qindexterm"}
# The lemma of an entry by location: it is in the entry, as its place in the text is named in words.
LEMMA_ONLY = {"Qloclemma"}
# A page or column number is drawn by the style sheet beside its line, from this attribute.
NUMBERS = {"Qpb", "Qcb"}
# Where words are quoted, not shown: explanations, lemmata of the apparatus, the citation, the title bar, the place
# below the title.
QUOTING = {"says", "lemma", "citation", "contents", "of-division", "place"}


def test_the_document_has_a_word_for_each_of_more_than_a_hundred_phenomena() -> None:
    assert len(WORDS) > 400
    assert max(Counter(re.findall(r"\bQ[a-z]+\b", TEXT)).values()) == 1


@needs_tei_all
def test_the_document_is_tei() -> None:
    grammar = etree.RelaxNG(etree.parse(TEI_ALL))
    assert grammar.validate(etree.fromstring(TEXT.encode())), grammar.error_log


@cache
def page() -> etree._Element:
    node, findings = reading_document(TEXT, "coverage.xml")
    assert findings == []
    return html.fromstring(html_page(node))


def hosts() -> list[tuple[str, etree._Element]]:
    """Each word of the document on the page with the innermost element that holds it; quotations left out."""
    found: list[tuple[str, etree._Element]] = []

    def walk(element: etree._Element) -> None:
        classes = set((element.get("class") or "").split())
        if not isinstance(element.tag, str) or element.tag == "title" or classes & QUOTING:
            return
        parent = set(("" if element.getparent() is None else element.getparent().get("class") or "").split())  # type: ignore[union-attr]
        quoting = bool(classes & {"statement", "is-said"}) or ("sign" in classes and "furniture" not in parent)
        if not quoting:
            found.extend((word, element) for word in re.findall(r"\bQ[a-z]+\b", element.text or ""))
        for child in element:
            walk(child)
            if not quoting:
                found.extend((word, element) for word in re.findall(r"\bQ[a-z]+\b", child.tail or ""))
        if element.get("data-n", "") in NUMBERS and "break" in classes:
            found.append((element.get("data-n", ""), element))
        found.extend((word, element) for word in re.findall(r"\bQ[a-z]+\b", element.get("alt", "")))

    walk(page())
    return found


def test_every_word_is_on_the_page_once() -> None:
    seen = Counter(word for word, _ in hosts() if word in WORDS)
    assert {word for word in WORDS if not seen[word]} == EXPLAINED_ONLY | LEMMA_ONLY
    assert {word: n for word, n in seen.items() if n > 1} == {}
    for word in EXPLAINED_ONLY:
        assert page().xpath(f"//*[contains(@class, 'says')][contains(., '{word}')]")
    for word in LEMMA_ONLY:
        assert page().xpath(f"//*[contains(@class, 'lemma')][contains(., '{word}')]")


def inside(element: etree._Element) -> set[str]:
    """The class names of an element and of its ancestors."""
    return {name for e in (element, *element.iterancestors()) for name in (e.get("class") or "").split()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Qsic", "Qcorr"),
        ("Qorig", "Qreg"),
        ("Qabbr", "Qexpan"),
        ("Qsubstdel", "Qsubstadd"),
        ("Qaddabove", "Qaddbelow"),
        ("Qaddleft", "Qaddright"),
        ("Qaddabove", "Qaddinline"),
        ("Qdelstrike", "Qdelerased"),
        ("Qdelredacted", "Qdelplain"),
        ("Qdeloverwritten", "Qdelstrike"),
        ("Qunclearlow", "Qunclearmedium"),
        ("Qsupplied", "Qsurplus"),
        ("Qsecl", "Qsurplus"),
        ("Qgapillegible", "Qgaplost"),
        ("Qgapredacted", "Qgapsampling"),
        ("Qnotegloss", "Qnotetranslator"),
        ("Qnoteeditorial", "Qfootnote"),
        ("Qmarginalia", "Qfootnote"),
        ("Qpersname", "Qplace"),
        ("Qorg", "Qname"),
        ("Qforename", "Qsurname"),
        ("Qforeign", "Qterm"),
        ("Qmentioned", "Qsocalled"),
        ("Qq", "Qtitle"),
        ("Qcode", "Qformula"),
        ("Qhibold", "Qhiitalic"),
        ("Qhiunderline", "Qhispaced"),
        ("Qstamp", "Qwatermark"),
        ("Qfwcatch", "Qfwpagenum"),
        ("Qspeaker", "Qstage"),
        ("Qrole", "Qactor"),
        ("Qrestore", "Qretrace"),
        ("Qdamage", "Qmetamark"),
        ("Qnum", "Qmeasure"),
        ("Qlem", "Qparagraph"),
        ("Qorth", "Qpron"),
        ("Qpos", "Qdef"),
        ("Qsalute", "Qdateline"),
        ("Qclosersalute", "Qtyped"),
        ("Qab", "Qstampblock"),
        ("Qline", "Qspeech"),
    ],
)
def test_phenomena_are_distinguished_by_class(one: str, other: str) -> None:
    where = dict(hosts())
    assert inside(where[one]) != inside(where[other])


# Words with no mark of their own: the text itself, grammatical units, lines of an address, paragraphs of a speech.
PLAIN = {
    "Qparagraph",
    "Qcaesura",
    "Qdouble",
    "Qlb",
    "Qw",
    "Qm",
    "Qs",
    "Qcl",
    "Qphr",
    "Qamword",
    "Qu",
    "Qreg",
    "Qab",
    "Qabline",
    "Qaddrline",
    "Qspeech",
    "Qline",
}
PLAIN |= {"Qinnerstanza", "Qtableinline", "Qhandshift"}


def test_a_word_among_others_has_a_class_of_its_own() -> None:
    """In a paragraph of several words each but the paragraph's own is in an element with a class."""
    bare = {
        word
        for word, e in hosts()
        if e.tag == "p" and not e.get("class") and len(re.findall(r"\bQ[a-z]+\b", "".join(e.itertext()))) > 1
    }
    assert bare - PLAIN == set()


def test_no_word_needs_the_rule_for_the_unknown() -> None:
    assert not page().find_class("unhandled")
    assert not page().find_class("rend-unhandled")


def test_what_has_a_sign_is_explained() -> None:
    """Whatever is not plain text of the source says in words what it is, on focus or by its number."""
    marked = "ins|del|*[contains(@class, 'is-unclear')]|*[contains(@class, 'is-supplied')]|*[contains(@class, 'gap ')]"
    wanted = " or ".join(f"self::{t}" for t in marked.split("|"))
    marked = page().xpath(f"//section[@class = 'witness']//*[{wanted}]")
    assert len(marked) > 40
    for element in marked:
        holder = element if element.find_class("says") else element.getparent()
        assert holder.find_class("says"), html.tostring(element)[:200]


def test_the_reading_document_follows_its_grammar() -> None:
    document, findings = reading_of(TEXT)
    assert findings == []
    assert GRAMMAR.validate(document), GRAMMAR.error_log
    ids = [e.get("id") for e in document.iter() if e.get("id")]
    assert len(ids) == len(set(ids))


def test_every_word_is_in_the_print() -> None:
    node, _ = reading_document(TEXT, "coverage.xml")
    printed = ""
    for view in ("diplomatic", "reading"):
        tree = etree.fromstring(print_xml([node], Metadata("Edition"), view).encode())
        etree.strip_tags(tree, "{urn:teikit:print}s", "{urn:teikit:print}e", "{urn:teikit:print}unit")
        printed += " ".join([*tree.itertext(), *(v for e in tree.iter() for v in e.attrib.values())])
    assert {word for word in WORDS if not re.search(rf"{word}(?![a-z])", printed)} == EXPLAINED_ONLY
