"""Atomic writing of files, and reading of TOML files."""

import os
import tomllib
from pathlib import Path
from typing import Any


def read_toml(path: Path, refusal: type[Exception]) -> dict[str, Any]:
    """The tables of a TOML file. Raises `refusal` with one sentence if it cannot be read or is not valid TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # editors on Windows write a byte order mark
    except OSError as error:
        raise refusal(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise refusal(f"{path}: is not valid TOML: {error}") from error


def write_whole(path: Path, content: bytes) -> bool:
    """Write a file atomically, and return whether it changed: a reader sees the old file or the new one.

    Raises OSError if the file cannot be written; the old file then remains.
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
