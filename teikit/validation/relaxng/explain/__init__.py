"""Explains why a document does not match, and suggests a correction."""

from teikit.validation.relaxng.explain.declared import Vocabulary
from teikit.validation.relaxng.explain.examiner import Examiner
from teikit.validation.relaxng.explain.phrases import (
    attribute_name,
    documentation,
    fixed_values,
    listed,
    names_of,
    value_words,
)
from teikit.validation.relaxng.explain.queries import all_elements, needed_attributes, values_in

__all__ = [
    "Examiner",
    "Vocabulary",
    "all_elements",
    "attribute_name",
    "documentation",
    "fixed_values",
    "listed",
    "names_of",
    "needed_attributes",
    "value_words",
    "values_in",
]
