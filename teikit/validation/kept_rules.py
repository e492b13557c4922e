"""The rules of the schema of all of TEI, which are kept from one start of teikit to the next.

Few documents need them; for those that do, compiling the ODD takes longer than running its rules.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teikit.core import Source, keep, kept, kept_value

if TYPE_CHECKING:
    from teikit.validation.odd import OddSchema, QuickRules
    from teikit.validation.schematron import Rules

_FORM = 1  # of what is kept


class KeptRules:
    """The rules of an ODD without rules of its own, as `OddSchema` has them; `digest` is that of all its files."""

    def __init__(self, path: Path, digest: str, load: "Callable[[], OddSchema]") -> None:
        self._path, self._load = path, load
        self._key = f"rules {_FORM} {digest}"
        self._rules: dict[str, Rules | None] = {}

    def rules_apply(self, source: Source) -> bool:
        """As `OddSchema.rules_apply`."""
        return self._quick.may_fire(source)

    @cached_property
    def _quick(self) -> "QuickRules":
        from teikit.validation.odd import QuickRules

        return QuickRules(kept(f"{self._key} quick", self._quick_table))

    def _quick_table(self) -> list[Any]:
        table = self._load().quick_table()
        assert table is not None, f"{self._path} has rules that only Saxon can judge"
        return table

    def rules(self, phase: str) -> "Rules | None":
        """As `OddSchema.rules`."""
        if phase not in self._rules:
            self._rules[phase] = self._kept_rules(phase)
        return self._rules[phase]

    def _kept_rules(self, phase: str) -> "Rules | None":
        from teikit.validation.schematron import Rules

        key = f"{self._key} {phase}"
        table = kept_value(key)
        if table is not None:
            return Rules(table, self._path)
        compiled = self._load().rules(phase)
        if compiled is not None:
            keep(key, compiled.table)
        return compiled
