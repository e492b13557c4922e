"""Compiles ODD, TEI's language for schemas, to a RELAX NG grammar and Schematron rules.

The table of TEI P5 and the project's ODD are read as specifications (`source`, `reader`); the ODD selects among them
and changes them (`selection`, `merge`); they become a grammar (`attributes`, `content`, `grammar`), which is written
while the engine uses it, and rules (`rules`).
"""

from typing import TYPE_CHECKING

from teikit.core import names_on_use

if TYPE_CHECKING:
    from teikit.validation.odd.quick import QuickRules, quick_rules_of
    from teikit.validation.odd.reference import reference_page
    from teikit.validation.odd.schema import OddSchema, compile_odd, tei_all

__all__ = ["OddSchema", "QuickRules", "compile_odd", "quick_rules_of", "reference_page", "tei_all"]

# Rules that an earlier start has compiled need no compiler.
_NAMES = {
    "quick": ("QuickRules", "quick_rules_of"),
    "reference": ("reference_page",),
    "schema": ("OddSchema", "compile_odd", "tei_all"),
}
__getattr__ = names_on_use(__name__, globals(), _NAMES)
