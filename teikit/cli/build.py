"""`teikit build`: convert, validate and publish an edition."""

from pathlib import Path

import click

from teikit.cli.shared import (
    FOLDER,
    conversion_report,
    convert_all,
    echo_results,
    finish,
    format_option,
    jobs_option,
    progressing,
    report_option,
    worklist_note,
)


@click.command()
@click.option(
    "--edition", "folder", type=FOLDER, help="Folder of the edition (default: found from the current folder)."
)
@click.option("--output", type=FOLDER, help="Folder to publish to (default: the edition's build/).")
@click.option(
    "--html/--no-html", "with_html", default=None, help="Make the website (default: as edition.toml says, else yes)."
)
@click.option(
    "--print/--no-print", "with_print", default=None, help="Make the PDF (default: as edition.toml says, else yes)."
)
@report_option
@jobs_option
@format_option
def build(
    folder: Path | None, output: Path | None, with_html: bool | None, with_print: bool | None,
    reports: tuple[Path, ...], processes: int | None, style: str,
) -> None:  # fmt: skip
    """Convert, validate and publish an edition.

    The TEI is written to xml/, the website to build/html/, the PDF to build/print/. A document that is not valid is
    reported and omitted.

    \b
    Examples:
      teikit build
      teikit build --edition letters/ --output public --no-print
    """
    from teikit.edition import display_path, edition_inputs, find_edition, load_edition, tei_of_edition
    from teikit.publication import publish

    edition = load_edition(folder or find_edition(Path()))
    work = edition_inputs(edition)
    # An edition may have TEI only.
    outcomes = convert_all(work, style, processes) if work.jobs or not tei_of_edition(edition) else []
    validated = {outcome.target: outcome.validated for outcome in outcomes if outcome.validated}
    html = edition.html if with_html is None else with_html
    pdf = edition.print if with_print is None else with_print
    with progressing(len(work.jobs)) as show:
        published = publish(edition, output or edition.build, html, pdf, show, validated)
    report = conversion_report("build", work, outcomes, published.documents, published.findings)
    report.done = len(published.published)
    written = [f"wrote {display_path(path)}" for path in published.written]
    echo_results(written, style)
    report.results += written
    if report.doubtful:
        report.notes.append(worklist_note([]) + (f" (in {folder})" if folder else ""))
    finish(report, style, reports)
