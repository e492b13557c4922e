"""`teikit print`: TEI files as a PDF."""

from pathlib import Path

import click

from teikit.cli.shared import EXISTING, FILE, configured, finish, must_exist, progressing, style_option, tell


@click.command(name="print")
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option("--output", type=FILE, help="The PDF to write; else the edition's build/print/edition.pdf.")
@click.option("--title", help="Title of the volume; else that of the edition, or of the file.")
@click.option(
    "--view",
    type=click.Choice(["diplomatic", "reading"]),
    default="diplomatic",
    show_default=True,
    help="What is printed: what stands on the paper, or the text to be read.",
)
@style_option
def print_(paths: tuple[Path, ...], output: Path | None, title: str | None, view: str, style: str) -> None:
    """Set TEI files as a PDF (PDF/A-2a, PDF/UA-1), with line numbers, margin notes and an apparatus.

    \b
    Examples:
      teikit print
      teikit print tei/ --title "Letters" --output letters.pdf
    """
    from teikit.edition import display_path, files_in, find_edition, is_tei, load_edition
    from teikit.publication import print_files, publish_print

    if paths and output is None:
        raise click.UsageError("name the PDF with --output FILE.pdf")
    with progressing(len(paths)) as progress:
        if paths:
            must_exist(paths)
            files = [file for path in paths for file in files_in(path, is_tei)]
            name = title or (files[0].stem if len(files) == 1 else "Edition")
            result = configured(lambda: print_files(files, name, view, output or Path(), progress, paths))
        else:
            edition = load_edition(find_edition(Path()))
            result = configured(lambda: publish_print(edition, title, view, output, progress))
    tell([f"made {display_path(path)}" for path in result.made], style)
    finish(result.findings, style)
