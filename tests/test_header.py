"""The law of the header: each of its words is on the page and in the print, as often as the header has it.

`tests/header/` has a header with every element and small cases; the headers of the other TEI fixtures are read too.
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree, html
from test_reading import GRAMMAR, WRAPPER, reading_of

from teikit.core import message
from teikit.publication.html.rendering import html_page
from teikit.publication.print import Metadata, print_xml
from teikit.publication.reading.transform import coverage, reading_document

HERE = Path(__file__).parent
FOLDERS = ("header", "html_coverage", "xslt/documents", "facsimile")
FIXTURES = sorted(path for folder in FOLDERS for path in (HERE / folder).glob("*.xml"))
EVERY = HERE / "header" / "every-element.xml"
T = "{http://www.tei-c.org/ns/1.0}"
R = "{urn:teikit:reading}"
ALL = pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parent.name}-{path.stem}")

# The checksum by which the converter knows its own file.
NOT_FOR_READERS = "desc[@type='generated']"


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


@cache
def header_of(path: Path) -> Counter[str]:
    """The words of a header; the text of each element by itself, an element that repeats the one before it left out."""
    header = etree.parse(path).getroot().find(f"{T}teiHeader")
    assert header is not None
    for machine in header.iterfind(f".//{T}{NOT_FOR_READERS}"):
        machine.text = ""
    found: Counter[str] = Counter()
    for element in header.iter(etree.Element):
        found += words(element.text or "") + words(element.tail or "")
    return found


@cache
def page(path: Path) -> etree._Element:
    return html.fromstring(html_page(reading_document(path.read_text(encoding="utf-8"), path.name)[0]))


def shown(tree: etree._Element, attributes: tuple[str, ...] = ()) -> Counter[str]:
    found: Counter[str] = Counter()
    for element in tree.iter(etree.Element):
        found += words(element.text or "") + words(element.tail or "")
        for name in attributes:
            found += words(element.get(name) or "")
    return found


@ALL
def test_every_word_of_the_header_is_on_the_page(path: Path) -> None:
    back = " or ".join(f"contains(@class, '{name}')" for name in ("about", "cite", "signs", "sigla", "appendix"))
    parts = page(path).xpath(f"//header | //section[{back}]")
    assert header_of(path) - sum((shown(part) for part in parts), Counter()) == Counter()


@ALL
def test_every_word_of_the_header_is_in_the_print(path: Path) -> None:
    node, _ = reading_document(path.read_text(encoding="utf-8"), path.name)
    tree = etree.fromstring(print_xml([node], Metadata("Edition"), "diplomatic").encode())
    assert header_of(path) - shown(tree, ("label", "title")) == Counter()


@ALL
def test_the_reading_document_follows_its_grammar(path: Path) -> None:
    document, _ = reading_of(path.read_text(encoding="utf-8"))
    assert GRAMMAR.validate(document), GRAMMAR.error_log


# ---------------------------------------------------------------- what it looks like
def facts(path: Path, where: str = "description") -> dict[str, list[str]]:
    """The statements of a document by the label of their group and their own."""
    document, _ = reading_of(path.read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for fact in document.iterfind(f"{R}{where}//{R}fact"):
        group = fact.getparent()
        assert group is not None
        key = f"{group.get('label', '')}/{fact.get('label')}"
        found.setdefault(key, []).append(" ".join("".join(fact.itertext()).split()))
    return found


def test_the_header_is_in_groups() -> None:
    groups = page(EVERY).xpath("//section[contains(@class, 'about')]/*[self::h3 or self::details/summary]")
    names = [g.text if g.tag == "h3" else g.findtext("summary") for g in groups]
    assert names == ["About the source", "About this edition", "The text", "Encoding", "Changes"]


def test_a_hand_without_an_id_is_described() -> None:
    found = facts(HERE / "header" / "hand-without-id.xml")
    assert found["Physical description/Hand"] == ["Gothic hand of great beauty."]


def test_what_attributes_say_is_in_words() -> None:
    found = facts(EVERY)
    assert found["Physical description/Material"] == ["parchment", "parchment"]
    hand = "Zmhand (scope: the only hand; script: gothic; medium: ink; scribe: Anna)"
    assert hand.replace("medium", message("en", "attribute.medium")) in found["Hands/Hand"]
    assert "Zilang (other languages: Ancient Greek)" in found["Item 1/Language of the item"]
    assert found["Origin/Date of origin"][0] == "Zmorigdate (not before 1450, not after 1475; evidence: script)"
    assert "Zlanguage (share: 90 %)" in found["The text/Language"]


def test_a_catalogue_in_the_text_is_as_structured_as_one_in_the_header() -> None:
    found = facts(HERE / "header" / "catalogue.xml", "witness")
    assert found["Item 1/Leaves"] == ["1r–12v"]
    assert found["Item 1/Author"] == ["Anna"]
    assert found["Physical description/Extent"] == ["120 leaves height 187 × width 132 mm"]
    assert found["Physical description/Layout"] == ["Ruled in ink (columns: 2; written lines: 23–31)"]
    assert found["History/Origin"] == ["Made in Paris in the third quarter of the century"]
    assert found["Part A/Kept at"] == ["fols 1–60"]
    assert found["Manuscript/Kept at"] == ["Town, Library, MS 1", "City, MS 2"]


def test_an_element_that_no_rule_knows_is_shown_with_its_name() -> None:
    assert facts(EVERY)["Feature of tomorrow/Description"] == ["Ztomorrow"]
    tei = EVERY.read_text(encoding="utf-8").replace("<featureOfTomorrow>", '<featureOfTomorrow shade="x">')
    reported = {d.message.split(" of the header")[0].split(" in the header")[0] for d in coverage(tei, "a.xml")}
    assert "no name is known for the element featureOfTomorrow" in reported
    assert "no rule reads @shade of featureOfTomorrow" in reported
    assert {message for message in reported if message.startswith("no name")} == {
        "no name is known for the element featureOfTomorrow",
        "no name is known for the element title",
    }
    assert not [message for message in reported if "handNote" in message]


def test_long_groups_are_shown_on_demand_without_a_script() -> None:
    tei = EVERY.read_text(encoding="utf-8").replace("Zprojectp", "Zprojectp " + "long words " * 100)
    tree = html.fromstring(html_page(reading_document(tei, "a.xml")[0]))
    long = tree.xpath("//details[contains(., 'Zprojectp')]/summary")
    assert [summary.text for summary in long] == ["Project"]


def test_equal_statements_after_each_other_are_one() -> None:
    tei = EVERY.read_text(encoding="utf-8").replace("<idno>Zmidnotwo</idno>", "<idno>Zmidnotwo</idno>" * 3)
    facts_of_it = [f for f in reading_of(tei)[0].iter(f"{R}fact") if "".join(f.itertext()) == "Zmidnotwo"]
    assert len(facts_of_it) == 1


# ---------------------------------------------------------------- registers
def test_entries_of_registers_have_names_labelled_facts_and_links() -> None:
    register = page(HERE / "header" / "register.xml").xpath("//section[contains(@class, 'appendix')]")[0]
    links = {(a.get("href"), "".join(a.itertext())) for a in register.iter("a")}
    assert ("https://d-nb.info/gnd/118609807", "118609807") in links
    assert ("https://www.geonames.org/2761369", "2761369") in links
    assert {("#p1", "Arden, Anna"), ("#p2", "Carl Arden")} <= links
    text = " ".join(" ".join(register.itertext()).split())
    for words_of_it in ("born 1845 , City", "name (maiden) Berg", "Arden, Anna – teacher – Carl Arden", "(1870-01-01)"):
        assert words_of_it in text


def test_a_note_in_a_description_of_the_text_keeps_its_words() -> None:
    extent = "<extent>183 folios <note>25 verses</note></extent>"
    support = f"<objectDesc><supportDesc>{extent}</supportDesc></objectDesc>"
    described = f"<msDesc><msIdentifier/><physDesc>{support}</physDesc></msDesc>"
    node, _ = reading_document(WRAPPER.replace("<?fragment?>", described), "a.xml")
    page = " ".join(html.fromstring(html_page(node)).text_content().split())
    assert "25 verses" in page
    assert "25 verses" in " ".join(print_xml([node], Metadata("Edition"), "diplomatic").split())


def test_a_name_in_doubt_is_shown_in_doubt() -> None:
    sent = '<correspAction type="sent"><persName cert="medium">Karl</persName></correspAction>'
    received = '<correspAction type="received"><persName>Johanna Brandt</persName></correspAction>'
    profile = f"<profileDesc><correspDesc>{sent}{received}</correspDesc></profileDesc></teiHeader>"
    document, _ = reading_of(WRAPPER.replace("<?fragment?>", "<p/>").replace("</teiHeader>", profile, 1))
    facts = {fact.get("name"): "".join(fact.itertext()) for fact in document.iter(f"{R}fact")}
    assert (facts["sender"], facts["addressee"]) == ("Karl (not certain)", "Johanna Brandt")
