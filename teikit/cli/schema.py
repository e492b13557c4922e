"""`teikit schema`: compile an ODD; check a schema; describe the elements it declares."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teikit.cli.shared import FILE, FOLDER, must_exist, nearest

if TYPE_CHECKING:
    from teikit.validation import OddSchema


class _SchemaCommands(click.Group):
    """The commands about schemas; a file in the place of a command is an ODD to compile."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with."""
        is_file = args[0] not in self.commands and "." in args[0]
        return super().resolve_command(ctx, ["compile", *args] if is_file else args)


@click.group(cls=_SchemaCommands)
def schema() -> None:
    """Compile an ODD, check a schema, or describe its elements.

    \b
    Examples:
      teikit schema compile project.odd --output project.rng
      teikit schema check project.rng
      teikit schema describe persName
    """


@schema.command(name="compile")
@click.argument("path", type=FILE, metavar="ODD")
@click.option(
    "--output", type=FILE, metavar="FILE", help="Write RELAX NG with the rules inside (.rng), or the rules (.sch)."
)
@click.option(
    "--check",
    "published",
    type=FILE,
    metavar="FILE",
    help="Exit with 1 if this .rng, .rnc or .sch differs from the ODD.",
)
@click.option("--no-rules", is_flag=True, help="Write the .rng without the rules, beside an .sch that has them.")
@click.option("--html", "folder", type=FOLDER, metavar="DIR", help="Write a reference of the elements (index.html).")
def compile_(path: Path, output: Path | None, published: Path | None, no_rules: bool, folder: Path | None) -> None:
    """Compile an ODD to RELAX NG and Schematron.

    What has no effect in the ODD is reported. The word compile may be left out.

    \b
    Examples:
      teikit schema compile project.odd
      teikit schema compile project.odd --output project.rng
      teikit schema compile project.odd --check project.rng
      teikit schema compile project.odd --html reference
    """
    from teikit.core import write_whole
    from teikit.reports import counted
    from teikit.validation import compile_odd, reference_page

    must_exist(file for file in (path, published) if file)
    compiled = compile_odd(path)
    grammar = compiled.relaxng(with_rules=not no_rules)
    for diagnostic in compiled.diagnostics:
        click.echo(str(diagnostic), err=True)
    elements = sum(kind == "element" for kind, _ in compiled.odd.specs)
    click.echo(f"{path}: {counted(elements, 'element')}")
    if output:
        write_whole(output, compiled.schematron() if output.suffix == ".sch" else grammar)
        click.echo(f"wrote {output}")
    if folder:
        write_whole(folder / "index.html", reference_page(compiled).encode())
        click.echo(f"wrote {folder / 'index.html'}")
    if published and (sentences := _drift(compiled, published, grammar)):
        click.echo("".join(f"{published}: {sentence}\n" for sentence in sentences), err=True, nl=False)
        sys.exit(1)


def _drift(compiled: "OddSchema", published: Path, grammar: bytes) -> list[str]:
    """How a published schema differs from its ODD; nothing where the file is what --output writes."""
    from teikit.validation import differences

    if published.suffix == ".sch":
        same = published.read_bytes() == compiled.schematron()
        return [] if same else ["the rules differ from those of the ODD: write them again with --output"]
    return [] if published.read_bytes() == grammar else differences(compiled, published)


@schema.command()
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="SCHEMA...")
def check(paths: tuple[Path, ...]) -> None:
    """Check RELAX NG schemas (.rng, .rnc) and ODDs.

    A schema is checked as a whole, with all files that it includes.

    \b
    Examples:
      teikit schema check project.rng
    """
    from teikit.reports import counted
    from teikit.validation import load_grammar

    must_exist(paths)
    for path in paths:
        loaded = load_grammar(path)
        loaded.check_whole()
        click.echo(f"{path}: valid schema with {counted(len(loaded.declared.names), 'element')}")


@schema.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--schema", "path", type=FILE, metavar="FILE", help="RELAX NG schema or ODD (default: teikit's own).")
def describe(names: tuple[str, ...], path: Path | None) -> None:
    """Describe elements: content, attributes, values, parents.

    \b
    Examples:
      teikit schema describe persName
      teikit schema describe persName date --schema tei_all.rng
    """
    from teikit.core import resource
    from teikit.validation import as_text, load_grammar
    from teikit.validation import describe as described

    file = path or resource("schemas", "teikit.rng")
    must_exist([file])
    loaded = load_grammar(file)
    for name in names:
        contexts = described(loaded, name)
        if not contexts:
            raise click.UsageError(f"{file} has no element <{name}>{nearest(name, loaded.declared.local_names)}")
        click.echo("\n\n".join(map(as_text, contexts)))
