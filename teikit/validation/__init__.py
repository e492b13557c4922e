"""Validates TEI: RELAX NG, Schematron, ids, links."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from teikit.validation.relaxng import SchemaError
from teikit.validation.validate import (
    DEFAULT_PHASE,
    DocumentValidator,
    Validated,
    default_schemas,
    found_once,
    tei_all_schema,
    validate,
    validate_bytes,
    validate_document,
)

if TYPE_CHECKING:
    from teikit.validation.links import (
        Facts,
        Pointer,
        TargetPlace,
        check_links,
        elements_by_id,
        facts_of,
        find_target,
        has_expected_kind,
        is_pointer,
        resolve_prefix,
    )
    from teikit.validation.load import differences, load_grammar
    from teikit.validation.odd import OddSchema, compile_odd, reference_page
    from teikit.validation.relaxng import Context, Contexts, Option, as_text, describe, expanded, expanded_attribute
    from teikit.validation.schema_files import file_digest, parts_of, reads_other_documents, schema_digest

__all__ = [
    "DEFAULT_PHASE",
    "Context",
    "Contexts",
    "DocumentValidator",
    "Facts",
    "OddSchema",
    "Option",
    "Pointer",
    "SchemaError",
    "TargetPlace",
    "Validated",
    "as_text",
    "check_links",
    "compile_odd",
    "default_schemas",
    "describe",
    "differences",
    "elements_by_id",
    "expanded",
    "expanded_attribute",
    "facts_of",
    "file_digest",
    "find_target",
    "found_once",
    "has_expected_kind",
    "is_pointer",
    "load_grammar",
    "parts_of",
    "reads_other_documents",
    "reference_page",
    "resolve_prefix",
    "schema_digest",
    "tei_all_schema",
    "validate",
    "validate_bytes",
    "validate_document",
]


_MODULES = {
    "Facts": "links",
    "Pointer": "links",
    "TargetPlace": "links",
    "check_links": "links",
    "elements_by_id": "links",
    "facts_of": "links",
    "find_target": "links",
    "has_expected_kind": "links",
    "is_pointer": "links",
    "resolve_prefix": "links",
    "file_digest": "schema_files",
    "parts_of": "schema_files",
    "reads_other_documents": "schema_files",
    "schema_digest": "schema_files",
    "Context": "relaxng",
    "Contexts": "relaxng",
    "OddSchema": "odd",
    "Option": "relaxng",
    "as_text": "relaxng",
    "compile_odd": "odd",
    "describe": "relaxng",
    "differences": "load",
    "expanded": "relaxng",
    "expanded_attribute": "relaxng",
    "load_grammar": "load",
    "reference_page": "odd",
}


def __getattr__(name: str) -> Any:
    """Names of the engines, which are imported when they are used (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    return value
