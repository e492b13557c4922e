"""The result of a validation."""

from collections.abc import Iterable, Iterator

from teikit.core import Diagnostic, Severity


class ValidationResult:
    """The result of a validation: true where no diagnostic is an error, and iterable over the diagnostics.

    `diagnostics` are in the order of the files, `schemas` are those that were used.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic], schemas: Iterable[str]) -> None:
        self.diagnostics = tuple(diagnostics)
        self.schemas = tuple(schemas)

    @property
    def valid(self) -> bool:
        """Whether no diagnostic is an error."""
        return not any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)

    def __bool__(self) -> bool:
        return self.valid

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __repr__(self) -> str:
        return f"<ValidationResult {'valid' if self.valid else 'not valid'}: {len(self.diagnostics)} diagnostics>"
