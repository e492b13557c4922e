"""Atomic writing of files."""

import os
from pathlib import Path
from stat import S_ISREG

# As `open` makes a file, but without its three further calls of the system: a site has thousands of files.
_NEW, _MODE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0), 0o666

DRAFT = ".part"
"""What the name of a file ends with while it is written: `.NAME.PROCESS.part`, beside it."""


def bytes_of(path: Path) -> bytes | None:
    """The content of a file; None where it is not there, as after it was removed just now. Raises OSError."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def write_whole(path: Path, content: bytes) -> bool:
    """Write a file atomically, and return whether it changed: a reader sees the old file or the new one.

    Raises OSError if the file cannot be written; the old file then remains.
    """
    if _holds(path, content):
        return False
    draft = path.with_name(f".{path.name}.{os.getpid()}{DRAFT}")
    try:
        _write(draft, content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        if error.errno:
            error.filename, error.filename2 = (
                str(path),
                None,
            )  # that of a full disk has no name, others have the draft's
        raise
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return True


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file has this content already."""
    try:
        status = path.stat()
    except OSError:
        return False
    return status.st_size == len(content) and S_ISREG(status.st_mode) and path.read_bytes() == content


def _write(path: Path, content: bytes) -> None:
    """Write a file, and make its folder where it is missing: nearly always it is there."""
    try:
        file = os.open(path, _NEW, _MODE)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, _NEW, _MODE)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)
