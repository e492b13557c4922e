"""Writing files so that nobody ever meets half of one."""

import os
from pathlib import Path


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
