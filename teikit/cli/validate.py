"""`teikit validate`: TEI files against their schemas, with what no schema can say."""

import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from teikit.cli.shared import EXISTING, FILE, configured, misconfigured, must_exist, progressing
from teikit.core import Severity
from teikit.reports import FORMATS, Told, by_code

F = TypeVar("F", bound=Callable[..., Any])
_SEVERITIES = [str(severity) for severity in Severity]
_BY_ENDING = {".json": "json", ".sarif": "sarif", ".xml": "junit", ".md": "summary"}
_OPTIONS = (
    click.option("--schema", "schemas", multiple=True, type=FILE, metavar="FILE",
                 help="Check against this schema (.rng, .rnc, .sch, .odd), not those the files name; may be repeated."),
    click.option("--phase", metavar="NAME",
                 help="Phase of the Schematron schemas (#ALL: all rules), not the one they or the files name."),
    click.option("--catalog", "catalogs", multiple=True, type=FILE, metavar="FILE",
                 help="XML catalog: local copies of schemas that files name by web address."),
    click.option("--select", multiple=True, metavar="CODE",
                 help="Tell only findings of this code, of codes that begin so, or of a rule (rule:ID)."),
    click.option("--ignore", multiple=True, metavar="CODE", help="Leave out findings of this code; as --select."),
    click.option("--severity", type=click.Choice(_SEVERITIES), default="info", help="Tell findings from here up."),
    click.option("--fail-on", type=click.Choice([*_SEVERITIES, "never"]), default="error", show_default=True,
                 help="Which findings make the exit status 1."),
    click.option("--max-findings", "most", type=click.IntRange(0), metavar="N",
                 help="Findings shown of a file as text; else 50, repeats counted; 0 is all. Other formats have all."),
    click.option("--changed-since", metavar="REV", help="Only files that a change since this git revision concerns."),
    click.option("--baseline", type=FILE, metavar="FILE", help="Leave out the findings that this file has."),
    click.option("--write-baseline", type=FILE, metavar="FILE", help="Write today's findings to this file; exit 0."),
    click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; else as many as the work pays for."),
    click.option("--no-cache", is_flag=True, help="Check anew what has not changed since it was checked."),
    click.option("--report", "reports", multiple=True, type=FILE, metavar="FILE",
                 help="Write a report too: .sarif, .json, .xml (JUnit), .md, else text; may be repeated."),
    click.option("--format", "style", type=click.Choice(list(FORMATS)), default="text", show_default=True,
                 help="text goes to standard error, all others to standard output."),
)  # fmt: skip


def _options(command: F) -> F:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command()
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@_options
def validate(
    paths: tuple[Path, ...], style: str, reports: tuple[Path, ...], no_cache: bool, most: int | None, **options: Any
) -> None:
    """Check TEI files: well-formedness, schema, rules, links; findings at file:line:column.

    A file is checked against the schemas named here with --schema; else those that its <?xml-model?> instructions name,
    and those of the edition it belongs to; else teikit's own. Nothing is ever fetched.

    \b
    Examples:
      teikit validate
      teikit validate tei/ --schema project.rng --schema project.sch
      teikit validate tei/ --changed-since origin/main --format github
      teikit validate tei/ --write-baseline known.json
    """
    must_exist([*paths, *options["schemas"], *options["catalogs"]])
    told, failed = _checked(paths, 50 if most is None else most, not no_cache, options)
    _write_reports(told, reports)
    if style == "text":
        told.excerpts = sys.stderr.isatty()
        told.colours = told.excerpts and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    click.echo(FORMATS[style](told), nl=False, err=style == "text")
    if style == "text":
        click.echo("\n".join([told.summary, *by_code(told), *told.notes]))
    if style == "github":
        _summarise(told)
    sys.exit(1 if failed else 0)


def _checked(paths: tuple[Path, ...], most: int, cached: bool, options: dict[str, Any]) -> Any:
    from teikit.checking import CheckRequest, DiagnosticFilter, UnknownCodeError, UsageError, check, codes_named

    try:
        select, ignore = (codes_named(options.pop(name), options["schemas"]) for name in ("select", "ignore"))
        wanted = DiagnosticFilter(select, ignore, Severity(options.pop("severity")), most)
        asked = CheckRequest(paths, filter=wanted, cached=cached, **options)
        return configured(lambda: check(asked, progressing))
    except UnknownCodeError as error:
        raise click.UsageError(str(error)) from error
    except UsageError as error:
        misconfigured(str(error))


def _write_reports(told: Told, paths: Iterable[Path]) -> None:
    from teikit.core import write_whole
    from teikit.reports import step_summary

    for path in paths:
        style = _BY_ENDING.get(path.suffix, "text")
        text = step_summary(told) if style == "summary" else FORMATS[style](told)
        configured(partial(write_whole, path, text.encode()))


def _summarise(told: Told) -> None:
    """Appends to the summary of a step, where GitHub asks for one."""
    from teikit.reports import step_summary

    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(step_summary(told))
