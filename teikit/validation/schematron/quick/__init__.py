"""Finds without Saxon, which is slow to start, that the rules of teikit's own report nothing about a document.

`rules` reads a schema and applies it, `parser` parses its XPath, `evaluator` and `functions` evaluate it on a `tree`.
"""

from teikit.validation.schematron.quick.embedded import may_have_rules
from teikit.validation.schematron.quick.rules import passes

__all__ = ["may_have_rules", "passes"]
