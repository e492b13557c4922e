"""Worker processes: apply one function to many items on several cores.

Processes are used, not threads, because Saxon aborts the process when two threads use it. Results come in the order of
the items. A process that ends unexpectedly loses the item that it worked on, and no other.
"""

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 8  # items at a time


class Work(NamedTuple, Generic[T, R]):
    """The work on each item.

    `do` gives the result of an item and must be picklable; `died` gives that of an item whose process ended
    unexpectedly; `needs` are the modules that each process imports at its start.
    """

    do: Callable[[T], R]
    died: Callable[[T], R]
    needs: tuple[str, ...]


def raise_gc_threshold() -> None:
    """Make Python search for reference cycles less often: there are few, and each search takes time."""
    gc.set_threshold(50_000, 20, 20)


def cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def worker_count(files: Sequence[Path], jobs: int | None, few: int, small: int) -> int:
    """The number of processes to use: `jobs` if given; one for fewer than `few` files with fewer than `small` bytes."""
    if jobs is not None:
        return min(jobs, len(files))
    if len(files) < few and sum(_size(file) for file in files) < small:
        return 1
    return min(cores(), (len(files) + CHUNK - 1) // CHUNK)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def parallel_map(work: Work[T, R], items: Sequence[T], processes: int) -> Iterator[R]:
    """The result of each item, in order; in this process for fewer than two `processes`. Raises what `work.do` does."""
    if processes < 2:
        yield from map(work.do, items)
        return
    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    for results in _pooled(work, chunks, processes):
        yield from results


def _pool(needs: tuple[str, ...], processes: int) -> "ProcessPoolExecutor":
    """A pool of processes. They are not forked from this one: Saxon does not work in the fork of its process.

    The modules are imported only here, as most runs use one process.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context = get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(list(needs))
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_initialize)


def _initialize() -> None:
    """Ignore Ctrl-C in a worker process: the main process handles it."""
    raise_gc_threshold()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Block Ctrl-C: processes started meanwhile inherit this, so that they ignore it even before `_initialize`."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _chunk(do: Callable[[T], R], items: Sequence[T]) -> list[R]:
    return [do(item) for item in items]


def _pooled(work: Work[T, R], chunks: list[Sequence[T]], processes: int) -> Iterator[list[R]]:
    """The results of each chunk. Where a process dies, its chunk is repeated item by item; a new pool does the rest."""
    from concurrent.futures import BrokenExecutor

    next_chunk = 0
    while next_chunk < len(chunks):
        pool = _pool(work.needs, processes)
        try:
            waiting: list[Future[list[R]]] = []
            with _interrupts_blocked():
                waiting += [pool.submit(_chunk, work.do, chunk) for chunk in chunks[next_chunk:]]
            for future in waiting:
                yield future.result()
                next_chunk += 1
        except BrokenExecutor:
            yield [_alone(work, item) for item in chunks[next_chunk]]
            next_chunk += 1
        finally:
            _stop(pool)


def _stop(pool: "ProcessPoolExecutor") -> None:
    """End the processes at once, without waiting for their results."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        if process.is_alive():
            process.terminate()


def _alone(work: Work[T, R], item: T) -> R:
    """The result of an item in a process of its own, after a process of the pool has died."""
    from concurrent.futures import BrokenExecutor

    pool = _pool(work.needs, 1)
    try:
        with _interrupts_blocked():
            waiting = pool.submit(work.do, item)
        return waiting.result()
    except BrokenExecutor:
        return work.died(item)
    finally:
        _stop(pool)
