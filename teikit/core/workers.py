"""The processes of `teikit.core.parallel`.

Each worker has a pipe of its own, and no thread takes part, as in `concurrent.futures`, whose threads may still use a
pipe that is closed already when Ctrl-C ends the command.
"""

import gc
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from teikit.core.interrupts import raise_if_interrupted

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Do = Callable[[Any], Any]

FIRST = 8  # items of the first lists, while it is not known how long they take
_MOST = 64  # items of a list
_SECONDS = 0.5  # of work for a list
_AHEAD = 4  # lists for each process that may wait for an earlier one


def raise_gc_threshold() -> None:
    """Make Python search for reference cycles less often: there are few, and each search takes time."""
    gc.set_threshold(50_000, 20, 20)


class _List(NamedTuple):
    """Items that are done together: their number among the lists, and themselves."""

    number: int
    items: list[Any]


class _Queue:
    """Items that are taken from their sequence when they are needed: there they may lie in a file."""

    def __init__(self, items: Sequence[Any]) -> None:
        self._items = items
        self._taken = 0

    def __bool__(self) -> bool:
        return self._taken < len(self._items)

    def take(self, number: int) -> list[Any]:
        """The next items, so many as there are."""
        first, self._taken = self._taken, min(len(self._items), self._taken + number)
        return [self._items[index] for index in range(first, self._taken)]


class _Worker:
    """A process that applies a function to the lists of items that it is sent, one list at a time."""

    def __init__(self, needs: tuple[str, ...]) -> None:
        context = _context(needs)
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()  # so that the pipe ends when the process does
        self.list: _List | None = None  # what it works on
        self._do: Do | None = None  # what it was sent last

    def send(self, do: Do, given: _List) -> None:
        """Give it a list; the function is sent only where it has another one."""
        self.list = given
        known, self._do = self._do is do, do
        with suppress(OSError):  # where it has ended, which is seen when its answer is read
            self.pipe.send((None if known else do, given.items))

    def stop(self) -> None:
        """End the process at once, without waiting for its results."""
        self.process.terminate()
        self.process.join()
        self.pipe.close()


class Pool:
    """Worker processes, which are started when there is work; `needs` are the modules that they import at first."""

    def __init__(self, needs: tuple[str, ...]) -> None:
        self.needs = needs
        self._workers: list[_Worker] = []

    def results(self, do: Do, died: Do, items: Sequence[Any], processes: int, interrupts: int | None) -> Iterator[Any]:
        """The result of each item, in order. Raises what `do` does; the arguments are those of `parallel_map`.

        `interrupts` is readable when Ctrl-C was pressed: see `teikit.core.interrupts`.
        """
        run = _Run(self, do, died, interrupts)
        for _ in range(len(self._workers), min(processes, -(-len(items) // FIRST))):
            self.start()
        return run.results(_Queue(items))

    def prepare(self) -> None:
        """Import the modules already, beside the work of this process: where processes are forked from another one."""
        with _interrupts_blocked():
            _context(self.needs, prepare=True)

    def start(self) -> _Worker:
        """Start one more process."""
        with _interrupts_blocked():
            worker = _Worker(self.needs)
        self._workers.append(worker)
        return worker

    @property
    def workers(self) -> tuple[_Worker, ...]:
        """The processes."""
        return tuple(self._workers)

    def replace(self, worker: _Worker) -> None:
        """Start another process in place of one that has ended."""
        self._workers.remove(worker)
        worker.stop()
        self.start()

    def stop(self) -> None:
        """End all processes."""
        while self._workers:
            self._workers.pop().stop()


class _Run:
    """One function applied to many items by the processes of a pool."""

    def __init__(self, pool: Pool, do: Do, died: Do, interrupts: int | None) -> None:
        self._pool = pool
        self._do = do
        self._died = died
        self._interrupts = interrupts
        self._size: float = FIRST
        self._sent = 0  # lists

    def results(self, items: _Queue) -> Iterator[Any]:
        """The results of items, in order. While one is used, the processes go on."""
        done, number = dict[int, list[Any]](), 0
        while items or number < self._sent:
            self._send(items, number)
            if number not in done:
                for worker in self._ready():
                    given = worker.list
                    assert given is not None
                    worker.list = None
                    done[given.number] = self._received(worker, given.items)
                continue
            yield from done.pop(number)
            number += 1

    def _send(self, items: _Queue, number: int) -> None:
        """Give the next lists to the processes that have none; `number` is that of the list whose results are next."""
        workers = self._pool.workers
        for worker in workers:
            if worker.list is None and items and self._sent - number < _AHEAD * len(workers):
                worker.send(self._do, _List(self._sent, items.take(round(self._size))))
                self._sent += 1

    def _ready(self) -> list[_Worker]:
        """The processes that have an answer, or have ended; waits for the first."""
        ready = self._wait([worker.pipe for worker in self._pool.workers if worker.list])
        return [worker for worker in self._pool.workers if worker.pipe in ready]

    def _wait(self, pipes: list["Connection[Any, Any]"]) -> list[Any]:
        """Wait until one of the pipes has something to read. Raises KeyboardInterrupt where Ctrl-C was pressed."""
        from multiprocessing.connection import wait

        ready = wait([*pipes, *([] if self._interrupts is None else [self._interrupts])])
        raise_if_interrupted(self._interrupts)
        return ready

    def _received(self, worker: _Worker, items: list[Any]) -> list[Any]:
        """The answer of a process; where it has ended, another one takes its place, and its items are done singly."""
        try:
            results, seconds = _answer(worker.pipe)
        except (EOFError, OSError):
            self._pool.replace(worker)
            return [self._alone(item) for item in items]
        self._size = min(_MOST, max(1, len(items) * min(4, _SECONDS / max(seconds, 1e-6))))
        return results

    def _alone(self, item: Any) -> Any:
        """The result of an item in a process of its own."""
        pool = Pool(self._pool.needs)
        worker = pool.start()
        try:
            worker.send(self._do, _List(0, [item]))
            self._wait([worker.pipe])
            return _answer(worker.pipe)[0][0]
        except (EOFError, OSError):
            return self._died(item)
        finally:
            pool.stop()


def _context(needs: tuple[str, ...], prepare: bool = False) -> Any:
    """How processes are started. They are not forked from this one: Saxon does not work in the fork of its process.

    With `prepare` the process that they are forked from is started at once.

    The modules are imported only here, as most runs use one process.
    """
    from multiprocessing import get_all_start_methods, get_context

    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context = get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(list(needs))
        if prepare:
            from multiprocessing import forkserver

            forkserver.ensure_running()
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
def _serve(pipe: "Connection[Any, Any]") -> None:
    """The work of a process: lists of items come in, their results go out, or the exception that was raised.

    Ctrl-C is ignored: the main process handles it. Where that process is no more, this one ends.
    """
    raise_gc_threshold()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    do: Do | None = None
    while True:
        try:
            given, items = pipe.recv()
            do = given or do
            assert do is not None
            pipe.send_bytes(_answered(do, items))
        except (EOFError, BrokenPipeError, ConnectionError, _NotWantedError):
            return


class _NotWantedError(BaseException):
    """The main process is no more. (No `Exception`: it is not the fault of an item.)"""


def _while_wanted(items: list[Any]) -> Iterator[Any]:
    """The items, as long as the main process lives. Raises _NotWantedError."""
    from multiprocessing import parent_process

    parent = parent_process()
    for item in items:
        if parent and not parent.is_alive():
            raise _NotWantedError
        yield item


def _answered(do: Do, items: list[Any]) -> bytes:
    import pickle  # imported here: most runs use one process

    begun = perf_counter()
    try:
        results = [do(item) for item in _while_wanted(items)]
        return pickle.dumps((True, results, perf_counter() - begun))
    except Exception as error:
        return pickle.dumps((False, error, 0.0))


def _answer(pipe: "Connection[Any, Any]") -> tuple[list[Any], float]:
    """The results that a process sent, and the seconds that they took.

    Raises the exception that it sent, EOFError or OSError where it has ended.
    """
    succeeded, answer, seconds = pipe.recv()
    if not succeeded:
        raise answer
    return answer, seconds
