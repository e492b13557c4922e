"""Converts many transcripts, and keeps the list of the persons whom they name.

A document is written with the persons that the list has. Where it lacks one, the interpreted document waits until all
are interpreted: then the list takes in the new names of all, in the order of the documents, and those that waited are
written with it.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, TypeVar

from teikit import __version__
from teikit.conversion.convert import Interpreted, Outcome, Progress, convert, write
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
        return list(_each(convert, jobs, progress, processes))
    listed, findings = read_people(people, display_path(people))
    first = list(_each(convert, [job._replace(known=listed.known, hold=True) for job in jobs], progress, processes))
    mentions = [(outcome.target.name, outcome.mentions) for outcome in first if outcome.held]
    new, doubts = new_in(listed, mentions, display_path(people))
    grown, outcome = _grown(listed, new, title, any(job.check for job in jobs))
    held = [_with_list(outcome.held, grown) for outcome in first if outcome.held]
    written = _each(write, held, progress, processes)
    outcomes = [next(written) if outcome.held else outcome for outcome in first]
    about_list = (*findings, *doubts, *outcome.findings)
    return [*outcomes, outcome._replace(findings=about_list)] if grown.listed or about_list else outcomes


def _with_list(interpreted: Interpreted, people: People) -> Interpreted:
    """The interpretation with the names of the list as it has grown."""
    return interpreted._replace(job=interpreted.job._replace(known=people.known, hold=False))


class Item(Protocol):
    """A transcript on its way."""

    @property
    def name(self) -> str:
        """How messages call it."""

    @property
    def raw(self) -> Path:
        """Its file."""

    @property
    def target(self) -> Path:
        """Where its TEI goes."""


T = TypeVar("T", bound=Item)


def _each(
    do: Callable[[T], Outcome], items: Sequence[T], progress: Progress, processes: int | None
) -> Iterator[Outcome]:
    """What becomes of each transcript, in order, in this process or in several."""
    count = worker_count([item.raw for item in items], processes, FEW, SMALL)
    if count < 2:
        for item in items:
            progress(item.name)
            yield do(item)
        return
    for outcome in parallel_map(Work(do, _died, ("teikit.conversion.convert", "teikit.core.saxon")), items, count):
        progress(outcome.name)
        yield outcome


def _died(item: Item) -> Outcome:
    message = "the process that converted the transcript died; nothing was written"
    return Outcome(item.name, item.target, Status.FAILED, (file_diagnostic(item.name, "convert-failed", message),))


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
