"""`teikit serve`, run as a person does: what it builds, what it shows after a change, how it ends."""

import http.client
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_browser import BROWSERS, SWITCHES

from teikit.cli.main import cli

pytest.importorskip("uvicorn", reason="the packages of the extra serve are not installed")

_LONG = 300  # seconds; ends a test that would wait forever
LETTER = (
    "To Comrade {to}\n\nYour letter of 5 May 1950 [handwritten: {n}]; we shall answer it[.\n\nB. Petrov\n5 May 1950\n"
)
CONVENTION = (
    '[convention]\nname = "own"\nextends = "wilson"\nversion = "1"\ntitle = "Own"\ndescription = "First words."\n'
)
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A text</title></titleStmt>'
    "<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader><text><body>"
    "{text}</body></text></TEI>"
)
PARAGRAPHS = "".join(f'<p xml:id="p{n}">{"Words of a long text. " * 40}</p>\n' for n in range(60))


def make_edition(folder: Path) -> None:
    for name in ("raw", "xml"):
        (folder / name).mkdir(parents=True)
    (folder / "edition.toml").write_text('[edition]\ntitle = "Letters"\nconvention = "own.toml"\n', encoding="utf-8")
    (folder / "own.toml").write_text(CONVENTION, encoding="utf-8")
    for n in range(3):
        letter = LETTER.format(to=f"A. Orlov{'sky' * n}", n=n)
        (folder / "raw" / f"letter-{n}.txt").write_text(letter, encoding="utf-8")
    (folder / "xml" / "long.xml").write_text(TEI.format(text=PARAGRAPHS), encoding="utf-8")


class Served:
    """A running `teikit serve`, and a stream of its events."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "teikit", "serve", *words]
        self.process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip
        assert self.process.stdout
        self.said = [self.process.stdout.readline()]
        self.address = self.said[0].split()[2]
        self.port = int(self.address.rstrip("/").rpartition(":")[2])
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_LONG)
        self._connection.request("GET", "/_teikit/events")
        self._events = self._connection.getresponse()

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_LONG)
        connection.request("GET", path)
        answer = connection.getresponse()
        status, text = answer.status, answer.read().decode("utf-8", "replace")
        connection.close()
        return status, text

    def state(self, page: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.get(f"/_teikit/state?page={page}")[1])
        return found

    def when(self, page: str, wanted: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """The state of a page as soon as it is as wanted: it is asked for with each event."""
        while not wanted(state := self.state(page)):
            while not self._events.readline().startswith(b"data:"):
                pass
        return state

    def built(self, page: str = "index.html") -> dict[str, Any]:
        return self.when(page, lambda state: not state["building"])

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    def end(self, by: signal.Signals = signal.SIGINT) -> str:
        """End it as a person does; what it said. All its processes have ended, as they have its output."""
        self.process.send_signal(by)
        rest = self.process.communicate(timeout=_LONG)[0]
        self._connection.close()
        return "".join([*self.said, rest])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("serve") / "edition"
    make_edition(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEIKIT_CACHE", str(folder.with_name("cache")))
        running = Served(folder)
        running.built()
        yield running
        if running.process.poll() is None:
            running.end()


def files(folder: Path) -> dict[str, bytes]:
    paths = [path for name in ("xml", "build/html", "raw") for path in (folder / name).rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_change_is_shown_and_the_files_are_those_of_a_build(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    before = served.built("letter-1.html")
    assert {finding["file"] for finding in before["findings"]} == {"raw/letter-1.txt"}, before
    served.edit("raw/letter-1.txt", "we shall answer", "nobody will answer")
    served.when("letter-1.html", lambda state: state["version"] != before["version"])
    assert "nobody will answer" in served.get("/letter-1.html")[1]
    served.built()
    assert "nobody will answer" in (served.folder / "xml" / "letter-1.xml").read_text(encoding="utf-8")

    number = served.state("index.html")["number"]
    served.edit("own.toml", 'title = "Own"', 'title = "Other"')
    served.when("index.html", lambda state: state["number"] > number and not state["building"])

    again = served.folder.with_name("again")
    shutil.copytree(served.folder, again, ignore=shutil.ignore_patterns("build"), dirs_exist_ok=True)
    monkeypatch.chdir(again)
    result = CliRunner().invoke(cli, ["build", "--no-print", "--no-cache", "--quiet"])
    assert result.exit_code == 0, result.output
    assert files(served.folder) == files(again)
    assert not any(b"_teikit" in data for data in files(served.folder).values())


def test_a_broken_file_shows_its_findings_until_it_is_repaired(served: Served) -> None:
    served.built()
    served.edit("xml/long.xml", "</body>", "</bod>")
    state = served.when("long.html", lambda state: any(f["code"] == "xml-malformed" for f in state["findings"]))
    (finding,) = [finding for finding in state["findings"] if finding["code"] == "xml-malformed"]
    assert (finding["file"], finding["line"]) == ("xml/long.xml", 61)
    served.built()
    status, page = served.get("/long.html")
    assert status == 500 and "xml/long.xml:61:" in page and "/_teikit/serve.js" in page
    served.edit("xml/long.xml", "</bod>", "</body>")
    served.when("long.html", lambda state: state["version"])
    served.built()
    assert served.get("/long.html")[0] == 200


def test_the_site_stays_while_the_settings_are_wrong(served: Served) -> None:
    served.built()
    served.edit("edition.toml", 'title = "Letters"', "title = ")
    state = served.when("letter-1.html", lambda state: state["error"])
    assert "edition.toml" in state["error"]
    assert served.get("/letter-1.html")[0] == 200
    served.edit("edition.toml", "title = ", 'title = "Letters"')
    served.when("letter-1.html", lambda state: not state["error"] and not state["building"])


def test_the_worklist_and_the_print_of_a_document(served: Served) -> None:
    state = served.built("letter-2.html")
    status, page = served.get(state["worklist"])
    assert status == 200 and "raw/letter-2.txt" in page and "letter-1" not in page
    status, pdf = served.get(state["print"])
    assert status == 200 and pdf.startswith("%PDF-")
    assert "letter-1" in served.get("/_teikit/worklist/")[1]


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_and_cleanly(tmp_path: Path, by: signal.Signals, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEIKIT_CACHE", str(tmp_path / "cache"))
    make_edition(tmp_path / "edition")
    running = Served(tmp_path / "edition")
    if by is signal.SIGINT:  # at work; the other one at the beginning
        running.when("index.html", lambda state: state["version"])
    said = running.end(by)
    assert running.process.returncode == 0, said
    assert said.splitlines()[-1] == "ended" and "Traceback" not in said
    left = [path.name for path in tmp_path.rglob(".*") if path.name not in (".generated", ".teikit")]
    assert left == []


@pytest.mark.browser
def test_a_saved_file_is_loaded_again_at_the_same_place(served: Served) -> None:
    api = pytest.importorskip("playwright.sync_api", reason="the playwright package is not installed")
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("no Chromium is installed")
    served.built()
    with api.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=program, args=SWITCHES.split())
        page = browser.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{served.address}long.html")
        page.locator("teikit-findings summary").wait_for()
        page.evaluate("document.getElementById('p40').scrollIntoView({behavior: 'instant'})")
        top = page.evaluate("document.getElementById('p40').getBoundingClientRect().top")

        served.edit(
            "xml/long.xml",
            '<p xml:id="p40">',
            f'<p>{"More words above. " * 60}</p><p xml:id="p40"><undefined>New</undefined> ',
        )
        page.locator("main", has_text="More words above.").wait_for()
        version = served.built("long.html")["version"]
        page.locator(f'script[data-version="{version}"]').wait_for(state="attached")
        page.wait_for_load_state("load")
        assert abs(page.evaluate("document.getElementById('p40').getBoundingClientRect().top") - top) < 2
        assert page.evaluate("scrollY") > 1000
        page.locator("teikit-findings summary", has_text="error").wait_for()
        page.locator("teikit-findings .place", has_text="xml/long.xml:41:").first.wait_for()
        assert page.locator("teikit-findings li.error").first.is_visible()

        page.locator("teikit-findings button", has_text="Worklist").click()
        page.frame_locator("teikit-findings iframe").locator("h1").wait_for()
        browser.close()
    assert complaints == []
    served.edit("xml/long.xml", "<undefined>New</undefined> ", "")
    served.built("long.html")
