"""What `teikit validate` reports about a text that is not saved, with places in that text."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from teikit.checking import XmlInput, check_input, registers_for
from teikit.core import Diagnostic, Source, Span, TeikitError, file_diagnostic
from teikit.edition import display_path


class Finding(NamedTuple):
    """A diagnostic, and what it is about in the text: the empty span at its beginning for another file."""

    diagnostic: Diagnostic
    span: Span
    elsewhere: bool


def input_of(text: str, path: Path | None) -> XmlInput:
    """The document in an editor; `path` is that of its file, if it has one."""
    return XmlInput.of(text, path, display_path(path) if path else "document")


def drafts(texts: Mapping[Path, str]) -> dict[Path, bytes]:
    """Texts of open documents as what is read in place of their files, by their paths without links."""
    return {path.resolve(): input_of(text, path).data for path, text in texts.items()}


def check_text(text: str, path: Path | None, others: Mapping[Path, str] | None = None) -> list[Finding]:
    """The findings of a text, as in a run of `teikit validate` with its file; `others` are further open documents."""
    given = input_of(text, path)
    try:
        diagnostics = check_input(given, texts=drafts(others or {}), registers=registers_for(given)).findings
    except (TeikitError, OSError) as error:
        diagnostics = (file_diagnostic(given.name, "schema-unusable", str(error)),)
    checked = given.data.decode("utf-8-sig", "replace")
    moved = len(text) - len(checked)  # the encoding that the text declares is replaced, a byte order mark left out
    return [_finding(diagnostic, text, given.name, moved) for diagnostic in diagnostics]


def _finding(diagnostic: Diagnostic, text: str, name: str, moved: int) -> Finding:
    if diagnostic.file != name:
        return Finding(diagnostic, Span(0, 0), True)
    if diagnostic.span is not None:
        start = max(0, diagnostic.span.start + moved) if diagnostic.span.start else 0
        return Finding(diagnostic, Span(start, max(start, diagnostic.span.end + moved)), False)
    if diagnostic.position is None:
        return Finding(diagnostic, Span(0, 0), False)
    start = Source(text).offset(diagnostic.position)
    return Finding(diagnostic, Span(start, start), False)
