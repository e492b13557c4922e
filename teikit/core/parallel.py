"""Does one thing with many items on as many cores as it pays: processes, as Saxon aborts where two threads use it.

The order of the results is that of the items. A process that dies takes no other item with it.
"""

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 8  # items at a time


class Work(NamedTuple, Generic[T, R]):
    """What is done with each item: `do` and what it is bound to can be pickled; `died` is told of an item whose process
    died; `needs` are modules that each process begins with.
    """

    do: Callable[[T], R]
    died: Callable[[T], R]
    needs: tuple[str, ...]


def raise_gc_threshold() -> None:
    """Make Python search for reference cycles less often: there are few, and each search takes time."""
    gc.set_threshold(50_000, 20, 20)


def cores() -> int:
    """How many processes this machine has room for."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def worker_count(files: Sequence[Path], jobs: int | None, few: int, small: int) -> int:
    """How many processes to use: `jobs`, or as many as pay; one for less than `few` files and `small` bytes."""
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
    """The result of each item, in order; below two `processes` in this one. Raises what `work.do` does."""
    if processes < 2:
        yield from map(work.do, items)
        return
    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    for results in _pooled(work, chunks, processes):
        yield from results


def _context(needs: tuple[str, ...]) -> BaseContext:
    """Processes that begin clean: a fork of one in which Saxon has run is no place to begin."""
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context = get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(list(needs))
    return context


def _begin() -> None:
    """Ctrl-C is for the first process to deal with."""
    raise_gc_threshold()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Processes that are begun in here never hear of Ctrl-C, not even before `_begin`; this one does so afterwards."""
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
    """The results of each chunk. Where a process dies, its chunk is done item by item, and the rest by a new pool."""
    at = 0
    while at < len(chunks):
        pool = ProcessPoolExecutor(processes, mp_context=_context(work.needs), initializer=_begin)
        try:
            waiting: list[Future[list[R]]] = []
            with _undisturbed():
                waiting += [pool.submit(_chunk, work.do, chunk) for chunk in chunks[at:]]
            for future in waiting:
                yield future.result()
                at += 1
        except BrokenProcessPool:
            yield [_alone(work, item) for item in chunks[at]]
            at += 1
        finally:
            _stop(pool)


def _stop(pool: ProcessPoolExecutor) -> None:
    """Ends the processes at once; nothing is waited for that nobody will read."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        if process.is_alive():
            process.terminate()


def _alone(work: Work[T, R], item: T) -> R:
    """An item in a process of its own, after one has died with it or beside it."""
    pool = ProcessPoolExecutor(1, mp_context=_context(work.needs), initializer=_begin)
    try:
        with _undisturbed():
            waiting = pool.submit(work.do, item)
        return waiting.result()
    except BrokenProcessPool:
        return work.died(item)
    finally:
        _stop(pool)
