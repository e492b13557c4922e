"""What a worker of a cluster does: the same function as a process of `teikit.core.parallel`, for a list of items.

The function and the results lie in the store; what goes through the scheduler is a few numbers.
"""

import os
import pickle
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from teikit.core import TeikitError, program_state, run_in_saxon_thread
from teikit.distributed.store import Store


class VersionError(TeikitError):
    """A worker has another version of teikit than the command."""


class Task(NamedTuple):
    """What a run does: the function, the current folder of the command, and the state of its program."""

    do: Any
    folder: Path
    program: str


class Chunk(NamedTuple):
    """Items to be done together: where the store is, the names of the task and of the result there, the items."""

    store: str
    task: str
    result: str
    items: bytes


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
    items = pickle.loads(chunk.items)
    try:
        task = _task(chunk.store, chunk.task)
        result: tuple[bool, Any] = True, run_in_saxon_thread(lambda: _results(task, items))
    except Exception as error:
        result = False, error
    data = pickle.dumps(result)
    Store(chunk.store).put(chunk.result, data)
    return Facts(len(items), len(data), perf_counter() - begun)


@lru_cache(maxsize=2)
def _task(store: str, name: str) -> Task:
    """The task of a name. Raises VersionError."""
    program, data = pickle.loads(Store(store).get(name))
    if program != program_state():
        raise VersionError("a worker of the cluster has another version of teikit, or of a library, than this command")
    task: Task = pickle.loads(data)
    return task


def _results(task: Task, items: list[Any]) -> list[Any]:
    os.chdir(task.folder)  # files are named from the folder of the command
    return [task.do(item) for item in items]
