"""Rules evaluated without Saxon: what passes, Saxon passes too, and what teikit writes needs no Saxon."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from schema_fixtures import ROOT, cases

from teikit.core import resource, source_of
from teikit.validation import schematron, validate, validate_bytes
from teikit.validation.schematron import passes
from teikit.validation.schematron.quick.errors import UnknownError
from teikit.validation.schematron.quick.parser import parse
from teikit.validation.schematron.quick.tree import Tree
from teikit.xml import locate_elements

RULES = resource("schemas", "teikit.sch")
SAMPLES = [path.read_text(encoding="utf-8").partition("?>")[2] for path in sorted((ROOT / "xml").glob("*.xml"))[:2]]
ATTRIBUTE = re.compile(r' ([\w:]+)="([^"]*)"')
_REPEATED = re.compile(r' ([\w:]+)="[^"<>]*"[^<>]* \1="')  # not well-formed
_OPEN = re.compile('xml:id="(?: a |#w2 #nothing|)"')  # left to Saxon
NAMES = (
    "notBefore", "notAfter", "when", "from", "to", "hand", "new", "corresp", "next", "prev", "spanTo", "calendar",
    "quantity", "atLeast", "atMost", "xml:lang", "xml:id", "reason", "place", "cert",
)  # fmt: skip
VALUES = ("1951", "1951-09-26", "0099", "#w1", "#w2 #nothing", "nothing", "3", "x", "", " a ", "-1", "ru", "inline")


def complaints(text: str) -> list[str]:
    source = source_of(text, "a.xml")
    found = schematron.check_rules(source, lambda: locate_elements(source), schematron.rules(RULES))
    return [diagnostic.code for diagnostic in found]


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_what_passes_has_no_complaint_of_saxon(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SAMPLES))
    for _ in range(data.draw(st.integers(1, 3))):
        places = list(ATTRIBUTE.finditer(text))
        place = places[data.draw(st.integers(0, len(places) - 1))]
        name = data.draw(st.sampled_from([place[1], *NAMES]))
        value = data.draw(st.sampled_from([*VALUES, *(found[2] for found in places)]))
        text = f'{text[: place.start()]} {name}="{value}"{text[place.end() :]}'
    if not _REPEATED.search(text):
        assert passes(text, RULES) is (complaints(text) == []) or _OPEN.search(text)


@pytest.mark.parametrize("path", cases("valid"), ids=lambda path: path.stem)
def test_valid_documents_pass(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert passes(text, RULES) is (complaints(text) == [])


def test_every_expression_of_the_rules_is_known() -> None:
    namespaces = {"tei": "http://www.tei-c.org/ns/1.0", "xs": "http://www.w3.org/2001/XMLSchema"}
    elements = etree.parse(str(RULES)).getroot().iter("{*}let", "{*}rule", "{*}assert", "{*}report")
    for element in elements:
        for name in ("value", "context", "test"):
            if element.get(name) is not None:
                assert parse(element.get(name, ""), namespaces)


@pytest.mark.parametrize(
    "expression",
    ["a[last() = 1]", "1 + 1", "/a", "//a[1]", "doc('x')", "tokenize(., ',')", "a except b", "text()", "x:a", "a b"],
)
def test_other_expressions_are_left_to_saxon(expression: str) -> None:
    with pytest.raises(UnknownError):
        parse(expression, {})


@pytest.mark.parametrize("text", ['<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "<a>" * 1_000 + "</a>" * 1_000, "<a>"])
def test_documents_that_parsers_read_in_different_ways_are_left_to_saxon(text: str) -> None:
    assert not passes(text, RULES)


def test_rules_of_others_are_left_to_saxon() -> None:
    assert passes(SAMPLES[0], RULES)
    assert not passes(SAMPLES[0], ROOT / "tests" / "checking" / "any.sch")


def test_a_rule_is_tried_on_each_element_that_may_match_its_context() -> None:
    """The context of the order of dates needs one of two pairs of attributes."""
    for pair in (("notBefore", "notAfter"), ("from", "to")):
        wrong = f'<date {pair[0]}="1951" {pair[1]}="1950"/>'
        text = SAMPLES[0].replace("<body>", f"<body><p>{wrong}</p>", 1)
        assert wrong in text
        assert not passes(text, RULES), pair
        assert passes(text.replace(wrong, wrong.replace("1950", "1952")), RULES)


def test_the_value_of_an_element_is_the_text_inside_it() -> None:
    tree = Tree("<a>1<b>2<c/>3</b>4<d>5</d></a>")
    values = {element.name: element.value for element in tree.elements}
    assert values == {"a": "12345", "b": "23", "c": "", "d": "5"}
    assert tree.document.value == "12345"


FAULTS = {
    "an id twice": ('xml:id="a"', 'xml:id="a"/><anchor xml:id="a"'),
    "a grammar": ("<body>", "<body><nothing/>"),
    "a rule": ("<p>", '<p corresp="#nothing">'),
    "no XML": ("</body>", ""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_short_way_of_validation_finds_what_the_long_one_finds(fault: str) -> None:
    """A document in the form in which teikit writes files is first looked at without the places of its elements."""
    right = (
        (ROOT / "xml" / "000_aa023b8ff146a737.xml").read_bytes().replace(b"<body>", b'<body><anchor xml:id="a"/>', 1)
    )
    wrong = right.replace(*(part.encode() for part in FAULTS[fault]), 1)
    assert wrong != right
    for data in (right, wrong):
        short = validate_bytes(data, "a.xml").diagnostics
        assert short == tuple(validate(data, "a.xml"))
        assert bool(short) is (data is wrong)


def test_the_short_way_is_for_schemas_of_teikit_only(tmp_path: Path) -> None:
    schema = tmp_path / "other.rng"
    schema.write_text('<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>')
    data = (ROOT / "xml" / "000_aa023b8ff146a737.xml").read_bytes()
    assert validate_bytes(data, "a.xml", [schema]).diagnostics
    assert not validate_bytes(data, "a.xml").diagnostics
