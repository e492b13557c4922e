"""What no rule of the publication handles: the elements and attributes of TEI files, each at its place."""

from collections.abc import Sequence
from pathlib import Path

from teikit.checking import without_included
from teikit.core import Diagnostic, Progress, Severity, XsltError, file_diagnostic
from teikit.edition import Edition, display_path
from teikit.publication.making import omitted
from teikit.publication.reading import coverage, documents_of, not_published, survey
from teikit.xml import FileResolver, MappedText, load_xml, project_root


def uncovered(
    paths: Sequence[Path], named: Sequence[Path], edition: Edition | None, progress: Progress
) -> list[Diagnostic]:
    """The elements and attributes of TEI files that no rule of the publication handles, each at its place.

    A file that another one includes is read there, unless it is `named`. What keeps a file from being read is found
    instead.
    """
    root = project_root(paths, edition.folder if edition else None)
    files = without_included(paths, named, root, display_path).files
    diagnostics: list[Diagnostic] = []
    for path in files:
        progress(display_path(path))
        surveyed = survey(path)
        if surveyed.kind:
            diagnostics += _uncovered(path, FileResolver(root, display_path))
        else:
            diagnostics.append(not_published(surveyed, path in named))
    return diagnostics


def _uncovered(path: Path, files: FileResolver) -> list[Diagnostic]:
    try:
        document = load_xml(path.read_bytes(), path, files)
    except OSError as error:
        return [file_diagnostic(display_path(path), "xml-unreadable", f"cannot be read: {error.strerror or error}")]
    errors = [diagnostic for diagnostic in document.diagnostics if diagnostic.severity is Severity.ERROR]
    if document.mapped is None or document.malformed:
        return [*errors, *([document.malformed] if document.malformed else [])]
    try:
        return [*errors, *(diagnostic for text in documents_of(document.mapped) for diagnostic in _of(text, path))]
    except XsltError as error:
        return [*errors, omitted(path, "read for publishing", error)]


def _of(text: MappedText, path: Path) -> list[Diagnostic]:
    return list(map(text.relocate, coverage(text.text, display_path(path))))
