"""An interrupt (Ctrl-C) of a command whose worker waits for input that never comes."""

import os
import signal
import subprocess
import time
from pathlib import Path

_HANGING = 300  # seconds; ends a test that would wait forever, far beyond what any machine needs


def interrupt(command: list[str], pipe: Path) -> tuple[int, str]:
    """Run a command that reads `pipe`, interrupt it as soon as it does, and return its exit code and stderr.

    `pipe` becomes a named pipe to which nothing is written: the process that reads it is busy until it is ended, so
    the command returns only if an interrupt ends its workers in the middle of their work.
    """
    os.mkfifo(pipe)
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
        preexec_fn=_heed_interrupts,
    )
    writer = _opened_by_a_reader(pipe, process)
    try:
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=_HANGING)
    finally:
        os.close(writer)
        process.kill()
    return process.returncode, errors


def _heed_interrupts() -> None:
    """Undo that a shell makes the programs that it runs in the background, such as these tests, ignore interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _opened_by_a_reader(pipe: Path, process: subprocess.Popen[str]) -> int:
    """Wait until a process reads the pipe; the descriptor of its other end. Fails where the command ends before."""
    while process.poll() is None:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads yet
            time.sleep(0.01)
    raise AssertionError(f"the command ended without reading the pipe: {process.communicate()[1]}")
