"""What the commands share: kinds of arguments, how findings are written, how a run ends."""

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import click

from teikit.core import FORMATS, Diagnostic, Severity, in_order, worst

EXISTING = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)

_STYLES = click.Choice(list(FORMATS))
_SAID = "How findings are written: text to standard error, json to standard output."
style_option = click.option("--format", "style", type=_STYLES, default="text", help=_SAID)
jobs_option = click.option(
    "--jobs", "processes", type=click.IntRange(1), metavar="N", help="Processes; else as many as the work pays for."
)


def misconfigured(sentence: str) -> NoReturn:
    """Says what is wrong with the call or the configuration, and leaves with status 2."""
    click.echo(f"teikit: {sentence}", err=True)
    sys.exit(2)


def configured(work: Callable[[], Any]) -> Any:
    """Does work; a schema or folder that cannot be used is a matter of configuration."""
    from teikit.validation import SchemaError

    try:
        return work()
    except (SchemaError, OSError) as error:
        misconfigured(str(error))


def must_exist(paths: Iterable[Path]) -> None:
    """Raises UsageError for the first path that is not there."""
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"there is no {path}")


def tell(lines: Iterable[object], style: str) -> None:
    """Says what was done, where standard output is for people."""
    if style == "text":
        click.echo("".join(f"{line}\n" for line in lines), nl=False)


def finish(findings: Sequence[Diagnostic], style: str, failed: bool = False) -> NoReturn:
    """Writes the findings and leaves with the status they ask for."""
    ordered = in_order(findings)
    click.echo(FORMATS[style](ordered), nl=False, err=style == "text")
    sys.exit(1 if failed or worst(ordered) is Severity.ERROR else 0)


def progressing(total: int) -> AbstractContextManager[Callable[[str], None]]:
    """Tells a person which of `total` files is at work, where standard error is a terminal."""
    from teikit.core import progress

    return progress(total, partial(click.echo, nl=False, err=True) if sys.stderr.isatty() else None)


def converted(
    jobs: Sequence[Any], style: str, people: Path | None = None, title: str = "", processes: int | None = None
) -> list[Any]:
    """Converts, says what was done, and returns the outcomes; the rest is as in `convert_all`."""
    from teikit.conversion import convert_all

    if not jobs:
        raise click.UsageError("there is no transcript to convert (.txt files; see teikit convert --help)")
    with progressing(len(jobs)) as progress:
        outcomes: list[Any] = configured(lambda: convert_all(jobs, people, title, progress, processes))
    tell(outcomes, style)
    return outcomes
