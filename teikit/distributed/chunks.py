"""What a worker of a cluster does: the same function as a process of `teikit.core.parallel`, for a list of items.

The function and the results lie in the store; what goes through the scheduler is a few numbers. A worker that does not
see the folder of the command works in one of its own, with copies of the files.
"""

import os
import pickle
from functools import cache, lru_cache
from pathlib import Path
from tempfile import mkdtemp
from time import perf_counter
from typing import Any, NamedTuple

from teikit.core import TeikitError, program_state, run_in_saxon_thread
from teikit.distributed.copies import Changes, Copies, Files
from teikit.distributed.relocation import dump, load
from teikit.distributed.store import Store


class VersionError(TeikitError):
    """A worker has another version of teikit than the command."""


class Task(NamedTuple):
    """What a run does: the function, packed, the current folder of the command, and the state of its program.

    `files` are those of the folder, in the store; None where the workers see the folder itself.
    """

    do: bytes
    folder: Path
    program: str
    files: Files | None


class Result(NamedTuple):
    """The results of a chunk, packed, or the exception that was raised; and what was written, if it is in the store."""

    succeeded: bool
    value: bytes
    changes: Changes


class Chunk(NamedTuple):
    """Items to be done together: where the store is, the names of the task, of the items and of the result there."""

    store: str
    task: str
    items: str
    result: str


class Facts(NamedTuple):
    """What a worker says of a chunk: the number of its items, the bytes of its result in the store, the seconds."""

    items: int
    size: int
    seconds: float


def run_chunk(chunk: Chunk) -> Facts:
    """Do the items of a chunk, and put the results, or the exception that was raised, into the store.

    Saxon is used in one thread of a worker, whatever the number of its threads.
    """
    begun = perf_counter()
    task, do, folder = _task(chunk.store, chunk.task)
    items = load(Store(chunk.store).get(chunk.items), folder)
    changes: dict[str, str | None] = {}
    try:
        succeeded, value = True, run_in_saxon_thread(lambda: _results(chunk.store, task, do, items, changes))
    except Exception as error:
        succeeded, value = False, error
    data = pickle.dumps(Result(succeeded, dump(value, folder), changes))
    Store(chunk.store).put(chunk.result, data)
    return Facts(len(items), len(data), perf_counter() - begun)


@lru_cache(maxsize=2)
def _task(store: str, name: str) -> tuple[Task, Any, Path]:
    """The task of a name, its function, and the folder to work in. Raises VersionError."""
    program, data = pickle.loads(Store(store).get(name))
    if program != program_state():
        raise VersionError("a worker of the cluster has another version of teikit, or of a library, than this command")
    task: Task = pickle.loads(data)
    folder = task.folder
    if task.files is not None:
        copies = _copies(store)
        copies.update(Store(store), task.files)
        folder = copies.folder
    return task, load(task.do, folder), folder


@cache
def _copies(store: str) -> Copies:
    """The folder of this worker for a run; it is in that of Dask, which removes it."""
    from distributed import get_worker

    return Copies(Path(mkdtemp(prefix="teikit-", dir=get_worker().local_directory)))


def _results(store: str, task: Task, do: Any, items: list[Any], changes: dict[str, str | None]) -> Any:
    if task.files is None:
        os.chdir(task.folder)  # files are named from the folder of the command
        return [do(item) for item in items]
    copies = _copies(store)
    os.chdir(copies.folder)
    with copies.noting(Store(store), changes):
        return [do(item) for item in items]
