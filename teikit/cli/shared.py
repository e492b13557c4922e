"""What the commands share: argument types, options, progress, and the end of a run."""

import os
import shlex
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from teikit.cli.running import Running, progressing, running, summary_events, time_lines
from teikit.core import Diagnostic, Ledger, Severity, sort_diagnostics, worst
from teikit.reports import FORMATS, Report, closing_text, diagnostics_text, step_summary, write_report

if TYPE_CHECKING:
    from teikit.conversion import Outcome
    from teikit.edition import Inputs

EXISTING = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)

format_option = click.option(
    "--format", "style", type=click.Choice(list(FORMATS)), default="text", show_default=True,
    help="Format of the findings. Text goes to standard error, other formats to standard output.",
)  # fmt: skip
report_option = click.option(
    "--report", "reports", multiple=True, type=FILE, metavar="FILE",
    help="Also write a report: .json, .sarif, .xml (JUnit), .md, otherwise text. May be repeated.",
)  # fmt: skip
jobs_option = click.option(
    "--jobs", "processes", type=click.IntRange(1), metavar="N", help="Number of worker processes (default: automatic)."
)
schema_option = click.option(
    "--schema", "schemas", multiple=True, type=FILE, metavar="FILE",
    help="Schema to use (.rng, .rnc, .sch, .odd) instead of those that the files name. May be repeated.",
)  # fmt: skip
catalog_option = click.option(
    "--catalog", "catalogs", multiple=True, type=FILE, metavar="FILE",
    help="XML catalog: local copies of schemas that files name by web address. May be repeated.",
)  # fmt: skip
fonts_option = click.option(
    "--fonts", type=FOLDER, metavar="DIR",
    help="Folder of fonts (.ttf, .otf) for the PDF (default: fonts/ of the edition).",
)  # fmt: skip
strict_option = click.option(
    "--strict", is_flag=True, help="Exit with 1 where a published file has errors, such as TEI that is not valid."
)
convention_option = click.option(
    "--convention",
    help="Convention of the transcripts: a name, or a TOML file (default: found by what the text shows).",
)
encoding_option = click.option("--encoding", help="Encoding of the transcripts if it is not UTF-8 (cp1251, koi8-r, …).")


def stop_with_message(message: str) -> NoReturn:
    """Print what is wrong with the call or the configuration, and exit with status 2."""
    click.echo(f"teikit: {message}", err=True)
    sys.exit(2)


def must_exist(paths: Iterable[Path]) -> None:
    """Raises click.UsageError for the first path that does not exist."""
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"{path} does not exist")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like a wrong one, as the end of a message; empty if no word is like it."""
    from difflib import get_close_matches  # only mistakes need it

    words = get_close_matches(word, list(known), 1)
    return f"; did you mean {words[0]}?" if words else ""


def echo_results(lines: Iterable[object], style: str) -> None:
    """Print what was written, where standard output is for people."""
    if style == "text" and not (running().quiet or running().log_json):
        click.echo("".join(f"{line}\n" for line in lines), nl=False)


def finish(report: Report, style: str, reports: Iterable[Path] = (), failed: bool | None = None) -> NoReturn:
    """Write the report in all formats that were asked for, and exit: with 1 where it `failed` (default: has errors)."""
    for path in reports:
        write_report(report, path)
    _print(report, style, running())
    if style == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(step_summary(report))
    sys.exit(1 if (worst(report.diagnostics) is Severity.ERROR if failed is None else failed) else 0)


def _print(report: Report, style: str, run: Running) -> None:
    """What was found and the summary, in the format that was asked for, then the times."""
    if style != "text":
        click.echo(FORMATS[style](report), nl=False)
    if run.log_json:
        summary_events(report)
        return
    if run.quiet:
        report.shown = [diagnostic for diagnostic in report.lines if diagnostic.severity is Severity.ERROR]
    if style == "text":
        report.excerpts = sys.stderr.isatty()
        report.colours = report.excerpts and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        click.echo(diagnostics_text(report), nl=False, err=True)
        click.echo("" if run.quiet else closing_text(report), nl=False)
    for line in time_lines(run):
        click.echo(line, err=True)


def convert_all(
    work: "Inputs", style: str, processes: int | None, ledger: Ledger | None = None
) -> "list[Outcome]":  # fmt: skip
    """Convert transcripts, and print what was written. Raises as `teikit.conversion.convert_all` does.

    What the `ledger` has of an earlier run is not converted again.

    Raises click.UsageError without transcripts, unless a diagnostic says why.
    """
    from teikit.conversion import convert_all
    from teikit.core import writing_in
    from teikit.edition import written_folders
    from teikit.readers import SUFFIXES

    if not work.jobs and worst(work.findings) is not Severity.ERROR:
        reasons = "".join(f"\n{diagnostic.file}: {diagnostic.message}" for diagnostic in work.findings)
        suffixes = ", ".join(SUFFIXES)
        raise click.UsageError(f"there is no transcript to convert (files with the suffix {suffixes}){reasons}")
    title = work.edition.title if work.edition else ""
    with progressing(len(work.jobs), "convert") as show, writing_in(written_folders(work.jobs)):
        outcomes = convert_all(work.jobs, work.people, title, show, processes, ledger)
    echo_results(outcomes, style)
    return outcomes


def conversion_report(
    command: str, work: "Inputs", outcomes: "Sequence[Outcome]", others: Iterable[Path] = (),
    diagnostics: Iterable[Diagnostic] = (),
) -> Report:  # fmt: skip
    """The report of a conversion, and of what was done with the TEI, `others` included.

    A transcript and its TEI are one document.
    """
    from teikit.edition import display_path

    documents = {file: job.name for job in work.jobs for file in (job.name, display_path(job.target))}
    for path in others:
        documents.setdefault(display_path(path), display_path(path))
    everything = [*work.findings, *(finding for outcome in outcomes for finding in outcome.findings), *diagnostics]
    return Report(
        command,
        list(documents),
        sort_diagnostics(everything, documents),
        results=list(map(str, outcomes)),
        documents=documents,
        doubtful=sum(outcome.doubtful for outcome in outcomes),
    )


def worklist_note(paths: Iterable[Path], **options: Any) -> str:
    """How to review the decisions in doubt: the command, with the paths and options of this one."""
    given = [word for name, value in options.items() if value for word in (f"--{name}", str(value))]
    return f"Review the decisions in doubt: {shlex.join(['teikit', 'worklist', *map(str, paths), *given])}"
