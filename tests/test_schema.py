"""The schemas: what they accept and refuse, that TEI accepts what they accept, that ODD, RNG and Schematron agree."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from schema_fixtures import ODD_FILE, RNG_FILE, ROOT, SCH_FILE, cases, complaint, needs_tei_all, own_fragments, tei_all
from schema_generator import Generator

from teikit.validation.relaxng.description import AttributeFacts, ElementFacts, describe
from teikit.validation.relaxng.match.name_classes import split_name
from teikit.validation.relaxng.schema import Schema, load
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


def test_odd_and_grammar_have_the_same_elements() -> None:
    refs = etree.parse(ODD_FILE).iter(f"{TEI}moduleRef")
    included = sorted(name for ref in refs for name in ref.get("include", "").split())
    assert included == sorted(split_name(name)[1] for name in grammar().declared.names)


def test_odd_and_grammar_have_the_same_closed_lists() -> None:
    assert odd_lists() == {key: sorted(a.values) for key, a in attributes() if a.values and not a.types}


def test_odd_and_grammar_require_the_same_attributes() -> None:
    defined = [(spec.get("ident"), a) for spec in specs("elementSpec") for a in spec.iter(f"{TEI}attDef")]
    assert {(element, a.get("ident")) for element, a in defined if a.get("usage") == "req"} == required()


def test_what_the_odd_says_of_attributes_the_grammar_has() -> None:
    """None is spoken of that the grammar does not know; none that the ODD takes away is in the grammar."""
    known = {key for key, _ in attributes()}
    for spec in specs("elementSpec"):
        for attribute in spec.iter(f"{TEI}attDef"):
            there = (spec.get("ident"), attribute.get("ident")) in known
            assert there is (attribute.get("mode") != "delete"), (spec.get("ident"), attribute.get("ident"))


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


@cache
def grammar() -> Schema:
    return load(RNG_FILE)


@cache
def declarations() -> list[ElementFacts]:
    """What the grammar says of its elements; where it has two of one name, both."""
    locals_ = dict.fromkeys(split_name(name)[1] for name in grammar().declared.names)
    return [facts for name in locals_ for facts in describe(grammar(), name)]


def attributes() -> Iterator[tuple[tuple[str, str], AttributeFacts]]:
    """The attributes of the grammar by element and name; of two elements of one name, both."""
    merged: dict[tuple[str, str], AttributeFacts] = {}
    for declared in declarations():
        for attribute in declared.attributes:
            key = (declared.name, attribute.name)
            before = merged.get(key, attribute)
            values = tuple(dict.fromkeys((*before.values, *attribute.values)))
            merged[key] = replace(attribute, values=values)
    yield from merged.items()


def required() -> set[tuple[str, str]]:
    """The attributes that every element of a name must have."""
    by_name: dict[str, list[set[str]]] = {}
    for declared in declarations():
        by_name.setdefault(declared.name, []).append({a.name for a in declared.attributes if a.required})
    return {(name, a) for name, sets in by_name.items() for a in set.intersection(*sets)}


def odd_lists() -> dict[tuple[str | None, str | None], list[str | None]]:
    """The closed lists of the ODD by element and attribute; a list of a class holds for all that have the attribute."""
    found = {}
    of_elements = [s.get("ident") for s in specs("elementSpec")]
    for spec in specs("classSpec"):
        for attribute, values in lists(spec):
            for (element, name), known in attributes():
                if name == attribute and known.values and not known.types:
                    found[element, name] = values
    for spec in specs("elementSpec"):
        found |= {(spec.get("ident"), attribute): values for attribute, values in lists(spec)}
    assert len(of_elements) == len(set(of_elements))
    return found


def lists(spec: etree._Element) -> Iterator[tuple[str | None, list[str | None]]]:
    for attribute in spec.iter(f"{TEI}attDef"):
        if (values := attribute.find(f"{TEI}valList")) is not None:
            assert values.get("type") == "closed"
            yield attribute.get("ident"), sorted(item.get("ident", "") for item in values)


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
