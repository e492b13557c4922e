"""The process that validates, beside the server."""

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread


def new_pool() -> ProcessPoolExecutor:
    """One process that validates. It ends with the server, and has nothing to do with the server's input and output."""
    return ProcessPoolExecutor(1, get_context("spawn"), _begin)


def _begin() -> None:
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)  # standard output is the editor's
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        signal.raise_signal(signal.SIGTERM)
