"""Diagnostics as JUnit XML, as build services read it: one test case a document."""

from datetime import UTC
from pathlib import PurePath

from teikit.core import Diagnostic, Severity, as_xml
from teikit.reports.model import Report


def as_junit(report: Report) -> str:
    """One test suite with a case for each document. A document fails by its errors; the rest is its output."""
    cases: dict[str, list[Diagnostic]] = {name: [] for name in report.names}
    for diagnostic in report.diagnostics:
        cases.setdefault(report.document_of(diagnostic.file), []).append(diagnostic)
    failed = sum(any(map(_is_error, diagnostics)) for diagnostics in cases.values())
    head = f'name="teikit {report.command}" tests="{len(cases)}" failures="{failed}" errors="0"'
    head, began = head + _time(report), _timestamp(report)
    body = "".join(_case(name, diagnostics) for name, diagnostics in cases.items())
    suites = f"<testsuites {head}>\n<testsuite {head}{began}>\n{body}</testsuite>\n</testsuites>\n"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{suites}'


def _time(report: Report) -> str:
    return f' time="{report.timing.seconds:.3f}"' if report.timing else ""


def _timestamp(report: Report) -> str:
    """When the run began, in UTC without the zone, as the schemas of JUnit have it."""
    if report.timing is None:
        return ""
    return f' timestamp="{report.timing.started.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")}"'


def _is_error(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.ERROR


def _case(name: str, diagnostics: list[Diagnostic]) -> str:
    errors = list(filter(_is_error, diagnostics))
    others = [diagnostic for diagnostic in diagnostics if not _is_error(diagnostic)]
    inside = ""
    if errors:
        first = _attribute(errors[0].message)
        inside += f'<failure type="{errors[0].code}" message={first}>{_lines(errors)}</failure>\n'
    if others:
        inside += f"<system-out>{_lines(others)}</system-out>\n"
    folders = [part for part in PurePath(name).parent.parts if part.strip("./\\")]
    classname = _attribute(".".join(["teikit", *(part.replace(".", "_") for part in folders)]))
    opening = f"<testcase classname={classname} name={_attribute(name)}"
    return f"{opening}>\n{inside}</testcase>\n" if inside else f"{opening}/>\n"


def _lines(diagnostics: list[Diagnostic]) -> str:
    return as_xml("\n".join(map(str, diagnostics)))


def _attribute(text: str) -> str:
    return f'"{as_xml(" ".join(text.split()))}"'
