"""The language server, driven over standard input and output as an editor drives it; nothing waits for a time."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from converting import ROOT
from lsprotocol import types

import teikit.cli.lsp as lsp_command
from teikit.cli.main import cli
from teikit.core import Span
from teikit.lsp.positions import Positions

BEGINNING = (
    '<?xml-model href="schema.rng" type="application/xml"?>\n'
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>t</title></teiHeader><text><div>\n'
)
LETTER = f'{BEGINNING}<p>𝔸𝔹 <persNmae ref="persons.xml#p1">b</persNmae></p></div></text></TEI>'
BROKEN = f'{BEGINNING}<p>𝔸𝔹 <persName ref="persons.xml#p1">b</persName> <hi rend="it'
Message = dict[str, Any]


class Editor:
    """An editor: what it asks, and the answers."""

    def __init__(self, folder: Path) -> None:
        command = [Path(sys.executable).with_name("teikit"), "lsp"]
        self.server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.folder = folder
        self.uri = (folder / "letter.xml").as_uri()
        self._number = 0

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        answer = self.next_message(lambda message: message.get("id") == self._number and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def ask_at(self, method: str, line: int, character: int) -> Any:
        where = {"line": line, "character": character}
        return self.ask(f"textDocument/{method}", textDocument={"uri": self.uri}, position=where)

    def findings(self) -> list[Message]:
        """The findings that the server publishes next."""
        message = self.next_message(lambda message: message.get("method") == "textDocument/publishDiagnostics")
        found: list[Message] = message["params"]["diagnostics"]
        return found

    def next_message(self, wanted: Any) -> Message:
        return next(filter(wanted, self._messages()))

    def _send(self, message: Message) -> None:
        assert self.server.stdin
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.server.stdin.flush()

    def _messages(self) -> Iterator[Message]:
        """The messages of the server. Nothing else is on its standard output."""
        assert self.server.stdout
        while True:
            header = self.server.stdout.readline()
            assert header.startswith(b"Content-Length: "), header
            while self.server.stdout.readline().strip():
                pass
            yield json.loads(self.server.stdout.read(int(header.split()[1])))


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    (tmp_path / "schema.rng").write_bytes((ROOT / "tests" / "editing" / "schema.rng").read_bytes())
    persons = '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<p>𝔸</p><person xml:id="p1"/></TEI>'
    (tmp_path / "persons.xml").write_text(persons, encoding="utf-8")
    running = Editor(tmp_path)
    yield running
    running.server.kill()
    running.server.communicate()


def test_a_session(editor: Editor) -> None:
    """From opening a file to leaving the editor. Each astral character counts twice in a line."""
    item = {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}}
    server = editor.ask("initialize", processId=None, rootUri=editor.folder.as_uri(), capabilities=item)
    assert server["capabilities"]["positionEncoding"] == "utf-16"
    editor.tell("initialized")
    opened = {"uri": editor.uri, "languageId": "xml", "version": 1, "text": LETTER}
    editor.tell("textDocument/didOpen", textDocument=opened)
    (finding,) = editor.findings()
    assert (finding["code"], finding["severity"], finding["source"]) == ("tei-element-unknown", 1, "teikit")
    assert finding["range"] == {"start": {"line": 2, "character": 8}, "end": {"line": 2, "character": 39}}
    _correct(editor, finding)
    editor.tell(
        "textDocument/didChange",
        textDocument={"uri": editor.uri, "version": 2},
        contentChanges=[{"text": BROKEN}],
    )
    assert [finding["code"] for finding in editor.findings()] == ["xml-malformed"]
    _ask(editor)
    editor.tell("textDocument/didClose", textDocument={"uri": editor.uri})
    assert editor.findings() == []
    assert editor.ask("shutdown") is None
    editor.tell("exit")
    assert editor.server.wait() == 0


def _correct(editor: Editor, finding: Message) -> None:
    actions = editor.ask(
        "textDocument/codeAction",
        textDocument={"uri": editor.uri},
        range=finding["range"],
        context={"diagnostics": [finding]},
    )
    assert [action["title"] for action in actions] == ["Rename to <persName>"]
    edits = actions[0]["edit"]["changes"][editor.uri]
    assert [(e["range"]["start"]["character"], e["newText"]) for e in edits] == [(9, "persName"), (42, "persName")]


def _ask(editor: Editor) -> None:
    """Completion, hover and definition in a text that is not well-formed."""
    end = len('<p>𝔸𝔹 <persName ref="persons.xml#p1">b</persName> <hi rend="it') + 2
    (value,) = editor.ask_at("completion", 2, end)
    assert (value["label"], value["documentation"]) == ("italic", "sloping letters")
    assert value["textEdit"]["range"]["start"] == {"line": 2, "character": end - 2}
    items = editor.ask_at("completion", 2, end - len('rend="it'))
    assert [item["textEdit"]["newText"] for item in items] == ["rend"]
    hover = editor.ask_at("hover", 2, 12)
    assert hover["contents"]["value"] == "`<persName>`\n\nthe name of a person"
    assert hover["range"] == {"start": {"line": 2, "character": 9}, "end": {"line": 2, "character": 17}}
    target = editor.ask_at("definition", 2, 24)
    assert target["uri"] == (editor.folder / "persons.xml").as_uri()
    assert target["range"]["start"] == {"line": 1, "character": 9}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_positions_and_offsets_are_inverse(encoding: str) -> None:
    text = "a𝔸é\r\n\u2028b\x85c\r𝔸\n\n"
    positions = Positions(text, encoding)
    starts = [offset for offset in range(len(text) + 1) if text[max(0, offset - 1) : offset + 1] != "\r\n"]
    assert [positions.offset(positions.position(offset)) for offset in starts] == starts
    assert positions.offset(types.Position(99, 0)) == len(text)
    assert positions.offset(types.Position(0, 99)) == 3
    assert positions.span(positions.range(Span(2, 7))) == Span(2, 7)
    units = {"utf-8": 7, "utf-16": 4, "utf-32": 3}
    assert positions.position(3) == types.Position(0, units[encoding])


def test_without_the_extra_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lsp_command, "find_spec", lambda name: None)
    result = CliRunner().invoke(cli, ["lsp"])
    assert result.exit_code == 1
    assert 'pip install "teikit[lsp]"' in result.output
