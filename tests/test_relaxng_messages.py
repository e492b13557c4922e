"""Faults that people make in TEI: each is found once, at its line and column, with a message that helps."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from schema_fixtures import RNG_FILE, TEI_ALL

from teikit.checking.filters import repeats_counted
from teikit.core.diagnostics import Diagnostic
from teikit.core.source import source_of
from teikit.validation import tei_all_schema
from teikit.validation.odd import OddSchema
from teikit.validation.relaxng import element_facts
from teikit.validation.relaxng.explain.faults import MAX_FAULTS
from teikit.validation.relaxng.schema import Schema, load

FOLDER = Path(__file__).parent / "relaxng_messages"
LETTER, JOURNAL = ((FOLDER / name).read_text(encoding="utf-8") for name in ("letter.xml", "journal.xml"))
CASES: dict[str, Any] = tomllib.loads((FOLDER / "cases.toml").read_text(encoding="utf-8"))
JOURNAL_CASES: dict[str, Any] = tomllib.loads((FOLDER / "journal.toml").read_text(encoding="utf-8"))
# Each grammar with the document whose faults it finds; TEI's own is an additional run where it is there.
GRAMMARS = {"teikit": RNG_FILE, "tei_all": TEI_ALL, "journal": FOLDER / "journal.rng"}
DOCUMENTS = {"teikit": LETTER, "tei_all": LETTER, "journal": JOURNAL}
NAMES = [name for name, path in GRAMMARS.items() if path.exists()]
LONGEST = 400


def cases_of(name: str) -> dict[str, Any]:
    """The cases of a grammar by their titles."""
    if name == "journal":
        return JOURNAL_CASES
    return {title: case for title, case in CASES.items() if name in case.get("schemas", GRAMMARS)}


EACH = [(name, title) for name in NAMES for title in cases_of(name)]


@cache
def schema(name: str) -> Schema:
    return load(GRAMMARS[name])


def changed(case: dict[str, Any], document: str = LETTER) -> tuple[str, int]:
    """The document with the fault, and where the fault is. A root that is renamed is renamed at its end too."""
    assert document.count(case["old"]) >= 1
    before = document.index(case["old"])
    text = document.replace(case["old"], case["new"], 1)
    if root := re.match(r"<(teiHeaders)", case["new"]):
        text = text.replace("</TEI>", f"</{root[1]}>")
    return text, text.index(case["at"], before)


def found(name: str, text: str) -> list[Diagnostic]:
    return schema(name).check(source_of(text, "letter.xml"))


@pytest.mark.parametrize("name", NAMES)
def test_the_document_is_valid_before_it_is_changed(name: str) -> None:
    assert found(name, DOCUMENTS[name]) == []


@pytest.mark.parametrize(("name", "case"), EACH, ids=[f"{schema}: {case}" for schema, case in EACH])
def test_a_fault_is_found_at_its_place_with_words_that_help(name: str, case: str) -> None:
    expected = cases_of(name)[case]
    text, start = changed(expected, DOCUMENTS[name])
    findings = found(name, text)
    assert findings
    first = findings[0]
    assert (first.code, first.position) == (expected["code"], source_of(text).position(start)), first
    assert expected["says"] in f"{first.message} {first.advice}", f"{first}\n{first.advice}"
    assert all(len(f.message) <= LONGEST for f in findings)
    if "repeats" in expected:
        assert len({f.position for f in findings}) == expected["repeats"]
        assert {f.like for f in findings} == {first.like} != {""}


def test_what_is_said_does_not_depend_on_the_documents_before() -> None:
    first, used = (OddSchema(tei_all_schema()).grammar for _ in range(2))
    assert first and used
    for name in used.declared.names:
        assert all(element_facts(element, (), used.automaton.derive) for element in used.declared.elements(name))
    sources = [source_of(changed(case)[0], "letter.xml") for case in cases_of("teikit").values()]
    said = [first.check(source) for source in sources]
    assert any("in all)" in diagnostic.message for diagnostics in said for diagnostic in diagnostics)
    assert said == [used.check(source) for source in sources]


@pytest.mark.parametrize("name", NAMES)
def test_a_fault_is_one_message(name: str) -> None:
    """At most 1.2 messages a fault."""
    cases = cases_of(name)
    messages = {
        title: list(map(str, repeats_counted(found(name, changed(case, DOCUMENTS[name])[0]))))
        for title, case in cases.items()
    }
    faults = sum(case.get("faults", 1) for case in cases.values())
    assert len(cases) > 10
    many = {title: texts for title, texts in messages.items() if len(texts) > cases[title].get("faults", 1)}
    assert sum(map(len, messages.values())) <= 1.2 * faults, many


@pytest.mark.parametrize("name", [name for name in NAMES if DOCUMENTS[name] == LETTER])
def test_all_faults_at_once_are_all_found(name: str) -> None:
    """Faults in attribute values do not hide each other."""
    text, expected = LETTER, []
    for case in ("a month that does not exist", "a value that is not in the list", "a number in words"):
        text = text.replace(CASES[case]["old"], CASES[case]["new"], 1)
        expected.append(CASES[case]["code"])
    assert [f.code for f in found(name, text)] == expected


def test_a_flood_of_faults_ends() -> None:
    """Where nothing is right, the first faults are reported, and that there are more."""
    text = LETTER.replace("<item>a crate of tea</item>", "<p>x</p>" * (MAX_FAULTS + 5), 1)
    findings = found("teikit", text)
    assert len(findings) == MAX_FAULTS + 1
    assert findings[-1].code == "check-more-findings"
    assert len(repeats_counted(findings)) == 2
