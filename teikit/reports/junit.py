"""Findings as JUnit XML, as build services read it: one test case a file, its errors and warnings one failure."""

import re
from html import escape  # that of xml.sax takes the whole of urllib in

from teikit.core import Diagnostic, Severity
from teikit.reports.model import Told

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(told: Told) -> str:
    """One test suite. A file fails by its errors; warnings and infos are its output."""
    found: dict[str, list[Diagnostic]] = {name: [] for name in told.files}
    for finding in told.findings:
        found.setdefault(finding.file, []).append(finding)
    failed = sum(any(f.severity is Severity.ERROR for f in findings) for findings in found.values())
    cases = "".join(_case(name, findings) for name, findings in found.items())
    head = f'name="teikit validate" tests="{len(found)}" failures="{failed}" errors="0"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {head}>\n<testsuite {head}>\n{cases}</testsuite>\n</testsuites>\n'  # noqa: E501


def _case(name: str, findings: list[Diagnostic]) -> str:
    errors = [f for f in findings if f.severity is Severity.ERROR]
    others = [f for f in findings if f.severity is not Severity.ERROR]
    inside = ""
    if errors:
        first = _attribute(errors[0].message)
        inside += f'<failure type="{errors[0].code}" message={first}>{_lines(errors)}</failure>\n'
    if others:
        inside += f"<system-out>{_lines(others)}</system-out>\n"
    opening = f'<testcase classname="teikit" name={_attribute(name)}'
    return f"{opening}>\n{inside}</testcase>\n" if inside else f"{opening}/>\n"


def _lines(findings: list[Diagnostic]) -> str:
    return escape(_NO_XML.sub("\ufffd", "\n".join(map(str, findings))), quote=False)


def _attribute(text: str) -> str:
    said = escape(_NO_XML.sub("\ufffd", " ".join(text.split())))
    return f'"{said}"'
