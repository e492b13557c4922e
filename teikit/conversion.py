"""Converts many transcripts, and keeps the list of the persons whom they name.

A document is made with the persons that the list has. Where it lacks one, the document waits until all are made: then
the list takes in the new names of all, in the order of the documents, and those that waited are made with it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from teikit import __version__
from teikit.diagnostics import Diagnostic, Severity, about
from teikit.jobs import Job, called
from teikit.pipeline import Outcome, Progress, convert, each
from teikit.store import Status
from teikit.tei.people import New, People, keep, read_people, remember, text_of, with_new
from teikit.tei.people_growth import new_in
from teikit.validation import validate

_NAME = "the persons named"


def convert_all(jobs: Sequence[Job], people: Path | None, title: str, progress: Progress) -> list[Outcome]:
    """Converts transcripts in order; `people` is the file of their list of persons, `title` that of a new one.

    The list, where there is one, is the last outcome. Raises as `pipeline.convert` does, and OSError.
    """
    if people is None:
        return list(each(convert, jobs, _called, progress))
    listed, findings = read_people(people, called(people))
    made = list(each(convert, [job._replace(known=listed.known, hold=True) for job in jobs], _called, progress))
    held = [(outcome.target.name, outcome.mentions) for outcome in made if outcome.status is Status.HELD]
    new, said = new_in(listed, held, called(people))
    check = any(job.check for job in jobs)
    grown, outcome = _grown(listed, new, title, check)
    waiting = [job for job, first in zip(jobs, made, strict=True) if first.status is Status.HELD]
    again = each(convert, [job._replace(known=grown.known) for job in waiting], _called, progress)
    made = [next(again) if first.status is Status.HELD else first for first in made]
    said = [*findings, *said, *outcome.findings]
    return [*made, outcome._replace(findings=tuple(said))] if grown.listed or said else made


def _called(job: Job) -> str:
    return job.name


def _grown(listed: People, new: New, title: str, check: bool) -> tuple[People, Outcome]:
    """The list with what is new, written unless this is a check, and what became of it."""
    date = datetime.now(UTC).date().isoformat()
    made = (f"Persons of {title}" if title else "Persons", __version__, date)
    grown = with_new(listed, new)
    if grown.text == listed.text and (grown.text is not None or not grown.listed):
        if grown.highest > grown.remembered and not check:
            remember(grown, *made)
        return grown, _outcome(grown, Status.UNCHANGED)
    errors = [f for f in validate(text_of(grown, *made).encode(), called(grown.path)) if f.severity is Severity.ERROR]
    if errors:
        said = f"is not valid: {errors[0].code} {errors[0].message}; names that are new are not taken in"
        return listed, _outcome(grown, Status.FAILED, [about(called(grown.path), "people-unusable", said)])
    if check:
        said = f"would have {len(new.persons)} new persons, and new names of {len(new.further)} others"
        return grown, _outcome(grown, Status.WOULD_CHANGE, [about(called(grown.path), "would-change", said)])
    try:
        keep(grown, *made)
    except OSError as error:
        unwritten = about(called(grown.path), "cannot-write", f"cannot be written: {error.strerror or error}")
        return listed, _outcome(grown, Status.FAILED, [unwritten])
    return grown, _outcome(grown, Status.WRITTEN)


def _outcome(people: People, status: Status, findings: Sequence[Diagnostic] = ()) -> Outcome:
    return Outcome(_NAME, people.path, status, tuple(findings))
