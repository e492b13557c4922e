"""Findings as a JSON array, for other programs."""

from teikit import diagnostics
from teikit.reports.told import Told


def as_json(told: Told) -> str:
    """A JSON array of findings; see `Diagnostic.as_dict`."""
    return diagnostics.as_json(told.findings)
