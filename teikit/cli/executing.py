"""The option of commands that can leave their work to a cluster."""

from importlib.util import find_spec
from typing import Any, TypeVar

import click

_PACKAGES = ("distributed", "fsspec")
_KEY = "teikit.store"
C = TypeVar("C")


def executor_options(command: C) -> C:
    """The options for a cluster: while the command runs, parallel work is done there."""
    executor = click.option(
        "--executor", metavar="dask://HOST:PORT", expose_value=False, callback=_connect,
        help="Work on a Dask cluster (extra teikit[dask]); its machines see the files at the same paths, or --store.",
    )  # fmt: skip
    store = click.option(
        "--store", metavar="URL", expose_value=False, is_eager=True, callback=_keep,
        help="With --executor: the URL (of fsspec) through which files and results go, where machines share no folder.",
    )  # fmt: skip
    with_options: Any = executor(store(command))  # type: ignore[type-var]
    return with_options  # type: ignore[no-any-return]


def _keep(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    context.meta[_KEY] = value


def _connect(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    """Use the cluster until the command ends. Raises click.ClickException, TeikitError."""
    store = context.meta.get(_KEY)
    if value is None:
        if store:
            raise click.UsageError("--store is for --executor")
        return
    if not all(map(find_spec, _PACKAGES)):
        raise click.ClickException('packages are not installed; install them with: pip install "teikit[dask]"')
    from teikit.distributed import cluster
    from teikit.edition import SITE_RECORD

    context.with_resource(cluster(value, store, SITE_RECORD))
