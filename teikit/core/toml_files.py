"""Reads TOML files. The tables of teikit's own files are taken from the start cache."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from teikit.core.resources import data_folder, resource
from teikit.core.start_cache import kept


def read_toml(path: Path, refusal: type[Exception]) -> dict[str, Any]:
    """The tables of a TOML file. Raises `refusal` with one sentence if it cannot be read or is not valid TOML."""
    try:
        text = path.read_text(encoding="utf-8-sig")  # editors on Windows write a byte order mark
        return _kept_tables(text) if path.is_relative_to(data_folder()) else _tables(text)
    except OSError as error:
        raise refusal(f"{path}: cannot be read ({error.strerror})") from error
    except ValueError as error:  # of the encoding, or of TOML
        raise refusal(f"{path}: is not valid TOML: {error}") from error


def bundled_toml(*parts: str) -> dict[str, Any]:
    """The tables of a bundled TOML file, as in `bundled_toml("conventions", "files", "kinds.toml")`."""
    return _kept_tables(resource(*parts).read_text(encoding="utf-8"))


def _kept_tables(text: str) -> dict[str, Any]:
    digest = sha256(text.encode()).hexdigest()
    tables: dict[str, Any] = kept(f"toml {digest}", lambda: _tables(text))
    return tables


def _tables(text: str) -> dict[str, Any]:
    from tomllib import loads  # imported late: the start cache has the tables of most files

    return loads(text)
