"""Errors in schemas."""

from collections.abc import Sequence
from typing import Any

from teikit.core import Diagnostic, TeikitError


class SchemaError(TeikitError):
    """A schema cannot be used: it is missing, of an unknown kind, or invalid; `diagnostics` give the places."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.diagnostics = list(diagnostics)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.diagnostics)


class SchemaNodeError(Exception):
    """An element of a schema is wrong: `node` is the element, the message says why. It becomes a SchemaError."""

    def __init__(self, node: Any, message: str) -> None:
        super().__init__(message)
        self.node = node


class LoopError(SchemaNodeError):
    """A definition refers to itself without an element in between (RELAX NG specification, section 4.19)."""
