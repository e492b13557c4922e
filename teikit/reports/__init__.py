"""The output formats of diagnostics, for every command."""

from typing import TYPE_CHECKING

from teikit.core import names_on_use

if TYPE_CHECKING:
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

_NAMES = {
    "fingerprint": ("words_of",),
    "formats": ("FORMATS", "write_report"),
    "github": ("step_summary",),
    "model": ("Report", "Timing", "counted"),
    "repeats": ("repeats_once",),
    "text": ("closing_text", "diagnostics_text"),
}
__getattr__ = names_on_use(__name__, globals(), _NAMES)
