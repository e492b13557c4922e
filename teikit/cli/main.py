"""The command line: the only package that prints and exits, and the only one that imports click.

One module a command, imported when it is called. Exit status: 0 success, 1 diagnostics of severity error, 2 wrong usage
or configuration.
"""

import atexit
import gc
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any, NoReturn

import click

from teikit.cli.shared import nearest, stop_with_message
from teikit.core import VERSION, TeikitError, printable

# The commands by name: module and function.
COMMANDS = {
    "init": "init:init",
    "convert": "convert:convert",
    "worklist": "worklist:worklist",
    "learn": "learn:learn",
    "validate": "validate:validate",
    "build": "build:build",
    "serve": "serve:serve",
    "print": "print:print_",
    "export": "export:export",
    "coverage": "coverage:coverage",
    "schema": "schema:schema",
    "explain": "explain:explain",
    "lsp": "lsp:lsp",
}


class _Commands(click.Group):
    """The table of commands; the module of a command is imported when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"teikit.cli.{module}"), function)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with. Raises click.UsageError, which names the most similar command."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"there is no command {args[0]}{nearest(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of configuration or of a file is one sentence and exit status 2."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click handles it: the reader of the output has gone
            raise
        except TeikitError as error:
            stop_with_message(str(error))
        except OSError as error:
            named = f"{printable(str(error.filename))}: {error.strerror}" if error.filename else str(error)
            stop_with_message(named)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="teikit")
def cli() -> None:
    """Convert transcripts of historical documents to TEI, HTML and PDF.

    Without PATH a command works on the edition of the current folder (with edition.toml here or in a folder above);
    with PATH on those files and folders.

    \b
    Examples:
      teikit init letters/                       begin an edition in a folder
      teikit convert                             transcripts of the edition to TEI
      teikit convert letters/ --output tei       a folder of transcripts
      teikit worklist                            decisions to review, as a page
      teikit validate tei/ --format json
      teikit build                               convert, validate, publish
      teikit print tei/letter.xml --output letter.pdf
    """


def _write_utf8() -> None:
    """Make standard output and error UTF-8: the encoding of a console need not have the letters of the texts."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def main() -> NoReturn:
    """Run the command line."""
    _write_utf8()
    atexit.register(gc.freeze)  # Python does not search everything for cycles when it ends
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
    sys.exit(0)
