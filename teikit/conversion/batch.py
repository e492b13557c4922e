"""Converts many transcripts and keeps the list of the persons named in them.

A document points to the persons of the list. If the list lacks one, the document is held: it is interpreted, but not
yet written. When all documents are interpreted, their new names are added to the list, in the order of the documents,
and then the held documents are written.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from teikit.conversion.convert import convert, states_beside, write_noting
from teikit.conversion.held import Held, HeldDocuments
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
from teikit.validation import validate

if TYPE_CHECKING:
    from teikit.people import New, People

T = TypeVar("T", Job, Held)
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
        return _converted(jobs, None, remembered, progress, processes, lambda first: {})
    from teikit.people import new_in, read_people  # imported here: many conversions keep no list of persons

    listed, diagnostics = read_people(people, display_path(people))
    jobs = [job._replace(known=listed.known, hold=True) for job in jobs]
    about: list[Outcome] = []

    def finish(first: list[Outcome]) -> Mapping[str, str]:
        held = [(o.target.name, o.mentions) for o in first if o.status is Status.HELD]
        new, doubts = new_in(listed, held, display_path(people))
        grown, outcome = _grown(listed, new, title, any(job.check for job in jobs))
        about_list = (*diagnostics, *doubts, *outcome.findings)
        beside = states_beside(people)
        about.extend([outcome._replace(findings=about_list, beside=beside)] if grown.listed or about_list else [])
        return grown.known

    return [*_converted(jobs, listed.known, remembered, progress, processes, finish), *about]


def _converted(
    jobs: Sequence[Job],
    known: Mapping[str, str] | None,
    remembered: Remembered,
    progress: Progress,
    processes: int | None,
    finish: Callable[[list[Outcome]], Mapping[str, str]],
) -> list[Outcome]:
    """The outcome of each job, from an earlier run where nothing has changed. Raises as `convert_all`.

    `known` is the list of persons, or None; `finish` gives it when it is complete, from the outcomes. Then the
    documents that were held are written.
    """
    made_of = [remembered.made_of(job) for job in jobs] if remembered.keeps else [{} for _ in jobs]
    earlier = [remembered.outcome(job, state) for job, state in zip(jobs, made_of, strict=True)]
    todo = [_without_list(job) for job, outcome in zip(jobs, earlier, strict=True) if outcome is None]
    held = HeldDocuments()
    each = _each(partial(convert_knowing, known), todo, todo, progress, processes)
    converted = iter([held.without_text(job, outcome) for job, outcome in zip(todo, each, strict=True)])
    first = [outcome or next(converted) for outcome in earlier]
    write = partial(write_held, finish(first))
    written = iter(list(_each(write, held, held.jobs, progress, processes)))
    outcomes = [next(written) if outcome.status is Status.HELD else outcome for outcome in first]
    for job, outcome, before, state in zip(jobs, outcomes, earlier, made_of, strict=True):
        if before is None:
            remembered.keep(job, outcome, state)
    return [outcome._replace(looked_up={}) for outcome in outcomes]


def _without_list(job: Job) -> Job:
    """The job as it goes to a process, which has the list of persons already: a list is long, and jobs are many."""
    return job._replace(known=None)


def remove_orphans(jobs: Sequence[Job], folder: Path, ledger: Ledger) -> list[Outcome]:
    """Remove the TEI in the folder of an edition whose transcript is no more, where only teikit has written it.

    `jobs` are all transcripts of the edition. Raises OSError.
    """
    return Remembered(ledger).removed(jobs, folder)


def people_again(people: Path) -> list[Outcome]:
    """The outcome for the list of persons of a run without new ones; none without a list. Raises OSError."""
    from teikit.people import new_in, read_people

    listed, diagnostics = read_people(people, display_path(people))
    doubts = new_in(listed, [], display_path(people))[1]
    return [_outcome(listed, Status.UNCHANGED, (*diagnostics, *doubts))] if listed.listed or diagnostics else []


def convert_knowing(known: Mapping[str, str] | None, job: Job) -> Outcome:
    """Converts a transcript with the list of persons. Raises as `convert`."""
    return convert(job._replace(known=known))


def write_held(known: Mapping[str, str], held: Held) -> Outcome:
    """Writes the TEI of a held transcript with the list of persons. Raises SchemaError."""
    job, names = noting(held.job._replace(known=known))
    return write_noting(unpacked(held.interpretation, job), names)


def _each(
    do: Callable[[T], Outcome], items: Sequence[T], jobs: Sequence[Job], progress: Progress, processes: int | None
) -> Iterator[Outcome]:  # fmt: skip
    """The outcome of each item, in order, computed in this process or in several; `jobs` are those of the items."""
    count = worker_count([job.raw for job in jobs], processes, FEW, SMALL)
    if count < 2:
        for job, item in zip(jobs, items, strict=True):
            progress(job.name)
            yield do(item)
        return
    work = Work[T, Outcome](do, _died, ("teikit.conversion.convert", "teikit.core.saxon"))
    for outcome in parallel_map(work, items, count):
        progress(outcome.name)
        yield outcome


def _died(item: Job | Held) -> Outcome:
    job = item.job if isinstance(item, Held) else item
    message = "the process that converted the transcript died; nothing was written"
    return Outcome(job.name, job.target, Status.FAILED, (file_diagnostic(job.name, "convert-failed", message),))


def _grown(listed: "People", new: "New", title: str, check: bool) -> "tuple[People, Outcome]":
    """The list with the new persons and names, and its outcome; written unless `check`."""
    from teikit.people import keep, remember, text_of, with_new

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


def _outcome(people: "People", status: Status, findings: Sequence[Diagnostic] = ()) -> Outcome:
    return Outcome(_NAME, people.path, status, tuple(findings))
