"""Transcripts to convert: each with what its conversion needs, and the file that its TEI is written to."""

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from teikit.core import Diagnostic, file_diagnostic, name_on_any_system
from teikit.edition.places import display_path
from teikit.interpretation import Override

if TYPE_CHECKING:
    from teikit.transcript import Stated


class Job(NamedTuple):
    """A transcript to convert: its path, its name in messages, and the path of its TEI.

    With `check` nothing is written. With `prefer_edited` a conflict with a person's edits keeps the edits. `anchor`
    identifies the document in a file of several. `known` maps names to ids of the list of persons (None without one);
    with `hold` the document is not written while a name is missing from it. `convention` is a name or a file,
    `language` (BCP 47) that of the text, `date` (ISO) of the conversion; if they are empty, teikit determines them.
    `stated` is what the table of documents and the edition say of the document, `labels` the file of weights that the
    edition learned for the labels of lines.
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
    stated: "Stated | None" = None
    labels: Path | None = None


def written_folders(jobs: Iterable[Job]) -> set[Path]:
    """The folders that a conversion writes TEI to."""
    return {job.target.parent for job in jobs if not job.check}


def without_clashes(jobs: list[Job]) -> tuple[list[Job], list[Diagnostic]]:
    """The jobs whose TEI files are different files on any system, and a diagnostic for each other job.

    None of those that would share a file is done: the TEI of one could be merged into that of another. A transcript
    that is named twice is one.
    """
    jobs = list({(os.path.realpath(job.raw), job.anchor): job for job in reversed(jobs)}.values())[::-1]
    together = defaultdict[str, list[Job]](list)
    for job in jobs:
        together[name_on_any_system(str(job.target))].append(job)
    clashes = {id(job): others for others in together.values() if len(others) > 1 for job in others}
    return (
        [job for job in jobs if id(job) not in clashes],
        [_clash(job, clashes[id(job)]) for job in jobs if id(job) in clashes],
    )


def _clash(job: Job, others: Sequence[Job]) -> Diagnostic:
    other = next(other for other in others if other is not job)
    return file_diagnostic(job.name, "convert-same-target", f"{_same_target(job, other)}; neither is")


def _same_target(job: Job, other: Job) -> str:
    """How the files of two transcripts are the same."""
    message = f"would be written to {display_path(job.target)},"
    if job.target == other.target:
        return f"{message} as {other.name} is"
    if normalize("NFC", str(job.target)) == normalize("NFC", str(other.target)):
        return f"{message} as {other.name} is, whose name has its accents encoded in another way"
    return f"{message} which some systems do not tell from that of {other.name}"
