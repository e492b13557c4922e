"""Runs the server: the process that builds, the watcher of files, and the HTTP server, until Ctrl-C.

The HTTP server is uvicorn with Starlette, the watcher is watchfiles (the extra "serve").
"""

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import uvicorn
from watchfiles import awatch

from teikit.core import TeikitError
from teikit.edition import find_edition, has_edition
from teikit.serve.app import Events, make_app
from teikit.serve.guard import App
from teikit.serve.process import BuildProcess
from teikit.serve.site import Site
from teikit.serve.values import Begun, Built, Changed, Pages, Request

_STEP, _DEBOUNCE = 20, 100  # milliseconds in which changes are collected
_GRACE = 2  # seconds for requests that are being answered when the server ends
PORT = 8000

Say = Callable[[str], None]


class PortError(TeikitError):
    """The server cannot listen at an address; the message names it."""


def serve(request: Request, host: str, port: int | None, say: Say, ready: Say) -> None:
    """Build, and serve the site until Ctrl-C or SIGTERM. `say` gets lines for a person, `ready` the address.

    Without a `port` it is PORT, or another one where that is in use. Raises PortError.
    """
    with _listening(host, port) as listening:
        asyncio.run(_serve(request, host, listening, say, ready))


async def _serve(request: Request, host: str, listening: socket.socket, say: Say, ready: Say) -> None:
    site = Site(Path())
    events = Events(site)

    def take(message: Begun | Pages | Built) -> None:
        site.take(message)
        events.changed()
        if isinstance(message, Built):
            say(_built(message))

    process, stop = BuildProcess(request, take), asyncio.Event()
    server = _Server(make_app(site, events, process.ask, host), events)
    process.start()
    watching = asyncio.create_task(_watch(_watched(request), process, stop))
    ready(_address(host, listening))
    try:
        with _ending(server.end):
            await server.serve(sockets=[listening])
    finally:
        stop.set()
        await watching
        await asyncio.to_thread(process.stop)


async def _watch(folders: Iterable[Path], process: BuildProcess, stop: asyncio.Event) -> None:
    """Tell the process of each change, until the end."""
    async for changes in awatch(
        *folders, watch_filter=_is_visible, step=_STEP, debounce=_DEBOUNCE, stop_event=stop, raise_interrupt=False
    ):
        process.changed(Changed(tuple(sorted(Path(path) for _, path in changes))))


def _watched(request: Request) -> list[Path]:
    """The folders that have the sources."""
    if request.folder:
        return [request.folder.resolve()]
    if request.paths:
        return list({(path if path.is_dir() else path.parent).resolve() for path in request.paths})
    return [find_edition(Path()) if has_edition(Path()) else Path().resolve()]


def _is_visible(_: object, path: str) -> bool:
    """Whether a file may be a source: no part of the path from the current folder is hidden."""
    parts = [part for part in Path(os.path.relpath(path)).parts if part != ".."]
    return not any(part.startswith(".") or part.endswith("~") for part in parts)


def _built(message: Built) -> str:
    if message.error:
        return f"not built: {message.error}"
    errors = sum(finding.severity == "error" for finding in message.findings)
    warnings = sum(finding.severity == "warning" for finding in message.findings)
    return f"built in {message.seconds:.2f} s: {errors} errors, {warnings} warnings"


# ---------------------------------------------------------------- HTTP
class _Server(uvicorn.Server):
    """A server that leaves signals to this module, and prints nothing."""

    def __init__(self, app: App, events: Events) -> None:
        self._events = events
        super().__init__(
            uvicorn.Config(
                app,
                lifespan="off",
                ws="none",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=_GRACE,
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing: see `_ending`."""
        yield

    def end(self) -> None:
        """End when the requests are answered; the streams of events end now."""
        self._events.close()
        self.should_exit = True


@contextmanager
def _ending(end: Callable[[], object]) -> Iterator[None]:
    """Within this, Ctrl-C and SIGTERM call `end` in the event loop."""
    loop = asyncio.get_running_loop()
    before: dict[signal.Signals, Any] = {}

    def handle(number: int, frame: object) -> None:
        loop.call_soon_threadsafe(end)

    with suppress(ValueError):  # not in the main thread, which alone gets signals
        for number in (signal.SIGINT, signal.SIGTERM):
            before[number] = signal.signal(number, handle)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _listening(host: str, port: int | None) -> Iterator[socket.socket]:
    """A socket that is bound to an address. Raises PortError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port or PORT, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise PortError(f"{host} is no address of this machine: {error.strerror}") from error
    with socket.socket(family, kind, protocol) as listening:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            _bind(listening, address, port)
        except OSError as error:
            raise PortError(
                f"nothing can be served at {host}:{port or PORT}: {error.strerror}; choose another --port"
            ) from error
        listening.listen()  # so that a browser that is opened now waits for its answer
        yield listening


def _bind(listening: socket.socket, address: tuple[Any, ...], port: int | None) -> None:
    try:
        listening.bind(address if port is None else (address[0], port, *address[2:]))
    except OSError:
        if port is not None:
            raise
        listening.bind((address[0], 0, *address[2:]))


def _address(host: str, listening: socket.socket) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{listening.getsockname()[1]}/"
