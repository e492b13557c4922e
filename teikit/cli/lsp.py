"""`teikit lsp`: the language server for editors."""

from importlib.util import find_spec

import click


@click.command()
def lsp() -> None:
    """Support an editor: findings, proposals, descriptions, links and corrections while TEI is written.

    An editor starts this command and uses the Language Server Protocol over its standard input and output. The
    findings are those of teikit validate. The command needs the extra "lsp": pip install "teikit[lsp]".
    """
    if find_spec("pygls") is None:
        raise click.ClickException('the package pygls is not installed; install it with: pip install "teikit[lsp]"')
    from teikit.lsp import serve

    serve()
