"""The grammars of teikit's own schemas, whose compiled patterns are kept from one start of teikit to the next.

A valid document needs the patterns only. The schema itself is loaded for one that is not valid, to explain why, and
where a part of it was never compiled.
"""

import atexit
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING
from xml.parsers import expat

from teikit.core import Diagnostic, Source, keep, kept_value
from teikit.validation.relaxng.match import SEPARATOR, Automaton, Ids, Observe, Patterns, State, is_valid
from teikit.validation.relaxng.table import NotKeptError, TableReader, table_of

if TYPE_CHECKING:
    from teikit.validation.relaxng.schema import Schema

_FORM = 1  # of the table


class KeptSchema:
    """A schema with the methods of `Schema` that validation uses; `digest` is that of all its files."""

    separator = SEPARATOR

    def __init__(self, digest: str, load: "Callable[[], Schema]") -> None:
        self._key = f"grammar {_FORM} {digest}"
        self._load = load
        self._table = kept_value(self._key)
        self._root: State | None = None
        self._incomplete = False

    def accepts(self, data: bytes, observe: Observe | None = None) -> bool:
        """As `Schema.accepts`."""
        if self._table is None or self._incomplete:
            return self._full.accepts(data, observe)
        try:
            return is_valid(data, self._kept_root, self._automaton, Ids(), observe)
        except NotKeptError:
            self._incomplete = True
            return self._full.accepts(data, observe)

    def check(self, source: Source, valid: bool | None = None) -> list[Diagnostic]:
        """As `Schema.check`."""
        with suppress(expat.ExpatError):
            if self.accepts(source.text.encode()) if valid is None else valid:
                return []
        return self._full.check(source, valid)

    @cached_property
    def _automaton(self) -> Automaton:
        return Automaton(Patterns())

    @property
    def _kept_root(self) -> State:
        if self._root is None:
            start = TableReader(self._table, self._automaton.make).pattern(0)
            self._root = self._automaton.state((start,))
        return self._root

    @cached_property
    def _full(self) -> "Schema":
        """The schema itself. What is compiled of it is kept when the process ends: all, where a part was missing."""
        schema = self._load()
        atexit.register(self._keep, schema)
        return schema

    def _keep(self, schema: "Schema") -> None:
        if self._table is None or self._incomplete:
            keep(self._key, table_of(schema.start, whole=self._incomplete))
