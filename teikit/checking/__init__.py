"""Checks TEI files as editors and CI ask for it: which schema a file is for, which files, on how many cores, and what
of the findings is told. `check` is the door.
"""

from teikit.checking.asked import Asked, Outcome, UsageError, check
from teikit.checking.wanted import UnknownCodeError, Wanted, codes_named

__all__ = ["Asked", "Outcome", "UnknownCodeError", "UsageError", "Wanted", "check", "codes_named"]
