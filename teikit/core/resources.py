"""Finds the data that teikit ships: conventions, words of the interface, schemas, stylesheets.

In a checkout the folders lie beside the package; in an installed wheel they lie inside it, as `teikit/data/`.
"""

from functools import cache
from pathlib import Path

from teikit.core.errors import TeikitError

_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = ("conventions", "locales", "schemas", "xslt")


class InstallationError(TeikitError):
    """What comes with teikit, a stylesheet or a table that it reads, is broken; the message says which."""


@cache
def data_folder() -> Path:
    """The folder that holds `conventions/`, `locales/`, `schemas/` and `xslt/`.

    Raises FileNotFoundError for an installation that lacks them.
    """
    for folder in (_PACKAGE / "data", _PACKAGE.parent):
        if all((folder / name).is_dir() for name in _FOLDERS):
            return folder
    raise FileNotFoundError(
        f"teikit's data folders ({', '.join(_FOLDERS)}) are missing beside {_PACKAGE}; install teikit again"
    )


def resource(*parts: str) -> Path:
    """The path of a bundled file, as in `resource("schemas", "teikit.rng")`.

    Raises FileNotFoundError where there is no such file.
    """
    path = data_folder().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"teikit has no {'/'.join(parts)}")
    return path
