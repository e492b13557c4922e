"""The table of report formats, and report files, whose ending selects the format."""

from collections.abc import Callable
from pathlib import Path

from teikit.core import write_whole
from teikit.reports.github import as_github, step_summary
from teikit.reports.json_ import as_json
from teikit.reports.junit import as_junit
from teikit.reports.model import Report
from teikit.reports.sarif import as_sarif
from teikit.reports.text import as_text

FORMATS: dict[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
    "junit": as_junit,
}

_BY_ENDING = {".json": as_json, ".sarif": as_sarif, ".xml": as_junit, ".md": step_summary}


def write_report(report: Report, path: Path) -> None:
    """Write a report in the format of the file's ending: .json, .sarif, .xml (JUnit), .md, otherwise text.

    Raises OSError.
    """
    write_whole(path, _BY_ENDING.get(path.suffix, as_text)(report).encode())
