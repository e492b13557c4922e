"""Validates TEI: RELAX NG, Schematron, ids, links."""

from teikit.validation.links import check_links, facts_of
from teikit.validation.relaxng import SchemaError, as_text, describe, load
from teikit.validation.validate import Judged, default_schemas, validate

__all__ = [
    "Judged",
    "SchemaError",
    "as_text",
    "check_links",
    "default_schemas",
    "describe",
    "facts_of",
    "load",
    "validate",
]
