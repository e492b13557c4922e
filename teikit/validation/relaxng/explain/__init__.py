"""Explanations: why a document is invalid, and how to correct it."""

from teikit.validation.relaxng.explain.declared import DeclaredElements
from teikit.validation.relaxng.explain.examiner import Examiner
from teikit.validation.relaxng.explain.phrases import (
    attribute_name,
    documentation,
    fixed_values,
    join_words,
    names_of,
    value_documentation,
    value_phrase,
)
from teikit.validation.relaxng.explain.queries import (
    all_elements,
    needed_attributes,
    next_elements,
    skip_to,
    values_in,
)

__all__ = [
    "DeclaredElements",
    "Examiner",
    "all_elements",
    "attribute_name",
    "documentation",
    "fixed_values",
    "join_words",
    "names_of",
    "needed_attributes",
    "next_elements",
    "skip_to",
    "value_documentation",
    "value_phrase",
    "values_in",
]
