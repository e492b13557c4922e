"""`teikit schema`: whether a RELAX NG schema is right, and what it says of an element."""

from functools import partial
from pathlib import Path

import click

from teikit.cli.shared import FILE, configured, must_exist


@click.command()
@click.argument("path", type=FILE, metavar="SCHEMA")
@click.option(
    "--explain", "elements", multiple=True, metavar="ELEMENT", help="An element to describe; may be repeated."
)
def schema(path: Path, elements: tuple[str, ...]) -> None:
    """Check a RELAX NG schema (.rng, .rnc) as a whole, or say what its elements may hold and where they may stand.

    \b
    Examples:
      teikit schema project.rng
      teikit schema tei_all.rng --explain persName
    """
    from teikit.validation import as_text, describe, load

    must_exist([path])
    loaded = configured(partial(load, path))
    if not elements:
        configured(loaded.check_whole)
        click.echo(f"{path} is a right schema with {len(loaded.vocabulary.names)} elements")
    for element in elements:
        found = configured(partial(describe, loaded, element))
        if not found:
            raise click.UsageError(f"{path} has no element <{element}>")
        click.echo("\n\n".join(map(as_text, found)))
