"""Checks many files, on as many cores as it pays: processes, as Saxon aborts where two threads use it.

The order of the results is that of the files. A process that dies takes no other file with it.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path

from teikit.checking.one import Config, Result, check_file
from teikit.diagnostics import about

FEW, SMALL, CHUNK = 16, 2_000_000, 8  # files, and bytes, below which a second process does not pay; files at a time


def cores() -> int:
    """How many processes this machine has room for."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def check_files(
    files: Sequence[Path], config: Config, jobs: int | None, progress: Callable[[str], object]
) -> Iterator[Result]:  # fmt: skip
    """The result of each file, in order; `jobs` processes, or as many as pay.

    Raises SchemaError and CatalogError for what cannot be used.
    """
    workers = _workers(files, jobs)
    if workers < 2:
        for file in files:
            progress(config.called(file))
            yield check_file(file, config)
        return
    chunks = [files[start : start + CHUNK] for start in range(0, len(files), CHUNK)]
    for results in _pooled(chunks, config, workers):
        for result in results:
            progress(result.name)
            yield result


def _workers(files: Sequence[Path], jobs: int | None) -> int:
    if jobs is not None:
        return min(jobs, len(files))
    if len(files) < FEW and sum(_size(file) for file in files) < SMALL:
        return 1
    return min(cores(), (len(files) + CHUNK - 1) // CHUNK)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _context() -> BaseContext:
    """Processes that begin clean: a fork of one in which Saxon has run is no place to begin."""
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context = get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["teikit.checking.one", "teikit.saxon"])
    return context


def _quiet() -> None:
    """Ctrl-C is for the first process to deal with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Processes that are begun in here never hear of Ctrl-C, not even before `_quiet`; this one does so afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _chunk(files: Sequence[Path], config: Config) -> list[Result]:
    return [check_file(file, config) for file in files]


def _pooled(chunks: list[Sequence[Path]], config: Config, workers: int) -> Iterator[list[Result]]:
    """The results of each chunk. Where a process dies, its chunk is done file by file, and the rest by a new pool."""
    done = 0
    while done < len(chunks):
        pool = ProcessPoolExecutor(workers, mp_context=_context(), initializer=_quiet)
        try:
            waiting: list[Future[list[Result]]] = []
            with _undisturbed():
                waiting += [pool.submit(_chunk, chunk, config) for chunk in chunks[done:]]
            for future in waiting:
                yield future.result()
                done += 1
        except BrokenProcessPool:
            yield [_alone(file, config) for file in chunks[done]]
            done += 1
        finally:
            _stop(pool)


def _stop(pool: ProcessPoolExecutor) -> None:
    """Ends the processes at once; nothing is waited for that nobody will read."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        if process.is_alive():
            process.terminate()


def _alone(file: Path, config: Config) -> Result:
    """A file in a process of its own, after one has died with it or beside it."""
    pool = ProcessPoolExecutor(1, mp_context=_context(), initializer=_quiet)
    try:
        with _undisturbed():
            waiting = pool.submit(check_file, file, config)
        return waiting.result()
    except BrokenProcessPool:
        name = config.called(file)
        return Result(name, (about(name, "check-failed", "the process that checked the file died"),))
    finally:
        _stop(pool)
