"""`teikit coverage`: the TEI markup that no rule of the publication handles."""

from collections.abc import Iterable
from pathlib import Path

import click

from teikit.cli.running import progressing, run_options
from teikit.cli.shared import EXISTING, finish, format_option, must_exist, report_option
from teikit.core import Diagnostic, Severity, sort_diagnostics, worst
from teikit.reports import Report, counted


@click.command()
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option("--all", "everywhere", is_flag=True, help="Show every place, not only the first of each kind.")
@click.option("--strict", is_flag=True, help="Exit with 1 if anything is not handled.")
@report_option
@run_options
@format_option
def coverage(paths: tuple[Path, ...], everywhere: bool, strict: bool, reports: tuple[Path, ...], style: str) -> None:
    """List TEI markup that the publication does not handle.

    An element without a rule is published all the same: between signs, with a warning. Attributes are listed where no
    rule reads them. The list comes from the rules themselves (xslt/reading/).

    \b
    Examples:
      teikit coverage
      teikit coverage tei/ --strict
      teikit coverage letter.xml --format json
    """
    from teikit.edition import display_path, documents_in, find_edition, load_edition, tei_of_edition
    from teikit.publication import uncovered

    must_exist(paths)
    edition = None
    if paths:
        files = [file for path in paths for file in documents_in(path)]
    else:
        edition = load_edition(find_edition(Path()))
        files = tei_of_edition(edition)
    with progressing(len(files)) as show:
        diagnostics = uncovered(files, paths, edition, show)
    names = list(map(display_path, files))
    report = Report("coverage", names, sort_diagnostics(diagnostics, names))
    firsts = _firsts(report.diagnostics)
    report.shown = report.diagnostics if everywhere else firsts
    report.notes.append(f"{counted(len(firsts), 'kind')} of markup not handled")
    unhandled = any(diagnostic.code.startswith("publish-unhandled") for diagnostic in diagnostics)
    finish(report, style, reports, (strict and unhandled) or worst(diagnostics) is Severity.ERROR)


def _firsts(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The first diagnostic of each kind, with the number of its places."""
    kinds: dict[tuple[str, str], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        kinds.setdefault((diagnostic.code, diagnostic.message), []).append(diagnostic)
    return [
        places[0]._replace(message=f"{message} ({len(places)} times)") if len(places) > 1 else places[0]
        for (_, message), places in kinds.items()
    ]
