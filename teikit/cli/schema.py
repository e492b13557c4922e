"""`teikit schema`: check a RELAX NG schema; describe the elements it declares."""

from pathlib import Path

import click

from teikit.cli.shared import FILE, must_exist, nearest


@click.group()
def schema() -> None:
    """Check a RELAX NG schema, or describe its elements.

    \b
    Examples:
      teikit schema check project.rng
      teikit schema describe persName
    """


@schema.command()
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="SCHEMA...")
def check(paths: tuple[Path, ...]) -> None:
    """Check RELAX NG schemas (.rng, .rnc).

    A schema is checked as a whole, with all files that it includes.

    \b
    Examples:
      teikit schema check project.rng
    """
    from teikit.reports import counted
    from teikit.validation import load

    must_exist(paths)
    for path in paths:
        loaded = load(path)
        loaded.check_whole()
        click.echo(f"{path}: valid schema with {counted(len(loaded.declared.names), 'element')}")


@schema.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--schema", "path", type=FILE, metavar="FILE", help="RELAX NG schema (default: teikit's own).")
def describe(names: tuple[str, ...], path: Path | None) -> None:
    """Describe elements: content, attributes, values, parents.

    \b
    Examples:
      teikit schema describe persName
      teikit schema describe persName date --schema tei_all.rng
    """
    from teikit.core import resource
    from teikit.validation import as_text, load
    from teikit.validation import describe as described

    file = path or resource("schemas", "teikit.rng")
    must_exist([file])
    loaded = load(file)
    for name in names:
        contexts = described(loaded, name)
        if not contexts:
            raise click.UsageError(f"{file} has no element <{name}>{nearest(name, loaded.declared.local_names)}")
        click.echo("\n\n".join(map(as_text, contexts)))
