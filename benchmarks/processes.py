"""Measures a command with all processes that it starts, also those that outlive it.

The workers of teikit are children of a server process, which the command does not wait for: what `RUSAGE_CHILDREN`
tells of the command alone leaves them out, which is more than half of a build. On Linux this process becomes the one
that such orphans belong to, and waits for all of them.
"""

import ctypes
import resource
import subprocess
import sys
from os import wait
from time import perf_counter
from typing import NamedTuple

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of Linux


class Measured(NamedTuple):
    """Seconds of CPU of a program and of the system, seconds of the clock, MB of the largest process so far."""

    user: float
    system: float
    clock: float
    memory: float

    @property
    def cpu(self) -> float:
        """All seconds of CPU."""
        return self.user + self.system


def measured(command: list[str], environment: dict[str, str] | None = None) -> Measured:
    """What a command takes with all its processes. Raises CalledProcessError."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    clock = perf_counter() - begun
    _wait_for_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
    return Measured(user, system, clock, after.ru_maxrss / 1024)


def _wait_for_orphans() -> None:
    while True:
        try:
            wait()
        except ChildProcessError:
            return
