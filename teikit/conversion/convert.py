"""Runs the stages for single files or an edition: convert, validate. One bad document never stops the rest."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from teikit import __version__
from teikit.conventions import load_convention
from teikit.conversion.store import Status, recorded_date, store
from teikit.core import (
    Diagnostic,
    Severity,
    Source,
    file_diagnostic,
    span_diagnostic,
    worst,
)
from teikit.edition import Job, display_path
from teikit.interpretation import Interpretation, Override, interpret, names_of
from teikit.people import NOBODY, Mention, Referred, refer
from teikit.readers import read
from teikit.tei import Encoded, Proof, encode, serialise, usable
from teikit.transcript import read_document
from teikit.validation import Validated, validate_bytes

Progress = Callable[[str], None]


class Outcome(NamedTuple):
    """What a stage did with one file: `target` is the file made, `proof` the account of the transcript's characters,
    `mentions` are the persons of a document that is `held` before its TEI is written, as the list of persons lacks one,
    `validated` is the result of its validation.
    """

    name: str
    target: Path
    status: Status
    findings: tuple[Diagnostic, ...] = ()
    proof: Proof | None = None
    doubtful: int = 0
    mentions: tuple[Mention, ...] = ()
    held: "Interpreted | None" = None
    validated: Validated | None = None

    @property
    def would_change(self) -> bool:
        """Whether a check found that the file would not stay as it is."""
        return self.status in (Status.WOULD_CHANGE, Status.CONFLICT)

    def __str__(self) -> str:
        line = f"{self.name} -> {display_path(self.target)}: {self.status}"
        if self.proof is None:
            return line
        return f"{line}; {self.proof}{'' if self.proof.holds else ' (DOES NOT HOLD)'}; in doubt: {self.doubtful}"


# ---------------------------------------------------------------- convert
class Interpreted(NamedTuple):
    """A transcript with every decision taken, before its TEI is written: `read` are the diagnostics of reading it,
    `decided` those of interpreting it.
    """

    job: Job
    interpretation: Interpretation
    read: tuple[Diagnostic, ...]
    decided: tuple[Diagnostic, ...]

    @property
    def name(self) -> str:
        """How messages call the transcript."""
        return self.job.name

    @property
    def raw(self) -> Path:
        """The file of the transcript."""
        return self.job.raw

    @property
    def target(self) -> Path:
        """Where the TEI goes."""
        return self.job.target

    @property
    def persons(self) -> Referred:
        """The persons named in it, as the job's list of persons knows them."""
        if self.job.known is None:
            return NOBODY
        return refer(names_of(self.interpretation), self.job.known, self.interpretation.document.convention)


class Made(NamedTuple):
    """What a transcript becomes, before anything is written: the encoded document, its bytes, all that was found, the
    result of its validation.
    """

    source: Source
    interpretation: Interpretation
    encoded: Encoded
    data: bytes
    findings: tuple[Diagnostic, ...]
    validated: Validated


def make(job: Job) -> tuple[Made | None, list[Diagnostic]]:
    """The TEI of one transcript, with what was found where it cannot be read. Writes nothing.

    Raises ConventionError and SchemaError for a convention or schema that cannot be used; nothing for the transcript.
    """
    source, findings = read(job.raw, job.name, job.encoding, job.anchor)
    return (None if source is None else convert_source(source, job, findings)), findings


def convert_source(source: Source, job: Job, diagnostics: Sequence[Diagnostic] = ()) -> Made:
    """The TEI of a source that is read already; `diagnostics` are those of its reading. Reads and writes no file but
    the one that records the date of the first conversion, where the job has no date.

    Raises as `make` does.
    """
    return encode_checked(interpret_source(source, job, diagnostics))


def interpret_source(source: Source, job: Job, diagnostics: Sequence[Diagnostic] = ()) -> Interpreted:
    """The interpretation of a source; `diagnostics` are those of its reading. Raises ConventionError."""
    document, found = read_document(source, usable(load_convention(job.convention)), job.layout, job.language)
    interpretation, decided = interpret(document, job.overrides)
    return Interpreted(job, interpretation, (*diagnostics, *found), tuple(decided))


def encode_checked(interpreted: Interpreted) -> Made:
    """The TEI of an interpretation, without the overrides that would spoil it. Raises SchemaError."""
    made = _encoded(interpreted)
    if not interpreted.interpretation.settled or not _failed(made):
        return made
    return _without_unfit(interpreted, made)


def _encoded(interpreted: Interpreted) -> Made:
    """The TEI of an interpretation, validated."""
    job, interpretation = interpreted.job, interpreted.interpretation
    doubts = sum(finding.severity is Severity.WARNING for finding in interpreted.read)
    date = job.date or recorded_date(job.target) or datetime.now(UTC).date().isoformat()
    persons = interpreted.persons
    encoded, lost = encode(interpretation, job.target.stem, __version__, date, doubts, persons.references)
    data = serialise(encoded.root)
    validated = validate_bytes(data, job.name, job.schemas)
    twice = [
        file_diagnostic(job.name, "people-possible-duplicate", f"“{words}” names two of the list")
        for words in persons.split
    ]
    findings = (*interpreted.read, *interpreted.decided, *lost, *twice, *_refused(job, validated))
    return Made(interpretation.document.source, interpretation, encoded, data, findings, validated)


def _failed(made: Made) -> bool:
    return worst(made.findings) is Severity.ERROR


def _with(interpreted: Interpreted, overrides: Iterable[Override]) -> Interpreted:
    """The document interpreted with other overrides."""
    interpretation, decided = interpret(interpreted.interpretation.document, tuple(overrides))
    return interpreted._replace(interpretation=interpretation, decided=tuple(decided))


def _without_unfit(interpreted: Interpreted, made: Made) -> Made:
    """The document as it is made where each override that would spoil it is passed over, and reported."""
    if _failed(_encoded(_with(interpreted, ()))):
        return made
    unfit = []
    for start, override in made.interpretation.settled.items():
        alone = _encoded(_with(interpreted, (override,)))
        if _failed(alone):
            reason = next(f.message for f in alone.findings if f.severity is Severity.ERROR)
            unfit.append(
                (override, span_diagnostic(made.source, start, "override-unfit", f"{override.kind}: {reason}"))
            )
    spoiling = [override for override, _ in unfit]
    rest = _with(interpreted, [override for override in interpreted.job.overrides if override not in spoiling])
    return _encoded(rest._replace(decided=(*rest.decided, *(reported for _, reported in unfit))))


def convert(job: Job) -> Outcome:
    """Converts one transcript and writes its TEI, if it is valid; a person's work that stands there is kept.

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
        return Outcome(job.name, job.target, Status.HELD, mentions=persons.mentions, held=interpreted)
    return write(interpreted)


def write(interpreted: Interpreted) -> Outcome:
    """Writes the TEI of an interpretation, if it is valid. Raises SchemaError."""
    job = interpreted.job
    try:
        made = encode_checked(interpreted)
        status, stored = (Status.FAILED, []) if _failed(made) else store(job, made.data)
    except OSError as error:
        return _unwritten(job, error)
    encoded, findings = made.encoded, (*made.findings, *stored)
    return Outcome(job.name, job.target, status, findings, encoded.proof, encoded.doubtful, validated=made.validated)


def _unwritten(job: Job, error: OSError) -> Outcome:
    message = f"cannot be written: {error.strerror or error}"
    unwritten = file_diagnostic(display_path(job.target), "convert-cannot-write", message)
    return Outcome(job.name, job.target, Status.FAILED, (unwritten,))


def _refused(job: Job, validated: Validated) -> list[Diagnostic]:
    """What the schemas say against a document that was made; a person can do nothing about it but tell us."""
    errors = [f for f in validated.diagnostics if f.severity is Severity.ERROR]
    return [
        file_diagnostic(job.name, "convert-invalid-output", f"the TEI made of it is not valid: {f.code} {f.message}")
        for f in errors[:5]
    ]
