"""How long the stages of a run take, for the person who waits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

Progress = Callable[[str], None]
"""What is called with the name of each file before its work."""

_seconds: dict[str, float] = {}


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Count the time inside as that of a stage; a stage inside another one counts for itself only."""
    begun, before = perf_counter(), sum(_seconds.values())
    try:
        yield
    finally:
        inner = sum(_seconds.values()) - before
        _seconds[name] = _seconds.get(name, 0.0) + max(0.0, perf_counter() - begun - inner)


def stage_seconds() -> dict[str, float]:
    """The seconds of each stage of this process since they were asked for the last time, in order of their ends."""
    seconds = dict(_seconds)
    _seconds.clear()
    return seconds
