"""`teikit build`: convert, validate and publish an edition, or publish TEI files and folders."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from teikit.cli.executing import executor_options
from teikit.cli.published import complete
from teikit.cli.remembered import (
    Finished,
    WholeRun,
    edition_folder,
    explain_option,
    explained,
    no_cache_option,
    outcomes_again,
)
from teikit.cli.running import progressing, run_options
from teikit.cli.shared import (
    EXISTING,
    FOLDER,
    catalog_option,
    conversion_report,
    convert_all,
    echo_results,
    finish,
    fonts_option,
    format_option,
    jobs_option,
    must_exist,
    report_option,
    schema_option,
    strict_option,
    worklist_note,
)
from teikit.core import BUILD_NEEDS, Ledger, ledger_of, shared_workers, worker_count

if TYPE_CHECKING:
    from teikit.conversion import Outcome
    from teikit.edition import Inputs, Selection
    from teikit.publication import Published, Run

_MANY = 64  # files of which conversion and publication use several processes, if there are several cores


@click.command()
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option(
    "--edition", "folder", type=FOLDER, help="Folder of the edition (default: found from the current folder)."
)
@click.option(
    "--output", "--out", "output", type=FOLDER, help="Folder to publish to (default: build/ of the edition, or here)."
)
@click.option("--title", help="Title of the edition (default: of edition.toml, or the name of the folder).")
@click.option(
    "--html/--no-html", "with_html", default=None, help="Make the website (default: as edition.toml says, else yes)."
)
@click.option(
    "--print/--no-print", "with_print", default=None, help="Make the PDF (default: as edition.toml says, else yes)."
)
@schema_option
@catalog_option
@fonts_option
@strict_option
@report_option
@jobs_option
@executor_options
@run_options
@no_cache_option
@explain_option
@format_option
def build(
    paths: tuple[Path, ...], folder: Path | None, output: Path | None, title: str | None, with_html: bool | None,
    with_print: bool | None, schemas: tuple[Path, ...], catalogs: tuple[Path, ...], fonts: Path | None, strict: bool,
    reports: tuple[Path, ...], processes: int | None, fresh: bool, explain: bool, style: str,
) -> None:  # fmt: skip
    """Publish an edition, or TEI files and folders.

    Without PATH the edition of the current folder is converted, validated and published; without edition.toml, the TEI
    in the current folder. With PATH the TEI in these files and folders is published. No configuration is needed.

    The website is written to html/ in the output folder, the PDF to print/. TEI need not be valid: errors are reported,
    and what is well-formed is published. Only TEI that teikit made itself must be valid.

    \b
    Examples:
      teikit build
      teikit build --edition letters/ --output public --no-print
      teikit build tei/ --output public
    """
    must_exist([*paths, *schemas, *catalogs, *([fonts] if fonts else [])])
    request = _Request(paths, folder, output, title, (with_html, with_print), schemas, catalogs, fonts, strict)
    whole = edition_folder(paths, folder)
    ledger = ledger_of(whole or Path(), fresh)
    try:
        finished = _finished(request, ledger, whole, reports, processes, style)
    finally:
        ledger.close()
    if explain:
        echo_results(explained(ledger.reasons), style)
    finish(finished.report, style, reports, finished.failed)


class _Request(NamedTuple):
    """What a build is asked for; `wanted` is whether to make the site and the PDF, None: as edition.toml says."""

    paths: tuple[Path, ...]
    folder: Path | None
    output: Path | None
    title: str | None
    wanted: tuple[bool | None, bool | None]
    schemas: tuple[Path, ...]
    catalogs: tuple[Path, ...]
    fonts: Path | None
    strict: bool

    @property
    def uses_others(self) -> bool:
        """Whether it names files that may lie outside the edition."""
        return bool(self.schemas or self.catalogs or self.fonts)


def _finished(
    request: _Request, ledger: Ledger, whole: Path | None, reports: tuple[Path, ...], processes: int | None, style: str
) -> Finished:
    """Build, unless nothing has changed since the last build of a whole edition."""
    run = None
    if whole and not request.uses_others:
        run = WholeRun(ledger, whole, request.output, str(request), reports)
        if finished := run.unchanged():
            echo_results(finished.report.results, style)
            return finished
    return _built(request, ledger, run, processes, style)


def _built(request: _Request, ledger: Ledger, run: WholeRun | None, processes: int | None, style: str) -> Finished:
    selection = _selection(request.paths, request.folder, request.output, request.title).with_fonts(request.fonts)
    with shared_workers(BUILD_NEEDS, ledger.is_empty and _needs_workers(selection, processes)):
        from teikit.checking import SchemaOptions  # imported here: meanwhile the workers import the same
        from teikit.publication import Run

        work, outcomes = _converted(selection, style, processes, ledger)
        selection = selection.refreshed()
        validated = {outcome.target: outcome.validated for outcome in outcomes if outcome.validated}
        options = SchemaOptions(request.schemas, request.catalogs)
        with progressing(len(selection.files), "publish") as show:
            how = Run(show, options, processes, validated, ledger)
            published = _published(selection, request.output, request.wanted, how)

    def end(of: "list[Outcome]") -> Finished:
        report = conversion_report("build", work, of, published.documents, published.findings)
        if report.doubtful:
            report.notes.append(worklist_note([]) + (f" (in {request.folder})" if request.folder else ""))
        failed = complete(report, published, selection, request.strict)
        return Finished(report, failed)

    finished = end(outcomes)
    echo_results(finished.report.results[len(outcomes) :], style)
    again = outcomes_again(outcomes, work) if run else None
    if run and again is not None:
        run.keep(end(again), outcomes, published)
    return finished


def _needs_workers(selection: "Selection", processes: int | None) -> bool:
    """Whether a first build surely uses several processes: it has many documents or transcripts."""
    files = [*selection.files, *(document.raw for document in selection.edition.documents)]
    return len(files) >= _MANY and worker_count(files, processes, _MANY, 0) > 1


def _selection(paths: tuple[Path, ...], folder: Path | None, output: Path | None, title: str | None) -> "Selection":
    """What is to be published. Raises click.UsageError, EditionError, NoFileError."""
    from teikit.edition import load_edition, select, select_edition

    if paths and folder:
        raise click.UsageError("give paths or --edition, not both")
    selection = select_edition(load_edition(folder), title) if folder else select(paths, title)
    if selection.configured and selection.named and output is None:
        raise click.UsageError("these files are part of an edition; name the folder to publish to with --output")
    return selection


def _published(
    selection: "Selection", output: Path | None, wanted: tuple[bool | None, bool | None], how: "Run"
) -> "Published":  # fmt: skip
    """Publish a selection; `wanted` is whether to make the site and the PDF, None: as edition.toml says."""
    from teikit.core import writing_in
    from teikit.publication import publish

    edition, (html, pdf) = selection.edition, wanted
    both = edition.html if html is None else html, edition.print if pdf is None else pdf
    out = output or edition.build
    with writing_in([out]):
        return publish(selection, out, *both, how)


def _converted(
    selection: "Selection", style: str, processes: int | None, ledger: Ledger
) -> "tuple[Inputs, list[Outcome]]":  # fmt: skip
    """The transcripts of an edition, converted; none of TEI that was named.

    TEI that teikit made of a transcript that is no more is removed.
    """
    from teikit.edition import Inputs, edition_inputs, tei_of_edition

    if selection.named:
        return Inputs([], []), []
    work = edition_inputs(selection.edition)
    if not work.jobs and tei_of_edition(selection.edition):  # nothing to convert: what converts is not imported
        return work, []
    from teikit.conversion import remove_orphans

    removed = remove_orphans(work.jobs, selection.edition.xml, ledger)
    echo_results(removed, style)
    return work, [*removed, *convert_all(work, style, processes, ledger)]
