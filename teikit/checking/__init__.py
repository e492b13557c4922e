"""Which files are validated, with which schemas; cache, baseline, git."""

from teikit.checking.check import (
    CheckRequest,
    DocumentChecker,
    SchemaOptions,
    check,
    check_input,
    registers_for,
    registers_of,
    schemas_for,
)
from teikit.checking.check_file import CheckedDocument
from teikit.checking.filters import DiagnosticFilter, UnknownCodeError, codes_named, schemas_once
from teikit.checking.input import XmlInput
from teikit.checking.registers import registers_once
from teikit.checking.targets import without_included

__all__ = [
    "CheckRequest",
    "CheckedDocument",
    "DiagnosticFilter",
    "DocumentChecker",
    "SchemaOptions",
    "UnknownCodeError",
    "XmlInput",
    "check",
    "check_input",
    "codes_named",
    "registers_for",
    "registers_of",
    "registers_once",
    "schemas_for",
    "schemas_once",
    "without_included",
]
