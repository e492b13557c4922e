"""Converts many transcripts, and keeps the list of the persons whom they name.

A document is made with the persons that the list has. Where it lacks one, the document waits until all are made: then
the list takes in the new names of all, in the order of the documents, and those that waited are made with it.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from teikit import __version__
from teikit.conversion.convert import Outcome, Progress, convert, each
from teikit.conversion.store import Status
from teikit.core import Diagnostic, Severity, Work, file_diagnostic, parallel_map, worker_count
from teikit.edition import Job, display_path
from teikit.people import New, People, keep, new_in, read_people, remember, text_of, with_new
from teikit.validation import validate

_NAME = "the persons named"
FEW, SMALL = 64, 800_000  # transcripts, and bytes, below which a second process does not pay


def convert_all(
    jobs: Sequence[Job], people: Path | None, title: str, progress: Progress, processes: int | None = None
) -> list[Outcome]:
    """Converts transcripts in order; `people` is the file of their list of persons, `title` that of a new one.

    `processes` do it, or as many as pay. The list, where there is one, is the last outcome. Raises as
    `pipeline.convert` does, and OSError.
    """
    if people is None:
        return list(_each(jobs, progress, processes))
    listed, findings = read_people(people, display_path(people))
    made = list(_each([job._replace(known=listed.known, hold=True) for job in jobs], progress, processes))
    held = [(outcome.target.name, outcome.mentions) for outcome in made if outcome.status is Status.HELD]
    new, said = new_in(listed, held, display_path(people))
    check = any(job.check for job in jobs)
    grown, outcome = _grown(listed, new, title, check)
    waiting = [job for job, first in zip(jobs, made, strict=True) if first.status is Status.HELD]
    again = _each([job._replace(known=grown.known) for job in waiting], progress, processes)
    made = [next(again) if first.status is Status.HELD else first for first in made]
    said = [*findings, *said, *outcome.findings]
    return [*made, outcome._replace(findings=tuple(said))] if grown.listed or said else made


def _each(jobs: Sequence[Job], progress: Progress, processes: int | None) -> Iterator[Outcome]:
    """What becomes of each transcript, in order, in this process or in several."""
    count = worker_count([job.raw for job in jobs], processes, FEW, SMALL)
    if count < 2:
        yield from each(convert, jobs, _called, progress)
        return
    for outcome in parallel_map(Work(convert, _died, ("teikit.conversion.convert", "teikit.core.saxon")), jobs, count):
        progress(outcome.name)
        yield outcome


def _called(job: Job) -> str:
    return job.name


def _died(job: Job) -> Outcome:
    said = file_diagnostic(
        job.name, "convert-failed", "the process that converted the transcript died; nothing was written"
    )
    return Outcome(job.name, job.target, Status.FAILED, (said,))


def _grown(listed: People, new: New, title: str, check: bool) -> tuple[People, Outcome]:
    """The list with what is new, written unless this is a check, and what became of it."""
    date = datetime.now(UTC).date().isoformat()
    made = (f"Persons of {title}" if title else "Persons", __version__, date)
    grown = with_new(listed, new)
    if grown.text == listed.text and (grown.text is not None or not grown.listed):
        if grown.highest > grown.remembered and not check:
            remember(grown, *made)
        return grown, _outcome(grown, Status.UNCHANGED)
    errors = [
        f for f in validate(text_of(grown, *made).encode(), display_path(grown.path)) if f.severity is Severity.ERROR
    ]
    if errors:
        said = f"is not valid: {errors[0].code} {errors[0].message}; names that are new are not taken in"
        return listed, _outcome(
            grown, Status.FAILED, [file_diagnostic(display_path(grown.path), "people-unusable", said)]
        )
    if check:
        said = f"would have {len(new.persons)} new persons, and new names of {len(new.further)} others"
        return grown, _outcome(
            grown, Status.WOULD_CHANGE, [file_diagnostic(display_path(grown.path), "convert-would-change", said)]
        )
    try:
        keep(grown, *made)
    except OSError as error:
        unwritten = file_diagnostic(
            display_path(grown.path), "convert-cannot-write", f"cannot be written: {error.strerror or error}"
        )
        return listed, _outcome(grown, Status.FAILED, [unwritten])
    return grown, _outcome(grown, Status.WRITTEN)


def _outcome(people: People, status: Status, findings: Sequence[Diagnostic] = ()) -> Outcome:
    return Outcome(_NAME, people.path, status, tuple(findings))
