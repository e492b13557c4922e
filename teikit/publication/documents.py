"""What the documents of a plan give, made in this process or in several, in the order of the plan."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from teikit.checking import DocumentChecker, SchemaOptions
from teikit.core import PUBLISH_NEEDS, Ledger, Progress, Work, file_diagnostic, parallel_map, worker_count
from teikit.edition import Selection, display_path, generated_tei
from teikit.publication.making import DocumentJob, DocumentMaker, MadeFile, Wanted
from teikit.publication.reading import Plan, reading_options
from teikit.publication.remembered import RememberedDocuments
from teikit.publication.site import Published
from teikit.publication.texts import Packed, Packing, Spooled, TextsApart, texts_apart
from teikit.validation import Validated

_FEW, _SMALL = 64, 800_000  # numbers of files and bytes below which a second process is not worth its start


def _silent(name: str) -> None:
    """No progress."""


class Run(NamedTuple):
    """How documents are made: with which progress, schemas, number of processes (None: automatic).

    `validated` are validations that were done already, by file. What the `ledger` has is not made again.
    """

    progress: Progress = _silent
    options: SchemaOptions | None = None
    processes: int | None = None
    validated: Mapping[Path, Validated] | None = None
    ledger: Ledger | None = None


SILENT = Run()
"""A run without progress, and with what is usual otherwise."""


def made_files(selection: Selection, plan: Plan, wanted: Wanted, run: Run, result: Published) -> Iterator[TextsApart]:
    """What the files of a plan give, in order. Diagnostics of all are added to the result as they come.

    Raises SchemaError, OwnStylesheetError, OSError.
    """
    maker = document_maker(selection, plan, wanted, run, result)
    validated = run.validated or {}
    jobs = [DocumentJob(file, validated.get(file.path)) for file in plan.files]
    for item in _remembered(maker, jobs, run, result.states) if run.ledger else _spooled(_made(maker, jobs, run)):
        result.findings += item.file.findings
        yield item


def document_maker(selection: Selection, plan: Plan, wanted: Wanted, run: Run, result: Published) -> DocumentMaker:
    """Makes the documents of a plan. Diagnostics about all of them are added to the result."""
    edition = selection.edition
    result.generated = frozenset(map(display_path, generated_tei(edition)))
    return DocumentMaker(
        edition,
        plan,
        DocumentChecker([file.path for file in plan.files], edition, run.options, plan.registers),
        result.generated,
        reading_options(edition, result.findings),
        tuple(sorted(page.name for file in plan.files for page in file.pages)),
        wanted,
    )


def _remembered(
    maker: DocumentMaker, jobs: list[DocumentJob], run: Run, states_read: dict[str, str]
) -> Iterator[TextsApart]:  # fmt: skip
    """What the files of jobs give: what an earlier run made of them where nothing has changed, and what is made now.

    The state of each file when it is read is added to `states_read`.
    """
    remembered = RememberedDocuments(run.ledger or Ledger(), maker)
    spooled = Spooled()
    made_of = [remembered.made_of(job) for job in jobs]
    states_read |= {os.fspath(job.file.path): states["the file"] for job, states in zip(jobs, made_of, strict=True)}
    earlier = [remembered.is_known(job, states) for job, states in zip(jobs, made_of, strict=True)]
    new = _made(maker, [job for job, known in zip(jobs, earlier, strict=True) if not known], run)
    for job, states, known in zip(jobs, made_of, earlier, strict=True):
        made_file = remembered.find(job) if known else None
        if made_file is None:
            new_file = texts_apart(maker(job)) if known else next(new)
            remembered.keep(new_file, states)
            made_file = spooled.keep(new_file)
        yield made_file
    next(new, None)  # it has no more, and ends
    remembered.forget_others()


def _spooled(files: Iterator[Packed]) -> Iterator[TextsApart]:
    spooled = Spooled()
    for file in files:
        yield spooled.keep(file)


def _made(maker: DocumentMaker, jobs: list[DocumentJob], run: Run) -> Iterator[Packed]:
    count = worker_count([job.file.path for job in jobs], run.processes, _FEW, _SMALL)
    if count < 2:
        for job in jobs:
            run.progress(display_path(job.file.path))
            yield texts_apart(maker(job))
        return
    for packed in parallel_map(Work(Packing(maker), _died, PUBLISH_NEEDS), jobs, count):
        run.progress(display_path(packed.file.path))
        yield packed


def _died(job: DocumentJob) -> Packed:
    message = "could not be published: the process that worked on it ended unexpectedly"
    path = job.file.path
    return texts_apart(MadeFile(path, (file_diagnostic(display_path(path), "publish-omitted", message),)))
