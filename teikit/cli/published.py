"""The end of the commands that publish: what was written, what was not published, whether the run failed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from teikit.cli.shared import echo_results, finish
from teikit.core import Diagnostic, Severity, is_of_validation, sort_diagnostics
from teikit.reports import Report, counted, repeats_once

if TYPE_CHECKING:
    from teikit.edition import Selection
    from teikit.publication import Published

_NO_DOCUMENT = "publish-no-document"
_NAMED = 3
_SUFFIXES = 12
_LISTED = 60  # files that are listed one by one


def finish_publication(
    report: Report, published: "Published", selection: "Selection", strict: bool, style: str, reports: Iterable[Path]
) -> NoReturn:
    """Print what was published, write the reports, and exit."""
    before = len(report.results)
    failed = complete(report, published, selection, strict)
    echo_results(report.results[before:], style)
    finish(report, style, reports, failed)


def complete(report: Report, published: "Published", selection: "Selection", strict: bool) -> bool:
    """Add to a report what was published; whether the run failed."""
    report.done = len(published.published)
    report.results += _written(published.written)
    report.shown = _shown(report)
    failed = _failed(report, published, strict)
    report.notes = [*_not_published(report.diagnostics, published, selection), *report.notes]
    return failed


def _written(paths: Sequence[Path]) -> list[str]:
    """What was written: each file, or of many files their number in each folder."""
    from teikit.edition import display_path

    if len(paths) <= _LISTED:
        return [f"wrote {display_path(path)}" for path in paths]
    folders = Counter(path.parent for path in paths)
    return [f"wrote {counted(number, 'file')} to {display_path(folder)}" for folder, number in folders.items()]


def _shown(report: Report) -> list[Diagnostic]:
    """The diagnostics for people: those about published TEI once each; files that are no TEI are in a note."""
    wanted = [diagnostic for diagnostic in report.diagnostics if diagnostic.code != _NO_DOCUMENT]
    about_tei = [diagnostic for diagnostic in wanted if _is_about_tei(diagnostic.code)]
    others = [diagnostic for diagnostic in wanted if not _is_about_tei(diagnostic.code)]
    return sort_diagnostics([*others, *repeats_once(about_tei)], report.documents or {})


def _is_about_tei(code: str) -> bool:
    return is_of_validation(code) or code.startswith(("publish-", "print-"))


def _failed(report: Report, published: "Published", strict: bool) -> bool:
    """Whether the run failed; a note in the report says so where it did not although there are errors.

    Errors of validation in TEI that teikit did not make are no failure, unless it is `strict`: the TEI is published.
    """
    errors = [diagnostic for diagnostic in report.diagnostics if diagnostic.severity is Severity.ERROR]
    tolerated = [error for error in errors if is_of_validation(error.code) and error.file not in published.generated]
    left = {error.file for error in errors if error.code == "publish-omitted"}
    files = {report.document_of(error.file) for error in tolerated if error.file not in left}
    if files:
        how = "" if strict else "; with --strict this is a failure"
        report.notes.append(f"published with errors: {counted(len(files), 'file')}{how}")
    return len(errors) > (0 if strict else len(tolerated))


def _not_published(diagnostics: Sequence[Diagnostic], published: "Published", selection: "Selection") -> list[str]:
    """Which files are not published as documents, in one line for each reason."""
    from teikit.edition import display_path

    reasons: dict[str, list[str]] = {}
    for diagnostic in diagnostics:
        if diagnostic.code == _NO_DOCUMENT:
            reasons.setdefault(diagnostic.message, []).append(diagnostic.file)
    lines = [f"not published: {_files(files)}: {reason}" for reason, files in reasons.items()]
    if published.included:
        lines.append(f"published as a part of other files: {_files(list(map(display_path, published.included)))}")
    return lines + _other_files(selection)


def _files(names: Sequence[str]) -> str:
    """The number of files, and the names of the first."""
    more = ", …" if len(names) > _NAMED else ""
    return f"{counted(len(names), 'file')} ({', '.join(names[:_NAMED])}{more})"


def _other_files(selection: "Selection") -> list[str]:
    """How many files of which suffixes the named folders have that are not read as TEI."""
    from teikit.edition import other_files

    counts = other_files(selection.named)
    if not counts:
        return []
    kinds = [f"{number} {suffix}" for suffix, number in counts.most_common(_SUFFIXES)]
    more = ", …" if len(counts) > _SUFFIXES else ""
    number = counted(sum(counts.values()), "file")
    return [f"not read, as the names do not end in .xml or .tei: {number} ({', '.join(kinds)}{more})"]
