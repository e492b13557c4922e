"""Worker processes: apply one function to many items on several cores.

Processes are used, not threads, because Saxon aborts the process when two threads use it. Results come in the order of
the items. A process that ends unexpectedly loses the item that it worked on, and no other.

Each worker has a pipe of its own, and no thread takes part, as in `concurrent.futures`, whose threads may still use a
pipe that is closed already when Ctrl-C ends the command.
"""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from teikit.core.interrupts import interrupt_pipe, raise_if_interrupted

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

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
    with interrupt_pipe() as interrupts:
        pool = _Pool(work, min(processes, len(chunks)), interrupts)
        try:
            for results in pool.results(chunks):
                yield from results
        finally:
            pool.stop()


class _Worker:
    """A process that applies a function to the lists of items that it is sent, one list at a time."""

    def __init__(self, work: Work[Any, Any]) -> None:
        context = _context(work.needs)
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, work.do), daemon=True)
        self.process.start()
        theirs.close()  # so that the pipe ends when the process does
        self.chunk = -1  # the number of the list that it works on; -1 for none

    def stop(self) -> None:
        """End the process at once, without waiting for its results."""
        self.process.terminate()
        self.process.join()
        self.pipe.close()


class _Pool(Generic[T, R]):
    """Worker processes, and the work that they do.

    `interrupts` is readable when Ctrl-C was pressed: see `teikit.core.interrupts`.
    """

    def __init__(self, work: Work[T, R], processes: int, interrupts: int | None) -> None:
        self._work = work
        self._interrupts = interrupts
        self._workers: list[_Worker] = []
        for _ in range(processes):
            self._start()

    def results(self, chunks: Sequence[Sequence[T]]) -> Iterator[list[R]]:
        """The results of each list of items, in order. Raises what the work does."""
        waiting, done = deque(range(len(chunks))), dict[int, list[R]]()
        for n in range(len(chunks)):
            while n not in done:
                self._send(chunks, waiting)
                for worker in self._ready():
                    number, worker.chunk = worker.chunk, -1
                    done[number] = self._received(worker, chunks[number])
            yield done.pop(n)

    def stop(self) -> None:
        """End all processes."""
        while self._workers:
            self._workers.pop().stop()

    def _start(self) -> None:
        with _interrupts_blocked():
            self._workers.append(_Worker(self._work))

    def _send(self, chunks: Sequence[Sequence[T]], waiting: deque[int]) -> None:
        """Give the next lists to the processes that have none."""
        for worker in self._workers:
            if worker.chunk < 0 and waiting:
                worker.chunk = waiting.popleft()
                with suppress(OSError):  # where it has ended, which is seen when its answer is read
                    worker.pipe.send(chunks[worker.chunk])

    def _ready(self) -> list[_Worker]:
        """The processes that have an answer, or have ended; waits for the first."""
        ready = self._wait([worker.pipe for worker in self._workers if worker.chunk >= 0])
        return [worker for worker in self._workers if worker.pipe in ready]

    def _wait(self, pipes: list["Connection[Any, Any]"]) -> list[Any]:
        """Wait until one of the pipes has something to read. Raises KeyboardInterrupt where Ctrl-C was pressed."""
        from multiprocessing.connection import wait

        ready = wait([*pipes, *([] if self._interrupts is None else [self._interrupts])])
        raise_if_interrupted(self._interrupts)
        return ready

    def _received(self, worker: _Worker, items: Sequence[T]) -> list[R]:
        """The answer of a process; where it has ended, another one takes its place, and its items are done singly."""
        try:
            return _answer(worker.pipe)
        except (EOFError, OSError):
            self._workers.remove(worker)
            worker.stop()
        self._start()
        return [self._alone(item) for item in items]

    def _alone(self, item: T) -> R:
        """The result of an item in a process of its own."""
        pool = _Pool(self._work, 1, self._interrupts)
        worker = pool._workers[0]
        try:
            worker.pipe.send([item])
            self._wait([worker.pipe])
            result: R = _answer(worker.pipe)[0]
            return result
        except (EOFError, OSError):
            return self._work.died(item)
        finally:
            pool.stop()


def _context(needs: tuple[str, ...]) -> Any:
    """How processes are started. They are not forked from this one: Saxon does not work in the fork of its process.

    The modules are imported only here, as most runs use one process.
    """
    from multiprocessing import get_all_start_methods, get_context

    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context = get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(list(needs))
    return context


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Block Ctrl-C: processes started meanwhile inherit this, so that they ignore it even before `_serve`."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # starting it would lift the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# ---------------------------------------------------------------- what goes through the pipe
def _serve(pipe: "Connection[Any, Any]", do: Callable[[T], R]) -> None:
    """The work of a process: lists of items come in, their results go out, or the exception that was raised.

    Ctrl-C is ignored: the main process handles it.
    """
    raise_gc_threshold()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            items = pipe.recv()
        except EOFError:
            return
        pipe.send_bytes(_answered(do, items))


def _answered(do: Callable[[T], R], items: Sequence[T]) -> bytes:
    import pickle  # imported here: most runs use one process

    try:
        return pickle.dumps((True, [do(item) for item in items]))
    except Exception as error:
        return pickle.dumps((False, error))


def _answer(pipe: "Connection[Any, Any]") -> list[Any]:
    """The results that a process sent; raises the exception that it sent, EOFError or OSError where it has ended."""
    succeeded, answer = pipe.recv()
    if not succeeded:
        raise answer
    results: list[Any] = answer
    return results
