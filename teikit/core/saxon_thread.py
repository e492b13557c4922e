"""Runs all work of a process that needs Saxon in one thread, whichever thread asks for it.

saxonche ends the process when a second thread calls it, even where a lock lets in one thread at a time (measured with
saxonche 13.1). So the Python API works in a thread of its own. Where Saxon was used directly before, as the commands
do, work stays in the thread that used it first.
"""

import os
import threading
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from teikit.core.errors import TeikitError
from teikit.core.saxon import saxon_thread

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")

_STACK = 64 * 1024 * 1024  # documents may be nested a thousand levels deep; on some systems a thread has 512 kB only
_starting = threading.Lock()


class _Worker(NamedTuple):
    """An executor of one thread, and the number of that thread."""

    executor: "ThreadPoolExecutor"
    thread: int


def run_in_saxon_thread(work: Callable[[], T]) -> T:
    """The result of `work`, which runs in the one thread that may use Saxon; work of several threads waits in line.

    Raises what `work` raises, and TeikitError where Saxon was started in a thread that is not teikit's own.
    """
    here = threading.get_ident()
    if saxon_thread() == here:
        return work()
    with _starting:
        worker = _worker()
    if worker.thread == here:
        return work()
    if saxon_thread() not in (None, worker.thread):
        raise TeikitError("Saxon was started in another thread of this process; use teikit in that thread only")
    return worker.executor.submit(work).result()


@cache
def _worker() -> _Worker:
    from concurrent.futures import ThreadPoolExecutor  # imported late: the commands need no executor

    before = threading.stack_size(_STACK)
    try:
        executor = ThreadPoolExecutor(1, thread_name_prefix="teikit")
        return _Worker(executor, executor.submit(threading.get_ident).result())  # the thread starts, with its stack
    finally:
        threading.stack_size(before)


if hasattr(os, "register_at_fork"):  # the child of a fork has no thread but the one that forked
    os.register_at_fork(after_in_child=_worker.cache_clear)
