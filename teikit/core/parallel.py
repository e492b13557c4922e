"""Worker processes: apply one function to many items on several cores.

Processes are used, not threads, because Saxon aborts the process when two threads use it. Results come in the order of
the items. A process that ends unexpectedly loses the item that it worked on, and no other.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from teikit.core.interrupts import interrupt_pipe
from teikit.core.workers import FIRST, Pool

T = TypeVar("T")
R = TypeVar("R")


class Work(NamedTuple, Generic[T, R]):
    """The work on each item.

    `do` gives the result of an item and must be picklable; `died` gives that of an item whose process ended
    unexpectedly; `needs` are the modules that each process imports at its start.
    """

    do: Callable[[T], R]
    died: Callable[[T], R]
    needs: tuple[str, ...]


def cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def worker_count(files: Sequence[Path], jobs: int | None, few: int, small: int) -> int:
    """The number of processes to use: `jobs` if given; one for fewer than `few` files with fewer than `small` bytes."""
    if _executors:
        return len(files) and 2
    if jobs is not None:
        return min(jobs, len(files))
    if len(files) < few and sum(_size(file) for file in files) < small:
        return 1
    return min(cores(), (len(files) + FIRST - 1) // FIRST)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


_shared: list[Pool] = []


@contextmanager
def shared_workers(needs: tuple[str, ...], soon: bool = False) -> Iterator[None]:
    """Within this, the processes of one `parallel_map` do the work of the next one too: one pool a run.

    `needs` are the modules that each process imports at its start. Where processes are surely needed, `soon` lets these
    be imported while this process does what comes before.
    """
    pool = Pool(needs)
    if soon and not _executors:
        pool.prepare()
    _shared.append(pool)
    try:
        yield
    finally:
        _shared.remove(pool)
        pool.stop()


class Executor(Protocol):
    """Something that does work elsewhere than in processes of this machine."""

    def results(self, work: Work[Any, Any], items: Sequence[Any]) -> Iterator[Any]:
        """The result of each item, in order."""


_executors: list[Executor] = []


@contextmanager
def executing_on(executor: Executor) -> Iterator[None]:
    """Within this, `parallel_map` leaves all work to the executor, and `worker_count` is never one."""
    _executors.append(executor)
    try:
        yield
    finally:
        _executors.remove(executor)


def parallel_map(work: Work[T, R], items: Sequence[T], processes: int) -> Iterator[R]:
    """The result of each item, in order; in this process for fewer than two `processes`. Raises what `work.do` does."""
    if processes < 2:
        yield from map(work.do, items)
        return
    if _executors:
        yield from _executors[-1].results(work, items)
        return
    pool = _shared[-1] if _shared else Pool(work.needs)
    finished = False
    with interrupt_pipe() as interrupts:
        try:
            yield from pool.results(work.do, work.died, items, processes, interrupts)
            finished = True
        finally:
            if not (finished and _shared):
                pool.stop()
