"""How a check is reported: to a terminal, to code scanning, to GitHub, to build services."""

import json
import re
from datetime import datetime, timedelta, timezone
from email.message import Message
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from teikit.cli.main import cli
from teikit.core.diagnostics import Diagnostic, Severity, file_diagnostic, span_diagnostic
from teikit.core.source import Position, Span, source_of
from teikit.reports.fingerprint import fingerprints
from teikit.reports.formats import FORMATS
from teikit.reports.github import step_summary
from teikit.reports.model import Report, Timing
from teikit.reports.sarif import MOST
from teikit.reports.text import as_text, by_code

LINES = "<p>\n\tТоварищу <hi>Сталину</p>\n毛泽东 <x>\n"


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    """Three findings in two files, one of which has a name that a careless report would trip over."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xml").write_text(LINES, encoding="utf-8")
    source = source_of(LINES, "a.xml")
    return Report(
        "validate",
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
def test_text_has_one_line_a_finding_and_its_help_once(report: Report) -> None:
    report.diagnostics.append(report.diagnostics[1])
    text = as_text(report)
    assert text.count("a.xml:2:11: error xml-malformed not closed\n") == 2
    assert text.count("Close, quote or escape") == 1


def test_on_a_terminal_a_caret_is_below_the_place(report: Report) -> None:
    report.excerpts = True
    lines = as_text(report).splitlines()
    number = next(n for n, line in enumerate(lines) if "xml-malformed" in line)
    assert lines[number + 1] == "  2 |  Товарищу <hi>Сталину</p>"
    assert lines[number + 2] == "    |           ^^^^"
    assert lines[number + 2].index("^") == lines[number + 1].index("<hi>")


def test_a_long_line_is_cut_round_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "a" * 5000 + "<hi>" + "b" * 5000
    (tmp_path / "a.xml").write_text(text, encoding="utf-8")
    finding = span_diagnostic(source_of(text, "a.xml"), Span(5000, 5004), "xml-malformed", "x")
    _, shown, caret, *_ = as_text(Report("validate", ["a.xml"], [finding], excerpts=True)).splitlines()
    assert len(shown) < 120
    assert caret.index("^") == shown.index("<hi>")
    assert caret.count("^") == 4


def test_a_file_cannot_command_the_terminal(report: Report) -> None:
    report.excerpts = report.colours = True
    (Path.cwd() / "a.xml").write_text("\x1b]0;title\x07\n" * 3, encoding="utf-8")
    text = as_text(report)
    assert "\x07" not in text
    assert set(re.findall(r"\x1b[^m]*m", text)) <= {"\x1b[31;1m", "\x1b[33;1m", "\x1b[1m", "\x1b[0m"}


def test_many_findings_are_counted_by_code(report: Report) -> None:
    assert by_code(report) == []
    report.diagnostics = [report.diagnostics[0]] * 1500 + [report.diagnostics[1]] * 2
    assert by_code(report) == ["  1,500 link-file", "      2 xml-malformed"]


# ---------------------------------------------------------------- SARIF
def test_sarif_is_of_the_shape_that_code_scanning_takes(report: Report) -> None:
    log = json.loads(FORMATS["sarif"](report))
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


def test_sarif_has_the_address_of_the_package(monkeypatch: pytest.MonkeyPatch, report: Report) -> None:
    assert "informationUri" not in json.loads(FORMATS["sarif"](report))["runs"][0]["tool"]["driver"]
    package = Message()
    package["Project-URL"] = "Homepage, https://example.org/teikit"
    monkeypatch.setattr(metadata, "metadata", lambda name: package)
    driver = json.loads(FORMATS["sarif"](report))["runs"][0]["tool"]["driver"]
    assert driver["informationUri"] == "https://example.org/teikit"


def test_sarif_leaves_out_what_would_be_refused_and_says_so() -> None:
    warnings = [file_diagnostic("a.xml", "link-file", f"there is no {n}") for n in range(MOST)]
    errors = [file_diagnostic("b.xml", "xml-malformed", "x")]
    (run,) = json.loads(FORMATS["sarif"](Report("validate", ["a.xml", "b.xml"], [*warnings, *errors])))["runs"]
    assert len(run["results"]) == MOST
    assert run["results"][-1]["ruleId"] == "xml-malformed"
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert [n["message"]["text"] for n in notes] == [f"1 of {MOST + 1} findings are omitted here"]


def test_a_rule_of_a_schema_has_its_own_id_in_sarif() -> None:
    own = Diagnostic("dates-in-order", "born after death", "a.xml", Severity.ERROR, Position(3, 4))
    (run,) = json.loads(FORMATS["sarif"](Report("validate", ["a.xml"], [own])))["runs"]
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
def test_annotations_are_one_line_each_errors_first(report: Report) -> None:
    lines = FORMATS["github"](report).splitlines()
    assert lines[0].startswith("::error file=a.xml,line=2,col=11,title=xml-malformed::not closed%0AClose")
    assert lines[1].startswith("::error file=b%2C c%3A 100%25.xml,title=xml-empty::")
    assert lines[2].startswith(
        "::warning file=a.xml,line=3,col=1,title=link-file::“毛泽东” | <x> & \x1b[31m]]> 100%25%0A"
    )
    assert lines[3] == "3 files checked, 2 with errors; 2 errors, 1 warning"
    assert len(lines) == 5


def test_the_summary_of_a_step_is_a_table_that_text_cannot_break(report: Report) -> None:
    text = step_summary(report)
    assert "| error | `xml-malformed` | 1 |" in text
    row = next(line for line in text.splitlines() if "毛泽东" in line)
    assert len(re.findall(r"(?<!\\)\|", row)) == 3
    assert "<x>" not in text


def test_the_summary_is_appended_where_github_asks_for_it(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    Path("summary.md").write_text("before\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["validate", "a.xml", "--format", "github"])
    assert result.stdout.startswith("::error file=a.xml,line=2")
    text = Path("summary.md").read_text(encoding="utf-8")
    assert text.startswith("before\n## teikit validate\n")
    assert "xml-malformed" in text


# ---------------------------------------------------------------- JUnit
def test_junit_has_one_case_a_file(report: Report) -> None:
    suite = etree.fromstring(FORMATS["junit"](report).encode())[0]
    assert [case.get("name") for case in suite] == ["a.xml", "b, c: 100%.xml", "fine.xml"]
    assert [len(case.findall("failure")) for case in suite] == [1, 1, 0]
    assert (suite.get("tests"), suite.get("failures")) == ("3", "2")
    assert suite[0][0].get("message") == "not closed"
    assert "second" in (suite[0].findtext("system-out") or "")
    assert (suite.get("time"), suite.get("timestamp")) == (None, None)


def test_junit_has_the_time_that_was_measured(report: Report) -> None:
    report.timing = Timing(datetime(2026, 3, 1, 1, 30, tzinfo=timezone(timedelta(hours=2))), 1.25)
    suite = etree.fromstring(FORMATS["junit"](report).encode())[0]
    assert (suite.get("time"), suite.get("timestamp")) == ("1.250", "2026-02-28T23:30:00")
    measured = etree.fromstring(run("validate", "a.xml", "--format", "junit").stdout.encode())[0]
    assert re.fullmatch(r"\d+\.\d{3}", measured.get("time") or "")


# ---------------------------------------------------------------- all
@pytest.mark.parametrize("style", FORMATS)
def test_every_format_takes_no_findings_at_all(style: str) -> None:
    assert "error" not in FORMATS[style](Report("validate", ["a.xml"], [])).replace('errors="0"', "").replace(
        "0 with errors", ""
    )


def test_reports_are_written_beside_the_log(report: Report) -> None:
    names = ["r.sarif", "r.json", "r.xml", "r.md", "r.txt"]
    words = [word for name in names for word in ("--report", name)]
    result = CliRunner().invoke(cli, ["validate", "a.xml", *words])
    assert result.exit_code == 1
    assert json.loads(Path("r.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert json.loads(Path("r.json").read_text(encoding="utf-8"))[-1]["code"] == "xml-malformed"
    assert etree.parse("r.xml").getroot().tag == "testsuites"
    assert Path("r.md").read_text(encoding="utf-8").startswith("## ")
    assert Path("r.txt").read_text(encoding="utf-8").startswith("a.xml:2:")


# ---------------------------------------------------------------- every command
@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition of a good letter, one with a doubt, one without text; and the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "Letters"\n', encoding="utf-8")
    (tmp_path / "raw" / "good.txt").write_text("Do not yield.\n", encoding="utf-8")
    (tmp_path / "raw" / "doubt.txt").write_text("Do not [handwritten] yield[.\n", encoding="utf-8")
    (tmp_path / "raw" / "none.txt").write_bytes(b"")
    (tmp_path / "xml").mkdir()
    (tmp_path / "xml" / "open.xml").write_text("<TEI>\n<p>\n</TEI>\n", encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


COMMANDS = {
    "convert": ["convert"],
    "build": ["build", "--no-print"],
    "validate": ["validate"],
    "worklist": ["worklist"],
    "coverage": ["coverage", "xml"],
    "print": ["print", "--output", "all.pdf"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_writes_every_format(edition: Path, command: str) -> None:
    words = COMMANDS[command]
    reports = [word for name in ("r.sarif", "r.json", "r.xml", "r.md", "r.txt") for word in ("--report", name)]
    text = run(*words, *reports)
    assert text.exit_code == 1, text.output
    rows = json.loads(run(*words, "--format", "json").stdout)
    code = "read-empty" if command in ("convert", "build", "worklist") else "xml-malformed"
    assert code in [row["code"] for row in rows]
    sarif = json.loads(run(*words, "--format", "sarif").stdout)
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == [row["code"] for row in rows]
    assert run(*words, "--format", "github").stdout.startswith("::error file=")
    junit = etree.fromstring(run(*words, "--format", "junit").stdout.encode())
    assert junit.get("name") == f"teikit {command}"
    assert json.loads(Path("r.json").read_text(encoding="utf-8"))
    assert code in Path("r.sarif").read_text(encoding="utf-8")
    assert etree.parse("r.xml").getroot().tag == "testsuites"
    assert Path("r.md").read_text(encoding="utf-8").startswith(f"## teikit {command}\n")
    assert f" error {code} " in Path("r.txt").read_text(encoding="utf-8")
    assert f" error {code} " in text.stderr


def test_convert_ends_with_a_summary_and_where_to_look(edition: Path) -> None:
    lines = run("convert", "raw").stdout.splitlines()
    assert lines[-2:] == [
        "2 of 3 documents converted, 1 with errors; 2 decisions in doubt; 1 error, 4 warnings, 3 info",
        "Review the decisions in doubt: teikit worklist raw",
    ]


def test_build_ends_with_a_summary_and_where_to_look(edition: Path) -> None:
    lines = run("build", "--no-print").stdout.splitlines()
    assert lines[-2].startswith("2 of 4 documents published, 2 with errors; 2 decisions in doubt; 3 errors, ")
    assert lines[-1] == "Review the decisions in doubt: teikit worklist"


def test_a_transcript_and_its_tei_are_one_case_of_junit(edition: Path) -> None:
    suite = etree.fromstring(run("build", "--no-print", "--format", "junit").stdout.encode())[0]
    assert [case.get("name") for case in suite] == ["raw/doubt.txt", "raw/good.txt", "raw/none.txt", "xml/open.xml"]


def test_build_reports_causes_before_consequences(edition: Path) -> None:
    (edition / "edition.toml").write_text(
        '[edition]\ntitle = "Letters"\n[paths]\nraw = "transcripts"\nxml = "TEI"\n', encoding="utf-8"
    )
    (edition / "raw").rename("transcripts")
    (edition / "xml").rename("TEI")
    lines = run("build", "--no-print").stderr.splitlines()
    codes = [line.split()[2] for line in lines if " error " in line]
    assert codes == ["read-empty", "xml-malformed", "publish-omitted"]
    transcripts = [n for n, line in enumerate(lines) if line.startswith("transcripts/")]
    assert max(transcripts) < min(n for n, line in enumerate(lines) if line.startswith("TEI/"))


def test_a_missing_schema_is_reported_before_what_it_affects(edition: Path) -> None:
    for name in ("a.xml", "b.xml"):
        (edition / "xml" / name).write_text(
            '<?xml-model href="none.rng"?>\n<TEI xml:id="x"><p/></TEI>\n', encoding="utf-8"
        )
    diagnostics = json.loads(run("validate", "--format", "json").stdout)
    assert diagnostics[0]["code"] == "schema-unavailable"
    assert "another file" in diagnostics[0]["message"]
