"""The command line: the only room that prints and exits, and the only one that imports click.

Exit status: 0 fine, 1 findings of severity error, 2 wrong usage or configuration.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import click

from teikit import __version__
from teikit.codes import CODES
from teikit.diagnostics import FORMATS, Diagnostic, Severity, in_order, worst

EXISTING = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)

_STYLES = click.Choice(list(FORMATS))
_SAID = "How findings are written: text to standard error, json to standard output."
_format = click.option("--format", "style", type=_STYLES, default="text", help=_SAID)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="teikit")
def cli() -> None:
    """Raw transcripts of historical documents into valid TEI P5, HTML and print editions.

    Without PATH a command works on the edition of the current folder (edition.toml here or above); with PATH it works
    on those files and folders, anywhere.

    \b
    Examples:
      teikit convert                          the edition's transcripts to TEI
      teikit convert letters/ --out tei       a folder of transcripts
      teikit validate tei/ --format json
      teikit report                           what to look at, as one page
      teikit build                            convert, validate, publish as HTML and PDF
      teikit print tei/letter.xml --out letter.pdf
    """


def main() -> NoReturn:
    """Runs the command line; a wrong configuration is one sentence and exit status 2, never a traceback."""
    from teikit.convention import ConventionError
    from teikit.edition import EditionError

    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("teikit: interrupted", err=True)
        sys.exit(130)
    except click.exceptions.Exit as left:
        sys.exit(left.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (ConventionError, EditionError, FileNotFoundError) as error:
        _misconfigured(str(error))
    sys.exit(0)


def _misconfigured(sentence: str) -> NoReturn:
    click.echo(f"teikit: {sentence}", err=True)
    sys.exit(2)


# ---------------------------------------------------------------- convert
@cli.command()
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option("--out", type=FOLDER, help="Folder for STEM.xml; the edition's xml/, or the current folder.")
@click.option("--convention", help="Name or TOML file of the convention the transcripts follow.")
@click.option("--layout", help="Name of the layout of the page around the text; else it is recognised.")
@click.option("--encoding", help="Encoding of the transcripts, where it is not UTF-8 (cp1251, koi8-r, …).")
@click.option("--check", is_flag=True, help="Write nothing; say what would change, and exit 1 where something would.")
@click.option("--keep-mine", is_flag=True, help="Where your edits and what is new conflict, let yours stand for good.")
@click.option("--report", type=FILE, help="Also write findings and proofs to this file (.json or text).")
@_format
def convert(
    paths: tuple[Path, ...], out: Path | None, convention: str | None, layout: str | None, encoding: str | None,
    check: bool, keep_mine: bool, report: Path | None, style: str,
) -> None:  # fmt: skip
    """Convert transcripts to TEI, with every doubtful decision listed and every character accounted for.

    What you edited in a TEI file stays: what is new is merged into it. Where both changed one place, the file is left
    as it is, and STEM.conflicts.txt beside it shows both.

    \b
    Examples:
      teikit convert
      teikit convert old/ --encoding cp1251 --report doubts.json
    """
    from teikit.jobs import chosen
    from teikit.pipeline import write_report

    _must_exist(paths)
    jobs, clashes, _ = chosen(paths, out, convention, encoding)
    outcomes = _converted([job._replace(check=check, keep_mine=keep_mine, layout=layout) for job in jobs], style)
    findings = [*clashes, *(finding for outcome in outcomes for finding in outcome.findings)]
    if report:
        _configured(lambda: write_report(report, outcomes, findings))
    _finish(findings, style, check and any(outcome.would_change for outcome in outcomes))


def _converted(jobs: Sequence[Any], style: str) -> list[Any]:
    from teikit import pipeline

    if not jobs:
        raise click.UsageError("there is no transcript to convert (.txt files; see teikit convert --help)")
    with _progress(len(jobs)) as progress:
        outcomes: list[Any] = _configured(
            lambda: list(pipeline.each(pipeline.convert, jobs, lambda job: job.name, progress))
        )
    _tell(outcomes, style)
    return outcomes


@cli.command()
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option("--out", type=FILE, help="The file to write; else the edition's build/worklist.html, or worklist.html.")
@click.option("--convention", help="Name or TOML file of the convention the transcripts follow.")
@click.option("--encoding", help="Encoding of the transcripts, where it is not UTF-8 (cp1251, koi8-r, …).")
@click.option("--format", "style", type=click.Choice(["html", "json"]), default="html", show_default=True)
def report(paths: tuple[Path, ...], out: Path | None, convention: str | None, encoding: str | None, style: str) -> None:
    """Write the worklist: every doubtful decision beside its raw line, and how to settle it.

    It is one page that needs no other file. Nothing is converted.

    \b
    Examples:
      teikit report
      teikit report --format json --out doubts.json
    """
    from teikit.jobs import called, chosen
    from teikit.worklist import write_worklist

    _must_exist(paths)
    work = chosen(paths, None, convention, encoding)
    with _progress(len(work.jobs)) as progress:
        made = _configured(lambda: write_worklist(work, out, style, progress))
    _tell([f"made {called(made.path)}"], "text")
    sys.exit(1 if worst(made.findings) is Severity.ERROR else 0)


# ---------------------------------------------------------------- validate
@cli.command()
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
@_format
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

    _must_exist([*paths, *schemas])
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
    with _progress(len(files)) as progress:
        for file in files:
            progress(jobs.called(file))
            findings += _configured(partial(pipeline.check, file, chosen))
    shown = [f for f in findings if (not select or f.code in select) and f.code not in ignore]
    if style == "text":
        broken = len({f.file for f in shown if f.severity is Severity.ERROR})
        click.echo(f"{len(files)} {'file' if len(files) == 1 else 'files'} checked, {broken} with errors")
    _finish(shown, style)


# ---------------------------------------------------------------- build, print
@cli.command()
@click.option("--edition", "folder", type=FOLDER, help="The edition's folder; else the one of the current folder.")
@click.option("--out", type=FOLDER, help="Where to publish to; else the edition's build/.")
@click.option("--html/--no-html", "with_html", default=None, help="Make the HTML site.")
@click.option("--print/--no-print", "with_print", default=None, help="Make the print PDF.")
@_format
def build(folder: Path | None, out: Path | None, with_html: bool | None, with_print: bool | None, style: str) -> None:
    """Convert, validate and publish an edition: TEI in xml/, the site in build/html/, the PDF in build/print/.

    \b
    Examples:
      teikit build
      teikit build --edition letters/ --out public --no-print
    """
    from teikit.edition import find_edition, load_edition
    from teikit.jobs import called, jobs_of_edition
    from teikit.publish import publish

    edition = load_edition(folder or find_edition(Path()))
    jobs, findings = jobs_of_edition(edition)
    outcomes = _converted(jobs, style)
    findings = [*findings, *(finding for outcome in outcomes for finding in outcome.findings)]
    wanted = (edition.html if with_html is None else with_html, edition.print if with_print is None else with_print)
    with _progress(len(jobs)) as progress:
        result = _configured(lambda: publish(edition, out or edition.build, *wanted, progress))
    _tell([f"made {called(path)}" for path in result.made], style)
    _finish([*findings, *result.findings], style)


@cli.command(name="print")
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option("--out", type=FILE, help="The PDF to write; else the edition's build/print/edition.pdf.")
@click.option("--title", help="Title of the volume; else that of the edition, or of the file.")
@click.option(
    "--view",
    type=click.Choice(["diplomatic", "reading"]),
    default="diplomatic",
    show_default=True,
    help="What is printed: what stands on the paper, or the text to be read.",
)
@_format
def print_(paths: tuple[Path, ...], out: Path | None, title: str | None, view: str, style: str) -> None:
    """Set TEI files as a PDF (PDF/A-2a, PDF/UA-1), with line numbers, margin notes and an apparatus.

    \b
    Examples:
      teikit print
      teikit print tei/ --title "Letters" --out letters.pdf
    """
    from teikit import jobs
    from teikit.edition import find_edition, load_edition
    from teikit.publish import print_files, publish_print

    if paths and out is None:
        raise click.UsageError("name the PDF with --out FILE.pdf")
    with _progress(len(paths)) as progress:
        if paths:
            _must_exist(paths)
            files = [file for path in paths for file in jobs.files_in(path, jobs.is_tei)]
            name = title or (files[0].stem if len(files) == 1 else "Edition")
            result = _configured(lambda: print_files(files, name, view, out or Path(), progress))
        else:
            edition = load_edition(find_edition(Path()))
            result = _configured(lambda: publish_print(edition, title, view, out, progress))
    _tell([f"made {jobs.called(path)}" for path in result.made], style)
    _finish(result.findings, style)


def _configured(work: Callable[[], Any]) -> Any:
    """Does work; a schema or folder that cannot be used is a matter of configuration."""
    from teikit.validation import SchemaError

    try:
        return work()
    except (SchemaError, OSError) as error:
        _misconfigured(str(error))


# ---------------------------------------------------------------- what all commands share
def _must_exist(paths: Iterable[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"there is no {path}")


def _tell(lines: Iterable[object], style: str) -> None:
    """Says what was done, where standard output is for people."""
    if style == "text":
        click.echo("".join(f"{line}\n" for line in lines), nl=False)


def _finish(findings: Sequence[Diagnostic], style: str, failed: bool = False) -> NoReturn:
    """Writes the findings and leaves with the status they ask for."""
    ordered = in_order(findings)
    click.echo(FORMATS[style](ordered), nl=False, err=style == "text")
    sys.exit(1 if failed or worst(ordered) is Severity.ERROR else 0)


def _progress(total: int) -> AbstractContextManager[Callable[[str], None]]:
    from teikit.progress import progress

    return progress(total, partial(click.echo, nl=False, err=True) if sys.stderr.isatty() else None)
