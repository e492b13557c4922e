"""`teikit print`: TEI files as a PDF."""

from pathlib import Path

import click

from teikit.cli.shared import (
    EXISTING,
    FILE,
    echo_results,
    finish,
    format_option,
    must_exist,
    progressing,
    report_option,
)


@click.command(name="print")
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option("--output", type=FILE, help="The PDF to write (default: the edition's build/print/edition.pdf).")
@click.option("--title", help="Title of the volume (default: the title of the edition, or the name of the file).")
@click.option(
    "--view",
    type=click.Choice(["diplomatic", "reading"]),
    default="diplomatic",
    show_default=True,
    help="The text with all details of the source, or the text for reading.",
)
@report_option
@format_option
def print_(
    paths: tuple[Path, ...], output: Path | None, title: str | None, view: str, reports: tuple[Path, ...], style: str
) -> None:
    """Print TEI files as a PDF.

    The PDF has line numbers, margin notes and an apparatus (PDF/A-2a).

    \b
    Examples:
      teikit print
      teikit print tei/ --title "Letters" --output letters.pdf
    """
    from teikit.core import sort_diagnostics
    from teikit.edition import display_path, documents_in, find_edition, load_edition
    from teikit.publication import print_files, publish_print
    from teikit.reports import Report

    if paths and output is None:
        raise click.UsageError("name the PDF with --output FILE.pdf")
    must_exist(paths)
    with progressing(len(paths)) as show:
        if paths:
            files = [file for path in paths for file in documents_in(path)]
            name = title or (files[0].stem if len(files) == 1 else "Edition")
            published = print_files(files, name, view, output or Path(), show, paths)
        else:
            edition = load_edition(find_edition(Path()))
            published = publish_print(edition, title, view, output, show)
    written = [f"wrote {display_path(path)}" for path in published.written]
    echo_results(written, style)
    names = list(map(display_path, published.documents))
    diagnostics = sort_diagnostics(published.findings, names)
    report = Report("print", names, diagnostics, results=written, documents={name: name for name in names})
    report.done = len(published.published)
    finish(report, style, reports)
