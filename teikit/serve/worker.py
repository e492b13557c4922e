"""The process that builds: it takes changes and questions from a pipe, and answers through it.

Saxon holds Python's lock while it works; in a process of its own it does not stop the server. The process ends when
its pipe does.
"""

import signal
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teikit.core import TeikitError
from teikit.serve.builder import Builder
from teikit.serve.values import Again, Answer, Begun, Built, Changed, Request, Wanted

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


class _SupersededError(BaseException):
    """Files have changed again: the build begins again. (No `Exception`: it is not the fault of a document.)"""


class _EndError(BaseException):
    """The process ends, whatever it does just now."""


def work(pipe: "Connection[Any, Any]", request: Request) -> None:
    """Build, and then answer what comes through the pipe, until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, whose pipe then ends
    with suppress(_EndError, BrokenPipeError, ConnectionError):
        _Worker(pipe, Builder(request)).run()


class _Worker:
    def __init__(self, pipe: "Connection[Any, Any]", builder: Builder) -> None:
        self._pipe = pipe
        self._builder = builder
        self._inbox: deque[Wanted] = deque()
        self._changed = Changed(())
        self._unsure: list[Path] = []
        self._stale = True
        self._warm = False

    def run(self) -> None:
        """Never returns; raises _EndError where the server is no more, or another process is to begin."""
        while True:
            while self._inbox:
                self._answer(self._inbox.popleft())
            if self._stale:
                with suppress(_SupersededError):
                    self._build()
            else:
                self._receive()
            self._sort()

    # ------------------------------------------------------------ what comes
    def _receive(self) -> None:
        """Take the next message; waits for it."""
        try:
            message = self._pipe.recv()
        except EOFError as error:
            raise _EndError from error
        if isinstance(message, Wanted):
            self._inbox.append(message)
        elif message is None:
            raise _EndError
        else:
            self._unsure += message.paths

    def _sort(self) -> None:
        """Find out which of the changes are not the builder's own."""
        unsure, self._unsure = self._unsure, []
        for path in unsure:
            if self._builder.is_being_written(path):
                self._unsure.append(path)
            elif self._builder.is_news(path) and self._builder.is_kept(path):
                self._pipe.send(Again())
                raise _EndError
            elif self._builder.is_news(path):
                self._changed = Changed((*self._changed.paths, path))
                self._stale = True

    def _check(self, name: str) -> None:
        """Before each document of a build: whether it is still wanted."""
        while self._pipe.poll():
            self._receive()
        self._sort()
        if self._changed.paths:
            raise _SupersededError

    # ------------------------------------------------------------ what is done
    def _build(self) -> None:
        changed, self._changed = self._changed, Changed(())
        self._pipe.send(Begun(self._builder.folder))
        try:
            for pages in self._builder.quick(changed.paths):
                self._pipe.send(pages)
            built = self._builder.build(self._check)
        except (TeikitError, OSError) as error:
            built = Built(self._builder.folder, error=_said(error))
        except Exception as error:  # the next change may be one that it can build
            built = Built(self._builder.folder, error=f"teikit has a fault ({type(error).__name__}: {error})")
        self._stale = bool(self._changed.paths)
        self._pipe.send(built)
        if not self._warm and not built.error:
            self._warm = True
            with suppress(TeikitError, OSError):
                self._builder.warm()

    def _answer(self, wanted: Wanted) -> None:
        make = self._builder.worklist if wanted.kind == "worklist" else self._builder.pdf
        try:
            content = make(wanted.page)
            self._pipe.send(Answer(wanted.number, content, "" if content else "nothing can be made of it"))
        except (TeikitError, OSError) as error:
            self._pipe.send(Answer(wanted.number, b"", _said(error)))
        except Exception as error:
            self._pipe.send(Answer(wanted.number, b"", f"teikit has a fault ({type(error).__name__}: {error})"))


def _said(error: Exception) -> str:
    named = isinstance(error, OSError) and error.filename
    return f"{error.filename}: {error.strerror}" if named else str(error)  # type: ignore[attr-defined]
