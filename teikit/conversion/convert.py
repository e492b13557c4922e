"""Converts single transcripts: read, interpret, encode, audit, validate, store."""

from collections.abc import Sequence

from teikit.conversion.checked import Converted, encode_checked
from teikit.conversion.interpreted import Interpreted, interpret_source
from teikit.conversion.outcome import Outcome
from teikit.conversion.store import Status, store
from teikit.core import Diagnostic, Source, file_diagnostic
from teikit.edition import Job, display_path
from teikit.readers import read


def make(job: Job) -> tuple[Converted | None, list[Diagnostic]]:
    """The TEI of one transcript, with what was found where it cannot be read. Writes nothing.

    Raises ConventionError and SchemaError for a convention or schema that cannot be used; nothing for the transcript.
    """
    source, findings = read(job.raw, job.name, job.encoding, job.anchor)
    return (None if source is None else convert_source(source, job, findings)), findings


def convert_source(source: Source, job: Job, diagnostics: Sequence[Diagnostic] = ()) -> Converted:
    """The TEI of a source that is read already; `diagnostics` are those of its reading. Reads and writes no file but
    the one that records the date of the first conversion, where the job has no date.

    Raises as `make` does.
    """
    return encode_checked(interpret_source(source, job, diagnostics))


def convert(job: Job) -> Outcome:
    """Converts one transcript and writes its TEI, if it is valid; a person's work that is there is kept.

    Raises as `make` does.
    """
    try:
        source, findings = read(job.raw, job.name, job.encoding, job.anchor)
    except OSError as error:
        return _unwritten(job, error)
    if source is None:
        return Outcome(job.name, job.target, Status.FAILED, tuple(findings))
    interpreted = interpret_source(source, job, findings)
    persons = interpreted.persons
    if job.hold and persons.lacking:
        return Outcome(job.name, job.target, Status.HELD, mentions=persons.mentions, held=interpreted.packed)
    return write(interpreted)


def write(interpreted: Interpreted) -> Outcome:
    """Writes the TEI of an interpretation, if it is valid. Raises SchemaError."""
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
