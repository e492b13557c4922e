"""RELAX NG: schemas, validation, and explanations of what is invalid.

The engine is imported when it is used (PEP 562): results from the cache do not need it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from teikit.validation.relaxng.errors import SchemaError

if TYPE_CHECKING:
    from teikit.validation.relaxng.compile import check_nested, imported_definitions
    from teikit.validation.relaxng.context import Context, Contexts, Option, expanded, expanded_attribute
    from teikit.validation.relaxng.description import AttributeFacts, ElementFacts, as_text, describe, element_facts
    from teikit.validation.relaxng.kept import KeptSchema
    from teikit.validation.relaxng.schema import Schema, load, schema_of

__all__ = [
    "AttributeFacts",
    "Context",
    "Contexts",
    "ElementFacts",
    "KeptSchema",
    "Option",
    "Schema",
    "SchemaError",
    "as_text",
    "check_nested",
    "describe",
    "element_facts",
    "expanded",
    "expanded_attribute",
    "imported_definitions",
    "load",
    "schema_of",
]

_MODULES = {
    **dict.fromkeys(("Context", "Contexts", "Option", "expanded", "expanded_attribute"), "context"),
    **dict.fromkeys(("AttributeFacts", "ElementFacts", "as_text", "describe", "element_facts"), "description"),
    "KeptSchema": "kept",
    **dict.fromkeys(("check_nested", "imported_definitions"), "compile"),
    **dict.fromkeys(("Schema", "load", "schema_of"), "schema"),
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    return value
