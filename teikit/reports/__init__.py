"""The output formats of diagnostics, for every command."""

from teikit.reports.fingerprint import words_of
from teikit.reports.formats import FORMATS, write_report
from teikit.reports.github import step_summary
from teikit.reports.model import Report, Timing, counted
from teikit.reports.repeats import repeats_once
from teikit.reports.text import closing_text, diagnostics_text

__all__ = [
    "FORMATS",
    "Report",
    "Timing",
    "closing_text",
    "counted",
    "diagnostics_text",
    "repeats_once",
    "step_summary",
    "words_of",
    "write_report",
]
