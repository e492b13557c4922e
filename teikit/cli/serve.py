"""`teikit serve`: the edition in a browser, built again with each change."""

import webbrowser
from importlib.util import find_spec
from pathlib import Path

import click

from teikit.cli.shared import EXISTING, FOLDER, must_exist

_PACKAGES = ("starlette", "uvicorn", "watchfiles")


@click.command()
@click.argument("paths", nargs=-1, type=EXISTING, metavar="[PATH]...")
@click.option(
    "--edition", "folder", type=FOLDER, help="Folder of the edition (default: found from the current folder)."
)
@click.option("--output", type=FOLDER, help="Folder to publish to (default: build/ of the edition, or here).")
@click.option("--title", help="Title of the edition (default: of edition.toml, or the name of the folder).")
@click.option("--print/--no-print", "with_print", default=False, help="Make the PDF with each build (default: no).")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve at.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to serve at (default: 8000, or one that is free).")
@click.option("--open", "open_", is_flag=True, help="Open the site in a browser.")
def serve(
    paths: tuple[Path, ...], folder: Path | None, output: Path | None, title: str | None, with_print: bool, host: str,
    port: int | None, open_: bool,
) -> None:  # fmt: skip
    """Show an edition in a browser, built again with each change.

    The site is built as by teikit build and served to this machine only. When a file is saved, the pages that show it
    are loaded again, at the same place; findings are shown on the page. Ctrl-C ends the server. The command needs the
    extra "serve": pip install "teikit[serve]".

    \b
    Examples:
      teikit serve
      teikit serve --edition letters/ --open
      teikit serve tei/ --output public --port 9000
    """
    if not all(map(find_spec, _PACKAGES)):
        raise click.ClickException('packages are not installed; install them with: pip install "teikit[serve]"')
    from teikit.serve import Request, serve

    must_exist(paths)
    if paths and folder:
        raise click.UsageError("give paths or --edition, not both")

    def ready(address: str) -> None:
        click.echo(f"serving at {address} (Ctrl-C ends)")
        if open_:
            webbrowser.open(address)

    serve(Request(paths, folder, output, title, with_print), host, port, click.echo, ready)
    click.echo("ended")
