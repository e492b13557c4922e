"""Validation of TEI: locations in its text, and grammars; Schematron has tests of its own."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from schema_fixtures import RNG_FILE, cases, own_fragments
from schema_generator import Generator, any_element, mutant

from teikit.core import Diagnostic, Severity
from teikit.core.source import Source, source_of
from teikit.validation.links import facts_of
from teikit.validation.relaxng.datatypes.library import XSD, datatype
from teikit.validation.relaxng.errors import SchemaError
from teikit.validation.relaxng.schema import Schema
from teikit.validation.validate import DocumentValidator, validate
from teikit.xml import XmlDocument, decode_xml, locate_elements

TEI = "http://www.tei-c.org/ns/1.0"
UNREADABLE = {
    "empty": (b"", "xml-empty", None),
    "blank": (b" \n", "xml-empty", None),
    "latin-1": ("<a>\nZürich</a>".encode("latin-1"), "xml-encoding", (2, 2)),
    "image": (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "xml-binary", (3, 1)),
    "control character": (b"<a>\nb\x01</a>", "xml-binary", (2, 2)),
    "other encoding declared": ('<?xml version="1.0" encoding="KOI8-R"?><a>д</a>'.encode(), "xml-encoding", (1, 31)),
    "unknown encoding declared": (b'<?xml version="1.0" encoding="KOI-9"?><a/>', "xml-encoding", (1, 31)),
    "not closed": ("<a>\n<б>по</a>".encode(), "xml-malformed", (2, 6)),
    "two roots": (b"<a/>\n<b/>", "xml-malformed", (2, 1)),
    "unknown entity": (b"<a>&nbsp;</a>", "xml-entity-undeclared", (1, 4)),
    "prefix without namespace": (b"<a>\n<x:b/></a>", "xml-malformed", (2, 1)),
    "entity bomb": (b'<!DOCTYPE a [<!ENTITY b "&c;"><!ENTITY c "&b;&b;">]><a>&c;</a>', "xml-entity-expansion", (1, 56)),
    "external entity": (b'<!DOCTYPE a [<!ENTITY b SYSTEM "b.txt">]><a>&b;</a>', "xml-entity-not-read", (1, 45)),
}


def loaded(data: bytes) -> tuple[XmlDocument, list[Diagnostic]]:
    document = decode_xml(data, Path("a.xml"), "a.xml")
    return document, [*document.diagnostics, *([document.malformed] if document.malformed else [])]


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_says_why_and_where(name: str) -> None:
    data, code, where = UNREADABLE[name]
    _, findings = loaded(data)
    assert [(f.code, f.position and (f.position.line, f.position.column)) for f in findings] == [(code, where)]
    assert findings[0].severity is Severity.ERROR
    assert [f.code for f in validate(data, "a.xml", ())] == [code]


READABLE = {
    "utf-16": "<a>é</a>".encode("utf-16"),
    "utf-16 without mark": "<a>é</a>".encode("utf-16-le"),
    "latin-1": '<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>'.encode("latin-1"),
    "windows-1251": '<?xml version="1.0" encoding="windows-1251"?><a>&#233;</a>'.encode("cp1251"),
    "doctype": '<!-- <!DOCTYPE b> -->\n<!DOCTYPE a SYSTEM "a.dtd"><a>é</a>'.encode(),
    "entities": b'<!DOCTYPE a [<!ENTITY b "&#233;"><!ENTITY c "&b;">]><a>&c;</a>',
}


@pytest.mark.parametrize("name", READABLE)
def test_other_encodings_and_internal_entities_are_read(name: str) -> None:
    document, findings = loaded(READABLE[name])
    assert [f.severity for f in findings if f.severity is not Severity.INFO] == []
    assert document.tree is not None and document.tree.getroot().text == "é"


@given(st.binary(max_size=60) | st.text(alphabet="<>/&;!?-[]\"'= abé\n\ufeff", max_size=60).map(str.encode))
def test_whatever_the_bytes_there_is_a_tree_or_a_reason(data: bytes) -> None:
    document, findings = loaded(data)
    assert document.tree is not None or findings
    assert (document.locations is None) == (document.mapped is None or document.malformed is not None)


def test_many_comments_before_the_root_cost_nothing() -> None:
    document, findings = loaded(b"<!--a--><?b?>\n" * 5000 + b"<a/>")
    assert document.tree is not None
    assert findings == []


def test_a_byte_order_mark_is_not_a_column() -> None:
    assert [f.place for f in validate("\ufeff<a>".encode(), "a.xml")] == ["a.xml:1:4"]


@pytest.mark.parametrize("seed", range(8))
def test_places_are_those_of_the_start_tags(seed: int) -> None:
    document = Generator(RNG_FILE, seed).document(size=80)
    source = source_of(etree.tostring(document, encoding="unicode", pretty_print=True))
    locations = locate_elements(source)
    for number, element in enumerate(etree.fromstring(source.text, etree.XMLParser(collect_ids=False)).iter("*")):
        tag = source.cut(locations.tag(number))
        name = etree.QName(element).localname
        assert tag.startswith(f"<{name}")
        assert tag.endswith(">")
        assert source.position(locations.offsets[number]) == locations.position(number)
        for key, value in element.attrib.items():
            written = key.replace("{http://www.w3.org/XML/1998/namespace}", "xml:")
            assert source.cut(locations.attribute(number, written)).startswith(f'{written}="{value[:4]}')


def test_a_greater_than_sign_in_a_value_does_not_end_a_tag() -> None:
    locations = locate_elements(Source("<a b='>' c=\"x\"><d/></a>"))
    assert locations.source.cut(locations.tag(0)) == "<a b='>' c=\"x\">"
    assert locations.source.cut(locations.attribute(0, "c")) == 'c="x"'


def test_findings_do_not_depend_on_how_the_document_is_handed_over() -> None:
    path = next(p for p in cases("invalid") if p.stem == "two-faults")
    data = path.read_bytes()
    tree = etree.ElementTree(etree.fromstring(data))
    assert [f.code for f in validate(tree, "a.xml")] == [f.code for f in validate(data, "a.xml")]


@cache
def fragments() -> Schema:
    """teikit's grammar, accepting each element as a root."""
    tree = any_element(etree.parse(RNG_FILE, etree.XMLParser(remove_comments=True)))
    return Schema("memory:fragments.rng", resolve=lambda uri: etree.tostring(tree))


@pytest.mark.parametrize("seed", range(4))
def test_the_verdict_is_that_of_libxml2(seed: int) -> None:
    """Fragments of every element with one thing changed. (Small: libxml2 takes exponential time for deep ones.)"""
    refused = 0
    for number, fragment in enumerate(Generator(RNG_FILE, seed).fragments(depth=2, size=8)):
        text = etree.tostring(without_duplicate_ids(mutant(fragment, number)), encoding="unicode")
        faults = fragments().check(source_of(text))
        refused += bool(faults)
        assert (not faults) == own_fragments().validate(etree.fromstring(text)), f"{faults}: {text}"
    assert refused > 50


def without_duplicate_ids(root: etree._Element) -> etree._Element:
    """The same without what libxml2 does not judge."""
    seen: set[str] = set()
    for element in root.iter("*"):
        key = "{http://www.w3.org/XML/1998/namespace}id"
        name = element.get(key, "").strip()
        if name in seen:
            del element.attrib[key]
        elif name:
            seen.add(name)
    return root


def test_deep_and_wrong_takes_no_time() -> None:
    depth = 900
    text = (
        f'<p xmlns="{TEI}"><note type="gloss"><p>'
        + "<q><p>" * depth
        + "<pb>x</pb>"
        + "</p></q>" * depth
        + "</p></note></p>"
    )
    assert [f.code for f in fragments().check(source_of(text))] == ["tei-text-misplaced"]


OLD = "<schema xmlns='http://www.ascc.net/xml/schematron'/>"
RULE = """<schema xmlns='http://purl.oclc.org/dsdl/schematron' queryBinding='xslt3'>
  <pattern><rule context="{}"><assert test="{}"/></rule></pattern>
</schema>"""
WRONG = {
    "gone.rng": None,
    "gone.sch": None,
    "a.xsd": "<schema/>",
    "broken.rng": "<grammar>",
    "no.rng": "<grammar xmlns='http://relaxng.org/ns/structure/1.0'><start><ref name='a'/></start></grammar>",
    "broken.sch": "<schema>",
    "no.sch": "<schema/>",
    "old.sch": OLD,
    "context.sch": RULE.format("a[", "b"),
    "expression.sch": RULE.format("a", "b["),
    "base.sch": RULE.format("a", "b").replace("<pattern", "<pattern is-a='gone'"),
    "no.odd": "<TEI xmlns='http://www.tei-c.org/ns/1.0'/>",
    "doctype.sch": "<!DOCTYPE schema [<!ENTITY a 'b'>]>" + RULE.format("a", "b"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_schema_that_cannot_be_used_is_named(name: str, tmp_path: Path) -> None:
    content = WRONG[name]
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(SchemaError, match=name):
        validate(b"<a>x</a>", "a.xml", [tmp_path / name])


def test_a_grammar_in_which_an_attribute_replaces_an_element(tmp_path: Path) -> None:
    schema = tmp_path / "other.rng"
    either = '<choice><attribute name="a"/><element name="b"><empty/></element></choice>'
    start = f'<start><element name="t">{either}</element></start>'
    schema.write_text(f'<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{TEI}">{start}</grammar>')
    assert validate(f'<t xmlns="{TEI}" a="1"/>'.encode(), "a.xml", [schema]) == []
    found = validate(f'<t xmlns="{TEI}">\n <c/></t>'.encode(), "a.xml", [schema])
    assert [f"{f.code} {f.place}" for f in found] == ["tei-element-unknown a.xml:2:2"]


@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_the_pass_of_the_grammar_collects_the_same_facts(kind: str) -> None:
    """Also behind the first error, where the grammar has nothing more to say."""
    read = 0
    for path in cases(kind):
        mapped = decode_xml(path.read_bytes(), path, path.name).mapped
        assert mapped is not None
        validator = DocumentValidator(mapped.as_source)
        together = validator.facts(mapped, [RNG_FILE])
        assert together == facts_of(mapped), path
        assert validator.check(RNG_FILE) == DocumentValidator(mapped.as_source).check(RNG_FILE), path
        read += len(together[0].pointers)
    assert read


ADDRESSES = {
    "scan[1].jpg": False,
    "http://example.org/scan[1].jpg": False,
    "#page[1]": False,
    "http://[URL]/x": False,
    "http://[::1]/x": True,
    "https://a@[2001:db8::7]:80/?q=1": True,
    "a%5B1%5D.jpg": True,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_square_brackets_are_of_addresses_of_ipv6_only(address: str) -> None:
    assert datatype(XSD, "anyURI", (), {}).allows(address, {}) is ADDRESSES[address]
