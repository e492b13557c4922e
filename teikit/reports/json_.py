"""Findings as a JSON array, for other programs."""

from teikit.core import as_json as diagnostics_as_json
from teikit.reports.model import Told


def as_json(told: Told) -> str:
    """A JSON array of findings; see `Diagnostic.as_dict`."""
    return diagnostics_as_json(told.findings)
