"""Which files are validated, with which schemas; cache, baseline, git."""

from teikit.checking.check import Asked, UsageError, check, checker
from teikit.checking.explain import explained, page
from teikit.checking.filters import UnknownCodeError, Wanted, codes_named

__all__ = ["Asked", "UnknownCodeError", "UsageError", "Wanted", "check", "checker", "codes_named", "explained", "page"]
