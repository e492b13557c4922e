"""How a check is reported: to a terminal, to code scanning, to GitHub, to build services."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from teikit.cli.main import cli
from teikit.core.diagnostics import Diagnostic, Severity, file_diagnostic, span_diagnostic
from teikit.core.source import Position, Span, source_of
from teikit.reports.fingerprint import fingerprints
from teikit.reports.formats import FORMATS
from teikit.reports.github import step_summary
from teikit.reports.model import Told
from teikit.reports.sarif import MOST
from teikit.reports.text import as_text, by_code

LINES = "<p>\n\tТоварищу <hi>Сталину</p>\n毛泽东 <x>\n"


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Three findings in two files, one of which has a name that a careless report would trip over."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xml").write_text(LINES, encoding="utf-8")
    source = source_of(LINES, "a.xml")
    return Told(
        ["a.xml", "b, c: 100%.xml", "fine.xml"],
        [
            span_diagnostic(
                source, source_of(LINES).text.index("毛泽东"), "link-file", "“毛泽东” | <x> & \x1b[31m]]> 100%\nsecond"
            ),
            span_diagnostic(source, Span(LINES.index("<hi>"), LINES.index("<hi>") + 4), "xml-malformed", "not closed"),
            file_diagnostic("b, c: 100%.xml", "xml-empty", "the file is empty"),
        ],
        ["2 files checked against x.rng"],
    )


# ---------------------------------------------------------------- text
def test_text_has_one_line_a_finding_and_its_help_once(told: Told) -> None:
    told.findings.append(told.findings[1])
    said = as_text(told)
    assert said.count("a.xml:2:11: error xml-malformed not closed\n") == 2
    assert said.count("Close, quote or escape") == 1


def test_on_a_terminal_a_caret_stands_below_the_place(told: Told) -> None:
    told.excerpts = True
    lines = as_text(told).splitlines()
    number = next(n for n, line in enumerate(lines) if "xml-malformed" in line)
    assert lines[number + 1] == "  2 |  Товарищу <hi>Сталину</p>"
    assert lines[number + 2] == "    |           ^^^^"
    assert lines[number + 2].index("^") == lines[number + 1].index("<hi>")


def test_a_long_line_is_cut_round_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "a" * 5000 + "<hi>" + "b" * 5000
    (tmp_path / "a.xml").write_text(text, encoding="utf-8")
    finding = span_diagnostic(source_of(text, "a.xml"), Span(5000, 5004), "xml-malformed", "x")
    _, shown, caret, *_ = as_text(Told(["a.xml"], [finding], excerpts=True)).splitlines()
    assert len(shown) < 120
    assert caret.index("^") == shown.index("<hi>")
    assert caret.count("^") == 4


def test_a_file_cannot_command_the_terminal(told: Told) -> None:
    told.excerpts = told.colours = True
    (Path.cwd() / "a.xml").write_text("\x1b]0;title\x07\n" * 3, encoding="utf-8")
    said = as_text(told)
    assert "\x07" not in said
    assert set(re.findall(r"\x1b[^m]*m", said)) <= {"\x1b[31;1m", "\x1b[33;1m", "\x1b[1m", "\x1b[0m"}


def test_many_findings_are_counted_by_code(told: Told) -> None:
    assert by_code(told) == []
    told.findings = [told.findings[0]] * 1500 + [told.findings[1]] * 2
    assert by_code(told) == ["  1,500 link-file", "      2 xml-malformed"]


# ---------------------------------------------------------------- SARIF
def test_sarif_is_of_the_shape_that_code_scanning_takes(told: Told) -> None:
    log = json.loads(FORMATS["sarif"](told))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["link-file", "xml-empty", "xml-malformed"]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    assert [r["ruleId"] for r in run["results"]] == ["link-file", "xml-malformed", "xml-empty"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        (location,) = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert not re.search(r"[\s\\]|^/|^\w:", uri)
    region = run["results"][1]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 11}
    assert run["columnKind"] == "unicodeCodePoints"
    assert "region" not in run["results"][2]["locations"][0]["physicalLocation"]


def test_sarif_leaves_out_what_would_be_refused_and_says_so() -> None:
    warnings = [file_diagnostic("a.xml", "link-file", f"there is no {n}") for n in range(MOST)]
    errors = [file_diagnostic("b.xml", "xml-malformed", "x")]
    (run,) = json.loads(FORMATS["sarif"](Told(["a.xml", "b.xml"], [*warnings, *errors])))["runs"]
    assert len(run["results"]) == MOST
    assert run["results"][-1]["ruleId"] == "xml-malformed"
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert [n["message"]["text"] for n in notes] == [f"1 of {MOST + 1} findings are left out here"]


def test_a_rule_of_a_schema_has_its_own_id_in_sarif() -> None:
    own = Diagnostic("dates-in-order", "born after death", "a.xml", Severity.ERROR, Position(3, 4))
    (run,) = json.loads(FORMATS["sarif"](Told(["a.xml"], [own])))["runs"]
    assert run["tool"]["driver"]["rules"][0]["id"] == run["results"][0]["ruleId"] == "dates-in-order"


def test_a_fingerprint_outlives_a_move_but_not_a_change() -> None:
    def finding(message: str, line: int, file: str = "a.xml") -> Diagnostic:
        return file_diagnostic(file, "tei-duplicate-id", message, Position(line, 1))

    first = fingerprints([finding("is used in line 3", 9), finding("is used in line 3", 10)])
    moved = fingerprints([finding("is used in line 5", 11), finding("is used in line 5", 12)])
    assert first == moved
    assert len(set(first)) == 2
    assert not set(first) & set(fingerprints([finding("is not used", 9), finding("is used in line 3", 9, "b.xml")]))


# ---------------------------------------------------------------- GitHub
def test_annotations_are_one_line_each_errors_first(told: Told) -> None:
    lines = FORMATS["github"](told).splitlines()
    assert lines[0].startswith("::error file=a.xml,line=2,col=11,title=xml-malformed::not closed%0AClose")
    assert lines[1].startswith("::error file=b%2C c%3A 100%25.xml,title=xml-empty::")
    assert lines[2].startswith(
        "::warning file=a.xml,line=3,col=1,title=link-file::“毛泽东” | <x> & \x1b[31m]]> 100%25%0A"
    )
    assert lines[3] == "3 files checked, 2 with errors; 2 errors, 1 warning"
    assert len(lines) == 5


def test_the_summary_of_a_step_is_a_table_that_text_cannot_break(told: Told) -> None:
    said = step_summary(told)
    assert "| error | `xml-malformed` | 1 |" in said
    row = next(line for line in said.splitlines() if "毛泽东" in line)
    assert len(re.findall(r"(?<!\\)\|", row)) == 3
    assert "<x>" not in said


def test_the_summary_is_appended_where_github_asks_for_it(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    Path("summary.md").write_text("before\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["validate", "a.xml", "--format", "github"])
    assert result.stdout.startswith("::error file=a.xml,line=2")
    said = Path("summary.md").read_text(encoding="utf-8")
    assert said.startswith("before\n## teikit validate\n")
    assert "xml-malformed" in said


# ---------------------------------------------------------------- JUnit
def test_junit_has_one_case_a_file(told: Told) -> None:
    suite = etree.fromstring(FORMATS["junit"](told).encode())[0]
    assert [case.get("name") for case in suite] == ["a.xml", "b, c: 100%.xml", "fine.xml"]
    assert [len(case.findall("failure")) for case in suite] == [1, 1, 0]
    assert (suite.get("tests"), suite.get("failures")) == ("3", "2")
    assert suite[0][0].get("message") == "not closed"
    assert "second" in (suite[0].findtext("system-out") or "")


# ---------------------------------------------------------------- all
@pytest.mark.parametrize("style", FORMATS)
def test_every_format_takes_no_findings_at_all(style: str) -> None:
    assert "error" not in FORMATS[style](Told(["a.xml"], [])).replace('errors="0"', "").replace("0 with errors", "")


def test_reports_are_written_beside_the_log(told: Told) -> None:
    names = ["r.sarif", "r.json", "r.xml", "r.md", "r.txt"]
    words = [word for name in names for word in ("--report", name)]
    result = CliRunner().invoke(cli, ["validate", "a.xml", *words])
    assert result.exit_code == 1
    assert json.loads(Path("r.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert json.loads(Path("r.json").read_text(encoding="utf-8"))[-1]["code"] == "xml-malformed"
    assert etree.parse("r.xml").getroot().tag == "testsuites"
    assert Path("r.md").read_text(encoding="utf-8").startswith("## ")
    assert Path("r.txt").read_text(encoding="utf-8").startswith("a.xml:2:")
