"""Encodes an interpretation as TEI, audits and validates it, and leaves out overrides that make it invalid."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.conversion.convention_check import mark_at_fault
from teikit.conversion.interpreted import Interpreted
from teikit.conversion.store import recorded_date
from teikit.core import VERSION, Diagnostic, Severity, Source, file_diagnostic, span_diagnostic, worst
from teikit.edition import Job, display_path
from teikit.interpretation import Interpretation
from teikit.tei import Encoded, encode, serialise
from teikit.validation import Validated, validate_bytes


class Converted(NamedTuple):
    """A converted transcript before it is written: encoded document, bytes, diagnostics, result of the validation."""

    source: Source
    interpretation: Interpretation
    encoded: Encoded
    data: bytes
    findings: tuple[Diagnostic, ...]
    validated: Validated

    @property
    def failed(self) -> bool:
        """Whether it must not be written, because words were lost or it is not valid."""
        return worst(self.findings) is Severity.ERROR


def encode_checked(interpreted: Interpreted) -> Converted:
    """The TEI of an interpretation, without overrides that make it invalid. Raises SchemaError."""
    converted = _encoded(interpreted)
    if not interpreted.interpretation.settled or not converted.failed:
        return converted
    return _without_unfit(interpreted, converted)


def _encoded(interpreted: Interpreted) -> Converted:
    """The TEI of an interpretation, validated."""
    job, interpretation = interpreted.job, interpreted.interpretation
    doubts = sum(finding.severity is Severity.WARNING for finding in interpreted.read)
    date = job.date or recorded_date(job.target) or datetime.now(UTC).date().isoformat()
    persons = interpreted.persons
    encoded, lost = encode(interpretation, job.target.stem, VERSION, date, doubts, persons.references)
    data = serialise(encoded.root)
    validated = validate_bytes(data, job.name, job.schemas)
    twice = [
        file_diagnostic(job.name, "people-possible-duplicate", f"“{words}” is the name of two persons of the list")
        for words in persons.split
    ]
    refused = _refused(job, validated, interpretation.document.convention)
    findings = (*interpreted.read, *interpreted.decided, *lost, *twice, *refused)
    return Converted(interpretation.document.source, interpretation, encoded, data, findings, validated)


def _without_unfit(interpreted: Interpreted, converted: Converted) -> Converted:
    """The document without the overrides that make it invalid; each of them is reported.

    If it is invalid even without overrides, `converted` is returned unchanged.
    """
    if _encoded(interpreted.with_overrides(())).failed:
        return converted
    unfit = []
    for start, override in converted.interpretation.settled.items():
        alone = _encoded(interpreted.with_overrides((override,)))
        if alone.failed:
            reason = next(f.message for f in alone.findings if f.severity is Severity.ERROR)
            unfit.append(
                (override, span_diagnostic(converted.source, start, "override-unfit", f"{override.kind}: {reason}"))
            )
    spoiling = [override for override, _ in unfit]
    rest = interpreted.with_overrides(override for override in interpreted.job.overrides if override not in spoiling)
    return _encoded(replace(rest, decided=(*rest.decided, *(reported for _, reported in unfit))))


def _refused(job: Job, validated: Validated, convention: Convention) -> list[Diagnostic]:
    """What the schemas say against a document that was made: a mark of the convention is wrong, a schema of the edition
    forbids it, or teikit has a fault.
    """
    errors = [f for f in validated.diagnostics if f.severity is Severity.ERROR]
    diagnostics = []
    for error in errors[:5]:
        mark, what = mark_at_fault(convention, error, job.schemas), f"{error.code} {error.message}"
        message, advice = f"the TEI made of it is not valid: {what}", ""
        if mark:
            message = f"the mark “{mark.name}” of {_file_of(job)} gives TEI that is not valid: {what}"
            advice = f"Correct the tei of the mark in {_file_of(job)}."
        diagnostic = file_diagnostic(job.name, "convert-invalid-output", message)
        diagnostics.append(diagnostic._replace(advice=advice))
    return diagnostics


def _file_of(job: Job) -> str:
    """The file of a convention, or the name of a bundled one."""
    path = Path(job.convention)
    return display_path(path) if path.suffix else job.convention
