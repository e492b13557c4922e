"""The schemas: what they accept and refuse, that TEI accepts what they accept, that ODD, RNG and Schematron agree."""

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from schema_fixtures import ODD_FILE, RNG_FILE, ROOT, SCH_FILE, cases, complaint, needs_tei_all, own_fragments, tei_all
from schema_generator import Generator

from teikit.validation import compile_odd
from teikit.validation.validate import validate

TEI = "{http://www.tei-c.org/ns/1.0}"
EXAMPLES = "{http://www.tei-c.org/ns/Examples}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
EXPECT = re.compile(r"^\s*expect: (.+?)\s*(?:-->)?$", re.MULTILINE)
ROUNDS = 35


def identifier(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", cases("valid"), ids=identifier)
def test_valid_documents_pass(path: Path) -> None:
    assert [str(f) for f in validate(path.read_bytes(), path.name)] == []


@pytest.mark.parametrize("path", cases("invalid"), ids=identifier)
def test_invalid_documents_are_found_at_their_place(path: Path) -> None:
    expected = EXPECT.findall(path.read_text(encoding="utf-8"))
    found = validate(path.read_bytes(), path.name)
    assert expected
    assert [f"{f.code} {f.place.removeprefix(path.name + ':')}" for f in found] == expected, "\n".join(map(str, found))


def test_every_rule_has_a_case() -> None:
    said = " ".join(path.read_text(encoding="utf-8") for path in cases("invalid"))
    tests = {e.get("id") for e in etree.parse(SCH_FILE).iter(f"{SCH}assert", f"{SCH}report")}
    assert tests == set(re.findall(r"expect: (rule-[\w-]+)", said))


@needs_tei_all
@pytest.mark.parametrize("path", [*cases("valid"), *sorted((ROOT / "xml").glob("*.xml"))], ids=identifier)
def test_tei_accepts_the_documents(path: Path) -> None:
    assert complaint(tei_all(), etree.parse(path).getroot()) == ""


@cache
def generated() -> list[etree._Element]:
    """Random fragments and documents, made by walking the grammar, until every piece of it was used."""
    generator = Generator(RNG_FILE, seed=1)
    fragments = [fragment for _ in range(ROUNDS) for fragment in generator.fragments()]
    documents = [generator.document() for _ in range(ROUNDS)]
    assert generator.unused() == []
    return [*fragments, *documents]


def test_libxml2_accepts_whatever_the_grammar_generates() -> None:
    assert [message for element in generated() if (message := complaint(own_fragments(), element))] == []


@needs_tei_all
def test_tei_accepts_whatever_the_grammar_generates() -> None:
    assert [message for element in generated() if (message := complaint(tei_all(), element))] == []


@needs_tei_all
def test_the_odd_is_tei() -> None:
    assert complaint(tei_all(), etree.parse(ODD_FILE).getroot()) == ""


def test_the_grammar_is_what_the_odd_compiles_to() -> None:
    compiled = compile_odd(ODD_FILE)
    assert compiled.relaxng(with_rules=False) == RNG_FILE.read_bytes(), (
        "run: teikit schema schemas/teikit.odd --no-rules --output schemas/teikit.rng"
    )
    assert compiled.diagnostics == []


def test_odd_and_schematron_have_the_same_rules() -> None:
    schema = etree.parse(SCH_FILE, etree.XMLParser(remove_comments=True)).getroot()
    odd = etree.parse(ODD_FILE)
    for name, inside in (("ns", ""), ("let", f"{TEI}constraint/"), ("pattern", "")):
        specified = [canonical(e) for e in odd.iterfind(f".//{inside}{SCH}{name}")]
        assert specified == [canonical(e) for e in schema.findall(f"{SCH}{name}")]


def test_every_example_of_the_odd_is_valid() -> None:
    for example in etree.parse(ODD_FILE).iter(f"{EXAMPLES}egXML"):
        spec = example.getparent().getparent().get("ident")
        pieces = [in_tei(piece) for piece in example]
        assert any(e.tag == f"{TEI}{spec}" for piece in pieces for e in piece.iter()), f"the example of {spec} lacks it"
        assert [c for piece in pieces if (c := complaint(own_fragments(), piece))] == []


def specs(kind: str) -> list[etree._Element]:
    return list(etree.parse(ODD_FILE).iter(f"{TEI}{kind}"))


def in_tei(element: etree._Element) -> etree._Element:
    """An example as the TEI it shows."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return etree.fromstring(text.replace(EXAMPLES[1:-1], TEI[1:-1]))


def canonical(element: etree._Element) -> tuple[str, dict[str, str], str, list[object]]:
    """A piece of Schematron without what layout and prefixes make of it."""
    text = " ".join("".join([element.text or "", *(child.tail or "" for child in element)]).split())
    return element.tag, dict(element.attrib), text, [canonical(child) for child in element]
