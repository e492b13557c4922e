"""What a run shows while it works and at its end."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from teikit.cli import running
from teikit.cli.main import cli
from teikit.core import stage, stage_seconds

LETTER = "Paris, 3 May 1917.\n\nDear John,\n\nI am well [.\n"


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition with a transcript that has a warning, and a link out of it, which is an error."""
    (tmp_path / "edition" / "raw").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "edition")
    Path("raw/a.txt").write_text(LETTER, encoding="utf-8")
    Path("raw/gone.txt").symlink_to(tmp_path / "gone.txt")
    Path("edition.toml").write_text('[edition]\ntitle = "T"\n\n[output]\nprint = false\n', encoding="utf-8")
    return tmp_path / "edition"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def events(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("command", ["convert", "build", "validate"])
def test_quiet_shows_errors_only(edition: Path, command: str) -> None:
    run("convert")
    loud, quiet = run(command), run(command, "-q")
    assert quiet.exit_code == loud.exit_code
    assert quiet.stdout == "" != loud.stdout
    assert all(": error " in line or line.startswith("    ") for line in quiet.stderr.splitlines())
    assert len(quiet.stderr.splitlines()) == (2 if command != "validate" else 0)


def test_verbose_names_each_file_and_the_stages(edition: Path) -> None:
    lines = run("build", "--verbose").stderr.splitlines()
    assert "convert: raw/a.txt" in lines and "publish: xml/a.xml" in lines
    assert all(name in lines[-1] for name in (" s: ", "publish"))


def test_events_are_objects_a_line_and_the_output_is_for_the_format(edition: Path) -> None:
    result = run("build", "--log-json", "--format", "json")
    log = events(result.stderr)
    kinds = [one["event"] for one in log]
    assert kinds[:3] == ["begin", "file", "end"] and kinds[-1] == "summary"
    assert {one["stage"] for one in log if one["event"] == "begin"} == {"convert", "publish"}
    found = json.loads(result.stdout)
    assert [(one["code"], one["file"]) for one in log if one["event"] == "finding"] == [
        (one["code"], one["file"]) for one in found
    ]
    assert log[-1]["error"] == 1 and set(log[-1]["stages"]) >= {"convert", "publish", "site"}  # type: ignore[call-overload]
    assert run("build", "--log-json").stdout == ""


def test_the_times_of_a_profile_add_up(edition: Path) -> None:
    lines = run("build", "--profile").stderr.splitlines()[-5:]
    rows = {line.split("  ")[0]: float(line.split(" s ")[0].split()[-1]) for line in lines}
    assert list(rows)[-1] == "all" and "site" in rows
    assert sum(list(rows.values())[:-1]) == pytest.approx(rows["all"], abs=0.05)


def test_a_stage_inside_another_counts_for_itself() -> None:
    stage_seconds()
    with stage("outer"), stage("inner"):
        sum(range(100_000))
    seconds = stage_seconds()
    assert list(seconds) == ["inner", "outer"]
    assert seconds["inner"] > seconds["outer"] >= 0
    assert stage_seconds() == {}


@given(st.integers(1, 10_000), st.integers(0, 10_000), st.floats(0.01, 1e5))
def test_the_pace_is_in_words(count: int, total: int, seconds: float) -> None:
    words = running.pace(count, total, seconds)
    assert words.startswith(f"{count} of {total} files" if total >= count else f"{count} files")
    assert ("left" in words) is (total >= count)


def test_a_log_has_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(running, "_EVERY", -1.0)
    with running._log("convert", 2) as show:
        show("a.txt")
    assert capsys.readouterr().err.startswith("convert: 1 of 2 files, ")


def test_a_terminal_has_a_bar_that_goes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(running, "_SOON", -1.0)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with running._terminal("convert", 2) as show:
        show("[bold]a[/bold].txt")
    shown = capsys.readouterr().err
    assert "convert" in shown and "0/2" in shown and "[bold]a[/bold].txt" in shown
    assert shown.endswith("\x1b[2K")  # the line is empty again
