"""Schematron (ISO/IEC 19757-3, editions 2016 to 2025; queryBinding xslt, xslt2, xslt3), alone or inside other schemas.

From a schema to diagnostics: `load` reads its files and resolves includes, `embedded` extracts the rules of a RELAX NG
grammar, `expand` selects the patterns of a phase and instantiates the abstract ones, `stylesheet` compiles them to one
XSLT stylesheet, and `run` applies it. A schema is read and compiled once in a process.
"""

from typing import TYPE_CHECKING

from teikit.core import names_on_use

if TYPE_CHECKING:
    from teikit.validation.schematron.expressions import marks_of, without_predicates
    from teikit.validation.schematron.load import Files, SchematronError
    from teikit.validation.schematron.quick import may_have_rules, passes
    from teikit.validation.schematron.run import (
        Rules,
        check_embedded,
        check_rules,
        embedded_rules,
        embedded_schema,
        rules,
        rules_of,
    )

__all__ = [
    "Files",
    "Rules",
    "SchematronError",
    "check_embedded",
    "check_rules",
    "embedded_rules",
    "embedded_schema",
    "marks_of",
    "may_have_rules",
    "passes",
    "rules",
    "rules_of",
    "without_predicates",
]

_NAMES = {
    "expressions": ("marks_of", "without_predicates"),
    "load": ("Files", "SchematronError"),
    "quick": ("may_have_rules", "passes"),
    "run": ("Rules", "check_embedded", "check_rules", "embedded_rules", "embedded_schema", "rules", "rules_of"),
}
__getattr__ = names_on_use(__name__, globals(), _NAMES)
