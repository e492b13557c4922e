"""`teikit print`: TEI files as a PDF, or as a file for a word processor."""

from pathlib import Path

import click

from teikit.cli.executing import executor_options
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
    stop_with_message,
    strict_option,
)
from teikit.core import ledger_of

KINDS = ("pdf", "docx", "tex", "json")
"""The formats: PDF, the apparatus as JSON, and those of `teikit.publication.formats`, not imported to show the help."""


@click.command(name="print")
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option("--output", type=FILE, help="The file to write (default: the edition's build/print/edition.pdf).")
@click.option(
    "--to",
    "kind",
    type=click.Choice(KINDS),
    help="Format to write: PDF, DOCX for reviewers, TeX with reledmac, the apparatus as JSON (default: pdf).",
)
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
@executor_options
@run_options
@no_cache_option
@format_option
def print_(
    paths: tuple[Path, ...], output: Path | None, kind: str | None, title: str | None, view: str,
    schemas: tuple[Path, ...], catalogs: tuple[Path, ...], fonts: Path | None, strict: bool, reports: tuple[Path, ...],
    processes: int | None, fresh: bool, style: str,
) -> None:  # fmt: skip
    """Print TEI files as a PDF, or for Word or TeX.

    The PDF has line numbers, margin notes and an apparatus (PDF/A-2a). A DOCX has the same words, with notes as
    footnotes and the changes of the source as tracked changes; a TeX file is for LuaLaTeX with reledmac. TEI need not
    be valid, as in teikit build.

    \b
    Examples:
      teikit print
      teikit print tei/ --title "Letters" --output letters.pdf
      teikit print --to docx
    """
    from teikit.checking import SchemaOptions
    from teikit.core import sort_diagnostics
    from teikit.edition import display_path, select
    from teikit.publication import Run, publish_format
    from teikit.reports import Report

    if paths and output is None:
        raise click.UsageError(f"name the file to write with --output FILE.{kind or KINDS[0]}")
    must_exist([*paths, *schemas, *catalogs, *([fonts] if fonts else [])])
    selection = select(paths, title).with_fonts(fonts)
    if not selection.files:
        stop_with_message(f"there is no TEI in {display_path(selection.edition.xml)}; make it with teikit convert")
    ledger = ledger_of(selection.edition.folder, fresh)
    try:
        with progressing(len(selection.files)) as show:
            run = Run(show, SchemaOptions(schemas, catalogs), processes, ledger=ledger)
            published = publish_format(selection, view, kind or _kind_of(output), output, run)
    finally:
        ledger.close()
    names = list(map(display_path, published.documents))
    diagnostics = sort_diagnostics(published.findings, names)
    report = Report("print", names, diagnostics, documents={name: name for name in names})
    finish_publication(report, published, selection, strict, style, reports)


def _kind_of(output: Path | None) -> str:
    """The format that the name of a file says."""
    return output.suffix[1:] if output and output.suffix[1:] in KINDS else KINDS[0]
