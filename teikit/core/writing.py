"""One run at a time writes to a folder, and cleans up after one that was killed there."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from teikit.core.errors import TeikitError
from teikit.core.files import DRAFT
from teikit.core.names import printable

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows: there two runs are not kept apart

    def _lock(file: int) -> None:
        """Nothing."""
else:

    def _lock(file: int) -> None:
        """Take the lock of an open file. Raises BlockingIOError where another process has it."""
        flock(file, LOCK_EX | LOCK_NB)


_LOCK = ".teikit-run"
_DRAFT = re.compile(rf"\..*\.\d+{re.escape(DRAFT)}")


class BusyError(TeikitError):
    """Another run writes to a folder; the message names both."""


@contextmanager
def writing_in(folders: Iterable[Path]) -> Iterator[None]:
    """Keep other runs out of folders while this one writes to them. Raises BusyError.

    A run leaves a file in each folder until it ends. Where one is found that no run holds, its run was killed, and what
    it had half written is removed. A folder in which no file can be made is left to the error of its first file.
    """
    with ExitStack() as held:
        for folder in sorted({folder.absolute() for folder in folders}):
            held.enter_context(_held(folder))
        yield


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    is_new = not folder.exists()
    lock = folder / _LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        killed = lock.exists()
        file = _locked(lock)
    except OSError:
        yield
        return
    try:
        if killed:
            _remove_drafts(folder)
        yield
    finally:
        lock.unlink(missing_ok=True)
        os.close(file)
        if is_new and not any(folder.iterdir()):
            folder.rmdir()


def _locked(lock: Path) -> int:
    """An open file that this process holds the lock of. Raises BusyError, OSError."""
    while True:
        file = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            _lock(file)
            if _is_at(file, lock):
                os.ftruncate(file, 0)
                os.write(file, str(os.getpid()).encode())
                return file
        except BlockingIOError as error:
            process = os.read(file, 20).decode("ascii", "replace") or "?"
            message = f"another run of teikit (process {process}) writes to it; start this one again when it has ended"
            raise BusyError(f"{printable(str(lock.parent))}: {message}") from error
        except OSError:
            os.close(file)
            raise
        os.close(file)  # its run ended between opening and locking, and removed it


def _is_at(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _remove_drafts(folder: Path) -> None:
    for place, _, files in os.walk(folder):
        for name in files:
            if _DRAFT.fullmatch(name):
                Path(place, name).unlink(missing_ok=True)
