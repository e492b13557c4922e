"""`teikit build`: convert, validate and publish an edition, or publish TEI files and folders."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from teikit.cli.published import finish_publication
from teikit.cli.running import progressing, run_options
from teikit.cli.shared import (
    EXISTING,
    FOLDER,
    catalog_option,
    conversion_report,
    convert_all,
    fonts_option,
    format_option,
    jobs_option,
    must_exist,
    report_option,
    schema_option,
    strict_option,
    worklist_note,
)

if TYPE_CHECKING:
    from teikit.checking import SchemaOptions
    from teikit.conversion import Outcome
    from teikit.edition import Inputs, Selection
    from teikit.publication import Published


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
@run_options
@format_option
def build(
    paths: tuple[Path, ...], folder: Path | None, output: Path | None, title: str | None, with_html: bool | None,
    with_print: bool | None, schemas: tuple[Path, ...], catalogs: tuple[Path, ...], fonts: Path | None, strict: bool,
    reports: tuple[Path, ...], processes: int | None, style: str,
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
    from teikit.checking import SchemaOptions
    from teikit.core import shared_workers
    from teikit.publication import BUILD_NEEDS

    must_exist([*paths, *schemas, *catalogs, *([fonts] if fonts else [])])
    selection = _selection(paths, folder, output, title).with_fonts(fonts)
    with shared_workers(BUILD_NEEDS):
        work, outcomes = _converted(selection, style, processes)
        wanted, options = (with_html, with_print), SchemaOptions(schemas, catalogs)
        published = _published(selection.refreshed(), outcomes, output, wanted, options, processes)
    report = conversion_report("build", work, outcomes, published.documents, published.findings)
    if report.doubtful:
        report.notes.append(worklist_note([]) + (f" (in {folder})" if folder else ""))
    finish_publication(report, published, selection, strict, style, reports)


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
    selection: "Selection", outcomes: "list[Outcome]", output: Path | None, wanted: tuple[bool | None, bool | None],
    options: "SchemaOptions", processes: int | None,
) -> "Published":  # fmt: skip
    """Publish a selection; `wanted` is whether to make the site and the PDF, None: as edition.toml says."""
    from teikit.core import writing_in
    from teikit.publication import Run, publish

    edition, (html, pdf) = selection.edition, wanted
    both = edition.html if html is None else html, edition.print if pdf is None else pdf
    validated = {outcome.target: outcome.validated for outcome in outcomes if outcome.validated}
    out = output or edition.build
    with progressing(len(selection.files), "publish") as show, writing_in([out]):
        return publish(selection, out, *both, Run(show, options, processes, validated))


def _converted(selection: "Selection", style: str, processes: int | None) -> "tuple[Inputs, list[Outcome]]":
    """The transcripts of an edition, converted; none of TEI that was named."""
    from teikit.edition import Inputs, edition_inputs, tei_of_edition

    if selection.named:
        return Inputs([], []), []
    work = edition_inputs(selection.edition)
    # An edition may have TEI only.
    wanted = work.jobs or not tei_of_edition(selection.edition)
    return work, convert_all(work, style, processes) if wanted else []
