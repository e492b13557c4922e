"""Writing files so that nobody ever meets half of one, and reading those that a person wrote for us."""

import os
import tomllib
from pathlib import Path
from typing import Any


def read_toml(path: Path, refusal: type[Exception]) -> dict[str, Any]:
    """The tables of a TOML file. Raises `refusal` with one sentence where it cannot be read or is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise refusal(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise refusal(f"{path}: is not valid TOML: {error}") from error


def write_whole(path: Path, content: bytes) -> bool:
    """Writes a file so that a reader meets the old one or the new one, never half of one; whether it changed.

    Raises OSError where the file cannot be written; the old one is then untouched.
    """
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return True
