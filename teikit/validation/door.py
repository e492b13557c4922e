"""One call that validates one document against any number of schemas."""

from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from teikit.diagnostics import Diagnostic, in_order
from teikit.resources import resource
from teikit.tei.places import Places
from teikit.tei.read import Tree, open_tei
from teikit.validation.ids import duplicate_ids
from teikit.validation.relaxng.errors import SchemaError

_GRAMMARS = (".rng", ".rnc")
_RULES = (".sch", ".odd")


def default_schemas() -> tuple[Path, ...]:
    """teikit's own grammar and rules."""
    return resource("schemas", "teikit.rng"), resource("schemas", "teikit.sch")


def validate(
    document: bytes | Tree, name: str, schemas: Sequence[Path] | None = None, phase: str = "#DEFAULT"
) -> list[Diagnostic]:
    """What is wrong with a TEI document, in the order of its text.

    `document` is the bytes of a file, or a tree (places then count in the tree as it is serialised in UTF-8). `schemas`
    are RELAX NG (`.rng`, with the Schematron rules inside; `.rnc`) and Schematron files (`.sch`, or `.odd` for the
    rules of an ODD); teikit's own where none are given. `phase` is the phase of the Schematron files. Raises
    SchemaError for a schema that cannot be used, never for the document.
    """
    data = document if isinstance(document, bytes) else _serialised(document)
    _, places, findings = open_tei(data, name)
    if places is None:
        return findings
    found = duplicate_ids(places)
    for schema in default_schemas() if schemas is None else schemas:
        found += _checked(places, schema, phase)
    return in_order(found)


def _serialised(tree: Tree) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))


def _checked(places: Places, schema: Path, phase: str) -> list[Diagnostic]:
    """The findings of one schema. Rooms are opened only where they are needed: Saxon is dear to start."""
    from teikit.validation import schematron
    from teikit.validation.relaxng.schema import schema_of

    try:
        if schema.suffix in _GRAMMARS:
            found = schema_of(schema).check(places.source)
            return found if schema.suffix == ".rnc" else found + schematron.check_embedded(places, schema)
        if schema.suffix in _RULES:
            return schematron.check_rules(places, schematron.rules(schema, phase))
    except schematron.SchematronError as error:
        raise SchemaError(str(error)) from error
    except OSError as error:
        raise SchemaError(f"{schema} cannot be read: {error.strerror or error}") from error
    raise SchemaError(f"{schema}: a schema is a .rng, .rnc, .sch or .odd file")
