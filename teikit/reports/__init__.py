"""The output formats of diagnostics, for every command."""

from teikit.reports.fingerprint import words_of
from teikit.reports.formats import FORMATS
from teikit.reports.github import step_summary
from teikit.reports.model import Told
from teikit.reports.text import by_code

__all__ = ["FORMATS", "Told", "by_code", "step_summary", "words_of"]
