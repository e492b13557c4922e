"""What is said of a schema that cannot be used."""

from collections.abc import Sequence
from typing import Any

from teikit.core import Diagnostic, TeikitError


class SchemaError(TeikitError):
    """A schema cannot be used: missing, of an unknown kind, or wrong in itself; `diagnostics` says where."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.diagnostics = list(diagnostics)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.diagnostics)


class Wrong(Exception):  # noqa: N818 - it is about the schema, and becomes a SchemaError
    """Something in a schema is wrong: the node of the schema's tree, and what is wrong with it."""

    def __init__(self, node: Any, message: str) -> None:
        super().__init__(message)
        self.node = node


class LoopError(Wrong):
    """A definition refers to itself without an element between."""
