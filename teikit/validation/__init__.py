"""Whether a TEI document is right: grammar (RELAX NG), rules (Schematron), ids.

The door is `validate`; which engine judges behind it is no one's business outside this room.
"""

from teikit.validation.door import SchemaError, default_schemas, validate

__all__ = ["SchemaError", "default_schemas", "validate"]
