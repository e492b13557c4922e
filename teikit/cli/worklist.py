"""`teikit worklist`: the worklist of what a person should look at."""

import sys
from pathlib import Path

import click

from teikit.cli.shared import EXISTING, FILE, configured, must_exist, progressing, tell
from teikit.core import Severity, worst


@click.command()
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option(
    "--output", type=FILE, help="The file to write; else the edition's build/worklist.html, or worklist.html."
)
@click.option("--convention", help="Name or TOML file of the convention the transcripts follow.")
@click.option("--encoding", help="Encoding of the transcripts, where it is not UTF-8 (cp1251, koi8-r, …).")
@click.option("--format", "style", type=click.Choice(["html", "json"]), default="html", show_default=True)
def worklist(
    paths: tuple[Path, ...], output: Path | None, convention: str | None, encoding: str | None, style: str
) -> None:
    """Write the worklist: every doubtful decision beside its raw line, and how to settle it.

    It is one page that needs no other file. Nothing is converted.

    \b
    Examples:
      teikit worklist
      teikit worklist --format json --output doubts.json
    """
    from teikit.edition import chosen, display_path
    from teikit.worklist import write_worklist

    must_exist(paths)
    work = chosen(paths, None, convention, encoding)
    with progressing(len(work.jobs)) as progress:
        made = configured(lambda: write_worklist(work, output, style, progress))
    tell([f"made {display_path(made.path)}"], "text")
    sys.exit(1 if worst(made.findings) is Severity.ERROR else 0)
