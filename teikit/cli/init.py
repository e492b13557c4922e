"""`teikit init`: begins an edition in a folder of transcripts or TEI."""

from pathlib import Path

import click

from teikit.cli.running import progressing
from teikit.cli.shared import FOLDER
from teikit.core import Severity


@click.command()
@click.argument("folder", type=FOLDER, default=".", metavar="[FOLDER]")
@click.option(
    "--template",
    type=click.Choice(["letters", "diary", "interview", "tei"]),
    help="Kind of the edition: columns of its table, and an example if the folder is empty (default: letters).",
)
def init(folder: Path, template: str | None) -> None:
    """Begin an edition in a folder of transcripts or TEI.

    teikit looks at the files and writes edition.toml (title, language, convention), documents.csv (one row for each
    transcript: fill in what you know) and convention.toml (the brackets and signs that it found, and what each is
    read as). No existing file is changed. A folder of TEI only gets edition.toml.

    \b
    Examples:
      teikit init
      teikit init letters/
      teikit init my-diary --template diary
    """
    from teikit.init import begin_edition

    with progressing(0) as show:
        begun = begin_edition(folder, template or "", show)
    for diagnostic in begun.diagnostics:
        if diagnostic.severity is not Severity.INFO:
            click.echo(str(diagnostic), err=True)
    click.echo("\n".join([*begun.report, "", *begun.next]))
