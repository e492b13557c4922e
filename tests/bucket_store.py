"""A store that is no folder of the disk, for tests; and a folder that a process which imports this does not see.

The processes of a cluster import it (`--preload`). `TEIKIT_TEST_BUCKET` is where the store has its files,
`TEIKIT_TEST_HIDDEN` the folder. `TEIKIT_TEST_TRAP` is a file: the first worker that opens another one of its name
renames it to the number of its process, and waits.
"""

import os
import sys
import time
from pathlib import Path
from typing import Any

import fsspec
from fsspec.implementations.dirfs import DirFileSystem
from fsspec.implementations.local import LocalFileSystem

_LONG = 300  # seconds
_SEEING = ("open", "os.listdir", "os.scandir", "os.chdir", "os.rename", "os.remove", "os.mkdir")


class Bucket(DirFileSystem):  # type: ignore[misc]
    """An object store, whose names are those of files in a folder."""

    protocol = "bucket"

    def __init__(self, **options: Any) -> None:
        """The store of the folder that the environment names."""
        super().__init__(path=os.environ["TEIKIT_TEST_BUCKET"], fs=LocalFileSystem(), **options)


def register() -> None:
    """Make fsspec know the store."""
    fsspec.register_implementation("bucket", Bucket, clobber=True)


def dask_setup(worker: Any) -> None:
    """What a worker does at its start: the folder is hidden from it."""
    register()
    hidden, trap = os.environ["TEIKIT_TEST_HIDDEN"], Path(os.environ["TEIKIT_TEST_TRAP"])

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in _SEEING or not isinstance(arguments[0], str | os.PathLike):
            return
        path = Path.cwd() / arguments[0]
        if path.is_relative_to(hidden):
            raise PermissionError(f"{event} of {path}: this machine does not see it")
        if event == "open" and path.name == trap.name and _renamed(trap, str(os.getpid())):
            time.sleep(_LONG)  # until the test kills this process

    sys.addaudithook(watch)


def _renamed(path: Path, name: str) -> bool:
    """Rename a file; whether it was there: of several processes one does it."""
    try:
        path.rename(path.with_name(name))
    except FileNotFoundError:
        return False
    return True
