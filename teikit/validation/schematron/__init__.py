"""Schematron (ISO/IEC 19757-3, editions 2016 to 2025; queryBinding xslt, xslt2, xslt3), alone or inside other schemas.

From a schema to diagnostics: `load` reads its files and resolves includes, `embedded` extracts the rules of a RELAX NG
grammar, `expand` selects the patterns of a phase and instantiates the abstract ones, `stylesheet` compiles them to one
XSLT stylesheet, and `run` applies it. A schema is read and compiled once in a process.
"""

from teikit.validation.schematron.expressions import without_predicates
from teikit.validation.schematron.load import Files, SchematronError
from teikit.validation.schematron.quick import passes
from teikit.validation.schematron.run import Rules, check_embedded, check_rules, embedded_rules, rules, rules_of

__all__ = [
    "Files",
    "Rules",
    "SchematronError",
    "check_embedded",
    "check_rules",
    "embedded_rules",
    "passes",
    "rules",
    "rules_of",
    "without_predicates",
]
