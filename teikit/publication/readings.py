"""The reading documents of a publication, one at a time: those of a large edition do not fit into memory together."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from teikit.checking import SchemaOptions
from teikit.core import Diagnostic, Progress, Severity, XsltError, resource, worst
from teikit.edition import Edition, Selection, display_path
from teikit.publication.collation import with_differences
from teikit.publication.plan import Plan
from teikit.publication.reading import reading_document, signs_table
from teikit.publication.site import Published, omitted
from teikit.publication.sources import Source, Sources
from teikit.publication.survey import REGISTER
from teikit.validation import Validated, validate


class Readings:
    """Loads, checks and reads the documents of a plan."""

    def __init__(
        self,
        selection: Selection,
        plan: Plan,
        progress: Progress,
        validated: Mapping[Path, Validated] | None = None,
        options: SchemaOptions | None = None,
    ) -> None:
        """The documents of a plan; `validated` are validations that were done already, by file."""
        self._plan = plan
        self._edition = selection.edition
        self._progress = progress
        self._sources = Sources(selection, plan, validated, options)

    def read(self, result: Published) -> Iterator[tuple[Source, Any]]:
        """Each document with its reading. Diagnostics are added to the result, also why a document is left out.

        Raises SchemaError.
        """
        options = _reading_options(self._edition, result)
        result.generated = self._sources.generated
        for file in self._plan.files:
            self._progress(display_path(file.path))
            for source in self._sources.load(file, result.findings):
                try:
                    node, diagnostics = _reading(source, options)
                except XsltError as error:
                    result.findings.append(omitted(source.path, "read for publishing", error))
                    continue
                result.findings += diagnostics
                yield source, node


def _reading(source: Source, options: "_ReadingOptions") -> tuple[Any, list[Diagnostic]]:
    """The reading of a document. Raises XsltError."""
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
    )
    return with_differences(node, options.interface), list(map(source.text.relocate, diagnostics))


class _ReadingOptions(NamedTuple):
    """How documents are read: tables of signs and renderings of the edition, the language of explanations."""

    signs: Path | None
    renderings: Path | None
    interface: str


def _reading_options(edition: Edition, result: Published) -> _ReadingOptions:
    """The options of an edition, with the tables of teikit where its own are not valid, which is reported."""
    signs = signs_table(edition.signs)
    if signs is not None and edition.signs.endswith(".xml"):
        signs = _valid_table(signs, "signs.rng", result)
    renderings = _valid_table(edition.renderings, "renderings.rng", result) if edition.renderings else None
    return _ReadingOptions(signs, renderings, edition.interface)


def _valid_table(table: Path, grammar: str, result: Published) -> Path | None:
    diagnostics = validate(table.read_bytes(), display_path(table), [resource("schemas", grammar)])
    result.findings += diagnostics
    return None if worst(diagnostics) is Severity.ERROR else table
