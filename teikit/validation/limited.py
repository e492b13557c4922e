"""Rules of users, applied in a process of their own, which ends where they run too long.

A rule is a program: it may count to two thousand million. Saxon holds Python's lock while it works, so that nothing in
its own process can stop it. This process ends itself, by a clock that needs no lock (`faulthandler`), and the next
document gets a new one. It knows nothing that must be kept: a schema is compiled again.
"""

import atexit
import os
import pickle
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from teikit.core import Diagnostic, Source, TeikitError, file_diagnostic

SECONDS, VARIABLE = 60.0, "TEIKIT_RULE_SECONDS"
"""How long the rules of one schema may take for one document, and the variable that names another number."""
_COMMAND = (sys.executable, "-P", "-c", "from teikit.validation.rule_process import work; work()")


class Question(NamedTuple):
    """A document and a schema whose rules are applied to it, in a phase; `folder` is the current folder."""

    text: str
    name: str
    schema: Path
    kind: str
    phase: str
    folder: Path
    seconds: float


def allowed_seconds() -> float:
    """How long rules may take. Raises TeikitError where the variable is not a number above zero."""
    words = os.environ.get(VARIABLE, "")
    with suppress(ValueError):
        if not words or float(words) > 0:
            return float(words or SECONDS)
    raise TeikitError(f"{VARIABLE} is “{words}”; it must be a number of seconds above zero")


def check_limited(source: Source, schema: Path, kind: str, phase: str) -> list[Diagnostic]:
    """The diagnostics of the rules of a schema for a document; one that says so where they take too long.

    Raises SchemaError, TeikitError, OSError.
    """
    seconds, begun = allowed_seconds(), monotonic()
    question = Question(source.text, source.name, schema, kind, phase, Path.cwd(), seconds)
    try:
        answer = _process().ask(question)
    except (EOFError, OSError):
        _process().stop()
        _process.cache_clear()
        late = monotonic() - begun >= seconds
        why = f"took longer than {seconds:g} s" if late else "ended the process that applied them"
        advice = f"Simplify the rules, or allow more seconds with {VARIABLE}." if late else ""
        message = f"the rules of {schema.name} {why}; the document is not checked by them"
        return [file_diagnostic(source.name, "schematron-failed", message)._replace(advice=advice)]
    if isinstance(answer, Exception):
        raise answer
    return answer


class _Process:
    """The process, and its pipes."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        atexit.register(self.stop)

    def ask(self, question: Question) -> list[Diagnostic] | Exception:
        """The diagnostics, or an error. Raises EOFError, OSError where the process has ended."""
        assert self._process.stdin and self._process.stdout
        pickle.dump(question, self._process.stdin)
        self._process.stdin.flush()
        answer: list[Diagnostic] | Exception = pickle.load(self._process.stdout)
        return answer

    def stop(self) -> None:
        """End the process."""
        atexit.unregister(self.stop)
        self._process.kill()
        with suppress(OSError):  # what was not sent any more
            self._process.communicate()


@cache
def _process() -> _Process:
    return _Process()


if hasattr(os, "register_at_fork"):  # the child of a fork must not use the pipes of its parent
    os.register_at_fork(after_in_child=_process.cache_clear)
