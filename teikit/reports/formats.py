"""How a check is reported: to people, to other programs, to the services that run checks. FORMATS is the table."""

from collections.abc import Callable

from teikit.reports.github import as_github
from teikit.reports.json_ import as_json
from teikit.reports.junit import as_junit
from teikit.reports.model import Told
from teikit.reports.sarif import as_sarif
from teikit.reports.text import as_text

FORMATS: dict[str, Callable[[Told], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
    "junit": as_junit,
}

__all__ = ["FORMATS", "Told"]
