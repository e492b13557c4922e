"""Which files a command works on: the transcripts and TEI files of an edition, or those that were named."""

import os
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from teikit.core import Diagnostic, file_diagnostic
from teikit.edition.config import FILE, DocumentEntry, Edition, EditionError, find_edition, load_edition
from teikit.edition.documents import one_by_one, overrides_by_entry
from teikit.interpretation import KINDS, TEXT, Override
from teikit.readers import is_transcript
from teikit.xml import PEOPLE


class Job(NamedTuple):
    """A transcript to be converted: where it is, how messages call it, where its TEI goes.

    `check` writes nothing; `prefer_edited` settles conflicts with a person's edits for the person; `anchor` tells the
    document from others in the same file. `known` are ids of the list of persons by names (None where there is no
    list); `hold` writes nothing where it lacks one. `language` (BCP 47) is that of the text, `date` (ISO) that of the
    conversion; both are found where they are empty.
    """

    raw: Path
    name: str
    target: Path
    convention: str
    encoding: str | None = None
    schemas: tuple[Path, ...] | None = None
    check: bool = False
    prefer_edited: bool = False
    layout: str | None = None
    overrides: tuple[Override, ...] = ()
    anchor: str = ""
    known: Mapping[str, str] | None = None
    hold: bool = False
    language: str = ""
    date: str = ""


class Chosen(NamedTuple):
    """What a command works on: the jobs, what is wrong with their list, their edition if they are one's, and `people`,
    where their list of persons is, if they have one.
    """

    jobs: list[Job]
    findings: list[Diagnostic]
    edition: Edition | None = None
    people: Path | None = None


# ---------------------------------------------------------------- transcripts
def chosen(
    paths: Iterable[Path],
    out: Path | None = None,
    convention: str | None = None,
    encoding: str | None = None,
    people: bool | None = None,
) -> Chosen:
    """The transcripts among files and folders, or where none are named those of the edition of the current folder.

    `people` says whether there shall be a list of persons; where it does not, there is one for an edition, and for
    files if one stands where their TEI goes. Raises EditionError.
    """
    named = list(paths)
    if named:
        folder = out or Path()
        jobs, findings = jobs_of_paths(named, folder, convention or "wilson", encoding)
        listed = has_people(folder) if people is None else people
        return without_people(Chosen(jobs, findings, None, folder / PEOPLE if listed else None))
    edition = load_edition(find_edition(Path()))
    if encoding:
        edition = replace(edition, documents=tuple(d._replace(encoding=encoding) for d in edition.documents))
    return work_of(edition, out, convention, people)


def work_of(
    edition: Edition, out: Path | None = None, convention: str | None = None, people: bool | None = None
) -> Chosen:
    """The transcripts of an edition; the rest is as in `chosen`. Raises EditionError."""
    jobs, findings = jobs_of_edition(edition, convention)
    listed = edition.people if people is None else people
    place = (out or edition.xml) / PEOPLE if listed else None
    return without_people(Chosen([moved(job, out) for job in jobs] if out else jobs, findings, edition, place))


def has_people(folder: Path) -> bool:
    """Whether a list of persons stands in a folder."""
    place = folder / PEOPLE
    return place.is_file() and b"standOff" in place.read_bytes()


def without_people(work: Chosen) -> Chosen:
    """The work without a transcript whose TEI would be written where the list of persons is."""
    clashing = [job for job in work.jobs if job.target == work.people]
    said = f"would be written to {work.people}, where the list of persons is"
    findings = [file_diagnostic(job.name, "convert-same-target", said) for job in clashing]
    return work._replace(jobs=[j for j in work.jobs if j not in clashing], findings=[*work.findings, *findings])


def jobs_of_edition(
    edition: Edition, convention: str | None = None, check: bool = False
) -> tuple[list[Job], list[Diagnostic]]:
    """The transcripts of an edition, each with the place of its TEI, and what is wrong with the list itself."""
    entries, outside = _entries(edition)
    settled = overrides_by_entry(edition, entries)
    strays = _stray_overrides(edition, {override for found in settled.values() for override in found})
    schemas = schemas_of(edition)
    jobs = [
        Job(
            entry.raw, _document(entry.raw, entry.anchor), edition.tei_of(entry),
            convention or entry.convention or edition.convention, entry.encoding, schemas, check,
            overrides=tuple(settled.get(entry, ())), anchor=entry.anchor,
        )
        for entry in entries
    ]  # fmt: skip
    kept, clashes = without_clashes(jobs)
    return kept, [*outside, *strays, *clashes]


def _document(raw: Path, anchor: str) -> str:
    """How messages call a document."""
    return f"{display_path(raw)}#{anchor}" if anchor else display_path(raw)


def _stray_overrides(edition: Edition, met: Container[Override]) -> list[Diagnostic]:
    """Overrides for files that are no document of the edition. Raises EditionError for a kind that there is not."""
    if not edition.overrides:
        return []
    place = edition.folder / FILE
    for override in edition.overrides:
        if override.kind != TEXT and override.kind not in KINDS:
            known = ", ".join(sorted([TEXT, *KINDS]))
            raise EditionError(f"{place}: {override} as = “{override.kind}” is no kind of bracket; known are {known}")
    said = "is about a file that is no document of the edition"
    return [
        file_diagnostic(display_path(place), "override-unmatched", f"{o} {said}")
        for o in edition.overrides
        if o not in met
    ]


def schemas_of(edition: Edition) -> tuple[Path, ...] | None:
    """The schemas that converted TEI must keep to: teikit's own and those the edition adds."""
    from teikit.validation import default_schemas

    return (*default_schemas(), *edition.schemas) if edition.schemas else None


def schemas_for_all(edition: Edition) -> tuple[Path, ...]:
    """The schemas for all TEI of an edition, besides those a file names: teikit's own, unless it does without them
    (`own = false`), and those it lists.
    """
    from teikit.validation import default_schemas

    own = default_schemas() if edition.own_schemas else ()
    return (*own, *edition.schemas)


def jobs_of_paths(
    paths: Iterable[Path], out: Path, convention: str, encoding: str | None = None, check: bool = False
) -> tuple[list[Job], list[Diagnostic]]:
    """The transcripts among files and folders; their TEI goes to `out` as STEM.xml."""
    raws = [DocumentEntry(raw, "", encoding) for path in paths for raw in files_in(path, is_transcript)]
    entries, _ = one_by_one(raws, "")
    return without_clashes(
        [
            Job(
                e.raw,
                _document(e.raw, e.anchor),
                out / f"{e.stem}.xml",
                convention,
                encoding,
                None,
                check,
                anchor=e.anchor,
            )
            for e in entries
        ]
    )


def moved(job: Job, out: Path) -> Job:
    """The job with its TEI in another folder."""
    return job._replace(target=out / job.target.name)


def without_clashes(jobs: list[Job]) -> tuple[list[Job], list[Diagnostic]]:
    """The jobs whose TEI file is theirs alone; a second transcript for the same file is refused."""
    seen: dict[Path, Job] = {}
    findings = []
    for job in jobs:
        first = seen.setdefault(job.target, job)
        if first is not job:
            findings.append(
                file_diagnostic(
                    job.name, "convert-same-target", f"would be written to {job.target}, as {first.name} is"
                )
            )
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


def display_path(path: Path) -> str:
    """How messages call a file: relative to the current folder where it lies below it."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links and hide the name
    try:
        return str(absolute.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


# ---------------------------------------------------------------- TEI files
def is_tei(path: Path) -> bool:
    """Whether a file's name says XML."""
    return path.suffix.lower() in (".xml", ".tei")


def tei_of_edition(edition: Edition) -> list[Path]:
    """The TEI files of an edition, in the order of its documents; files that no transcript was given for come last.

    The list of persons is no document.
    """
    known = [edition.tei_of(entry) for entry in _entries(edition)[0]]
    root = edition.folder.resolve()
    found = [p for p in edition.xml.glob("*.xml") if p.resolve().is_relative_to(root)] if edition.xml.is_dir() else []
    others = [] if edition.listed else sorted(set(found) - {*known, edition.xml / PEOPLE})
    return [path for path in known if path.is_file()] + others


def _entries(edition: Edition) -> tuple[list[DocumentEntry], list[Diagnostic]]:
    """The documents of an edition; a link that leads out of its folder is refused, as it could publish any file."""
    entries = [entry for entry in edition.documents if edition.listed or is_transcript(entry.raw)]
    root = edition.folder.resolve()
    inside = [entry for entry in entries if entry.raw.resolve().is_relative_to(root)]
    refused = [
        file_diagnostic(
            display_path(entry.raw), "edition-outside-file", f"is a link to {entry.raw.resolve()}, outside the edition"
        )
        for entry in entries
        if entry not in inside
    ]
    each, lost = one_by_one(inside, display_path(edition.folder / FILE))
    return each, [*refused, *lost]
