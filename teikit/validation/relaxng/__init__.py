"""RELAX NG: schemas, validation, and explanations of what is invalid."""

from teikit.validation.relaxng.describe import as_text, describe
from teikit.validation.relaxng.errors import SchemaError
from teikit.validation.relaxng.schema import load, schema_of

__all__ = ["SchemaError", "as_text", "describe", "load", "schema_of"]
