"""Findings as SARIF 2.1.0 (OASIS), for code scanning.

GitHub takes 25,000 results a run and shows 5,000: more are left out, gravest first, and that is told.
"""

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from teikit import __version__
from teikit.core import CODES, Diagnostic, Severity
from teikit.reports.fingerprint import fingerprints
from teikit.reports.model import Told, gravest_first

MOST = 5_000
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(told: Told) -> str:
    """One SARIF run. Columns count Unicode code points; files are relative to the current folder."""
    kept = gravest_first(told.findings)[:MOST]
    order = {id(finding): number for number, finding in enumerate(told.findings)}
    kept.sort(key=lambda finding: order[id(finding)])
    codes = sorted({finding.code for finding in kept})
    notes = list(told.notes)
    if len(kept) < len(told.findings):
        notes.append(f"{len(told.findings) - len(kept)} of {len(told.findings)} findings are left out here")
    run = {
        "tool": {"driver": {"name": "teikit", "version": __version__, "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": [_note(n) for n in notes]}],
        "results": [_result(f, codes, print_) for f, print_ in zip(kept, fingerprints(kept), strict=True)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str) -> dict[str, Any]:
    row = CODES.get(code, CODES["schematron-assert"])  # a rule of a schema has its own id
    return {
        "id": code,
        "shortDescription": {"text": row.meaning},
        "help": {"text": row.help or row.meaning},
        "defaultConfiguration": {"level": _LEVELS[Severity(row.severity)]},
    }


def _note(text: str) -> dict[str, Any]:
    return {"level": "note", "message": {"text": text}}


def _result(finding: Diagnostic, codes: list[str], fingerprint: str) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": _place(finding)}],
        "partialFingerprints": {"teikit/v1": fingerprint},
    }


def _place(finding: Diagnostic) -> dict[str, Any]:
    path = PurePath(finding.file)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    artifact = {"uri": uri} if path.is_absolute() else {"uri": uri, "uriBaseId": "%SRCROOT%"}
    if finding.position is None:
        return {"artifactLocation": artifact}
    return {
        "artifactLocation": artifact,
        "region": {"startLine": finding.position.line, "startColumn": finding.position.column},
    }
