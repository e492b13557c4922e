"""The process that builds, as the server sees it."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from multiprocessing import get_all_start_methods, get_context
from typing import Any

from teikit.serve.values import Again, Answer, Begun, Built, Changed, Pages, Request, Wanted
from teikit.serve.worker import work

_NEEDS = ["teikit.serve.worker", "teikit.core.saxon"]
_PATIENCE = 5  # seconds in which the process may end its work at a document
_ENDED = "The process that builds has ended unexpectedly. It starts again with the next change of a file."

Take = Callable[[Begun | Pages | Built], None]


class BuildProcess:
    """A process that builds when it is started, and when files change. `take` gets what it sends, in the event loop."""

    def __init__(self, request: Request, take: Take) -> None:
        self._request = request
        self._take = take
        self._questions: dict[int, asyncio.Future[Answer]] = {}
        self._numbers = count(1)
        self._stopping = False
        self._again = False
        self._pipe: Any = None
        self._process: Any = None

    def start(self) -> None:
        """Start the process; it builds at once."""
        method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
        context: Any = get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(_NEEDS)
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, self._request))
        self._process.start()
        theirs.close()  # so that the pipe ends when the process does
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._read, args=(self._pipe, loop), daemon=True).start()

    def changed(self, message: Changed) -> None:
        """Tell the process that files have changed; one that has ended is started again."""
        if self._process.is_alive():
            with suppress(OSError):  # it has ended just now
                self._pipe.send(message)
        elif not self._stopping:
            self.start()

    async def ask(self, kind: str, page: str) -> Answer:
        """What the process makes of a document: see `Wanted`."""
        number = next(self._numbers)
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._questions[number] = answer
        try:
            self._pipe.send(Wanted(number, kind, page))
            return await answer
        except OSError:
            return Answer(number, b"", _ENDED)
        finally:
            self._questions.pop(number, None)

    def stop(self) -> None:
        """End the process: at the next document, or after some seconds."""
        self._stopping = True
        with suppress(OSError):
            self._pipe.send(None)
        self._process.join(_PATIENCE)
        self._process.terminate()
        self._process.join()

    # ------------------------------------------------------------ in the event loop, and in a thread of its own
    def _read(self, pipe: Any, loop: asyncio.AbstractEventLoop) -> None:
        """Hand on what comes through the pipe, until it ends."""
        with suppress(RuntimeError):  # the loop has ended
            with suppress(EOFError, OSError):
                while True:
                    loop.call_soon_threadsafe(self._received, pipe.recv())
            loop.call_soon_threadsafe(self._ended)

    def _received(self, message: Begun | Pages | Built | Answer | Again) -> None:
        if isinstance(message, Again):
            self._again = True
        elif not isinstance(message, Answer):
            self._take(message)
        elif (question := self._questions.get(message.number)) and not question.done():
            question.set_result(message)

    def _ended(self) -> None:
        for number, question in self._questions.items():
            if not question.done():
                question.set_result(Answer(number, b"", _ENDED))
        if self._again and not self._stopping:
            self._again = False
            self.start()
        elif not self._stopping:
            self._take(Built(None, error=_ENDED))
