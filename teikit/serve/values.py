"""The values that go between the server and the process that builds."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from teikit.core import CODES, Diagnostic


class Request(NamedTuple):
    """What is served: the edition in `folder`, or TEI files and folders; `output` is where it is published."""

    paths: tuple[Path, ...] = ()
    folder: Path | None = None
    output: Path | None = None
    title: str | None = None
    with_print: bool = False


class Finding(NamedTuple):
    """A diagnostic as the browser shows it; `line` is 0 for one of a whole file."""

    file: str
    line: int
    column: int
    severity: str
    code: str
    message: str
    advice: str

    @property
    def place(self) -> str:
        """The file, with line and column where they are known."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Changed(NamedTuple):
    """Files that have changed."""

    paths: tuple[Path, ...]


class Wanted(NamedTuple):
    """A question of the server: `kind` is "worklist" or "print", `page` the name of a document, or empty for all."""

    number: int
    kind: str
    page: str


class Answer(NamedTuple):
    """The answer to the question of this number: a page of HTML or a PDF; empty, and `error` says why."""

    number: int
    content: bytes
    error: str = ""


class Again(NamedTuple):
    """The process ends, and another one begins: a file has changed that is read once in a process."""


class Begun(NamedTuple):
    """A build has begun; its site is in `folder`."""

    folder: Path


class Pages(NamedTuple):
    """The pages of one document, made before the site: by path; none where it cannot be published.

    `page` is the name of the document, `findings` are those of its files.
    """

    page: str
    html: Mapping[str, bytes]
    files: tuple[str, ...]
    findings: tuple[Finding, ...]


class Built(NamedTuple):
    """A site that was built; with an `error`, the one of the build before is still there.

    `files` are, by the name of a document, its files as findings name them. `seconds` is how long it took.
    """

    folder: Path | None
    findings: tuple[Finding, ...] = ()
    files: Mapping[str, tuple[str, ...]] = {}
    seconds: float = 0.0
    error: str = ""


def shown(diagnostics: Iterable[Diagnostic]) -> tuple[Finding, ...]:
    """Diagnostics as findings, each once."""
    return tuple(dict.fromkeys(map(_finding, diagnostics)))


def _finding(of: Diagnostic) -> Finding:
    line, column = (of.position.line, of.position.column) if of.position else (0, 0)
    advice = of.advice or (CODES[of.code].help if of.code in CODES and str(of.severity) != "info" else "")
    return Finding(of.file, line, column, str(of.severity), of.code, of.message, advice)
