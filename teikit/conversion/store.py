"""Stores TEI files without losing a person's edits.

A file that only the converter wrote is replaced. A file that a person edited is merged with the changes. If both
changed the same place, the file stays as it is, and a report beside it (STEM.conflicts.txt) shows both versions.
"""

from enum import StrEnum
from pathlib import Path

from teikit.core import Diagnostic, Severity, bytes_of, file_diagnostic, shorten, write_whole
from teikit.edition import Job, display_path
from teikit.tei import (
    Difference,
    Merged,
    MergeError,
    base_of,
    conversion_date,
    differences,
    is_sealed,
    merge,
    place_of_base,
    with_bookkeeping,
    with_conversion_date,
)
from teikit.validation import validate_document
from teikit.xml import FileResolver, load_xml, project_root

# The highest number of changed places that are listed for a file.
_MOST = 10
_TITLE = "Places where you and teikit both changed "


class Status(StrEnum):
    """The status of a document after a run."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    KEPT = "kept as edited"
    MERGED = "merged with your edits"
    CONFLICT = "kept as edited, new changes conflict"
    WOULD_CHANGE = "would change"
    HELD = "held until its persons are listed"
    FAILED = "not written"
    REMOVED = "removed, as its transcript is no more"


Outcome = tuple[Status, list[Diagnostic]]


def recorded_date(target: Path) -> str | None:
    """The date of the first conversion, which later ones keep; None before the first."""
    for place in (place_of_base(target), target):
        if (data := _bytes_of(place)) and (date := conversion_date(data)):
            return date
    return None


def save(data: bytes, name: str, target: Path) -> Outcome:
    """Writes a document that was converted in memory, as `store` does; `name` is its transcript's name in messages.

    The date of the first conversion is kept. Raises OSError.
    """
    date = recorded_date(target)
    job = Job(Path(name), name, target, "")
    return store(job, with_conversion_date(data, date) if date else data)


def store(job: Job, data: bytes) -> Outcome:
    """Writes a generated TEI file, or merges it into the edited one that is there. Raises OSError."""
    before = _bytes_of(job.target)
    if before is None or is_sealed(before):
        return _generated(job, data, before)
    base = base_of(before, data, _bytes_of(place_of_base(job.target)))
    if base is None and not job.prefer_edited:
        message = (
            f"was edited, and {display_path(place_of_base(job.target))} does not exist: the changes are not merged"
        )
        return Status.KEPT, [file_diagnostic(display_path(job.target), "merge-no-base", message)]
    if base is None or base == data:
        return _kept(job, data, before, settled=base is None)
    try:
        return _merged(job, data, before, merge(base, before, data))
    except MergeError as error:
        return Status.CONFLICT, [_conflict(job, f"cannot be merged with the changes: {error}")]


def _bytes_of(path: Path) -> bytes | None:
    return bytes_of(path) if path.is_file() else None


# ---------------------------------------------------------------- not edited, or no changes
def _generated(job: Job, data: bytes, before: bytes | None) -> Outcome:
    if data == before:
        _keep_base(job, data)
        return Status.UNCHANGED, []
    if job.check:
        return Status.WOULD_CHANGE, _would_change(job, data, before)
    write_whole(job.target, data)
    _keep_base(job, data)
    return Status.WRITTEN, []


def _kept(job: Job, data: bytes, before: bytes, settled: bool) -> Outcome:
    """Keeps the edited file; if the person `settled` conflicts so, it is recorded as based on the new conversion."""
    if settled and not job.check:
        text, new = before.decode("utf-8", "surrogateescape"), data.decode()
        write_whole(job.target, with_bookkeeping(text, text, new).encode("utf-8", "surrogateescape"))
    _keep_base(job, data)
    message = "was edited, and is kept as it is"
    return Status.KEPT, [file_diagnostic(display_path(job.target), "merge-kept", message)]


def _keep_base(job: Job, data: bytes) -> None:
    """Keeps the generated state. Written after the file itself, so that the next run repairs an interrupted one."""
    if not job.check:
        write_whole(place_of_base(job.target), data)
        report = place_of_report(job.target)
        if _is_ours(report):
            report.unlink()


def _would_change(job: Job, data: bytes, before: bytes | None) -> list[Diagnostic]:
    name = display_path(job.target)
    if before is None:
        return [file_diagnostic(name, "convert-would-change", "would be made")]
    changes = differences(before, data)
    diagnostics = [
        file_diagnostic(name, "convert-would-change", _described(difference), difference.position)
        for difference in changes[:_MOST]
    ]
    more = len(changes) - _MOST
    rest = f"would change in {more} more places" if more > 0 else "would record another transcript or version of teikit"
    return diagnostics if changes and more <= 0 else [*diagnostics, file_diagnostic(name, "convert-would-change", rest)]


def _described(difference: Difference) -> str:
    mine, new = shorten(difference.mine), shorten(difference.new)
    if not difference.mine:
        return f"“{new}” would be inserted"
    return f"“{mine}” would become “{new}”" if difference.new else f"“{mine}” would be deleted"


# ---------------------------------------------------------------- edited, with changes
def _merged(job: Job, data: bytes, before: bytes, merged: Merged) -> Outcome:
    name = display_path(job.target)
    if merged.conflicts and not job.prefer_edited:
        return _conflicts(job, merged)
    files = FileResolver(project_root([job.target]), display_path)
    diagnostics = validate_document(load_xml(merged.data, job.target, files), job.schemas)
    wrong = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    if wrong:
        where = f"line {wrong[0].position.line}, " if wrong[0].position else ""
        message = f"would not be valid with the changes: {where}{wrong[0].code} {wrong[0].message}"
        return Status.CONFLICT, [_conflict(job, message)]
    places = f"{merged.taken} {'place' if merged.taken == 1 else 'places'}"
    if job.check:
        return Status.WOULD_CHANGE, [
            file_diagnostic(name, "convert-would-change", f"changes would be merged into it in {places}")
        ]
    write_whole(job.target, merged.data)
    _keep_base(job, data)
    return Status.MERGED, [file_diagnostic(name, "merge-done", f"was edited; changes were merged into it in {places}")]


def _conflict(job: Job, message: str) -> Diagnostic:
    return file_diagnostic(display_path(job.target), "merge-conflict", message)


def _conflicts(job: Job, merged: Merged) -> Outcome:
    name = display_path(job.target)
    if not job.check:
        report = place_of_report(job.target)
        if not report.exists() or _is_ours(report):
            write_whole(report, _conflict_report(name, job.name, merged).encode())
    findings = [
        file_diagnostic(name, "merge-conflict", f"“{shorten(c.mine)}” is yours, “{shorten(c.new)}” is new", c.position)
        for c in merged.conflicts[:_MOST]
    ]
    more = len(merged.conflicts) - _MOST
    advice = f"Read {display_path(place_of_report(job.target))}, correct the places, and convert again."
    findings = [finding._replace(advice=advice) for finding in findings]
    return Status.CONFLICT, findings + (
        [_conflict(job, f"and {more} more, see {display_path(place_of_report(job.target))}")] if more > 0 else []
    )


def _conflict_report(name: str, raw: str, merged: Merged) -> str:
    lines = [
        f"{_TITLE}{name}",
        "",
        f"The file is not changed. At the places below your words and the words that {raw} gives today both differ",
        "from those of the first conversion. For each place, write the reading that you want into the file, then run",
        "`teikit convert` again; copy a new reading exactly as it is here. To keep your words at all places, run",
        "`teikit convert --prefer-edited`: changes elsewhere in the file are merged then.",
    ]
    for number, changes in enumerate(merged.conflicts, 1):
        place = f"{name}:{changes.position.line}:{changes.position.column}"
        lines += ["", f"{number}. {place} in {changes.path}"]
        lines += [f"   was:   {changes.base}", f"   yours: {changes.mine}", f"   new:   {changes.new}"]
    return "\n".join(lines) + "\n"


def place_of_report(target: Path) -> Path:
    """Where the conflicts of a TEI file are reported."""
    return target.with_name(f"{target.stem}.conflicts.txt")


def _is_ours(report: Path) -> bool:
    return report.is_file() and (bytes_of(report) or b"").startswith(_TITLE.encode())
