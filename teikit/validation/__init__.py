"""Whether a TEI document is right: grammar (RELAX NG), rules (Schematron), ids.

The door is `validate`; which engine judges behind it is no one's business outside this room.
"""

from teikit.validation.door import Judged, default_schemas, validate
from teikit.validation.relaxng.errors import SchemaError

__all__ = ["Judged", "SchemaError", "default_schemas", "validate"]
