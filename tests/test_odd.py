"""ODD, feature by feature: folders of an ODD, a document, and what is to be found.

`expected.txt` has a line for each finding in the ODD, beginning with `odd`, and for each finding in the document. A
project's ODD that cannot be used has its errors only. The compiled files say the same as the ODD itself.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from schema_fixtures import ROOT, TEI_ALL, needs_tei_all

from teikit.cli.main import cli
from teikit.core import Diagnostic, Source
from teikit.validation import SchemaError, validate
from teikit.validation.odd import OddSchema, compile_odd, quick_rules_of, reference_page, tei_all
from teikit.validation.relaxng.description import ElementFacts, element_facts
from teikit.validation.relaxng.schema import Schema, load

CASES = ROOT / "tests" / "odd"
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())


def shown(diagnostic: Diagnostic, folder: Path) -> str:
    advice = f" -- {diagnostic.advice}" if diagnostic.advice else ""
    words = f"{diagnostic.place} {diagnostic.severity} {diagnostic.code} {diagnostic.message}{advice}"
    return words.replace(f"{folder}/", "").removeprefix("document.xml:")


def place_and_code(line: str) -> list[str]:
    return line.split()[:3]


def findings(folder: Path, schema: Path) -> list[str]:
    document = folder / "document.xml"
    try:
        return [shown(found, folder) for found in validate(document.read_bytes(), str(document), [schema])]
    except SchemaError as error:
        return [f"odd {shown(found, folder)}" for found in error.diagnostics]


def outcome(folder: Path) -> list[str]:
    schema = folder / "schema.odd"
    lines = findings(folder, schema)
    if any(line.startswith("odd ") for line in lines):
        return lines
    compiled = compile_odd(schema)
    compiled.relaxng()
    return [*(f"odd {shown(problem, folder)}" for problem in compiled.diagnostics), *lines]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_feature(folder: Path, tmp_path: Path) -> None:
    expected = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert outcome(folder) == expected
    if not any(" error schema-invalid " in line for line in expected):
        grammar = tmp_path / "project.rng"
        grammar.write_bytes(compile_odd(folder / "schema.odd").relaxng())
        # The order of the elements that a message lists is that of compilation.
        in_document = [line for line in expected if not line.startswith("odd ")]
        assert list(map(place_and_code, findings(folder, grammar))) == list(map(place_and_code, in_document))


def test_the_rules_of_tei_are_not_run_where_none_can_fire() -> None:
    plain, wrong = (CASES / name / "document.xml" for name in ("attributes", "tei-rules"))
    verdicts = [tei_all().rules_apply(Source(path.read_text(encoding="utf-8"), "x")) for path in (plain, wrong)]
    assert verdicts == [False, True]
    own, about = (CASES / "rules" / name for name in ("schema.odd", "document.xml"))
    assert compile_odd(own).rules_apply(Source(about.read_text(encoding="utf-8"), "x"))


RULES = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="http://purl.oclc.org/dsdl/schematron">
<s:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/><s:pattern>{}</s:pattern>
<start><element name="x"><empty/></element></start></grammar>"""
GI = "*[ name(.) eq $gi ]"
QUICK_CASES = [
    ('<s:rule context="tei:p"><s:assert test="@n">x</s:assert></s:rule>', "<p n='1'/>", False),
    ('<s:rule context="tei:p"><s:assert test="@n">x</s:assert></s:rule>', "<p/>", True),
    ('<s:rule context="tei:p[@rend]"><s:report test="tei:hi or not(tei:q)">x</s:report></s:rule>', "<p/><hi/>", False),
    # "10" is less than "9" as text, not as a number: only Saxon decides
    ('<s:rule context="tei:p"><s:assert test="@n &lt; @xml:id">x</s:assert></s:rule>', "<p n='10' xml:id='9'/>", True),
    ('<s:rule context="tei:p[@n = 1]"><s:report test="tei:q">x</s:report></s:rule>', "<p/>", True),
    ('<s:rule context="tei:p[@n = 1]"><s:report test="tei:q">x</s:report></s:rule>', "<hi/>", False),
    ('<s:rule context="tei:p | *:q"><s:report test="tei:x">x</s:report></s:rule>', "<q><x/></q>", True),
    ('<s:rule abstract="true" id="a"><s:report test="tei:x">x</s:report></s:rule>', "<q/>", True),
    ('<s:rule context="tei:p"><s:extends rule="a"/></s:rule>', "<q/>", True),
    (
        f'<s:rule context="tei:p|tei:q"><s:let name="gi" value="name(.)"/>'
        f'<s:report test="preceding-sibling::{GI} and not( following-sibling::{GI} )">x</s:report></s:rule>',
        "<p/><q/>",
        False,
    ),
    (
        f'<s:rule context="tei:p|tei:q"><s:let name="gi" value="name(.)"/>'
        f'<s:report test="preceding-sibling::{GI} and not( following-sibling::{GI} )">x</s:report></s:rule>',
        "<q/><p/><q/>",
        True,
    ),
]


@pytest.mark.parametrize(("rule", "content", "may_fire"), QUICK_CASES)
def test_rules_in_a_grammar_are_run_where_one_may_fire(
    rule: str, content: str, may_fire: bool, tmp_path: Path
) -> None:  # fmt: skip
    grammar = tmp_path / "project.rng"
    grammar.write_text(RULES.format(rule), encoding="utf-8")
    quick = quick_rules_of(grammar)
    source = Source(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{content}</TEI>', "x")
    assert (quick is None or quick.may_fire(source)) is may_fire


def test_a_project_compiles_compares_and_documents_its_odd(tmp_path: Path) -> None:
    """`teikit schema`: the grammar is in step with its ODD until one of them changes; the reference describes it."""
    odd, grammar = str(CASES / "attributes" / "schema.odd"), tmp_path / "project.rng"
    run = CliRunner().invoke
    assert run(cli, ["schema", odd, "--output", str(grammar), "--html", str(tmp_path)]).exit_code == 0
    assert run(cli, ["schema", odd, "--check", str(grammar)]).exit_code == 0
    text = grammar.read_text(encoding="utf-8")
    grammar.write_text(f"{text}\n", encoding="utf-8")
    assert run(cli, ["schema", odd, "--check", str(grammar)]).exit_code == 0, "only written differently"
    grammar.write_text(text.replace("<value>place</value>", "<value>ship</value>"), encoding="utf-8")
    drift = run(cli, ["schema", odd, "--check", str(grammar)])
    assert drift.exit_code == 1
    assert "type on <name> is required, “person”, “place” in the ODD, required, “person”, “ship” in" in drift.output
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<code>person</code> a human being" in page
    assert "<h1>Attributes that are added" in page
    assert '<p><code>(text | <a href="#' in page
    assert '<html lang="en">' in page


def test_the_reference_is_in_the_language_of_the_odd(tmp_path: Path) -> None:
    odd = tmp_path / "project.odd"
    text = (CASES / "modules" / "schema.odd").read_text(encoding="utf-8")
    odd.write_text(text.replace('xml:lang="en"', 'xml:lang="de-AT"'), encoding="utf-8")
    page = reference_page(compile_odd(odd))
    assert '<html lang="de">' in page
    assert "<h3>Enthalten in</h3>" in page
    assert "<h3>Contained in</h3>" not in page


def declarations(schema: Schema) -> dict[str, list[ElementFacts]]:
    """What a grammar says of its elements, without their parents, which follow from the rest."""
    derive = schema.automaton.derive
    return {
        name: [element_facts(element, (), derive) for element in schema.declared.elements(name)]
        for name in schema.declared.names
    }


def grammar_of(schema: OddSchema) -> Schema:
    assert schema.grammar is not None
    return schema.grammar


@needs_tei_all
def test_all_of_tei_is_what_the_tei_consortium_publishes() -> None:
    """Elements, content, attributes, values and datatypes of 588 elements."""
    published, compiled = declarations(load(TEI_ALL)), declarations(grammar_of(tei_all()))
    assert compiled.keys() == published.keys()
    assert len(compiled) == 588
    differing = [name for name in published if without_meaning(compiled[name]) != without_meaning(published[name])]
    assert differing == []


def without_meaning(declared: list[ElementFacts]) -> list[ElementFacts]:
    """Facts without descriptions, of which teikit takes none from TEI, and without the order of listed values."""
    return [
        replace(
            facts,
            meaning="",
            compact="",
            attributes=tuple(
                replace(
                    a, meaning="", expected="", compact="", values=tuple(sorted(a.values)), types=tuple(sorted(a.types))
                )
                for a in facts.attributes
            ),
        )
        for facts in declared
    ]
