"""Validates one document against any number of schemas."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from lxml import etree

from teikit.core import Diagnostic, Source, resource, sort_diagnostics
from teikit.validation.ids import duplicate_ids
from teikit.validation.kinds import schema_kind
from teikit.validation.relaxng import SchemaError
from teikit.xml import ElementLocations, MappedText, Tree, XmlDocument, decode_xml, locate_elements

if TYPE_CHECKING:
    from teikit.validation.kept_rules import KeptRules
    from teikit.validation.links import Facts
    from teikit.validation.odd import OddSchema, QuickRules
    from teikit.validation.relaxng import KeptSchema, Schema

_RULE_ID = re.compile(r" \[[^\[\]]+\]$")
DEFAULT_PHASE = "#DEFAULT"
# How files that teikit writes begin: no other encoding and no document type is declared.
_WRITTEN = b'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns='
_IDS = re.compile(rb"\sxml:id\s*=\s*([\"'])\s*(.*?)\s*\1", re.DOTALL)


@cache
def default_schemas() -> tuple[Path, ...]:
    """teikit's own grammar and rules."""
    return resource("schemas", "teikit.rng"), resource("schemas", "teikit.sch")


@cache
def tei_all_schema() -> Path:
    """The schema of all of TEI P5, for TEI that names no other."""
    return resource("schemas", "tei_all.odd")


class Validated(NamedTuple):
    """The result of a validation, for a later stage that has the same bytes and the same schemas.

    `digest` is the SHA-256 of the bytes in hexadecimal; the diagnostics name the document as the validation did.
    """

    digest: str
    schemas: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


def validate(
    document: bytes | Tree, name: str, schemas: Sequence[Path] | None = None, phase: str = DEFAULT_PHASE
) -> list[Diagnostic]:
    """The diagnostics of a TEI document, in document order.

    `document` is the bytes of a file, or a tree (positions then count in the tree as it is serialised in UTF-8); the
    files that it includes are not read. `schemas` and errors are as in `validate_document`.
    """
    data = document if isinstance(document, bytes) else _serialised(document)
    return validate_document(decode_xml(data, Path(name), name), schemas, phase)


def validate_bytes(data: bytes, name: str, schemas: Sequence[Path] | None = None) -> Validated:
    """As `validate`, with the digest and the schemas, so that a later stage can rely on the result."""
    chosen = tuple(default_schemas() if schemas is None else schemas)
    diagnostics = [] if _is_plainly_valid(data, chosen) else validate(data, name, chosen)
    return Validated(sha256(data).hexdigest(), chosen, tuple(diagnostics))


def _is_plainly_valid(data: bytes, schemas: tuple[Path, ...]) -> bool:
    """Whether a file that begins as teikit writes it is certainly valid against teikit's own schemas.

    Most files that are converted are: the places of their elements are needed for diagnostics only.
    """
    ids = [value for _, value in _IDS.findall(data)]
    if schemas != default_schemas() or not data.startswith(_WRITTEN) or len(set(ids)) < len(ids):
        return False
    from teikit.validation import schematron

    grammar, rules = schemas
    with suppress(expat.ExpatError, UnicodeDecodeError):
        known = None if schematron.may_have_rules(grammar) else _grammar_of(grammar, "relaxng")
        return known is not None and known.accepts(data) and schematron.passes(data.decode(), rules)
    return False


def validate_document(
    document: XmlDocument, schemas: Sequence[Path] | None = None, phase: str = DEFAULT_PHASE
) -> list[Diagnostic]:
    """The diagnostics of a loaded document, each at its place in the file it concerns.

    `schemas` are RELAX NG (`.rng`, including the Schematron rules inside; `.rnc`), Schematron (`.sch`) and ODD files
    (`.odd`, or any TEI file that has a schemaSpec), by default teikit's own. `phase` is the phase of the Schematron
    files. Raises SchemaError for a schema that cannot be used, never for the document.
    """
    diagnostics = [*document.diagnostics, *([document.malformed] if document.malformed else [])]
    mapped, locations = document.mapped, document.locations
    if mapped is None or locations is None:
        return diagnostics
    validator = DocumentValidator(locations.source, locations)
    used = default_schemas() if schemas is None else schemas
    schema_diagnostics = [
        *duplicate_ids(locations),
        *found_once(validator.check(schema, phase) for schema in used),
    ]
    name = mapped.main_source.name
    located = [mapped.relocate(d) if d.file == name else d for d in schema_diagnostics if not document.is_lacking(d)]
    return sort_diagnostics([*diagnostics, *located])


def found_once(by_schema: Iterable[list[Diagnostic]]) -> list[Diagnostic]:
    """The diagnostics of several schemas, without those that an earlier one has at the same place in the same words.

    A project often has the same rules in its grammar and in a file of their own, with other ids.
    """
    seen: set[tuple[object, ...]] = set()
    kept = []
    for diagnostics in by_schema:
        keys = [(d.file, d.position, d.span, _RULE_ID.sub("", d.message)) for d in diagnostics]
        kept += [d for d, key in zip(diagnostics, keys, strict=True) if d.span is None or key not in seen]
        seen.update(keys)
    return kept


class DocumentValidator:
    """Validates a well-formed document against one schema after the other."""

    def __init__(self, source: Source, locations: ElementLocations | None = None) -> None:
        """A validator of the text of a document; its locations are looked up when they are needed."""
        self._source = source
        self._locations = locations
        self._valid: dict[Path, bool] = {}

    def facts(self, text: MappedText, schemas: Sequence[Path]) -> "tuple[Facts, Diagnostic | None]":
        """The facts of the document, and the diagnostic if it is not well-formed, as `facts_of` has them.

        The first grammar of `schemas` judges the document in the same pass.
        """
        from teikit.validation.links import facts_in_pass, facts_of  # imported here: conversion looks at no links

        try:
            for schema in schemas:
                if grammar := _grammar_of(schema, schema_kind(schema)):
                    facts, self._valid[schema] = facts_in_pass(text, grammar.separator, grammar.accepts)
                    return facts, None
        except (expat.ExpatError, SchemaError, OSError):
            self._valid.clear()  # what is wrong with a schema is reported when it is used
        return facts_of(text)

    def check(self, schema: Path, phase: str = DEFAULT_PHASE) -> list[Diagnostic]:
        """The diagnostics for one schema, as in `validate_document`. Raises SchemaError.

        The engines are imported only when they are needed, because Saxon takes time to start.
        """
        try:
            kind = schema_kind(schema)
            return [*self._check_grammar(schema, kind), *self._check_rules(schema, kind, phase)]
        except OSError as error:
            raise SchemaError(f"{schema} cannot be read: {error.strerror or error}") from error

    def _check_grammar(self, schema: Path, kind: str) -> list[Diagnostic]:
        grammar = _grammar_of(schema, kind)
        return grammar.check(self._source, self._valid.get(schema)) if grammar else []

    def _check_rules(self, schema: Path, kind: str, phase: str) -> list[Diagnostic]:
        """The diagnostics of rules; those of users are applied in a process that can be ended."""
        if kind == "compact":
            return []
        if schema in (*default_schemas(), tei_all_schema()):
            return self.apply_rules(schema, kind, phase)
        if not self._may_have_rules(schema, kind):
            return []
        from teikit.validation.limited import check_limited

        return check_limited(self._source, schema, kind, phase)

    def _may_have_rules(self, schema: Path, kind: str) -> bool:
        """Whether a schema may have rules for the document: what can be seen without applying them."""
        from teikit.validation import schematron

        if kind == "relaxng":
            return schematron.may_have_rules(schema)
        if kind == "schematron":
            return True
        from teikit.validation.odd import compile_odd

        return compile_odd(schema).rules_apply(self._source)

    def apply_rules(self, schema: Path, kind: str, phase: str) -> list[Diagnostic]:
        """The diagnostics of the rules of a schema of a kind, however long they take. Raises SchemaError, OSError."""
        from teikit.validation import schematron

        try:
            if kind == "relaxng":
                may_fire = schematron.may_have_rules(schema) and _may_fire(self._source, schema)
                return schematron.check_embedded(self._source, self._locate, schema) if may_fire else []
            if kind == "schematron":
                if phase == DEFAULT_PHASE and schematron.passes(self._source.text, schema):
                    return []
                return schematron.check_rules(self._source, self._locate, schematron.rules(schema, phase))
            compiled = _rules_of_odd(schema)
            rules = compiled.rules(phase) if compiled.rules_apply(self._source) else None
            return schematron.check_rules(self._source, self._locate, rules) if rules else []
        except schematron.SchematronError as error:
            raise SchemaError(str(error)) from error

    def _locate(self) -> ElementLocations:
        if self._locations is None:
            self._locations = locate_elements(self._source)
        return self._locations


def _grammar_of(schema: Path, kind: str) -> "Schema | KeptSchema | None":
    """The grammar of a schema; None for one of rules only."""
    if kind == "schematron":
        return None
    if own := _own_grammar(schema):
        return own
    if kind == "odd":
        return _compiled_odd(schema).current_grammar()
    from teikit.validation.relaxng import schema_of

    return schema_of(schema)


@cache
def _own_grammar(schema: Path) -> "KeptSchema | None":
    """The grammar of one of teikit's own schemas, kept from an earlier start; None for another schema."""
    if schema not in (default_schemas()[0], tei_all_schema()):
        return None
    from teikit.validation.relaxng import KeptSchema

    return KeptSchema(_digest(schema), lambda: _loaded(schema))


def _rules_of_odd(schema: Path) -> "OddSchema | KeptRules":
    """What has the rules of an ODD; those of TEI as a whole are kept from an earlier start."""
    return _tei_rules() if schema == tei_all_schema() else _compiled_odd(schema)


def _may_fire(source: Source, grammar: Path) -> bool:
    """Whether a rule inside a grammar may fire in a document; true where the rules are wrong, which is reported."""
    quick = _quick_rules(grammar, grammar if grammar.is_absolute() else grammar.absolute())
    return quick is None or quick.may_fire(source)


@cache
def _quick_rules(grammar: Path, place: Path) -> "QuickRules | None":
    from teikit.validation.odd import quick_rules_of
    from teikit.validation.schematron import SchematronError

    try:
        return quick_rules_of(grammar)
    except SchematronError:
        return None


@cache
def _tei_rules() -> "KeptRules":
    from teikit.validation.kept_rules import KeptRules

    schema = tei_all_schema()
    return KeptRules(schema, _digest(schema), lambda: _compiled_odd(schema))


def _compiled_odd(schema: Path) -> "OddSchema":
    from teikit.validation.odd import compile_odd

    return compile_odd(schema)


@cache
def _digest(schema: Path) -> str:
    """The digest of all files of one of teikit's own schemas."""
    tables = [resource("schemas", name) for name in ("tei-p5.json", "tei-p5-messages.json")]
    files = [schema, *(tables if schema == tei_all_schema() else [])]
    return sha256(b"".join(sha256(file.read_bytes()).digest() for file in files)).hexdigest()


def _loaded(schema: Path) -> "Schema":
    from teikit.validation.load import load_grammar

    return load_grammar(schema)


def _serialised(tree: Tree) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))
