"""The XML Schema datatype library for RELAX NG."""

from teikit.validation.relaxng.datatypes.library import XSD, Datatype, DatatypeError, FixedValue, builtin_type, datatype
from teikit.validation.relaxng.datatypes.values import form_reader, read_uri

__all__ = ["XSD", "Datatype", "DatatypeError", "FixedValue", "builtin_type", "datatype", "form_reader", "read_uri"]
