"""Validates TEI: RELAX NG, Schematron, ids, links."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from teikit.validation.links import Facts, Pointer, check_links, facts_of, resolve_prefix
from teikit.validation.relaxng import SchemaError
from teikit.validation.validate import (
    DEFAULT_PHASE,
    DocumentValidator,
    Validated,
    default_schemas,
    validate,
    validate_bytes,
    validate_document,
)

if TYPE_CHECKING:
    from teikit.validation.relaxng import as_text, describe, load

__all__ = [
    "DEFAULT_PHASE",
    "DocumentValidator",
    "Facts",
    "Pointer",
    "SchemaError",
    "Validated",
    "as_text",
    "check_links",
    "default_schemas",
    "describe",
    "facts_of",
    "load",
    "resolve_prefix",
    "validate",
    "validate_bytes",
    "validate_document",
]


def __getattr__(name: str) -> Any:
    """Names of the RELAX NG engine, which is imported when it is used (PEP 562)."""
    if name not in ("as_text", "describe", "load"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.relaxng"), name)
    return value
