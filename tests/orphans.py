"""A run on two cores that is killed by the first item; see test_parallel. Its argument is a folder."""

import os
import signal
import sys
from multiprocessing import parent_process
from pathlib import Path

from teikit.core import Work, parallel_map


def do(item: int) -> int:
    """Leave a file; the first items of both lists end when the main process has been killed."""
    Path(sys.argv[1], str(item)).touch()
    parent = parent_process()
    assert parent and parent.pid
    if item == 0:
        os.kill(parent.pid, signal.SIGKILL)
    parent.join()
    return item


if __name__ == "__main__":
    list(parallel_map(Work(do, do, ("teikit.core.parallel",)), range(16), 2))
