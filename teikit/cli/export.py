"""`teikit export`: an edition in formats for reference managers, spreadsheets, other services and e-book readers."""

from pathlib import Path

import click

from teikit.cli.published import finish_publication
from teikit.cli.running import progressing, run_options
from teikit.cli.shared import (
    EXISTING,
    FOLDER,
    catalog_option,
    format_option,
    jobs_option,
    must_exist,
    report_option,
    schema_option,
    strict_option,
)

FORMATS = ("csv", "jsonl", "bibtex", "ris", "csl", "cmif", "txt", "atom", "dts", "iiif", "epub")
"""The formats: those of `teikit.edition.SITE_EXPORTS`, which is not imported to show the help."""


@click.command
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option(
    "--to",
    "formats",
    multiple=True,
    required=True,
    type=click.Choice(FORMATS),
    metavar="FORMAT",
    help=f"Format to write: {', '.join(FORMATS)}. May be repeated.",
)
@click.option("--output", type=FOLDER, help="Folder to write to (default: build/export of the edition, or here).")
@click.option("--title", help="Title of the edition (default: of edition.toml, or the name of the folder).")
@schema_option
@catalog_option
@strict_option
@report_option
@jobs_option
@run_options
@format_option
def export(
    paths: tuple[Path, ...], formats: tuple[str, ...], output: Path | None, title: str | None,
    schemas: tuple[Path, ...], catalogs: tuple[Path, ...], strict: bool, reports: tuple[Path, ...],
    processes: int | None, style: str,
) -> None:  # fmt: skip
    """Export an edition, or TEI files and folders, to other formats.

    teikit build writes the same files into the website. Formats that name web addresses (atom, dts, iiif) need
    address in [site] of edition.toml.

    \b
    Examples:
      teikit export --to csv
      teikit export tei/ --to bibtex --to cmif --output public/
    """
    from teikit.checking import SchemaOptions
    from teikit.core import sort_diagnostics
    from teikit.edition import display_path, select
    from teikit.publication import Run, publish_exports
    from teikit.reports import Report

    must_exist([*paths, *schemas, *catalogs])
    selection = select(paths, title)
    folder = output or selection.edition.build / "export"
    with progressing(len(selection.files)) as show:
        published = publish_exports(selection, formats, folder, Run(show, SchemaOptions(schemas, catalogs), processes))
    names = list(map(display_path, published.documents))
    diagnostics = sort_diagnostics(published.findings, names)
    report = Report("export", names, diagnostics, documents={name: name for name in names})
    finish_publication(report, published, selection, strict, style, reports)
