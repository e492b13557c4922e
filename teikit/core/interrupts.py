"""Ctrl-C while a process waits for others: it ends the wait, whatever became of the exception.

Python raises KeyboardInterrupt wherever the main thread is. The exception is printed and dropped where it comes up in a
finaliser or a callback, and it comes too late where the signal arrives just before a system call that waits. In both
cases the wait would never end. The signal itself is written to a pipe, on which `wait` can wait too (as
`signal.set_wakeup_fd` is meant to be used).
"""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def interrupt_pipe() -> Iterator[int | None]:
    """A descriptor that is readable once a signal with a handler has come; None where the system has no such pipe.

    Signals reach the main thread only, so that other threads get None.
    """
    if os.name == "nt" or threading.current_thread() is not threading.main_thread():
        yield None
        return
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)
    before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    try:
        yield reader
    finally:
        signal.set_wakeup_fd(before)
        os.close(reader)
        os.close(writer)


def raise_if_interrupted(reader: int | None) -> None:
    """Raise KeyboardInterrupt if SIGINT has come since the last call. Other signals are left to their handlers."""
    if reader is None:
        return
    with suppress(BlockingIOError):
        if signal.SIGINT in os.read(reader, 4096):
            raise KeyboardInterrupt
