"""`teikit convert`: transcripts to TEI."""

from pathlib import Path

import click

from teikit.cli.executing import executor_options
from teikit.cli.remembered import no_cache_option
from teikit.cli.running import run_options
from teikit.cli.shared import (
    EXISTING,
    FOLDER,
    convention_option,
    conversion_report,
    convert_all,
    echo_results,
    encoding_option,
    finish,
    format_option,
    jobs_option,
    must_exist,
    report_option,
    worklist_note,
)
from teikit.core import Severity, ledger_of, worst


@click.command()
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option("--output", type=FOLDER, help="Folder for the TEI (default: the edition's xml/, or the current folder).")
@convention_option
@click.option("--layout", help="Layout of the page around the text (default: recognised).")
@encoding_option
@click.option(
    "--check", is_flag=True, help="Write nothing. Report what would change, and exit with 1 if anything would."
)
@click.option("--prefer-edited", is_flag=True, help="Where your edits conflict with new changes, keep your edits.")
@click.option(
    "--people/--no-people",
    default=None,
    help="Keep a list of the persons named, people.xml beside the TEI (default: in an edition, or if there is one).",
)
@report_option
@jobs_option
@executor_options
@run_options
@no_cache_option
@format_option
def convert(
    paths: tuple[Path, ...], output: Path | None, convention: str | None, layout: str | None, encoding: str | None,
    check: bool, prefer_edited: bool, people: bool | None, reports: tuple[Path, ...], processes: int | None,
    fresh: bool, style: str,
) -> None:  # fmt: skip
    """Convert transcripts to TEI.

    Every doubtful decision is reported, and every character of the transcript is accounted for.

    Your edits in a TEI file are kept: changes are merged into the file. Where you and teikit both changed a place, the
    file is not changed, and STEM.conflicts.txt beside it shows both versions.

    \b
    Examples:
      teikit convert
      teikit convert old/ --encoding cp1251 --report doubts.json
    """
    from teikit.conversion import remove_orphans
    from teikit.edition import select_inputs

    must_exist(paths)
    work = select_inputs(paths, output, convention, encoding, people)
    jobs = [job._replace(check=check, prefer_edited=prefer_edited, layout=layout) for job in work.jobs]
    work = work._replace(jobs=jobs)
    ledger = ledger_of(work.edition.folder if work.edition else Path(), fresh)
    try:
        removed = remove_orphans(work.jobs, work.edition.xml, ledger) if work.edition and not (check or output) else []
        echo_results(removed, style)
        outcomes = [*removed, *convert_all(work, style, processes, ledger)]
    finally:
        ledger.close()
    report = conversion_report("convert", work, outcomes)
    documents = {job.name for job in work.jobs}  # the list of persons has an outcome too
    report.done = sum(outcome.converted for outcome in outcomes if outcome.name in documents)
    if report.doubtful:
        report.notes.append(worklist_note(paths, convention=convention, encoding=encoding))
    changed = check and any(outcome.would_change for outcome in outcomes)
    finish(report, style, reports, changed or worst(report.diagnostics) is Severity.ERROR)
