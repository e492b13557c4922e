"""One call that validates one document against any number of schemas."""

from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from teikit.core import Diagnostic, Source, in_order, resource
from teikit.validation.ids import duplicate_ids
from teikit.validation.relaxng import SchemaError
from teikit.xml import ElementLocations, Tree, locate_elements, open_tei

_RULES = (".sch", ".odd")


def default_schemas() -> tuple[Path, ...]:
    """teikit's own grammar and rules."""
    return resource("schemas", "teikit.rng"), resource("schemas", "teikit.sch")


def validate(
    document: bytes | Tree, name: str, schemas: Sequence[Path] | None = None, phase: str = "#DEFAULT"
) -> list[Diagnostic]:
    """What is wrong with a TEI document, in the order of its text.

    `document` is the bytes of a file, or a tree (positions then count in the tree as it is serialised in UTF-8).
    `schemas` are RELAX NG (`.rng`, with the Schematron rules inside; `.rnc`) and Schematron files (`.sch`, or `.odd`
    for the rules of an ODD); teikit's own where none are given. `phase` is the phase of the Schematron files. Raises
    SchemaError for a schema that cannot be used, never for the document.
    """
    data = document if isinstance(document, bytes) else _serialised(document)
    _, locations, findings = open_tei(data, name)
    if locations is None:
        return findings
    judged = Judged(locations.source, locations)
    chosen = default_schemas() if schemas is None else schemas
    return in_order([*duplicate_ids(locations), *(f for schema in chosen for f in judged.by(schema, phase))])


class Judged:
    """A document that is known to be well-formed, to be judged by one schema after the other."""

    def __init__(self, source: Source, locations: ElementLocations | None = None) -> None:
        self._source = source
        self._places = locations

    def by(self, schema: Path, phase: str = "#DEFAULT") -> list[Diagnostic]:
        """What does not keep to one schema, as `validate`. Raises SchemaError.

        Rooms are opened only where they are needed: Saxon is dear to start.
        """
        from teikit.validation.relaxng import schema_of

        try:
            if schema.suffix == ".rnc":
                return schema_of(schema).check(self._source)
            if schema.suffix == ".rng":
                return schema_of(schema).check(self._source) + self._by_rules(schema, phase)
            if schema.suffix in _RULES:
                return self._by_rules(schema, phase)
        except OSError as error:
            raise SchemaError(f"{schema} cannot be read: {error.strerror or error}") from error
        raise SchemaError(f"{schema}: a schema is a .rng, .rnc, .sch or .odd file")

    def _by_rules(self, schema: Path, phase: str) -> list[Diagnostic]:
        from teikit.validation import schematron

        try:
            if schema.suffix == ".rng":
                return schematron.check_embedded(self._source.name, self._found, schema)
            return schematron.check_rules(self._found(), schematron.rules(schema, phase))
        except schematron.SchematronError as error:
            raise SchemaError(str(error)) from error

    def _found(self) -> ElementLocations:
        """Where its elements are; only rules ask for that."""
        if self._places is None:
            self._places = locate_elements(self._source)
        return self._places


def _serialised(tree: Tree) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))
