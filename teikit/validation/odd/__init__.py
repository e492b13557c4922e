"""Compiles ODD, TEI's language for schemas, to a RELAX NG grammar and Schematron rules.

The table of TEI P5 and the project's ODD are read as specifications (`source`, `reader`); the ODD selects among them
and changes them (`selection`, `merge`); they become a grammar (`attributes`, `content`, `grammar`), which is written
while the engine uses it, and rules (`rules`).
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from teikit.validation.odd.schema import OddSchema, compile_odd, tei_all

if TYPE_CHECKING:
    from teikit.validation.odd.reference import reference_page

__all__ = ["OddSchema", "compile_odd", "reference_page", "tei_all"]


def __getattr__(name: str) -> Any:
    """The reference, which validation does not need, is imported when it is used (PEP 562)."""
    if name != "reference_page":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.reference"), name)
    return value
