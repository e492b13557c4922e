"""Checks one file: loads it, chooses its schemas, validates it against each, follows its links."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from teikit.checking.cache import Cache, Entry
from teikit.checking.catalog import Catalog, load_catalogs
from teikit.checking.config import Config
from teikit.checking.schema_choice import Choice, Schema, choose
from teikit.core import Diagnostic, Source, file_diagnostic, sort_diagnostics
from teikit.validation import (
    DEFAULT_PHASE,
    DocumentValidator,
    Facts,
    SchemaError,
    Validated,
    check_links,
    found_once,
    reads_other_documents,
)
from teikit.xml import ELEMENTS, FileResolver, MappedText, XmlDocument, elements_as_uses, load_xml


class Result(NamedTuple):
    """The diagnostics of one file; `schemas` are those it was checked against, `unnamed` says that nobody named one."""

    name: str
    findings: tuple[Diagnostic, ...]
    schemas: tuple[str, ...] = ()
    unnamed: bool = False


class CheckedDocument(NamedTuple):
    """A file that was loaded and checked; `facts` is None where it cannot be read.

    `uses` are the other files that were asked for, as `FileResolver.dependencies`, and the elements that were found in
    them, as `elements_as_uses`; `schemas` those it was checked with.
    """

    document: XmlDocument
    facts: Facts | None
    diagnostics: tuple[Diagnostic, ...]
    uses: Mapping[str, str] = {}
    schemas: tuple[Path, ...] = ()


@dataclass
class _Work:
    """What is gathered about one file."""

    path: Path
    config: Config
    files: FileResolver
    validated: Validated | None = None
    findings: list[Diagnostic] = field(default_factory=list)
    unusable: list[Path] = field(default_factory=list)
    choice: Choice = field(default_factory=lambda: Choice([], []))


@lru_cache(maxsize=4)
def _catalog(paths: tuple[Path, ...]) -> Catalog:
    return load_catalogs(list(paths))


def check_file(path: Path, config: Config) -> Result:
    """What is wrong with one file. Raises SchemaError, CatalogError for what the caller named and cannot be used."""
    name = config.display_path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        return Result(name, (_unreadable(name, error),))
    return check_data(data, path, config)


def check_data(data: bytes, path: Path, config: Config) -> Result:
    """What is wrong with a file whose bytes are `data`. Raises as `check_file` does."""
    name = config.display_path(path)
    cache = Cache(config.cache, config.root) if config.cache else None
    known = cache.get(path, data, config) if cache else None
    if known is not None:
        return Result(name, known.findings, known.schemas, known.unnamed)
    work = _Work(path, config, FileResolver(config.root, config.display_path, config.texts))
    _check(load_xml(data, path, work.files), work)
    result = Result(name, tuple(sort_diagnostics(work.findings)), _names(work), work.choice.unnamed)
    if cache:
        schemas = [schema.path for schema in work.choice.schemas]
        entry = Entry(result.findings, result.schemas, result.unnamed)
        cache.put(path, data, config, entry, work.files.all_dependencies, schemas)
    return result


def chosen_schemas(data: bytes, path: Path, config: Config) -> list[Path]:
    """The schemas that `check_data` uses for these bytes. Raises CatalogError."""
    files = FileResolver(config.root, config.display_path, config.texts)
    document = load_xml(data, path, files)
    if document.mapped is None:
        return []
    choice = choose(document.mapped, path, config.given, config.edition, _catalog(config.catalogs), files)
    return [schema.path for schema in choice.schemas]


def check_document(path: Path, config: Config, validated: Validated | None = None) -> CheckedDocument:
    """Load a file, and check it as `check_file` does; the cache is not used.

    `validated` is the result of a validation that was done already: it is used where it is of the same bytes and the
    same schemas. Raises SchemaError, CatalogError.
    """
    name = config.display_path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        return CheckedDocument(XmlDocument(None, []), None, (_unreadable(name, error),))
    work = _Work(path, config, FileResolver(config.root, config.display_path, config.texts), _same(validated, data))
    document = load_xml(data, path, work.files)
    facts = _check(document, work)
    schemas = tuple(schema.path for schema in work.choice.schemas)
    uses = {**work.files.dependencies, **elements_as_uses(ELEMENTS, work.files.elements)}
    return CheckedDocument(document, facts, tuple(sort_diagnostics(work.findings)), uses, schemas)


def _unreadable(name: str, error: OSError) -> Diagnostic:
    return file_diagnostic(name, "xml-unreadable", f"cannot be read: {error.strerror or error}")


def _same(validated: Validated | None, data: bytes) -> Validated | None:
    """A validation that is of these bytes, and that does not depend on where the file is."""
    if validated is None or validated.digest != sha256(data).hexdigest():
        return None
    return None if any(map(reads_other_documents, validated.schemas)) else validated


def _names(work: _Work) -> tuple[str, ...]:
    used = [schema.path for schema in work.choice.schemas if schema.path not in work.unusable]
    return tuple(dict.fromkeys(map(work.config.display_path, used)))


def _check(document: XmlDocument, work: _Work) -> Facts | None:
    """Add to `work` what is wrong with a document; returns its facts, None where it is not well-formed."""
    work.findings += document.diagnostics
    if document.mapped is None:
        return None
    config = work.config
    choice = choose(document.mapped, work.path, config.given, config.edition, _catalog(config.catalogs), work.files)
    known = _known(document.mapped, choice, work)
    validator = DocumentValidator(Source(document.text, document.mapped.main_source.name))
    judges = [schema.path for schema in choice.schemas] if known is None else []
    facts, malformed = validator.facts(document.mapped, judges)
    if malformed:
        work.findings.append(malformed)
        return None
    work.choice = choice
    work.findings += choice.findings
    violations = _validate(document, document.mapped, validator, known, work)
    links = check_links(document, facts, work.files, config.registers)
    rules = [diagnostic for diagnostic in violations if diagnostic.code.startswith("rule-") and diagnostic.span]
    work.findings += violations
    work.findings += [link for link in links if not any(_covers(rule, link) for rule in rules)]
    return facts


def _covers(rule: Diagnostic, link: Diagnostic) -> bool:
    """Whether a rule of the edition reports already what is wrong with a pointer."""
    same = rule.file == link.file and rule.span is not None and link.span is not None
    return same and link.code.startswith("link-") and bool(rule.span and link.span and rule.span.covers(link.span))


def _validate(
    document: XmlDocument, text: MappedText, validator: DocumentValidator, known: list[Diagnostic] | None, work: _Work
) -> list[Diagnostic]:  # fmt: skip
    """What does not conform to the chosen schemas, at the places of the files that the text came from.

    Repeated ids are left to the check of links, which knows the places in all files.
    """
    if known is None:
        known = found_once(_by_schema(text, validator, schema, work) for schema in work.choice.schemas)
    violations = [d for d in known if d.code != "tei-duplicate-id" and not document.is_lacking(d)]
    return [
        text.relocate(d) if d.file == text.main_source.name and d.code != "schema-unusable" else d for d in violations
    ]


def _known(text: MappedText, choice: Choice, work: _Work) -> list[Diagnostic] | None:
    """What an earlier validation found, where it was against the same schemas."""
    known, schemas = work.validated, choice.schemas
    same = known is not None and known.schemas == tuple(schema.path for schema in schemas)
    if known is None or not same or work.config.phase or any(schema.phase for schema in schemas):
        return None
    return [diagnostic._replace(file=text.main_source.name) for diagnostic in known.diagnostics]


def _by_schema(text: MappedText, validator: DocumentValidator, schema: Schema, work: _Work) -> list[Diagnostic]:
    """What does not conform to one schema; for a schema that a document named and that cannot be used, why."""
    try:
        return validator.check(schema.path, work.config.phase or schema.phase or DEFAULT_PHASE)
    except SchemaError as error:
        if schema.model is None:
            raise
        work.unusable.append(schema.path)
        reason = str(error).replace(str(schema.path), work.config.display_path(schema.path))
        message = f"the schema “{schema.model.href}” cannot be used: {reason}"
        return [text.report(schema.model.span, "schema-unusable", message)]
