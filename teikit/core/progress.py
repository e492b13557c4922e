"""Progress at a terminal, shown after one second of work."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_DELAY = 1.0
Progress = Callable[[str], None]
"""What is called with the name of each item before its work."""


@contextmanager
def progress(total: int, write: Callable[[str], object] | None) -> Iterator[Callable[[str], None]]:
    """A function to call with the name of each of `total` items before its work. Without `write` nothing is shown."""
    began, count, shown = time.monotonic(), 0, False

    def show(name: str) -> None:
        nonlocal count, shown
        count += 1
        if write and time.monotonic() - began > _DELAY:
            shown = True
            write(f"\r\033[K[{count}/{max(total, count)}] {name}")

    try:
        yield show
    finally:
        if shown and write:
            write("\r\033[K")
