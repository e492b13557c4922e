"""The documents that are published, each loaded and checked, and why other files are left out."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from teikit.checking import CheckedDocument, DocumentChecker, SchemaOptions, without_included
from teikit.conversion import Progress
from teikit.core import Diagnostic, Severity, file_diagnostic, worst
from teikit.edition import Selection, display_path, generated_tei
from teikit.publication.self_contained import self_contained
from teikit.publication.site import Published
from teikit.validation import Facts, Validated
from teikit.xml import MappedText

_CONTENT = ("text", "sourceDoc", "facsimile")


class Source(NamedTuple):
    """A document that is published: the TEI that is read, and offered for reading, with its source map."""

    path: Path
    ident: str
    text: MappedText


def sources(
    selection: Selection,
    result: Published,
    progress: Progress,
    validated: Mapping[Path, Validated] | None = None,
    options: SchemaOptions | None = None,
) -> Iterator[Source]:
    """The documents of a selection that can be published; why others cannot is added to the result.

    TEI that teikit made from a transcript of the edition must be valid; of other TEI the errors are reported, and what
    is well-formed is published. A file that another one includes is published there, unless it is named.
    """
    edition = selection.edition
    checker = DocumentChecker(selection.files, edition, validated, options)
    result.documents = without_included(selection.files, selection.named, checker.root, display_path)[0]
    result.generated = frozenset(map(display_path, generated_tei(edition)))
    for path in result.documents:
        progress(display_path(path))
        checked = checker.check(path)
        checked = checked._replace(diagnostics=tuple(map(_lenient, checked.diagnostics)))
        result.findings += checked.diagnostics
        reason = _reason_to_omit(checked, display_path(path) in result.generated)
        if reason:
            result.findings.append(omission(path, reason))
        else:
            assert checked.facts is not None  # it is well-formed
            yield Source(
                path, checked.facts.root_id or path.stem, self_contained(checked.document, checked.facts, path)
            )


def _lenient(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic; a schema that cannot be had is a warning here: it is no reason not to publish."""
    return diagnostic._replace(severity=Severity.WARNING) if diagnostic.code == "schema-unavailable" else diagnostic


def _reason_to_omit(checked: CheckedDocument, must_be_valid: bool) -> str:
    """Why a file is not published; empty for one that is."""
    if checked.facts is None:
        return "is not well-formed and is left out"
    if must_be_valid and worst(checked.diagnostics) is Severity.ERROR:
        return "is not valid and is left out"
    return _no_document(checked.facts)


def _no_document(facts: Facts) -> str:
    """Why well-formed XML is no document of an edition; empty for one that is."""
    if facts.root != "TEI":
        return f"is no TEI document: its root is <{facts.root.rpartition('}')[2]}>"
    return "" if facts.parts.intersection(_CONTENT) else "has no text: it is no document"


def omission(path: Path, reason: str) -> Diagnostic:
    """That a file is not published, and why."""
    return file_diagnostic(display_path(path), "publish-omitted", reason)
