"""Rules of users end: one that counts for years is a finding, and all others are applied."""

from pathlib import Path

import pytest

from teikit.core import TeikitError
from teikit.validation import SchemaError, validate
from teikit.validation.limited import VARIABLE

RULES = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><ns prefix="t" '
    'uri="http://www.tei-c.org/ns/1.0"/><pattern><rule context="t:p"><assert test="{test}">it is wrong</assert></rule>'
    "</pattern></schema>"
)
YEARS = "sum(for $i in 1 to 2000000000, $j in 1 to 2000000000 return 1 + $j mod 3) lt 0"
TEI = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Words</p></body></text></TEI>'


@pytest.fixture
def schemas(tmp_path: Path) -> dict[str, Path]:
    for name, test in {"endless": YEARS, "quick": "@n", "faulty": "@n ="}.items():
        (tmp_path / f"{name}.sch").write_text(RULES.format(test=test), encoding="utf-8")
    return {path.stem: path for path in tmp_path.iterdir()}


def test_rules_that_take_too_long_are_a_finding(schemas: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    quick = [finding.code for finding in validate(TEI, "a.xml", [schemas["quick"]])]
    assert quick == ["schematron-assert"]
    monkeypatch.setenv(VARIABLE, "0.5")
    (finding,) = validate(TEI, "a.xml", [schemas["endless"]])
    assert (finding.code, finding.file) == ("schematron-failed", "a.xml")
    assert "endless.sch took longer than 0.5 s" in finding.message and VARIABLE in finding.advice
    monkeypatch.delenv(VARIABLE)
    assert [finding.code for finding in validate(TEI, "a.xml", [schemas["quick"]])] == quick


def test_a_schema_that_cannot_be_used_is_the_same_error(schemas: dict[str, Path]) -> None:
    with pytest.raises(SchemaError, match="faulty"):
        validate(TEI, "a.xml", [schemas["faulty"]])


@pytest.mark.parametrize("words", ["0", "-1", "many", "nan"])
def test_a_limit_is_a_number_above_zero(words: str, schemas: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, words)
    with pytest.raises(TeikitError, match=VARIABLE):
        validate(TEI, "a.xml", [schemas["quick"]])
