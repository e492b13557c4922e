"""The data files of teikit: conventions, words of the interface, weights of models, schemas, stylesheets.

In a checkout the folders are beside the package; in an installed wheel they are inside it, as `teikit/data/`.
"""

from functools import cache
from pathlib import Path

from teikit.core.errors import TeikitError

_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = ("conventions", "locales", "models", "schemas", "xslt")


class InstallationError(TeikitError):
    """A data file of teikit, such as a stylesheet, cannot be used; the message names it."""


@cache
def data_folder() -> Path:
    """The folder that holds `conventions/`, `locales/`, `models/`, `schemas/` and `xslt/`.

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
