"""`teikit print`: TEI files as a PDF."""

from pathlib import Path

import click

from teikit.cli.published import finish_publication
from teikit.cli.remembered import no_cache_option
from teikit.cli.running import progressing, run_options
from teikit.cli.shared import (
    EXISTING,
    FILE,
    catalog_option,
    fonts_option,
    format_option,
    jobs_option,
    must_exist,
    report_option,
    schema_option,
    strict_option,
)
from teikit.core import ledger_of


@click.command(name="print")
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option("--output", type=FILE, help="The PDF to write (default: the edition's build/print/edition.pdf).")
@click.option("--title", help="Title of the volume (default: of edition.toml, or the name of the file or folder).")
@click.option(
    "--view",
    type=click.Choice(["diplomatic", "reading"]),
    default="diplomatic",
    show_default=True,
    help="The text with all details of the source, or the text for reading.",
)
@schema_option
@catalog_option
@fonts_option
@strict_option
@report_option
@jobs_option
@run_options
@no_cache_option
@format_option
def print_(
    paths: tuple[Path, ...], output: Path | None, title: str | None, view: str, schemas: tuple[Path, ...],
    catalogs: tuple[Path, ...], fonts: Path | None, strict: bool, reports: tuple[Path, ...],
    processes: int | None, fresh: bool, style: str,
) -> None:  # fmt: skip
    """Print TEI files as a PDF.

    The PDF has line numbers, margin notes and an apparatus (PDF/A-2a). TEI need not be valid, as in teikit build.

    \b
    Examples:
      teikit print
      teikit print tei/ --title "Letters" --output letters.pdf
    """
    from teikit.checking import SchemaOptions
    from teikit.core import sort_diagnostics
    from teikit.edition import display_path, select
    from teikit.publication import Run, publish_print
    from teikit.reports import Report

    if paths and output is None:
        raise click.UsageError("name the PDF with --output FILE.pdf")
    must_exist([*paths, *schemas, *catalogs, *([fonts] if fonts else [])])
    selection = select(paths, title).with_fonts(fonts)
    ledger = ledger_of(selection.edition.folder, fresh)
    try:
        with progressing(len(selection.files)) as show:
            run = Run(show, SchemaOptions(schemas, catalogs), processes, ledger=ledger)
            published = publish_print(selection, view, output, run)
    finally:
        ledger.close()
    names = list(map(display_path, published.documents))
    diagnostics = sort_diagnostics(published.findings, names)
    report = Report("print", names, diagnostics, documents={name: name for name in names})
    finish_publication(report, published, selection, strict, style, reports)
