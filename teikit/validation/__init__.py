"""Validates TEI: RELAX NG, Schematron, ids, links."""

from teikit.validation.links import Facts, Pointer, check_links, facts_of
from teikit.validation.relaxng import SchemaError, as_text, describe, load
from teikit.validation.validate import (
    DEFAULT_PHASE,
    DocumentValidator,
    Validated,
    default_schemas,
    validate,
    validate_bytes,
    validate_document,
)

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
    "validate",
    "validate_bytes",
    "validate_document",
]
