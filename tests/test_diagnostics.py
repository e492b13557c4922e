"""Findings: how they read, how they sort, how they are written."""

import json

import pytest

from teikit.core.codes import CODES
from teikit.core.diagnostics import (
    Diagnostic,
    Severity,
    as_json,
    as_text,
    file_diagnostic,
    in_order,
    span_diagnostic,
    worst,
)
from teikit.core.source import Position, Span, source_of

SOURCE = source_of("one\ntwo [three\n", "a.txt")


def test_a_finding_reads_as_file_line_column_severity_code_message() -> None:
    found = span_diagnostic(SOURCE, Span(8, 9), "mark-unbalanced", "“[” is never closed")
    assert str(found) == "a.txt:2:5: warning mark-unbalanced “[” is never closed"
    assert found.help == CODES["mark-unbalanced"].help


def test_a_finding_about_a_file_has_no_place() -> None:
    assert str(file_diagnostic("a.txt", "header-no-title", "no title")).startswith("a.txt: warning header-no-title")
    assert file_diagnostic("a.txt", "header-no-title", "no title", Position(3, 4)).place == "a.txt:3:4"


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError):
        file_diagnostic("a.txt", "no-such-code", "…")


def test_findings_are_sorted_by_place_and_said_once() -> None:
    late, early = (
        span_diagnostic(SOURCE, 8, "mark-unbalanced", "x"),
        span_diagnostic(SOURCE, 0, "block-glued-words", "y"),
    )
    everywhere = file_diagnostic("a.txt", "header-no-title", "z")
    assert in_order([late, early, late, everywhere]) == [everywhere, early, late]


def test_the_worst_finding_decides() -> None:
    info, error = file_diagnostic("a", "header-no-layout", ""), file_diagnostic("a", "convert-text-lost", "")
    assert worst([info, error, info]) is Severity.ERROR
    assert worst([info]) is Severity.INFO
    assert worst([]) is None


def test_text_has_the_help_below_what_wants_action() -> None:
    text = as_text(
        [file_diagnostic("a", "header-no-title", "no title"), file_diagnostic("a", "header-no-layout", "no page")]
    )
    assert text.splitlines() == [
        "a: warning header-no-title no title",
        f"    {CODES['header-no-title'].help}",
        "a: info header-no-layout no page",
    ]


def test_json_has_place_reach_and_help() -> None:
    rows = json.loads(
        as_json(
            [
                span_diagnostic(SOURCE, Span(8, 9), "mark-unbalanced", "“[”"),
                file_diagnostic("b", "header-no-title", "t"),
            ]
        )
    )
    assert (rows[0]["file"], rows[0]["line"], rows[0]["column"], rows[0]["start"], rows[0]["end"]) == (
        "a.txt",
        2,
        5,
        8,
        9,
    )
    assert rows[0]["message"] == "“[”" and rows[0]["help"]
    assert "line" not in rows[1] and "start" not in rows[1]


def test_findings_are_values() -> None:
    assert (
        len(
            {
                Diagnostic("header-no-title", "m", "f", Severity.INFO),
                Diagnostic("header-no-title", "m", "f", Severity.INFO),
            }
        )
        == 1
    )
