"""Passes over a large volume, each in a process of its own, whose memory is free again when it ends.

The process is a new Python that has nothing of this one but its search path: it is the same for a program, a notebook
and a worker process. It ends when this one does.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

from teikit.publication.print.typesetter import TypesetterError

T = TypeVar("T")

LARGE = 400_000
"""Bytes of a flow that are worth a process: some 90 dense pages. A process costs 0.35 s."""
_COMMAND = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer)\n"
    "from teikit.publication.print.separate import work; work()"
)


class _Job(NamedTuple):
    """A function of the typesetter, and its arguments."""

    do: Callable[..., Any]
    arguments: tuple[Any, ...]


def in_process(do: Callable[..., T], size: int, *arguments: Any) -> T:
    """What a function gives; where a flow of `size` bytes is large, it runs in a process of its own.

    The function is one of a module, and its arguments and result can be pickled. Raises what it raises, and
    TypesetterError where the process ends without an answer.
    """
    if size < LARGE or not sys.executable:  # a program that has Python built in cannot start another one
        return do(*arguments)
    answer = _answer_of(_Job(do, arguments))
    if isinstance(answer, Exception):
        raise answer
    result: T = answer
    return result


def _answer_of(job: _Job) -> Any:
    command = [sys.executable, "-P", "-c", _COMMAND]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:
        assert process.stdin and process.stdout
        try:
            with suppress(OSError):  # where it has ended, which is seen when its answer is read
                pickle.dump(sys.path, process.stdin)
                pickle.dump(job, process.stdin)
                process.stdin.flush()
            return pickle.load(process.stdout)  # the input stays open until then: its end is that of this process
        except (EOFError, OSError, pickle.UnpicklingError):
            raise TypesetterError(_ended(process)) from None
        finally:
            process.kill()
            with suppress(OSError):
                process.stdin.close()


def _ended(process: "subprocess.Popen[bytes]") -> str:
    status = process.wait()
    how = signal.Signals(-status).name if -status in set(signal.Signals) else f"status {status}"
    return (
        f"the process of the typesetter ended without a result ({how}); probably there was not enough memory. "
        "Print fewer documents at once, or give it more memory"
    )


def work() -> None:
    """Do the job of standard input, write its result to standard output, and end; end at once with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl-C, and ends this process
    answers, nothing = os.fdopen(os.dup(1), "wb"), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)  # nothing that a library writes is an answer
    job: _Job = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        answer = job.do(*job.arguments)
    except Exception as error:
        answer = error
    with suppress(BrokenPipeError), answers:
        pickle.dump(answer, answers)


def _end_with_parent() -> None:
    os.read(0, 1)  # until the parent ends; not of `sys.stdin`, whose lock the end of this process needs
    signal.raise_signal(signal.SIGTERM)
