"""Tells a person at a terminal what is at work, once the work has taken a second."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PATIENCE = 1.0


@contextmanager
def progress(total: int, write: Callable[[str], object] | None) -> Iterator[Callable[[str], None]]:
    """A function to call with the name of each of `total` things as its turn comes; None for `write` keeps it still."""
    began, done, shown = time.monotonic(), 0, False

    def tell(name: str) -> None:
        nonlocal done, shown
        done += 1
        if write and time.monotonic() - began > _PATIENCE:
            shown = True
            write(f"\r\033[K[{done}/{max(total, done)}] {name}")

    try:
        yield tell
    finally:
        if shown and write:
            write("\r\033[K")
