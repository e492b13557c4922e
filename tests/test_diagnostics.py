"""Diagnostics: how they read, and the order in which they are reported."""

import pytest

from teikit.core import CODES, Diagnostic, Position, Severity, Span, source_of, worst
from teikit.core.codes import FAMILIES, stage_of
from teikit.core.diagnostics import file_diagnostic, sort_diagnostics, span_diagnostic

SOURCE = source_of("one\ntwo [three\n", "a.txt")


def test_a_diagnostic_reads_as_file_line_column_severity_code_message() -> None:
    diagnostic = span_diagnostic(SOURCE, Span(8, 9), "mark-unbalanced", "“[” is never closed")
    assert str(diagnostic) == "a.txt:2:5: warning mark-unbalanced “[” is never closed"
    assert diagnostic.help == CODES["mark-unbalanced"].help


def test_a_diagnostic_about_a_file_has_no_place() -> None:
    assert str(file_diagnostic("a.txt", "header-no-title", "no title")).startswith("a.txt: warning header-no-title")
    assert file_diagnostic("a.txt", "header-no-title", "no title", Position(3, 4)).place == "a.txt:3:4"


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError):
        file_diagnostic("a.txt", "no-such-code", "…")


def test_diagnostics_are_sorted_by_place_and_reported_once() -> None:
    late = span_diagnostic(SOURCE, 8, "mark-unbalanced", "x")
    early = span_diagnostic(SOURCE, 0, "block-glued-words", "y")
    everywhere = file_diagnostic("a.txt", "header-no-title", "z")
    assert sort_diagnostics([late, early, late, everywhere]) == [everywhere, early, late]


def test_causes_come_before_consequences_in_a_file() -> None:
    omitted = file_diagnostic("a.xml", "publish-omitted", "is not valid")
    kept = file_diagnostic("a.xml", "merge-kept", "was edited")
    malformed = file_diagnostic("a.xml", "xml-malformed", "not closed", Position(9, 1))
    schema = file_diagnostic("a.xml", "schema-unavailable", "is missing", Position(20, 1))
    assert sort_diagnostics([omitted, kept, malformed, schema]) == [schema, malformed, kept, omitted]


def test_files_are_in_the_order_of_the_run_between_general_causes_and_general_consequences() -> None:
    transcript = file_diagnostic("z/one.txt", "read-empty", "is empty")
    tei = file_diagnostic("a/one.xml", "publish-omitted", "is not valid")
    edition = file_diagnostic("edition.toml", "override-unmatched", "matches nothing")
    volume = file_diagnostic("edition", "print-failed", "stopped")
    run = ["z/one.txt", "a/one.xml"]
    assert sort_diagnostics([tei, volume, transcript, edition], run) == [edition, transcript, tei, volume]


def test_each_family_has_a_stage_and_other_codes_are_of_validation() -> None:
    assert {stage_of(code) for code in CODES} == {family.stage for family in FAMILIES.values()}
    assert stage_of("dates-in-order") == stage_of("schematron-assert") < stage_of("publish-omitted")


def test_the_worst_diagnostic_decides() -> None:
    info, error = file_diagnostic("a", "header-no-layout", ""), file_diagnostic("a", "convert-text-lost", "")
    assert worst([info, error, info]) is Severity.ERROR
    assert worst([info]) is Severity.INFO
    assert worst([]) is None


def test_plain_data_has_place_span_and_help() -> None:
    row = span_diagnostic(SOURCE, Span(8, 9), "mark-unbalanced", "“[”").as_dict()
    assert [row[key] for key in ("file", "line", "column", "start", "end", "message")] == ["a.txt", 2, 5, 8, 9, "“[”"]
    assert row["help"]
    whole = file_diagnostic("b", "header-no-title", "t").as_dict()
    assert "line" not in whole and "start" not in whole


def test_diagnostics_are_values() -> None:
    one = Diagnostic("header-no-title", "m", "f", Severity.INFO)
    assert {one, Diagnostic("header-no-title", "m", "f", Severity.INFO)} == {one}
