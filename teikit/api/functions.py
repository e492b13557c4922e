"""The functions of the Python API: convert a transcript, read TEI, validate TEI."""

import datetime
from collections.abc import Iterable
from os import PathLike, fspath
from pathlib import Path

from teikit.api.documents import Account, ConvertedDocument, TeiDocument
from teikit.api.errors import ArgumentError
from teikit.api.sources import Input, TextSource, read_input
from teikit.api.validation import ValidationResult
from teikit.checking import XmlInput, check_input
from teikit.conversion import convert_source
from teikit.core import Source, is_language, run_in_saxon_thread, source_of
from teikit.edition import Job
from teikit.publication import self_contained
from teikit.readers import SUFFIXES, read_data
from teikit.tei import marks_of_tei, marks_of_transcript
from teikit.validation import facts_of
from teikit.xml import decode_text

_XML = (".xml", ".tei")


def convert(
    source: TextSource,
    *,
    convention: str | PathLike[str] | None = None,
    layout: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    name: str = "transcript",
    date: str | datetime.date | None = None,
) -> ConvertedDocument:
    """Convert a transcript to TEI.

    `source` is the text of a transcript, the bytes of its file, or the path of its file. `convention` is the name or
    the TOML file of the convention that it follows, `layout` the name of the layout of the page around the text,
    `language` (BCP 47) that of the text, `encoding` that of the bytes; each is recognised where it is not given.
    `name` is how messages and the TEI call a transcript that is no file. `date` (ISO 8601) is the date of the
    conversion, which the TEI records; today, in UTC, where it is not given.

    Nothing is raised for the text: what is wrong or in doubt is in the `diagnostics` of the result. Raises
    ArgumentError, FileError, ConventionError.
    """
    given = read_input(source, name, SUFFIXES)
    job = Job(
        raw=given.path or Path(),
        name=given.name,
        target=Path(f"{_stem(given)}.xml"),
        convention=fspath(convention) if convention else "",
        encoding=encoding,
        layout=layout,
        language=_language(language),
        date=_date(date),
    )
    return run_in_saxon_thread(lambda: _converted(given, job))


def _stem(given: Input) -> str:
    """The name of a transcript without its suffix, from which its xml:id is made."""
    name = given.path or Path(given.name)
    return name.stem if given.path or name.suffix.lower() in SUFFIXES else name.name


def _language(language: str | None) -> str:
    if language and not is_language(language):
        raise ArgumentError(f"language must be a language code such as en or ru, not “{language}”")
    return language or ""


def _date(date: str | datetime.date | None) -> str:
    try:
        day = datetime.date.fromisoformat(date) if isinstance(date, str) else date
    except ValueError as error:
        raise ArgumentError(f"date must be a date such as 2026-01-31, not “{date}”") from error
    return (day or datetime.datetime.now(datetime.UTC)).strftime("%Y-%m-%d")


def _converted(given: Input, job: Job) -> ConvertedDocument:
    source, diagnostics = read_data(given.data, job.name, job.encoding)
    if source is None:
        return ConvertedDocument(job.name, None, diagnostics, (), Source("", job.name), (), Account())
    result = convert_source(source, job, diagnostics)
    proof = result.encoded.proof
    counts = {str(kept): count for kept, count in proof.counts.items()}
    account = Account(**counts, total=proof.total, holds=proof.holds)
    marks = marks_of_transcript(result.encoded.root, source)
    text = decode_text(source_of(result.data.decode(), job.target.name), job.target).mapped
    decisions = result.interpretation.decisions
    return ConvertedDocument(job.name, text, result.findings, marks, source, decisions, account)


def read_tei(source: TextSource, *, name: str = "document") -> TeiDocument:
    """Read a TEI document that may come from anywhere; it need not be valid to be published.

    `source` is the text of the document, the bytes of its file, or the path of its file; `name` is how messages call
    one that is no file. Nothing is raised for the content: the `diagnostics` of the result say what is wrong. Raises
    ArgumentError, FileError.
    """
    given = read_input(source, name, _XML)
    document = XmlInput.of(given.data, given.path, given.name)
    loaded = document.load()
    if loaded.mapped is None:
        return TeiDocument(given.name, None, loaded.diagnostics, ())
    facts, malformed = facts_of(loaded.mapped)
    if malformed or loaded.tree is None:
        return TeiDocument(given.name, None, [*loaded.diagnostics, *([malformed] if malformed else [])], ())
    text = self_contained(loaded, facts, document.path)
    return TeiDocument(given.name, text, loaded.diagnostics, marks_of_tei(loaded))


def validate(
    source: TextSource,
    *,
    schemas: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None,
    phase: str | None = None,
    name: str = "document",
) -> ValidationResult:
    """Validate a TEI document, as `teikit validate` does.

    `source` is as in `read_tei`. `schemas` are RELAX NG, Schematron or ODD files (.rng, .rnc, .sch, .odd); where none
    are given, those that the document and its edition name, else teikit's own. `phase` is the phase of the Schematron
    schemas. Nothing is raised for the content. Raises ArgumentError, FileError, SchemaError.
    """
    given = read_input(source, name, _XML)
    listed = [schemas] if isinstance(schemas, str | PathLike) else schemas
    paths = tuple(Path(fspath(schema)) for schema in listed or ())
    document = XmlInput.of(given.data, given.path, given.name)
    result = run_in_saxon_thread(lambda: check_input(document, paths, phase))
    return ValidationResult(result.findings, result.schemas)
