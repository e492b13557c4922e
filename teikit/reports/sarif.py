"""Diagnostics as SARIF 2.1.0 (OASIS), for code scanning.

GitHub accepts 25,000 results a run and shows 5,000: beyond that errors are kept first, and a note gives the number of
the omitted diagnostics.
"""

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from teikit.core import CODES, VERSION, Diagnostic, Severity
from teikit.reports.fingerprint import fingerprints
from teikit.reports.model import Report, by_severity

MOST = 5_000
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(report: Report) -> str:
    """One SARIF run. Columns count Unicode code points; files are relative to the current folder."""
    kept = by_severity(report.diagnostics)[:MOST]
    order = {id(diagnostic): number for number, diagnostic in enumerate(report.diagnostics)}
    kept.sort(key=lambda diagnostic: order[id(diagnostic)])
    codes = sorted({diagnostic.code for diagnostic in kept})
    notes = list(report.notes)
    if len(kept) < len(report.diagnostics):
        notes.append(f"{len(report.diagnostics) - len(kept)} of {len(report.diagnostics)} findings are omitted here")
    run = {
        "tool": {"driver": {**_driver(), "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": [_note(n) for n in notes]}],
        "results": [_result(f, codes, print_) for f, print_ in zip(kept, fingerprints(kept), strict=True)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _driver() -> dict[str, str]:
    """The name and version of teikit, and the address of the project where the installed package has one."""
    from importlib import metadata  # a tenth of the start of teikit, and only this format needs it

    try:
        urls = metadata.metadata("teikit").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        urls = []
    addresses = [address for _, _, address in (url.partition(", ") for url in urls) if address.startswith("https://")]
    return {"name": "teikit", "version": VERSION, **({"informationUri": addresses[0]} if addresses else {})}


def _rule(code: str) -> dict[str, Any]:
    row = CODES.get(code, CODES["schematron-assert"])  # a rule of a user's schema has its own id
    return {
        "id": code,
        "shortDescription": {"text": row.meaning},
        "help": {"text": row.help or row.meaning},
        "defaultConfiguration": {"level": _LEVELS[Severity(row.severity)]},
    }


def _note(text: str) -> dict[str, Any]:
    return {"level": "note", "message": {"text": text}}


def _result(diagnostic: Diagnostic, codes: list[str], fingerprint: str) -> dict[str, Any]:
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": diagnostic.message},
        "locations": [{"physicalLocation": _place(diagnostic)}],
        "partialFingerprints": {"teikit/v1": fingerprint},
    }


def _place(diagnostic: Diagnostic) -> dict[str, Any]:
    path = PurePath(diagnostic.file)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    artifact = {"uri": uri} if path.is_absolute() else {"uri": uri, "uriBaseId": "%SRCROOT%"}
    if diagnostic.position is None:
        return {"artifactLocation": artifact}
    return {
        "artifactLocation": artifact,
        "region": {"startLine": diagnostic.position.line, "startColumn": diagnostic.position.column},
    }
