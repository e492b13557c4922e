"""The inputs of a command: the transcripts of an edition, or those named on the command line.

A named transcript that is one of an edition is read with the settings of that edition.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from teikit.core import Diagnostic, file_diagnostic
from teikit.edition.config import FILE, Edition, find_edition, load_edition
from teikit.edition.jobs import Job
from teikit.edition.places import display_path
from teikit.edition.selection import Inputs, jobs_of_edition, jobs_of_paths
from teikit.edition.shape import EditionError
from teikit.edition.walk import has_people
from teikit.xml import PEOPLE


def select_inputs(
    paths: Iterable[Path],
    out: Path | None = None,
    convention: str | None = None,
    encoding: str | None = None,
    people: bool | None = None,
) -> Inputs:
    """The transcripts in the given files and folders, or, without any, those of the current folder's edition.

    `people`: whether to keep a list of persons. Default: as the edition says; for files, if one exists in the folder of
    their TEI. Raises EditionError.
    """
    named = list(paths)
    if named:
        folder = out or Path()
        jobs, findings = jobs_of_paths(named, folder, convention or "", encoding)
        jobs, used = with_settings_of_editions(jobs, convention, encoding)
        listed = has_people(folder) if people is None else people
        return _without_people_clash(Inputs(jobs, [*findings, *used], None, folder / PEOPLE if listed else None))
    edition = load_edition(find_edition(Path()))
    if encoding:
        edition = replace(edition, documents=tuple(d._replace(encoding=encoding) for d in edition.documents))
    return edition_inputs(edition, out, convention, people)


def edition_inputs(
    edition: Edition, out: Path | None = None, convention: str | None = None, people: bool | None = None
) -> Inputs:
    """The transcripts of an edition; parameters as in `select_inputs`. Raises EditionError."""
    jobs, findings = jobs_of_edition(edition, convention)
    listed = edition.people if people is None else people
    place = (out or edition.xml) / PEOPLE if listed else None
    jobs = [_with_folder(job, out) for job in jobs] if out else jobs
    return _without_people_clash(Inputs(jobs, findings, edition, place))


def _without_people_clash(inputs: Inputs) -> Inputs:
    """The inputs without a transcript whose TEI would overwrite the list of persons."""
    clashing = [job for job in inputs.jobs if job.target == inputs.people]
    message = f"would be written to {inputs.people}, which is the list of persons"
    diagnostics = [file_diagnostic(job.name, "convert-same-target", message) for job in clashing]
    return inputs._replace(
        jobs=[j for j in inputs.jobs if j not in clashing], findings=[*inputs.findings, *diagnostics]
    )


def with_settings_of_editions(
    jobs: Sequence[Job], convention: str | None, encoding: str | None
) -> tuple[list[Job], list[Diagnostic]]:
    """The jobs, each with the settings of the edition that it is a document of, and which editions those are.

    The place of the TEI, and a convention and an encoding of the command line, stay. Raises EditionError.
    """
    known: dict[Path, dict[tuple[Path, str], Job]] = {}
    folders = {job.raw.parent.resolve(): None for job in jobs}
    of_folder = {folder: _edition_above(folder) for folder in folders}
    for folder in dict.fromkeys(filter(None, of_folder.values())):
        known[folder] = {(job.raw.resolve(), job.anchor): job for job in jobs_of_edition(load_edition(folder))[0]}
    done, used = [], dict[Path, str]()
    for job in jobs:
        edition = of_folder[job.raw.parent.resolve()]
        settings = known[edition].get((job.raw.resolve(), job.anchor)) if edition else None
        if edition and settings:
            used.setdefault(edition, convention or settings.convention)
            settings = settings._replace(raw=job.raw, name=job.name, target=job.target)
            job = settings._replace(
                convention=convention or settings.convention, encoding=encoding or settings.encoding
            )
        done.append(job)
    return done, [_used(edition, name) for edition, name in used.items()]


def _edition_above(folder: Path) -> Path | None:
    try:
        return find_edition(folder)
    except EditionError:
        return None


def _used(folder: Path, convention: str) -> Diagnostic:
    """That the settings of an edition are used for files that are named."""
    path = Path(convention)
    name = display_path(path) if path.suffix else convention
    read = f"; they are read by the convention {name}" if name else ""
    message = f"the named transcripts are documents of this edition, and its settings are used{read}"
    return file_diagnostic(display_path(folder / FILE), "edition-used", message)


def _with_folder(job: Job, out: Path) -> Job:
    """The job with its TEI in another folder."""
    return job._replace(target=out / job.target.name)
