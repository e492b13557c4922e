"""James Clark's test suites for RELAX NG and the datatypes of XML Schema: additional tests where they are there."""

import marshal
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from teikit.validation.relaxng.datatypes.library import XSD, BuiltinType, builtin_type, datatype
from teikit.validation.relaxng.errors import SchemaError
from teikit.validation.relaxng.match import Automaton, Ids, Patterns, is_valid
from teikit.validation.relaxng.schema import Schema
from teikit.validation.relaxng.table import Table, TableReader, table_of

SUITES = Path(__file__).resolve().parents[2] / "shared" / "relaxng"
SCHEMA = "file:///suite/schema.rng"


class Case(NamedTuple):
    files: dict[str, bytes]
    correct: bool
    documents: list[tuple[bool, bytes]]


def suite(name: str) -> etree._ElementTree:
    return etree.parse(SUITES / name, etree.XMLParser(resolve_entities=True))


def written(holder: etree._Element) -> bytes:
    inner = next(e for e in holder if isinstance(e.tag, str))
    return ((holder.get("dtd") or "") + etree.tostring(inner, encoding="unicode", with_tail=False)).encode()


def resources(holder: etree._Element, base: str) -> Iterator[tuple[str, bytes]]:
    for e in holder:
        if e.tag == "resource":
            yield base + e.get("name", ""), written(e)
        elif e.tag == "dir":
            yield from resources(e, f"{base}{e.get('name')}/")


def cases() -> Iterator[Case]:
    for test in suite("spectest.xml").iter("testCase"):
        correct, incorrect = test.find("correct"), test.find("incorrect")
        schema = correct if correct is not None else incorrect
        files = dict(resources(test, "file:///suite/")) | {SCHEMA: written(schema)}
        documents = [(e.tag == "valid", written(e)) for e in test if e.tag in ("valid", "invalid")]
        yield Case(files, correct is not None, documents)


def loaded(case: Case) -> Schema:
    def resolve(uri: str) -> bytes:
        if uri not in case.files:
            raise FileNotFoundError(uri)
        return case.files[uri]

    schema = Schema(SCHEMA, resolve=resolve)
    schema.check_whole()
    return schema


@pytest.mark.private("relaxng/spectest.xml")
def test_every_incorrect_schema_is_refused_at_a_place() -> None:
    incorrect = [case for case in cases() if not case.correct]
    assert len(incorrect) == 213
    for case in incorrect:
        with pytest.raises(SchemaError) as refused:
            loaded(case)
        assert all(d.position for d in refused.value.diagnostics), case
        assert refused.value.diagnostics, case


def from_table(table: Table) -> Callable[[bytes], bool]:
    """Judges documents by the patterns that were kept as a table."""
    automaton = Automaton(Patterns())
    start = TableReader(marshal.loads(marshal.dumps(table)), automaton.make).pattern(0)
    return lambda data: is_valid(data, automaton.state((start,)), automaton, Ids())


@pytest.mark.private("relaxng/spectest.xml")
def test_every_document_is_judged_right() -> None:
    judged = 0
    for case in (case for case in cases() if case.correct):
        schema = loaded(case)
        kept = from_table(table_of(schema.start, whole=True))
        for valid, data in case.documents:
            assert schema.accepts(data) == valid, (case.files[SCHEMA].decode(), data.decode())
            assert kept(data) == valid, (case.files[SCHEMA].decode(), data.decode())
            judged += 1
    assert judged == 580


# ---------------------------------------------------------------- datatypes
def context(element: etree._Element) -> dict[str, str]:
    entities = re.findall(r"ENTITY (\w+)", element.get("internalSubset") or "")
    return {k or "": v for k, v in element.nsmap.items()} | {f"&{name}": "" for name in entities}


def value(kind: BuiltinType, element: etree._Element) -> object:
    return kind.value(kind.normalized(element.text or ""), context(element))


def wrong(kind: BuiltinType, element: etree._Element) -> bool:
    """Whether the type sees a row of the suite in another way than the suite."""
    if element.tag in ("valid", "invalid"):
        made = datatype(XSD, kind.name, (), {})
        return made.allows(element.text or "", context(element)) != (element.tag == "valid")
    if element.tag == "length":
        return kind.length(value(kind, element)) != int(element.get("value", ""))
    if element.tag == "equiv":
        classes = [[value(kind, v) for v in c] for c in element.iter("class")]
        pairs = [(a, b, n == m) for n, x in enumerate(classes) for m, y in enumerate(classes) for a in x for b in y]
        return any((a == b) != same for a, b, same in pairs)
    one, other = (value(kind, v) for v in element)
    order = kind.compare(one, other)
    return order != -1 if element.tag == "lessThan" else order not in (None, 0)


@pytest.mark.private("relaxng/xsdtest.xml")
def test_every_value_of_every_datatype_is_judged_right() -> None:
    rows = [(builtin_type(XSD, t.get("name", "")), row) for t in suite("xsdtest.xml").iter("datatype") for row in t]
    assert len(rows) > 300
    assert [(kind.name, etree.tostring(row)) for kind, row in rows if wrong(kind, row)] == []
