"""The Python API. Users import its names from `teikit` itself."""

from teikit.api.documents import Account, ConvertedDocument, SavedFile, TeiDocument
from teikit.api.edition import BuildResult, Edition, EditionDocument
from teikit.api.errors import ArgumentError, DocumentError, FileError
from teikit.api.functions import convert, read_tei, validate
from teikit.api.validation import ValidationResult

__all__ = [
    "Account",
    "ArgumentError",
    "BuildResult",
    "ConvertedDocument",
    "DocumentError",
    "Edition",
    "EditionDocument",
    "FileError",
    "SavedFile",
    "TeiDocument",
    "ValidationResult",
    "convert",
    "read_tei",
    "validate",
]
