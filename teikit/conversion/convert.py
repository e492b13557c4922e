"""Runs the stages for single files or an edition: convert, validate. One bad document never stops the rest."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

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
from teikit.interpretation import Override, settle
from teikit.people import NOBODY, Mention, Referred, refer
from teikit.readers import read
from teikit.tei import Encoded, Proof, encode, serialise, usable
from teikit.transcript import Document, read_document
from teikit.validation import Validated, validate_bytes

T = TypeVar("T")
Progress = Callable[[str], None]


class Outcome(NamedTuple):
    """What a stage did with one file: `target` is the file made, `proof` the account of the transcript's characters,
    `mentions` are the persons of a document that is held, as the list of persons lacks one, `validated` is the result
    of its validation.
    """

    name: str
    target: Path
    status: Status
    findings: tuple[Diagnostic, ...] = ()
    proof: Proof | None = None
    doubtful: int = 0
    mentions: tuple[Mention, ...] = ()
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
class Made(NamedTuple):
    """What a transcript becomes, before anything is written: the encoded document, its bytes, all that was found.

    `validated` is None where the document is to be made again, with persons that their list lacks today.
    """

    source: Source
    encoded: Encoded
    data: bytes
    findings: tuple[Diagnostic, ...]
    persons: Referred = NOBODY
    validated: Validated | None = None


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
    document, said = read_document(source, usable(load_convention(job.convention)), job.layout, job.language)
    overrides, settled = settle(document, job.overrides)
    date = job.date or recorded_date(job.target) or datetime.now(UTC).date().isoformat()
    draft = _Draft(job, document, [*diagnostics, *said], date)
    made = _encoded(draft, overrides, settled)
    return _without_unfit(draft, overrides, settled, made) if overrides else made


class _Draft(NamedTuple):
    job: Job
    document: Document
    said: list[Diagnostic]
    date: str


def _encoded(draft: _Draft, overrides: Mapping[int, Override], settled: Sequence[Diagnostic]) -> Made:
    job, document, said, date = draft
    doubts = sum(finding.severity is Severity.WARNING for finding in said)
    encoded, found = encode(document, job.target.stem, __version__, date, doubts, overrides)
    persons = refer(encoded.root, job.known, document.convention) if job.known is not None else NOBODY
    data = serialise(encoded.root)
    validated = None if job.hold and persons.lacking else validate_bytes(data, job.name, job.schemas)
    refused = _refused(job, validated) if validated else []
    twice = [
        file_diagnostic(job.name, "people-possible-duplicate", f"“{words}” names two of the list")
        for words in persons.split
    ]
    return Made(document.source, encoded, data, (*said, *settled, *found, *twice, *refused), persons, validated)


def _without_unfit(
    draft: _Draft, overrides: Mapping[int, Override], settled: Sequence[Diagnostic], made: Made
) -> Made:  # fmt: skip
    """The document as it is made where each override that would spoil it is passed over, and told."""
    if worst(made.findings) is not Severity.ERROR or worst(_encoded(draft, {}, ()).findings) is Severity.ERROR:
        return made
    alone = {start: _encoded(draft, {start: override}, ()) for start, override in overrides.items()}
    unfit = [start for start, tried in alone.items() if worst(tried.findings) is Severity.ERROR]
    said = [finding for finding in settled if not (finding.span and finding.span.start in unfit)]
    for start in unfit:
        reason = next(f.message for f in alone[start].findings if f.severity is Severity.ERROR)
        said.append(
            span_diagnostic(draft.document.source, start, "override-unfit", f"{overrides[start].kind}: {reason}")
        )
    return _encoded(draft, {start: o for start, o in overrides.items() if start not in unfit}, said)


def convert(job: Job) -> Outcome:
    """Converts one transcript and writes its TEI, if it is valid; a person's work that stands there is kept.

    Raises as `make` does.
    """
    try:
        made, findings = make(job)
        if made is None:
            return Outcome(job.name, job.target, Status.FAILED, tuple(findings))
        if job.hold and made.persons.lacking:
            return Outcome(job.name, job.target, Status.HELD, mentions=made.persons.mentions)
        failed = worst(made.findings) is Severity.ERROR
        status, said = (Status.FAILED, []) if failed else store(job, made.data)
        encoded, findings = made.encoded, [*made.findings, *said]
        return Outcome(
            job.name, job.target, status, tuple(findings), encoded.proof, encoded.doubtful, validated=made.validated
        )
    except OSError as error:
        unwritten = file_diagnostic(
            display_path(job.target), "convert-cannot-write", f"cannot be written: {error.strerror or error}"
        )
        return Outcome(job.name, job.target, Status.FAILED, (unwritten,))


def _refused(job: Job, validated: Validated) -> list[Diagnostic]:
    """What the schemas say against a document that was made; a person can do nothing about it but tell us."""
    errors = [f for f in validated.diagnostics if f.severity is Severity.ERROR]
    return [
        file_diagnostic(job.name, "convert-invalid-output", f"the TEI made of it is not valid: {f.code} {f.message}")
        for f in errors[:5]
    ]


def each(
    function: Callable[[T], Outcome], items: Iterable[T], name: Callable[[T], str], progress: Progress
) -> Iterator[Outcome]:
    """Runs a stage over items in order, telling `progress` which is at work."""
    for item in items:
        progress(name(item))
        yield function(item)
