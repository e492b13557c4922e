"""`teikit worklist`: the doubtful decisions for a person to review."""

from pathlib import Path

import click

from teikit.cli.running import progressing, run_options
from teikit.cli.shared import (
    EXISTING,
    FILE,
    convention_option,
    conversion_report,
    echo_results,
    encoding_option,
    finish,
    format_option,
    must_exist,
    report_option,
)
from teikit.core import Severity


@click.command()
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option(
    "--output",
    type=FILE,
    help="File to write, .html or .json (default: the edition's build/worklist.html, or worklist.html).",
)
@convention_option
@encoding_option
@report_option
@run_options
@format_option
def worklist(
    paths: tuple[Path, ...], output: Path | None, convention: str | None, encoding: str | None,
    reports: tuple[Path, ...], style: str,
) -> None:  # fmt: skip
    """List the doubtful decisions for review.

    The list is one HTML page that needs no other file. It shows each decision beside its line of the transcript, and
    how to record what is right in edition.toml. Nothing is converted. On the terminal only errors are shown; the page
    has all findings.

    \b
    Examples:
      teikit worklist
      teikit worklist letters/ --output doubts.json
    """
    from teikit.edition import display_path, select_inputs
    from teikit.worklist import write_worklist

    must_exist(paths)
    work = select_inputs(paths, None, convention, encoding)
    kind = "json" if output and output.suffix == ".json" else "html"
    with progressing(len(work.jobs)) as show:
        written = write_worklist(work, output, kind, show)
    # The findings of the list of documents are among those of the worklist.
    report = conversion_report("worklist", work._replace(findings=[]), [], diagnostics=written.findings)
    report.results.append(f"wrote {display_path(written.path)}")
    report.shown = [diagnostic for diagnostic in report.diagnostics if diagnostic.severity is Severity.ERROR]
    echo_results(report.results, style)
    finish(report, style, reports)
