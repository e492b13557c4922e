"""The reading of the documents of a publication: with which options, and each document."""

from pathlib import Path
from typing import Any, NamedTuple

from teikit.core import Diagnostic, Severity, resource, worst
from teikit.edition import Edition, display_path
from teikit.publication.reading.collation import with_differences
from teikit.publication.reading.sources import Source
from teikit.publication.reading.survey import REGISTER
from teikit.publication.reading.transform import reading_document, signs_table
from teikit.validation import validate


class ReadingOptions(NamedTuple):
    """How documents are read: tables of signs and renderings of the edition, the language of explanations."""

    signs: Path | None
    renderings: Path | None
    interface: str


def read_source(source: Source, options: ReadingOptions, numbered: bool = False) -> tuple[Any, list[Diagnostic]]:
    """The reading of a document, a node of `teikit.core.saxon`, and what it met. Raises XsltError.

    With `numbered` its elements have the numbers of those of the TEI, and nothing is reported.
    """
    node, diagnostics = reading_document(
        source.text.text,
        display_path(source.path),
        options.signs,
        interface=options.interface,
        ident=source.page.name,
        references=source.references,
        renderings=options.renderings,
        page=source.page.name,
        register=source.page.kind == REGISTER,
        numbered=numbered,
    )
    return with_differences(node, options.interface), list(map(source.text.relocate, diagnostics))


def reading_options(edition: Edition, findings: list[Diagnostic]) -> ReadingOptions:
    """The options of an edition, with the tables of teikit where its own are not valid, which is added to `findings`.

    Raises OSError.
    """
    signs = signs_table(edition.signs)
    if signs is not None and edition.signs.endswith(".xml"):
        signs = _valid_table(signs, "signs.rng", findings)
    renderings = _valid_table(edition.renderings, "renderings.rng", findings) if edition.renderings else None
    return ReadingOptions(signs, renderings, edition.interface)


def _valid_table(table: Path, grammar: str, findings: list[Diagnostic]) -> Path | None:
    diagnostics = validate(table.read_bytes(), display_path(table), [resource("schemas", grammar)])
    findings += diagnostics
    return None if worst(diagnostics) is Severity.ERROR else table
