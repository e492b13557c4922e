"""Which files are validated, with which schemas; cache, baseline, git."""

from teikit.checking.check import CheckRequest, DocumentChecker, check, check_input, edition_of
from teikit.checking.check_file import CheckedDocument
from teikit.checking.filters import DiagnosticFilter, UnknownCodeError, codes_named
from teikit.checking.input import XmlInput
from teikit.checking.targets import without_included

__all__ = [
    "CheckRequest",
    "CheckedDocument",
    "DiagnosticFilter",
    "DocumentChecker",
    "UnknownCodeError",
    "XmlInput",
    "check",
    "check_input",
    "codes_named",
    "edition_of",
    "without_included",
]
