"""One call that validates one document against any number of schemas."""

from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from teikit.diagnostics import Diagnostic, in_order
from teikit.resources import resource
from teikit.tei.places import Places
from teikit.tei.read import Tree, open_tei
from teikit.validation.ids import duplicate_ids, without_duplicate_ids

_GRAMMARS = (".rng",)
_RULES = (".sch", ".odd")


class SchemaError(Exception):
    """A schema cannot be used: missing, of an unknown kind, or wrong in itself."""


def default_schemas() -> tuple[Path, ...]:
    """teikit's own grammar and rules."""
    return resource("schemas", "teikit.rng"), resource("schemas", "teikit.sch")


def validate(
    document: bytes | Tree, name: str, schemas: Sequence[Path] | None = None, phase: str = "#DEFAULT"
) -> list[Diagnostic]:
    """What is wrong with a TEI document, in the order of its text.

    `document` is the bytes of a file, or a tree (places then count in the tree as it is serialised in UTF-8). `schemas`
    are RELAX NG (`.rng`, with the Schematron rules inside) and Schematron files (`.sch`, or `.odd` for the rules of an
    ODD); teikit's own where none are given. `phase` is the phase of the Schematron files. Raises SchemaError for a
    schema that cannot be used, never for the document.
    """
    data = document if isinstance(document, bytes) else _serialised(document)
    tree, places, findings = open_tei(data, name)
    if tree is None or places is None:
        return findings
    found = duplicate_ids(places)
    if found:
        tree = without_duplicate_ids(tree)
    for schema in default_schemas() if schemas is None else schemas:
        found += _checked(tree, places, schema, phase)
    return in_order(found)


def _serialised(tree: Tree) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))


def _checked(tree: Tree, places: Places, schema: Path, phase: str) -> list[Diagnostic]:
    """The findings of one schema. Rooms are opened only where they are needed: Saxon is dear to start."""
    from teikit.validation import grammar, schematron

    try:
        if schema.suffix in _GRAMMARS:
            found = grammar.check_grammar(tree, places, grammar.grammar(schema))
            return found + schematron.check_embedded(places, schema)
        if schema.suffix in _RULES:
            return schematron.check_rules(places, schematron.rules(schema, phase))
    except (grammar.GrammarError, schematron.SchematronError) as error:
        raise SchemaError(str(error)) from error
    except OSError as error:
        raise SchemaError(f"{schema} cannot be read: {error.strerror or error}") from error
    raise SchemaError(f"{schema}: a schema is a .rng or a .sch file")
