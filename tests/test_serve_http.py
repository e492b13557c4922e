"""What `teikit serve` answers over HTTP on loopback, and what it refuses (serve/requests.toml)."""

import asyncio
import http.client
import socket
import threading
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("uvicorn", reason="the packages of the extra serve are not installed")

from teikit.serve.app import Events, make_app
from teikit.serve.guard import HEADERS, refusal
from teikit.serve.injected import with_script
from teikit.serve.server import _Server
from teikit.serve.site import Site
from teikit.serve.values import Answer, Begun, Finding, Pages

REQUESTS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "serve" / "requests.toml").read_text(encoding="utf-8")
)["request"]
SECRET = "the words of another file"
PAGE = (
    '<!DOCTYPE HTML><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "script-src 'self' file:\"></head><body><main><p>Letter</p></main></body></html>"
)


class Server:
    """A server of a site, in a thread, and its address."""

    def __init__(self, folder: Path) -> None:
        self.site = Site(folder, building=False)
        events = Events(self.site)

        async def ask(kind: str, page: str) -> Answer:
            return Answer(1, f"{kind} {page}".encode())

        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._server = _Server(make_app(self.site, events, ask, "127.0.0.1"), events)
        self._thread = threading.Thread(target=asyncio.run, args=(self._server.serve(sockets=[self._socket]),))
        self._thread.start()

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()

    def get(self, path: str, method: str = "GET", headers: dict[str, str] | None = None) -> tuple[int, str, Any]:
        """The status, the content and the headers of an answer; the path is sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        host = f"127.0.0.1:{self.port}"
        given = {name: value.replace("HOST", host) for name, value in (headers or {}).items()}
        connection.putrequest(method, path.replace("LONG", "x" * 5000), skip_host="Host" in given)
        for name, value in given.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        try:
            return answer.status, answer.read().decode(), answer.headers
        finally:
            connection.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served")
    site = folder / "html"
    (site / "assets").mkdir(parents=True)
    for path, text in {
        "html/index.html": PAGE, "html/letter.html": PAGE, "html/assets/theme.css": "p {}", "html/.teikit": "",
        "secret.txt": SECRET,
    }.items():  # fmt: skip
        (folder / path).write_text(text, encoding="utf-8")
    (site / "link.txt").symlink_to(folder / "secret.txt")
    running = Server(site)
    yield running
    running.stop()


def test_what_is_answered_and_what_is_refused(server: Server) -> None:
    answers = {
        each["what"]: server.get(each["path"], each.get("method", "GET"), each.get("headers")) for each in REQUESTS
    }
    assert {what: status for what, (status, _, _) in answers.items()} == {e["what"]: e["status"] for e in REQUESTS}
    assert [
        what for what, (status, text, _) in answers.items() if SECRET in text or (status != 200 and "Letter" in text)
    ] == []
    assert [
        what for what, (_, _, headers) in answers.items() for name in HEADERS if headers[name] != HEADERS[name]
    ] == []
    assert [what for what, (_, _, headers) in answers.items() if "Access-Control-Allow-Origin" in headers] == []


def test_a_second_host_is_refused(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=300) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        assert connection.makefile("rb").readline().split()[1] == b"400"


@pytest.mark.parametrize(
    ("asked", "host", "refused"),
    [
        ("192.0.2.1:8000", "0.0.0.0", False),
        ("edition.example:8000", "edition.example", False),
        ("evil.example:8000", "0.0.0.0", True),
        ("evil.example:8000", "edition.example", True),
        ("192.0.2.1:8000", "::1", True),
    ],
)
def test_a_server_for_other_machines_has_an_address_or_the_name_that_it_was_given(
    asked: str, host: str, refused: bool
) -> None:
    assert bool(refusal("GET", {"host": asked}, host)) == refused


def test_a_page_has_the_script_and_its_file_has_not(server: Server) -> None:
    _, sent, _ = server.get("/letter.html")
    assert sent.count('<script src="/_teikit/serve.js" data-page="letter.html"') == 1
    assert "connect-src 'self'; frame-src 'self'" in sent and "script-src 'self' file:" in sent
    assert (server.site.folder / "letter.html").read_text(encoding="utf-8") == PAGE
    assert with_script(PAGE, '"><b>.html', "1").count("<b>") == 0


def test_a_document_that_cannot_be_shown_shows_its_findings(server: Server) -> None:
    finding = Finding("xml/broken.xml", 3, 4, "error", "xml-malformed", "unexpected </p><b>", "")
    number = server.site.number
    server.site.take(Begun(server.site.folder))
    server.site.files["broken"] = ("xml/broken.xml",)
    server.site.take(Pages("broken", {}, ("xml/broken.xml",), (finding,)))
    status, page, _ = server.get("/broken.html")
    assert (status, server.site.number) == (500, number + 2)
    assert "xml/broken.xml:3:4: xml-malformed unexpected &lt;/p&gt;&lt;b&gt;" in page and "serve.js" in page
    server.site.take(Pages("broken", {"broken.html": PAGE.encode()}, ("xml/broken.xml",), ()))
    assert server.get("/broken.html")[0] == 200
    assert server.get("/missing.html")[0] == 503
