"""teikit: raw transcripts of historical documents into valid TEI P5, HTML and print editions.

`convert`, `read_tei`, `validate` and `Edition` are the Python API; what they return and raise is here too. Nothing of
it is imported before it is used (PEP 562).
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from teikit.api import (
        Account,
        ArgumentError,
        BuildResult,
        ConvertedDocument,
        DocumentError,
        Edition,
        EditionDocument,
        FileError,
        SavedFile,
        TeiDocument,
        ValidationResult,
        convert,
        read_tei,
        validate,
    )
    from teikit.conventions import ConventionError
    from teikit.conversion import Status
    from teikit.core import Diagnostic, Position, Severity, Source, Span, TeikitError
    from teikit.edition import EditionError
    from teikit.interpretation import Decision
    from teikit.publication import Record
    from teikit.tei import MarkRow
    from teikit.validation import SchemaError

    __version__: str

__all__ = [
    "Account",
    "ArgumentError",
    "BuildResult",
    "ConventionError",
    "ConvertedDocument",
    "Decision",
    "Diagnostic",
    "DocumentError",
    "Edition",
    "EditionDocument",
    "EditionError",
    "FileError",
    "MarkRow",
    "Position",
    "Record",
    "SavedFile",
    "SchemaError",
    "Severity",
    "Source",
    "Span",
    "Status",
    "TeiDocument",
    "TeikitError",
    "ValidationResult",
    "__version__",
    "convert",
    "read_tei",
    "validate",
]

# The package that a name comes from, where that is not the API itself.
_PACKAGES = {
    "ConventionError": "conventions", "Decision": "interpretation", "Diagnostic": "core", "EditionError": "edition",
    "MarkRow": "tei", "Position": "core", "Record": "publication", "SchemaError": "validation", "Severity": "core",
    "Source": "core", "Span": "core", "Status": "conversion", "TeikitError": "core", "__version__": "core",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'teikit' has no attribute {name!r}")
    package = import_module(f"teikit.{_PACKAGES.get(name, 'api')}")
    value = globals()[name] = getattr(package, "VERSION" if name == "__version__" else name)
    return value


def __dir__() -> list[str]:
    return __all__
