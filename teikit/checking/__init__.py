"""Which files are validated, with which schemas; cache, baseline, git."""

from teikit.checking.check import CheckRequest, DocumentChecker, UsageError, check
from teikit.checking.check_file import CheckedDocument
from teikit.checking.explain import explained, page
from teikit.checking.filters import DiagnosticFilter, UnknownCodeError, codes_named
from teikit.checking.targets import without_included

__all__ = [
    "CheckRequest",
    "CheckedDocument",
    "DiagnosticFilter",
    "DocumentChecker",
    "UnknownCodeError",
    "UsageError",
    "check",
    "codes_named",
    "explained",
    "page",
    "without_included",
]
