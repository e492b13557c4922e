"""Converts many transcripts and keeps the list of the persons named in them.

A document points to the persons of the list. If the list lacks one, the document is held: it is interpreted, but not
yet written. When all documents are interpreted, their new names are added to the list, in the order of the documents,
and then the held documents are written.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

from teikit.conversion.convert import convert, states_beside, write_noting
from teikit.conversion.interpreted import unpacked
from teikit.conversion.looked_up import noting
from teikit.conversion.outcome import Outcome
from teikit.conversion.remembered import Remembered
from teikit.conversion.store import Status
from teikit.core import (
    VERSION,
    Diagnostic,
    Ledger,
    Progress,
    Severity,
    Work,
    file_diagnostic,
    parallel_map,
    worker_count,
)
from teikit.edition import Job, display_path
from teikit.people import New, People, keep, new_in, read_people, remember, text_of, with_new
from teikit.validation import validate

T = TypeVar("T")
_NAME = "the persons named"
FEW, SMALL = 64, 800_000  # numbers of transcripts and bytes below which a second process is not worth its start


def convert_all(
    jobs: Sequence[Job],
    people: Path | None,
    title: str,
    progress: Progress,
    processes: int | None = None,
    ledger: Ledger | None = None,
) -> list[Outcome]:
    """Converts transcripts; returns the outcomes in the same order, then that of the list of persons, if there is one.

    `people` is the file of the list, `title` the title of a new list. `processes` is the number of processes (None:
    automatic). What the `ledger` has of an earlier run is not converted again. Raises the errors of `convert`, and
    OSError.
    """
    remembered = Remembered(ledger or Ledger())
    if people is None:
        return _converted(jobs, remembered, progress, processes, lambda first: [])
    listed, diagnostics = read_people(people, display_path(people))
    known = [job._replace(known=listed.known, hold=True) for job in jobs]
    about: list[Outcome] = []

    def finish(first: list[Outcome]) -> list[Held]:
        new, doubts = new_in(listed, [(o.target.name, o.mentions) for o in first if o.held], display_path(people))
        grown, outcome = _grown(listed, new, title, any(job.check for job in jobs))
        about_list = (*diagnostics, *doubts, *outcome.findings)
        beside = states_beside(people)
        about.extend([outcome._replace(findings=about_list, beside=beside)] if grown.listed or about_list else [])
        return [
            Held(job._replace(known=grown.known), outcome.held)
            for job, outcome in zip(jobs, first, strict=True)
            if outcome.held
        ]

    return [*_converted(known, remembered, progress, processes, finish), *about]


def _converted(
    jobs: Sequence[Job],
    remembered: Remembered,
    progress: Progress,
    processes: int | None,
    finish: Callable[[list[Outcome]], "list[Held]"],
) -> list[Outcome]:
    """The outcome of each job, from an earlier run where nothing has changed. Raises as `convert_all`.

    `finish` gives for the outcomes the documents that were held, to be written now.
    """
    made_of = [remembered.made_of(job) for job in jobs] if remembered.keeps else [{} for _ in jobs]
    earlier = [remembered.outcome(job, state) for job, state in zip(jobs, made_of, strict=True)]
    todo = [job for job, outcome in zip(jobs, earlier, strict=True) if outcome is None]
    converted = iter(list(_each(convert, todo, _itself, progress, processes)))
    first = [outcome or next(converted) for outcome in earlier]
    written = iter(list(_each(write_held, finish(first), attrgetter("job"), progress, processes)))
    outcomes = [next(written) if outcome.held else outcome for outcome in first]
    for job, outcome, before, state in zip(jobs, outcomes, earlier, made_of, strict=True):
        if before is None:
            remembered.keep(job, outcome, state)
    return [outcome._replace(looked_up={}) for outcome in outcomes]


def remove_orphans(jobs: Sequence[Job], folder: Path, ledger: Ledger) -> list[Outcome]:
    """Remove the TEI in the folder of an edition whose transcript is no more, where only teikit has written it.

    `jobs` are all transcripts of the edition. Raises OSError.
    """
    return Remembered(ledger).removed(jobs, folder)


def people_again(people: Path) -> list[Outcome]:
    """The outcome for the list of persons of a run without new ones; none without a list. Raises OSError."""
    listed, diagnostics = read_people(people, display_path(people))
    doubts = new_in(listed, [], display_path(people))[1]
    return [_outcome(listed, Status.UNCHANGED, (*diagnostics, *doubts))] if listed.listed or diagnostics else []


class Held(NamedTuple):
    """A transcript held until the list of persons is complete: its job with the list, and its interpretation."""

    job: Job
    interpretation: bytes


def write_held(held: Held) -> Outcome:
    """Writes the TEI of a held transcript. Raises SchemaError."""
    job, names = noting(held.job)
    return write_noting(unpacked(held.interpretation, job), names)


def _itself(job: Job) -> Job:
    return job


def _each(
    do: Callable[[T], Outcome],
    items: Sequence[T],
    job_of: Callable[[T], Job],
    progress: Progress,
    processes: int | None,
) -> Iterator[Outcome]:
    """The outcome of each item, in order, computed in this process or in several."""
    count = worker_count([job_of(item).raw for item in items], processes, FEW, SMALL)
    if count < 2:
        for item in items:
            progress(job_of(item).name)
            yield do(item)
        return
    work = Work(do, lambda item: _died(job_of(item)), ("teikit.conversion.convert", "teikit.core.saxon"))
    for outcome in parallel_map(work, items, count):
        progress(outcome.name)
        yield outcome


def _died(job: Job) -> Outcome:
    message = "the process that converted the transcript died; nothing was written"
    return Outcome(job.name, job.target, Status.FAILED, (file_diagnostic(job.name, "convert-failed", message),))


def _grown(listed: People, new: New, title: str, check: bool) -> tuple[People, Outcome]:
    """The list with the new persons and names, and its outcome; written unless `check`."""
    date = datetime.now(UTC).date().isoformat()
    header = (f"Persons of {title}" if title else "Persons", VERSION, date)
    grown = with_new(listed, new)
    if grown.text == listed.text and (grown.text is not None or not grown.listed):
        if grown.highest > grown.remembered and not check:
            remember(grown, *header)
        return grown, _outcome(grown, Status.UNCHANGED)
    errors = [
        f for f in validate(text_of(grown, *header).encode(), display_path(grown.path)) if f.severity is Severity.ERROR
    ]
    if errors:
        message = f"is not valid: {errors[0].code} {errors[0].message}; new names are not added"
        return listed, _outcome(
            grown, Status.FAILED, [file_diagnostic(display_path(grown.path), "people-unusable", message)]
        )
    if check:
        message = f"would have {len(new.persons)} new persons, and new names of {len(new.further)} others"
        return grown, _outcome(
            grown, Status.WOULD_CHANGE, [file_diagnostic(display_path(grown.path), "convert-would-change", message)]
        )
    try:
        keep(grown, *header)
    except OSError as error:
        unwritten = file_diagnostic(
            display_path(grown.path), "convert-cannot-write", f"cannot be written: {error.strerror or error}"
        )
        return listed, _outcome(grown, Status.FAILED, [unwritten])
    return grown, _outcome(grown, Status.WRITTEN)


def _outcome(people: People, status: Status, findings: Sequence[Diagnostic] = ()) -> Outcome:
    return Outcome(_NAME, people.path, status, tuple(findings))
