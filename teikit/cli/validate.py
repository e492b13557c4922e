"""`teikit validate`: TEI files against grammars and rules."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from teikit.cli.shared import EXISTING, FILE, configured, finish, must_exist, progressing, style_option
from teikit.codes import CODES
from teikit.diagnostics import Diagnostic, Severity


@click.command()
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    type=FILE,
    help="A RELAX NG (.rng) or Schematron (.sch) file in place of teikit's own; may be repeated.",
)
@click.option("--select", multiple=True, metavar="CODE", help="Show findings with this code only; may be repeated.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Leave out findings with this code; may be repeated.")
@style_option
def validate(
    paths: tuple[Path, ...], schemas: tuple[Path, ...], select: tuple[str, ...], ignore: tuple[str, ...], style: str
) -> None:
    """Check TEI files against a grammar and rules; findings at file:line:column.

    \b
    Examples:
      teikit validate
      teikit validate tei/ --schema project.rng
      teikit validate letter.xml --format json
    """
    from teikit import jobs, pipeline
    from teikit.edition import find_edition, load_edition

    must_exist([*paths, *schemas])
    unknown = sorted({*select, *ignore} - set(CODES))
    if unknown:
        raise click.UsageError(f"there is no code {unknown[0]}")
    chosen: Sequence[Path] | None = schemas or None
    if paths:
        files = [file for path in paths for file in jobs.files_in(path, jobs.is_tei)]
    else:
        edition = load_edition(find_edition(Path()))
        files, chosen = jobs.tei_of_edition(edition), chosen or jobs.schemas_of(edition)
    findings: list[Diagnostic] = []
    with progressing(len(files)) as progress:
        for file in files:
            progress(jobs.called(file))
            findings += configured(partial(pipeline.check, file, chosen))
    shown = [f for f in findings if (not select or f.code in select) and f.code not in ignore]
    if style == "text":
        broken = len({f.file for f in shown if f.severity is Severity.ERROR})
        click.echo(f"{len(files)} {'file' if len(files) == 1 else 'files'} checked, {broken} with errors")
    finish(shown, style)
