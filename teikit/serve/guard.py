"""Lets in only requests of a browser that shows this site itself: no other site can read what is served.

A foreign site can make a browser ask a server of the same machine. It gives itself away by the Host (DNS rebinding: a
name of its own that leads to this machine), by the Origin, and by Sec-Fetch-Site (Fetch Metadata, W3C). Only GET and
HEAD are answered: nothing can be changed through the server.
"""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_METHODS = ("GET", "HEAD")
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
"""The headers of every response."""


def is_loopback(host: str) -> bool:
    """Whether an address or name is that of this machine only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def refusal(method: str, headers: Mapping[str, str], host: str) -> HTTPStatus | None:
    """Why a request is refused; None for one that is answered. Names of headers are in lower case.

    `host` is the address that the server was asked to serve on. Any other name is foreign.
    """
    if method not in _METHODS:
        return HTTPStatus.METHOD_NOT_ALLOWED
    asked = headers.get("host", "")
    if not _is_known_host(asked, host):
        return HTTPStatus.MISDIRECTED_REQUEST
    origin = headers.get("origin")
    if origin is not None and origin != f"http://{asked}":
        return HTTPStatus.FORBIDDEN
    return None if _is_from_here(headers) else HTTPStatus.FORBIDDEN


def _is_known_host(asked: str, host: str) -> bool:
    try:
        parts = urlsplit(f"//{asked}")
        name, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.netloc != asked or "@" in asked or not name:
        return False
    return is_loopback(name) or (not is_loopback(host) and (name == host.lower() or _is_address(name)))


def _is_address(name: str) -> bool:
    try:
        return bool(ip_address(name))
    except ValueError:
        return False


def _is_from_here(headers: Mapping[str, str]) -> bool:
    """Whether the site asks itself, or a person opens a page: as a whole, not in the frame of another site."""
    if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
        return True
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


class Guard:
    """Answers with the status of a refusal, or passes the request on; adds HEADERS. There are no web sockets."""

    def __init__(self, app: App, host: str) -> None:
        self._app = app
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI defines it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        names = [name.decode("latin-1").lower() for name, _ in scope["headers"]]
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        refused = HTTPStatus.BAD_REQUEST if names.count("host") > 1 else None
        refused = refused or refusal(scope["method"], headers, self._host)
        if refused:
            await _answer(refused, send)
            return

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_raw(HEADERS)]
            await send(message)

        await self._app(scope, receive, with_headers)


async def _answer(status: HTTPStatus, send: Send) -> None:
    headers = {"Content-Type": "text/plain; charset=utf-8", **HEADERS}
    await send({"type": "http.response.start", "status": status.value, "headers": _raw(headers)})
    await send({"type": "http.response.body", "body": f"{status.value} {status.phrase}\n".encode()})


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]
