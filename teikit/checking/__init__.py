"""Which files are validated, with which schemas; cache, baseline, git."""

from teikit.checking.check import CheckRequest, UsageError, check, checker
from teikit.checking.explain import explained, page
from teikit.checking.filters import DiagnosticFilter, UnknownCodeError, codes_named

__all__ = [
    "CheckRequest",
    "DiagnosticFilter",
    "UnknownCodeError",
    "UsageError",
    "check",
    "checker",
    "codes_named",
    "explained",
    "page",
]
