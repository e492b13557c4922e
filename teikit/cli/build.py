"""`teikit build`: convert, validate and publish an edition."""

from pathlib import Path

import click

from teikit.cli.shared import FOLDER, configured, converted, finish, jobs_option, progressing, style_option, tell


@click.command()
@click.option("--edition", "folder", type=FOLDER, help="The edition's folder; else the one of the current folder.")
@click.option("--output", type=FOLDER, help="Where to publish to; else the edition's build/.")
@click.option("--html/--no-html", "with_html", default=None, help="Make the HTML site.")
@click.option("--print/--no-print", "with_print", default=None, help="Make the print PDF.")
@jobs_option
@style_option
def build(
    folder: Path | None, output: Path | None, with_html: bool | None, with_print: bool | None, processes: int | None,
    style: str,
) -> None:  # fmt: skip
    """Convert, validate and publish an edition: TEI in xml/, the site in build/html/, the PDF in build/print/.

    \b
    Examples:
      teikit build
      teikit build --edition letters/ --output public --no-print
    """
    from teikit.edition import display_path, find_edition, load_edition, tei_of_edition, work_of
    from teikit.publication import publish

    edition = load_edition(folder or find_edition(Path()))
    jobs, findings, _, people = work_of(edition)
    # an edition may be of TEI alone
    outcomes = converted(jobs, style, people, edition.title, processes) if jobs or not tei_of_edition(edition) else []
    findings = [*findings, *(finding for outcome in outcomes for finding in outcome.findings)]
    validated = {outcome.target: outcome.validated for outcome in outcomes if outcome.validated}
    wanted = (edition.html if with_html is None else with_html, edition.print if with_print is None else with_print)
    with progressing(len(jobs)) as progress:
        result = configured(lambda: publish(edition, output or edition.build, *wanted, progress, validated))
    tell([f"made {display_path(path)}" for path in result.made], style)
    finish([*findings, *result.findings], style)
