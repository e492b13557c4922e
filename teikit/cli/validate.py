"""`teikit validate`: check TEI files against schemas, rules and links."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

import click

from teikit.cli.executing import executor_options
from teikit.cli.running import progressing, run_options
from teikit.cli.shared import EXISTING, FILE, finish, format_option, must_exist, report_option
from teikit.core import Severity

if TYPE_CHECKING:
    from teikit.checking import XmlInput

F = TypeVar("F", bound=Callable[..., Any])
_SEVERITIES = [str(severity) for severity in Severity]
_MOST = 50
_OPTIONS = (
    click.option("--schema", "schemas", multiple=True, type=FILE, metavar="FILE",
                 help="Schema to use (.rng, .rnc, .sch, .odd) instead of those that the files name. May be repeated."),
    click.option("--phase", metavar="NAME",
                 help="Phase of the Schematron schemas (#ALL: all rules) instead of the one that the files name."),
    click.option("--catalog", "catalogs", multiple=True, type=FILE, metavar="FILE",
                 help="XML catalog: local copies of schemas that files name by web address. May be repeated."),
    click.option("--select", multiple=True, metavar="CODE",
                 help="Report only this code, codes with this beginning, or a rule (rule:ID). May be repeated."),
    click.option("--ignore", multiple=True, metavar="CODE", help="Do not report this code (same forms as --select)."),
    click.option("--severity", type=click.Choice(_SEVERITIES), help="Minimum severity to report (default: info)."),
    click.option("--fail-on", type=click.Choice([*_SEVERITIES, "never"]),
                 help="Minimum severity that makes the exit status 1 (default: error)."),
    click.option("--max-findings", type=click.IntRange(0), metavar="N", default=_MOST, show_default=True,
                 help="Maximum number of findings to show for each file as text; 0: all. Other formats have all."),
    click.option("--stdin-filename", type=FILE, metavar="NAME",
                 help="Check standard input (PATH is -) as the content of this file, which need not exist."),
    click.option("--changed-since", metavar="REV", help="Check only files affected by changes since this revision."),
    click.option("--baseline", type=FILE, metavar="FILE", help="Do not report the findings recorded in this file."),
    click.option("--write-baseline", type=FILE, metavar="FILE",
                 help="Record today's findings in this file, and exit with 0."),
    click.option("--jobs", type=click.IntRange(1), metavar="N",
                 help="Number of worker processes (default: automatic)."),
    click.option("--no-cache", is_flag=True, help="Ignore cached results."),
)  # fmt: skip


def _options(command: F) -> F:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _standard_input(paths: tuple[Path, ...], name: Path | None, revision: str | None) -> "XmlInput | None":
    """The document on standard input, if that is what `paths` name. Raises click.UsageError for what contradicts it."""
    from teikit.checking import XmlInput
    from teikit.edition import display_path

    if Path("-") not in paths:
        if name:
            raise click.UsageError("--stdin-filename is for standard input: give - as PATH")
        return None
    if len(paths) > 1 or revision:
        raise click.UsageError("standard input (-) is checked alone, without other files and without --changed-since")
    data = sys.stdin.buffer.read()
    return XmlInput.of(data, name, display_path(name) if name else "standard input")


@click.command()
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@_options
@report_option
@executor_options
@run_options
@format_option
def validate(
    paths: tuple[Path, ...], style: str, reports: tuple[Path, ...], no_cache: bool, max_findings: int, **options: Any
) -> None:
    """Check TEI files against schemas, rules and links.

    The schemas of --schema are used; without it those that the <?xml-model?> instructions of a file name, together with
    those of its edition; otherwise all of TEI P5. Nothing is downloaded. What is under [validation] in edition.toml
    need not be repeated as options. The PATH - is standard input.

    \b
    Examples:
      teikit validate
      teikit validate tei/ --schema project.rng --schema project.sch
      teikit validate tei/ --changed-since origin/main --format github
      teikit validate tei/ --write-baseline known.json
      teikit validate - --stdin-filename tei/letter.xml < draft.xml
    """
    from teikit.checking import CheckRequest, check
    from teikit.reports import Timing

    given = _standard_input(paths, options.pop("stdin_filename"), options["changed_since"])
    paths = () if given else paths
    must_exist([*paths, *options["schemas"], *options["catalogs"]])
    severity = options.pop("severity")
    request = CheckRequest(
        paths,
        severity=Severity(severity) if severity else None,
        most=max_findings,
        cached=not no_cache,
        given=given,
        **options,
    )
    began, started = perf_counter(), datetime.now(UTC)
    report, failed = check(request, progressing)
    report.timing = Timing(started, perf_counter() - began)
    finish(report, style, reports, failed)
