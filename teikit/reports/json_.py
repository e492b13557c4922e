"""Diagnostics as a JSON array, for other programs."""

import json

from teikit.reports.model import Report


def as_json(report: Report) -> str:
    """A JSON array of diagnostics; see `Diagnostic.as_dict`."""
    rows = [diagnostic.as_dict() for diagnostic in report.diagnostics]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
