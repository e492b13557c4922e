"""`teikit lsp`: the language server for editors."""

from importlib.util import find_spec

import click


@click.command()
def lsp() -> None:
    """Support an editor in which TEI is written.

    An editor starts this command and uses the Language Server Protocol over its standard input and output. It gets
    the findings of teikit validate, proposals, descriptions, links and corrections. The command needs the extra
    "lsp": pip install "teikit[lsp]".

    \b
    Examples:
      teikit lsp
    """
    if find_spec("pygls") is None:
        raise click.ClickException('the package pygls is not installed; install it with: pip install "teikit[lsp]"')
    from teikit.lsp import serve

    serve()
