"""Runs the stages for single files or an edition: convert, validate. One bad document never stops the rest."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TypeVar

from teikit import __version__
from teikit.convention_file import load_convention
from teikit.diagnostics import FORMATS, Diagnostic, Severity, about, in_order, worst
from teikit.edition import DocumentEntry, Edition
from teikit.files import write_whole
from teikit.readers import is_transcript, read
from teikit.source import Source
from teikit.tei.encoder import encode
from teikit.tei.proof import Proof
from teikit.tei.provenance import conversion_date, is_sealed
from teikit.tei.serialise import serialise
from teikit.tei.snippets import usable
from teikit.transcript.document import read_document
from teikit.validation import validate

T = TypeVar("T")
Progress = Callable[[str], None]


class Status(StrEnum):
    """What became of a document."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    KEPT = "kept as edited"
    WOULD_CHANGE = "would change"
    FAILED = "not written"


class Outcome(NamedTuple):
    """What a stage did with one file: `target` is the file made, `proof` the account of the transcript's characters."""

    name: str
    target: Path
    status: Status
    findings: tuple[Diagnostic, ...] = ()
    proof: Proof | None = None
    doubtful: int = 0

    def __str__(self) -> str:
        line = f"{self.name} -> {called(self.target)}: {self.status}"
        if self.proof is None:
            return line
        return f"{line}; {self.proof}{'' if self.proof.holds else ' (DOES NOT HOLD)'}; in doubt: {self.doubtful}"


class Job(NamedTuple):
    """A transcript to be converted: where it is, how messages call it, where its TEI goes."""

    raw: Path
    name: str
    target: Path
    convention: str
    encoding: str | None = None
    schemas: tuple[Path, ...] | None = None
    check: bool = False


# ---------------------------------------------------------------- convert
def convert(job: Job) -> Outcome:
    """Converts one transcript and writes its TEI, if it is valid and no person's work stands there.

    Raises ConventionError and SchemaError for a convention or schema that cannot be used; nothing for the transcript.
    """
    try:
        source, findings = read(job.raw, job.name, job.encoding)
        if source is None:
            return Outcome(job.name, job.target, Status.FAILED, tuple(findings))
        return _convert(job, source, findings)
    except OSError as error:
        failed = about(called(job.target), "cannot-write", f"cannot be written: {error.strerror or error}")
        return Outcome(job.name, job.target, Status.FAILED, (failed,))


def _convert(job: Job, source: Source, findings: list[Diagnostic]) -> Outcome:
    document, read_findings = read_document(source, usable(load_convention(job.convention)))
    before = job.target.read_bytes() if job.target.is_file() else None
    date = (conversion_date(before) if before else None) or datetime.now(UTC).date().isoformat()
    doubts = sum(finding.severity is Severity.WARNING for finding in read_findings)
    encoded, encode_findings = encode(document, job.raw.stem, __version__, date, doubts)
    data = serialise(encoded.root)
    findings = [*findings, *read_findings, *encode_findings]
    findings += _refused(job, data)
    status, said = _status(job, data, before, findings)
    return Outcome(job.name, job.target, status, (*findings, *said), encoded.proof, encoded.doubtful)


def _refused(job: Job, data: bytes) -> list[Diagnostic]:
    """What the schemas say against a document that was made; a person can do nothing about it but tell us."""
    errors = [f for f in validate(data, job.name, job.schemas) if f.severity is Severity.ERROR]
    return [
        about(job.name, "invalid-output", f"the TEI made of it is not valid: {f.code} {f.message}") for f in errors[:5]
    ]


def _status(
    job: Job, data: bytes, before: bytes | None, findings: Sequence[Diagnostic]
) -> tuple[Status, list[Diagnostic]]:
    if worst(findings) is Severity.ERROR:
        return Status.FAILED, []
    if data == before:
        return Status.UNCHANGED, []
    if before is not None and not is_sealed(before):
        return Status.KEPT, [
            about(called(job.target), "kept-edited", "was edited since it was made, and is left as it is")
        ]
    if job.check:
        return Status.WOULD_CHANGE, []
    write_whole(job.target, data)
    return Status.WRITTEN, []


def jobs_of_edition(
    edition: Edition, convention: str | None = None, check: bool = False
) -> tuple[list[Job], list[Diagnostic]]:
    """The transcripts of an edition, each with the place of its TEI, and what is wrong with the list itself."""
    entries, outside = _entries(edition)
    schemas = schemas_of(edition)
    jobs = [
        Job(
            entry.raw, called(entry.raw), edition.tei_of(entry), convention or entry.convention or edition.convention,
            entry.encoding, schemas, check,
        )
        for entry in entries
    ]  # fmt: skip
    kept, clashes = without_clashes(jobs)
    return kept, [*outside, *clashes]


def schemas_of(edition: Edition) -> tuple[Path, ...] | None:
    """The schemas of an edition: teikit's own and those it adds."""
    from teikit.validation import default_schemas

    return (*default_schemas(), *edition.schemas) if edition.schemas else None


def jobs_of_paths(
    paths: Iterable[Path], out: Path, convention: str, encoding: str | None = None, check: bool = False
) -> tuple[list[Job], list[Diagnostic]]:
    """The transcripts among files and folders; their TEI goes to `out` as STEM.xml."""
    raws = [raw for path in paths for raw in files_in(path, is_transcript)]
    return without_clashes(
        [Job(raw, called(raw), out / f"{raw.stem}.xml", convention, encoding, None, check) for raw in raws]
    )


def moved(job: Job, out: Path | None, encoding: str | None) -> Job:
    """The job with its TEI in another folder, or its transcript in another encoding."""
    target = out / job.target.name if out else job.target
    return job._replace(target=target, encoding=encoding or job.encoding)


def without_clashes(jobs: list[Job]) -> tuple[list[Job], list[Diagnostic]]:
    """The jobs whose TEI file is theirs alone; a second transcript for the same file is refused."""
    seen: dict[Path, Job] = {}
    findings = []
    for job in jobs:
        first = seen.setdefault(job.target, job)
        if first is not job:
            findings.append(about(job.name, "same-target", f"would be written to {job.target}, as {first.name} is"))
    return list(seen.values()), findings


def files_in(path: Path, wanted: Callable[[Path], bool]) -> list[Path]:
    """A file itself, or the files in a folder (and below) that are wanted, in order; hidden ones are passed over."""
    if not path.is_dir():
        return [path]
    return sorted(
        found
        for found in path.rglob("*")
        if found.is_file() and wanted(found) and not any(part.startswith(".") for part in found.relative_to(path).parts)
    )


def called(path: Path) -> str:
    """How messages call a file: relative to the current folder where it lies below it."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links and hide the name
    try:
        return str(absolute.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def write_report(path: Path, outcomes: Iterable[Outcome], findings: Iterable[Diagnostic]) -> None:
    """Writes findings to a file: as JSON for a name that ends so, else as text behind the proofs. Raises OSError."""
    style = "json" if path.suffix == ".json" else "text"
    proofs = "" if style == "json" else "".join(f"{outcome}\n" for outcome in outcomes)
    write_whole(path, (proofs + FORMATS[style](in_order(findings))).encode())


# ---------------------------------------------------------------- validate
def is_tei(path: Path) -> bool:
    """Whether a file's name says XML."""
    return path.suffix.lower() in (".xml", ".tei")


def check(path: Path, schemas: Sequence[Path] | None = None) -> list[Diagnostic]:
    """What is wrong with a TEI file. Raises SchemaError for a schema that cannot be used."""
    try:
        return validate(path.read_bytes(), called(path), schemas)
    except OSError as error:
        return [about(called(path), "xml-unreadable", f"cannot be read: {error.strerror or error}")]


def tei_of_edition(edition: Edition) -> list[Path]:
    """The TEI files of an edition, in the order of its documents; files that no transcript was given for come last."""
    known = [edition.tei_of(entry) for entry in _entries(edition)[0]]
    root = edition.folder.resolve()
    found = [p for p in edition.xml.glob("*.xml") if p.resolve().is_relative_to(root)] if edition.xml.is_dir() else []
    others = [] if edition.listed else sorted(set(found) - set(known))
    return [path for path in known if path.is_file()] + others


def _entries(edition: Edition) -> tuple[list[DocumentEntry], list[Diagnostic]]:
    """The documents of an edition; a link that leads out of its folder is refused, as it could publish any file."""
    entries = [entry for entry in edition.documents if edition.listed or is_transcript(entry.raw)]
    root = edition.folder.resolve()
    inside = [entry for entry in entries if entry.raw.resolve().is_relative_to(root)]
    refused = [
        about(called(entry.raw), "outside-edition", f"is a link to {entry.raw.resolve()}, outside the edition")
        for entry in entries
        if entry not in inside
    ]
    return inside, refused


def each(
    function: Callable[[T], Outcome], items: Iterable[T], name: Callable[[T], str], progress: Progress
) -> Iterator[Outcome]:
    """Runs a stage over items in order, telling `progress` which is at work."""
    for item in items:
        progress(name(item))
        yield function(item)
