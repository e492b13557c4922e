"""`teikit convert`: transcripts to TEI."""

from pathlib import Path

import click

from teikit.cli.shared import (
    EXISTING,
    FILE,
    FOLDER,
    configured,
    converted,
    finish,
    jobs_option,
    must_exist,
    style_option,
)


@click.command()
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option("--output", type=FOLDER, help="Folder for STEM.xml; the edition's xml/, or the current folder.")
@click.option("--convention", help="Name or TOML file of the convention the transcripts follow.")
@click.option("--layout", help="Name of the layout of the page around the text; else it is recognised.")
@click.option("--encoding", help="Encoding of the transcripts, where it is not UTF-8 (cp1251, koi8-r, …).")
@click.option("--check", is_flag=True, help="Write nothing; say what would change, and exit 1 where something would.")
@click.option(
    "--prefer-edited", is_flag=True, help="Where your edits and what is new conflict, let yours stand for good."
)
@click.option(
    "--people/--no-people",
    default=None,
    help="Keep a list of the persons named, people.xml beside the TEI; as it is, an edition does, and so do files that "
    "go where one stands.",
)
@click.option("--report", type=FILE, help="Also write findings and proofs to this file (.json or text).")
@jobs_option
@style_option
def convert(
    paths: tuple[Path, ...], output: Path | None, convention: str | None, layout: str | None, encoding: str | None,
    check: bool, prefer_edited: bool, people: bool | None, report: Path | None, processes: int | None,
    style: str,
) -> None:  # fmt: skip
    """Convert transcripts to TEI, with every doubtful decision listed and every character accounted for.

    What you edited in a TEI file stays: what is new is merged into it. Where both changed one place, the file is left
    as it is, and STEM.conflicts.txt beside it shows both.

    \b
    Examples:
      teikit convert
      teikit convert old/ --encoding cp1251 --report doubts.json
    """
    from teikit.conversion import write_report
    from teikit.edition import chosen

    must_exist(paths)
    jobs, clashes, edition, listed = chosen(paths, output, convention, encoding, people)
    given = [job._replace(check=check, prefer_edited=prefer_edited, layout=layout) for job in jobs]
    outcomes = converted(given, style, listed, edition.title if edition else "", processes)
    findings = [*clashes, *(finding for outcome in outcomes for finding in outcome.findings)]
    if report:
        configured(lambda: write_report(report, outcomes, findings))
    finish(findings, style, check and any(outcome.would_change for outcome in outcomes))
