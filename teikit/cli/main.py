"""The command line: the only room that prints and exits, and the only one that imports click.

One module a command, loaded when it is called. Exit status: 0 fine, 1 findings of severity error, 2 wrong usage or
configuration.
"""

import sys
from importlib import import_module
from typing import NoReturn

import click

from teikit import __version__
from teikit.cli.shared import misconfigured
from teikit.core import raise_gc_threshold

# The commands by name: module and function.
COMMANDS = {
    "convert": "convert:convert",
    "worklist": "worklist:worklist",
    "validate": "validate:validate",
    "explain": "explain:explain",
    "schema": "schema:schema",
    "build": "build:build",
    "print": "print:print_",
    "coverage": "coverage:coverage",
}


class _Commands(click.Group):
    """The table of commands; a command's module is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"teikit.cli.{module}"), function)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="teikit")
def cli() -> None:
    """Raw transcripts of historical documents into valid TEI P5, HTML and print editions.

    Without PATH a command works on the edition of the current folder (edition.toml here or above); with PATH it works
    on those files and folders, anywhere.

    \b
    Examples:
      teikit convert                          the edition's transcripts to TEI
      teikit convert letters/ --output tei       a folder of transcripts
      teikit validate tei/ --format json
      teikit worklist                           what to look at, as one page
      teikit build                            convert, validate, publish as HTML and PDF
      teikit print tei/letter.xml --output letter.pdf
    """


def main() -> NoReturn:
    """Runs the command line; a wrong configuration is one sentence and exit status 2, never a traceback."""
    from teikit.conventions import ConventionError
    from teikit.core import InstallationError
    from teikit.edition import EditionError

    raise_gc_threshold()
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
    except (ConventionError, EditionError, InstallationError, FileNotFoundError) as error:
        misconfigured(str(error))
    sys.exit(0)
