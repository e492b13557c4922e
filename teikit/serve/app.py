"""The answers of the server: pages of the site with the script, its other files, and the server's own pages."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from teikit.core import resource
from teikit.serve.guard import App, Guard
from teikit.serve.injected import OWN, message_page, with_script
from teikit.serve.site import Site
from teikit.serve.values import Answer

_TYPES = {".js": "text/javascript", ".css": "text/css"}
_ASSETS = ("serve.js", "serve.css", "page.css")
_ICON = "favicon.ico"
_HTML, _PDF = "text/html; charset=utf-8", "application/pdf"
Ask = Callable[[str, str], Awaitable[Answer]]


class Events:
    """Tells all open pages that something has changed, until it is closed."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._waiting: set[asyncio.Event] = set()
        self._closed = False

    def changed(self) -> None:
        """Something has changed."""
        for event in self._waiting:
            event.set()

    def close(self) -> None:
        """End all streams."""
        self._closed = True
        self.changed()

    async def stream(self) -> AsyncIterator[str]:
        """A stream of events (HTML, server-sent events), each with the number of a state of the site."""
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            while not self._closed:
                event.clear()
                yield f"data: {self._site.number}\n\n"
                await event.wait()
        finally:
            self._waiting.discard(event)


def make_app(site: Site, events: Events, ask: Ask, host: str) -> App:
    """The application that serves a site on `host`; `ask` gives what the process that builds makes of a document."""
    pages = _Pages(site, events, ask)
    routes = [
        Route(f"{OWN}events", pages.events),
        Route(f"{OWN}state", pages.state),
        Route(f"{OWN}findings", pages.findings),
        Route(f"{OWN}worklist/{{name:path}}", pages.worklist),
        Route(f"{OWN}print/{{name:path}}", pages.print),
        Route(f"{OWN}{{name}}", pages.asset),
        Route("/{path:path}", pages.file),
    ]
    return Guard(Starlette(routes=routes), host)


class _Pages:
    """What is at each address."""

    def __init__(self, site: Site, events: Events, ask: Ask) -> None:
        self._site = site
        self._events = events
        self._ask = ask

    async def events(self, request: HttpRequest) -> Response:
        """A stream of events."""
        return StreamingResponse(self._events.stream(), media_type="text/event-stream")

    async def state(self, request: HttpRequest) -> Response:
        """What the script of a page shows."""
        return JSONResponse(self._site.state(request.query_params.get("page", "")))

    async def findings(self, request: HttpRequest) -> Response:
        """All findings, as JSON."""
        return JSONResponse([finding._asdict() for finding in self._site.findings])

    async def worklist(self, request: HttpRequest) -> Response:
        """The worklist of a document, or of all."""
        return _answered(await self._ask("worklist", request.path_params["name"]), _HTML)

    async def print(self, request: HttpRequest) -> Response:
        """The print of a document, or of all."""
        return _answered(await self._ask("print", request.path_params["name"]), _PDF)

    async def asset(self, request: HttpRequest) -> Response:
        """A file of the script."""
        name = request.path_params["name"]
        if name not in _ASSETS:
            return _missing(name)
        return FileResponse(resource("xslt", "serve", name), media_type=_TYPES[Path(name).suffix])

    async def file(self, request: HttpRequest) -> Response:
        """A file of the site; a page has the script. Where a document has no page, its findings are shown."""
        path = request.path_params["path"]
        path = f"{path}index.html" if path == "" or path.endswith("/") else path
        if not path.endswith(".html"):
            file = self._site.file(path)
            if file is None and path == _ICON:
                return Response(status_code=204)  # each browser asks for it
            return FileResponse(file) if file else _missing(path)
        page = self._site.page(path)
        if page is None:
            return self._without_page(path)
        return _html(with_script(page.decode(), path, self._site.version(path)))

    def _without_page(self, path: str) -> Response:
        """The findings of a document that has no page, or that there is no page (yet)."""
        site, status = self._site, 404
        if site.error:
            title, words, status = "The edition cannot be built", [site.error], 500
        elif own := site.findings_of(path):
            title, status = "This document cannot be shown", 500
            words = [f"{each.place}: {each.code} {each.message}" for each in own]
        elif site.building:
            title, words, status = "The edition is being built", ["The page is shown when it is ready."], 503
        else:
            title, words = "There is no such page", [path]
        return _html(with_script(message_page(title, words), path, ""), status)


def _html(page: str, status: int = 200) -> Response:
    return Response(page.encode(), status, media_type=_HTML)


def _missing(name: str) -> Response:
    return Response(f"there is no {name}\n", 404, media_type="text/plain; charset=utf-8")


def _answered(answer: Answer, kind: str) -> Response:
    if answer.error:
        return _html(message_page("This cannot be made", [answer.error]), 500)
    return Response(answer.content, media_type=kind)
