"""The server: one open document for each file of the editor, and one process that validates.

Validation runs in a process of its own, so that proposals never wait for it, and what a schema does cannot end the
server. The whole text comes with each change: half a megabyte takes a millisecond, and no line end is misread.
"""

import asyncio
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from teikit.core import VERSION
from teikit.editing import Finding, OpenDocument, check_text
from teikit.lsp.answers import action_of, diagnostic_of, item_of
from teikit.lsp.positions import Positions
from teikit.lsp.worker import new_pool

_PAUSE = 0.25  # seconds without a change after which a text is validated
_TRIGGERS = ["<", "/", " ", '"', "'"]


class Server(LanguageServer):
    """The open documents, their findings, and the process that validates them."""

    def __init__(self) -> None:
        super().__init__("teikit", VERSION, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self._documents: dict[str, OpenDocument] = {}
        self._checked: dict[str, tuple[str, list[Finding]]] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._pool: ProcessPoolExecutor | None = None

    # ---------------------------------------------------------------- documents
    def take(self, uri: str, text: str, pause: float = _PAUSE) -> None:
        """Take a text that was opened or changed, and validate it soon."""
        if uri not in self._documents:
            path = to_fs_path(uri) if uri.startswith("file:") else None
            self._documents[uri] = OpenDocument(Path(path) if path else None)
        self._documents[uri].update(text)
        self._validate_soon(uri, pause)

    def saved(self) -> None:
        """A file was saved: other documents may depend on it."""
        for uri, document in self._documents.items():
            document.reload()
            self._validate_soon(uri, 0)

    def forget(self, uri: str) -> None:
        """Forget a document that was closed, with its findings."""
        for held in (self._documents, self._checked):
            held.pop(uri, None)
        if uri in self._waiting:
            self._waiting.pop(uri).cancel()
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def document(self, uri: str) -> tuple[OpenDocument, Positions]:
        """An open document with the positions in its text."""
        document = self._documents[uri]
        document.others = self._others(document)
        return document, self.positions(document.text)

    def _others(self, document: OpenDocument) -> dict[Path, str]:
        """The texts of the other open documents: they are read in place of their files."""
        return {d.path: d.text for d in self._documents.values() if d.path and d is not document}

    def positions(self, text: str) -> Positions:
        """The positions in a text, in the units of the editor."""
        return Positions(text, str(self.workspace.position_encoding.value))  # type: ignore[union-attr]

    # ---------------------------------------------------------------- findings
    def _validate_soon(self, uri: str, pause: float) -> None:
        if uri in self._waiting:
            self._waiting[uri].cancel()
        self._waiting[uri] = asyncio.get_running_loop().create_task(self._validate(uri, pause))

    async def _validate(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        document = self._documents[uri]
        text = document.text
        try:
            findings = await asyncio.get_running_loop().run_in_executor(
                self.pool, check_text, text, document.path, self._others(document)
            )
        except BrokenProcessPool:
            self._pool = None  # the next change starts another
            return
        self._checked[uri] = (text, findings)
        positions = self.positions(text)
        shown = [diagnostic_of(finding, text, positions) for finding in findings]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, shown))

    @property
    def pool(self) -> ProcessPoolExecutor:
        """The process that validates; it is started when it is first needed."""
        if self._pool is None:
            self._pool = new_pool()
        return self._pool

    def close(self) -> None:
        """End the process that validates."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """The quick fixes of the findings in a range of the text that was validated last."""
        uri = params.text_document.uri
        document, positions = self.document(uri)
        text, findings = self._checked.get(uri, ("", []))
        if text != document.text:
            return []  # the text has changed since: the places of the findings are not right
        wanted = positions.span(params.range)
        near = [f for f in findings if f.span.start <= wanted.end and wanted.start <= f.span.end]
        return [
            action_of(fix, uri, positions, diagnostic_of(finding, text, positions), number == 0)
            for finding in near
            for number, fix in enumerate(document.fixes(finding.diagnostic, finding.span))
        ]


def make_server() -> Server:
    """A server with all that it answers."""
    server = Server()
    _answer_changes(server)
    _answer_questions(server)
    return server


def _answer_changes(server: Server) -> None:
    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        if server.workspace.root_path:
            os.chdir(server.workspace.root_path)  # files are named as by `teikit validate` in the project's folder

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.take(params.text_document.uri, params.text_document.text, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.take(params.text_document.uri, params.content_changes[-1].text)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.saved()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)


def _answer_questions(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=_TRIGGERS))
    def completion(params: types.CompletionParams) -> list[types.CompletionItem]:
        document, positions = server.document(params.text_document.uri)
        proposals = enumerate(document.complete(positions.offset(params.position)))
        snippets = _takes_snippets(server.client_capabilities)
        return [item_of(number, completion, positions, snippets) for number, completion in proposals]

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        document, positions = server.document(params.text_document.uri)
        description = document.describe(positions.offset(params.position))
        if description is None:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, description.text)
        return types.Hover(content, positions.range(description.span))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> types.Location | None:
        document, positions = server.document(params.text_document.uri)
        target = document.target(positions.offset(params.position))
        if target is None:
            return None
        uri = params.text_document.uri if target.path == document.path else from_fs_path(str(target.path.resolve()))
        return types.Location(uri or "", server.positions(target.source.text).range(target.span))

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        return server.actions(params)


def _takes_snippets(client: types.ClientCapabilities) -> bool:
    completion = client.text_document.completion if client.text_document else None
    item = completion.completion_item if completion else None
    return bool(item and item.snippet_support)


def serve() -> None:
    """Serve one editor over standard input and output, until it ends the connection."""
    server = make_server()
    try:
        server.start_io()
    finally:
        server.close()
