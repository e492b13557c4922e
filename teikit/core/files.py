"""Atomic writing of files."""

import os
from pathlib import Path


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
