"""`teikit coverage`: which elements and attributes in use no rule of the publication handles."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from teikit.cli.shared import EXISTING, must_exist, progressing
from teikit.core import Diagnostic, Severity, worst


@click.command()
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--all", "each", is_flag=True, help="Show every place, not the first of each and how often it comes.")
@click.option("--strict", is_flag=True, help="Leave with status 1 where anything is not handled.")
def coverage(paths: tuple[Path, ...], style: str, each: bool, strict: bool) -> None:
    """List the elements and attributes of TEI texts that no rule of the publication handles, at file:line:column.

    What is not handled is shown all the same: an element between signs, with a warning. Attributes are listed where no
    rule reads them. The rules themselves are asked (xslt/reading/); there is no list to keep.

    \b
    Examples:
      teikit coverage
      teikit coverage tei/ --strict
      teikit coverage letter.xml --format json
    """
    from teikit.edition import files_in, find_edition, is_tei, load_edition, tei_of_edition
    from teikit.publication import uncovered

    must_exist(paths)
    edition = None
    if paths:
        files = [file for path in paths for file in files_in(path, is_tei)]
    else:
        edition = load_edition(find_edition(Path()))
        files = tei_of_edition(edition)
    with progressing(len(files)) as progress:
        findings = uncovered(files, paths, edition, progress)
    _show(findings, len(files), style, each)
    met = [finding for finding in findings if finding.code.startswith("publish-unhandled")]
    sys.exit(1 if (strict and met) or worst(findings) is Severity.ERROR else 0)


def _show(findings: Sequence[Diagnostic], files: int, style: str, each: bool) -> None:
    """The first place of each thing not handled and how often it is met, or all places."""
    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for finding in findings:
        groups.setdefault((finding.code, finding.message), []).append(finding)
    if style == "json":
        rows = [_row(code, message, places, each) for (code, message), places in groups.items()]
        click.echo(json.dumps({"files": files, "unhandled": rows}, ensure_ascii=False, indent=2))
        return
    for places in groups.values():
        for place in places if each else places[:1]:
            times = f" ({len(places)} times)" if len(places) > 1 and not each else ""
            click.echo(f"{place}{times}")
    click.echo(f"{files} {'file' if files == 1 else 'files'}, {len(groups)} kinds of markup not handled")


def _row(code: str, message: str, places: Sequence[Diagnostic], each: bool) -> dict[str, object]:
    shown = [place.place for place in (places if each else places[:1])]
    return {"code": code, "message": message, "times": len(places), "places": shown}
