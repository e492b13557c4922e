"""Finds the data that teikit ships: conventions, schemas, stylesheets.

In a checkout the folders lie beside the package; in an installed wheel they lie inside it, as `teikit/data/`.
"""

from functools import cache
from pathlib import Path

from teikit.core.errors import TeikitError

_PACKAGE = Path(__file__).resolve().parents[1]


class InstallationError(TeikitError):
    """What comes with teikit, a stylesheet or a table that it reads, is broken; the message says which."""


@cache
def data_folder() -> Path:
    """The folder that holds `conventions/`, `schemas/` and `xslt/`.

    Raises FileNotFoundError for an installation that lacks them.
    """
    for folder in (_PACKAGE / "data", _PACKAGE.parent):
        if (folder / "xslt").is_dir() and (folder / "schemas").is_dir() and (folder / "conventions").is_dir():
            return folder
    raise FileNotFoundError(
        f"teikit's conventions, schemas and xslt are missing beside {_PACKAGE}; install teikit again"
    )


def resource(*parts: str) -> Path:
    """The path of a bundled file, as in `resource("schemas", "teikit.rng")`.

    Raises FileNotFoundError where there is no such file.
    """
    path = data_folder().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"teikit has no {'/'.join(parts)}")
    return path
