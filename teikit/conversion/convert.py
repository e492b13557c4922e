"""Converts single transcripts: read, interpret, encode, audit, validate, store."""

from collections.abc import Sequence
from pathlib import Path

from teikit.conversion.checked import Converted, encode_checked
from teikit.conversion.interpreted import Interpreted, interpret_source
from teikit.conversion.looked_up import Names, noting
from teikit.conversion.outcome import Outcome
from teikit.conversion.store import Status, place_of_report, store
from teikit.core import Diagnostic, Source, file_diagnostic, file_state
from teikit.edition import Job, display_path
from teikit.readers import read
from teikit.tei import place_of_base


def convert_in_memory(job: Job) -> tuple[Converted | None, list[Diagnostic]]:
    """Converts one transcript without writing anything: its TEI (None if it cannot be read), and the diagnostics of
    reading it.

    Raises ConventionError or SchemaError for an unusable convention or schema; errors of the transcript are
    diagnostics.
    """
    source, findings = read(job.raw, job.name, job.encoding, job.anchor)
    return (None if source is None else convert_source(source, job, findings)), findings


def convert_source(source: Source, job: Job, diagnostics: Sequence[Diagnostic] = ()) -> Converted:
    """The TEI of a source that was already read, with the `diagnostics` of reading it.

    Writes nothing. If the job has no date, the date of the first conversion is read from the target. Raises the errors
    of `convert_in_memory`.
    """
    return encode_checked(interpret_source(source, job, diagnostics))


def convert(job: Job) -> Outcome:
    """Converts one transcript and writes its TEI if it is valid, keeping a person's edits in an existing file.

    Raises the errors of `convert_in_memory`.
    """
    try:
        source, findings = read(job.raw, job.name, job.encoding, job.anchor)
    except OSError as error:
        return _unwritten(job, error)
    if source is None:
        return Outcome(job.name, job.target, Status.FAILED, tuple(findings))
    job, names = noting(job)
    interpreted = interpret_source(source, job, findings)
    persons = interpreted.persons
    if job.hold and persons.lacking:
        return Outcome(job.name, job.target, Status.HELD, mentions=persons.mentions, held=interpreted.packed)
    return write_noting(interpreted, names)


def write_noting(interpreted: Interpreted, names: Names) -> Outcome:
    """As `write`, with what was looked up in the list of persons, and the states of the files."""
    outcome = write(interpreted)
    return outcome._replace(looked_up=names.looked_up, beside=states_beside(interpreted.job.target))


def states_beside(target: Path) -> dict[str, str]:
    """The states of a TEI file, of its generated state, and of the report of conflicts, by their paths."""
    return {str(path): file_state(path) for path in (target, place_of_base(target), place_of_report(target))}


def write(interpreted: Interpreted) -> Outcome:
    """Writes the TEI of an interpretation if it is valid. Raises SchemaError."""
    job = interpreted.job
    try:
        converted = encode_checked(interpreted)
        status, stored = (Status.FAILED, []) if converted.failed else store(job, converted.data)
    except OSError as error:
        return _unwritten(job, error)
    encoded, diagnostics = converted.encoded, (*converted.findings, *stored)
    outcome = Outcome(job.name, job.target, status, diagnostics, encoded.proof, encoded.doubtful)
    return outcome._replace(validated=converted.validated)


def _unwritten(job: Job, error: OSError) -> Outcome:
    message = f"cannot be written: {error.strerror or error}"
    unwritten = file_diagnostic(display_path(job.target), "convert-cannot-write", message)
    return Outcome(job.name, job.target, Status.FAILED, (unwritten,))
