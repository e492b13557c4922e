"""Supports editors: proposals, descriptions, targets of pointers, findings and quick fixes for a text being written."""

from teikit.editing.completion import Completion, complete
from teikit.editing.description import Description
from teikit.editing.document import OpenDocument
from teikit.editing.findings import Finding, check_text
from teikit.editing.fixes import Edit, QuickFix
from teikit.editing.scanner import Place, Scanner

__all__ = [
    "Completion",
    "Description",
    "Edit",
    "Finding",
    "OpenDocument",
    "Place",
    "QuickFix",
    "Scanner",
    "check_text",
    "complete",
]
