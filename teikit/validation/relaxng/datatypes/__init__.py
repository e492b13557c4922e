"""The XML Schema datatype library for RELAX NG."""

from teikit.validation.relaxng.datatypes.library import XSD, Datatype, DatatypeError, Exactly, datatype, kind_of
from teikit.validation.relaxng.datatypes.values import form_reader, read_uri

__all__ = ["XSD", "Datatype", "DatatypeError", "Exactly", "datatype", "form_reader", "kind_of", "read_uri"]
