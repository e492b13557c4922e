"""Checks one file: takes it in, chooses its schemas, asks the engines, follows its links."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from teikit.checking.cache import Cache, Entry
from teikit.checking.catalog import Catalog, load_catalogs
from teikit.checking.config import Config
from teikit.checking.schema_choice import Choice, Schema, choose
from teikit.core import Diagnostic, Source, file_diagnostic, in_order, span_diagnostic
from teikit.validation import Judged, SchemaError, check_links, facts_of
from teikit.xml import FileResolver, MappedText, XmlDocument, load_xml


class Result(NamedTuple):
    """What was found in one file; `schemas` are those it was checked against, `own` says it had none of its own."""

    name: str
    findings: tuple[Diagnostic, ...]
    schemas: tuple[str, ...] = ()
    own: bool = False


@dataclass
class _Work:
    """What is gathered about one file."""

    path: Path
    config: Config
    files: FileResolver
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
        return Result(name, (file_diagnostic(name, "xml-unreadable", f"cannot be read: {error.strerror or error}"),))
    cache = Cache(config.cache, config.root) if config.cache else None
    known = cache.get(path, data, config) if cache else None
    if known is not None:
        return Result(name, known.findings, known.schemas, known.own)
    work = _Work(path, config, FileResolver(config.root, config.display_path))
    _check(load_xml(data, path, work.files), work)
    result = Result(name, tuple(in_order(work.findings)), _names(work), work.choice.own)
    if cache:
        paths = [schema.path for schema in work.choice.schemas]
        cache.put(
            path, data, config, Entry(result.findings, result.schemas, result.own), work.files.dependencies, paths
        )
    return result


def _names(work: _Work) -> tuple[str, ...]:
    used = [schema.path for schema in work.choice.schemas if schema.path not in work.unusable]
    return tuple(dict.fromkeys(map(work.config.display_path, used)))


def _check(document: XmlDocument, work: _Work) -> None:
    work.findings += document.diagnostics
    if document.mapped is None:
        return
    facts, broken = facts_of(document.mapped)
    if broken:
        work.findings.append(broken)
        return
    config = work.config
    work.choice = choose(
        document.mapped, work.path, config.given, config.edition, _catalog(config.catalogs), work.files
    )  # fmt: skip
    work.findings += work.choice.findings
    judged = Judged(Source(document.mapped.text, document.mapped.main_source.name))
    said = [finding for schema in work.choice.schemas for finding in _judged(document.mapped, judged, schema, work)]
    linked = check_links(document, facts, work.files)
    covered = [f for f in said if f.code.startswith("rule-") and f.span]
    work.findings += said
    work.findings += [f for f in linked if not any(_covers(rule, f) for rule in covered)]


def _covers(rule: Diagnostic, link: Diagnostic) -> bool:
    """Whether a rule of the edition has said already what is wrong with a pointer."""
    same = rule.file == link.file and rule.span is not None and link.span is not None
    return same and link.code.startswith("link-") and bool(rule.span and link.span and rule.span.covers(link.span))


def _judged(text: MappedText, judged: Judged, schema: Schema, work: _Work) -> list[Diagnostic]:
    """What does not keep to one schema; for one that a document named and that cannot be used, that."""
    try:
        found = judged.by(schema.path, work.config.phase or schema.phase or "#DEFAULT")
    except SchemaError as error:
        if schema.model is None:
            raise
        work.unusable.append(schema.path)
        reason = str(error).replace(str(schema.path), work.config.display_path(schema.path))
        said = f"the schema “{schema.model.href}” cannot be used: {reason}"
        return [text.relocate(span_diagnostic(text.as_source, schema.model.span, "schema-unusable", said))]
    # What the schema types as an id is told by the check of links, with the places in all files.
    own = [finding for finding in found if finding.code != "tei-duplicate-id"]
    return [text.relocate(finding) if finding.file == text.main_source.name else finding for finding in own]
