"""The output formats of diagnostics, for every command."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

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
"""The names of each module, which is imported when one of them is first used (PEP 562)."""
_MODULES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    return value
