"""TEI documents in memory: their text, what is known of them, and their pages."""

from collections.abc import Callable, Iterable
from html import escape
from os import PathLike
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from teikit.api.errors import ArgumentError, DocumentError, FileError
from teikit.conversion import Status, save
from teikit.core import Diagnostic, Severity, Source, XsltError, run_in_saxon_thread
from teikit.interpretation import Decision
from teikit.publication import Record, document_page, document_pdf, document_record
from teikit.tei import MarkRow
from teikit.xml import MappedText

T = TypeVar("T")
View = Literal["diplomatic", "reading"]

_FRAME = (
    '<iframe sandbox srcdoc="{page}" title="{title}" loading="lazy"'
    ' style="display: block; box-sizing: border-box; width: 100%; height: 36rem; border: 1px solid #8884;'
    ' resize: vertical"></iframe>'
)


class Account(NamedTuple):
    """The account of a transcript's characters: how many became text, header, marks and layout, of how many in all.

    `holds` says that each character is accounted for, and that the letters of the TEI text are those of the transcript.
    """

    text: int = 0
    header: int = 0
    mark: int = 0
    layout: int = 0
    total: int = 0
    holds: bool = False


class SavedFile(NamedTuple):
    """A TEI file that was to be written: its path, what was done with it, and the diagnostics of that."""

    path: Path
    status: Status
    diagnostics: tuple[Diagnostic, ...]


class TeiDocument:
    """A TEI document; `name` is how messages call it."""

    def __init__(
        self, name: str, text: MappedText | None, diagnostics: Iterable[Diagnostic], marks: Iterable[MarkRow]
    ) -> None:
        self.name = name
        self._text = text
        self._diagnostics = list(diagnostics)
        self._marks = tuple(marks)

    @property
    def tei(self) -> str:
        """The text of the document, with entities and includes resolved; empty if it could not be read."""
        return self._text.text if self._text else ""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The diagnostics of reading or converting the document, and those of publishing it so far."""
        return tuple(self._diagnostics)

    @property
    def valid(self) -> bool:
        """Whether no diagnostic is an error."""
        return not any(diagnostic.severity is Severity.ERROR for diagnostic in self._diagnostics)

    def marks(self) -> list[MarkRow]:
        """The marks of the document as rows, for `pandas.DataFrame(document.marks())`."""
        return list(self._marks)

    def record(self, language: str = "en") -> Record:
        """What the TEI says of the document as values: title, persons, dates, places, languages.

        `language` (BCP 47) is that of dates without words and of the names of languages. Raises DocumentError for a
        document that has no TEI.
        """
        return self._published(lambda text: (document_record(text, language), []))

    def to_html(self, language: str = "en") -> str:
        """The document as one self-contained HTML page: no other file, no script, no network.

        `language` (BCP 47) is that of the page's own words. Raises DocumentError for a document that has no TEI.
        """
        return self._published(lambda text: document_page(text, language))

    def to_pdf(self, title: str = "", view: View = "diplomatic", language: str = "en") -> bytes:
        """The document as a PDF.

        `title` is that of the title page (else the document's), `view` what is printed, `language` (BCP 47) that of the
        print's own words. Raises DocumentError for a document that has no TEI or cannot be typeset, ArgumentError for
        an unknown view.
        """
        if view not in ("diplomatic", "reading"):
            raise ArgumentError(f"view must be diplomatic or reading, not “{view}”")
        pdf = self._published(lambda text: document_pdf(text, title, view, language))
        if not pdf:
            raise DocumentError(f"{self.name} cannot be printed: {self._diagnostics[-1].message}")
        return pdf

    def _published(self, publish: Callable[[MappedText], tuple[T, list[Diagnostic]]]) -> T:
        text = self._text
        if text is None:
            raise DocumentError(f"{self.name} cannot be published: {self._first_error()}")
        try:
            result, diagnostics = run_in_saxon_thread(lambda: publish(text))
        except XsltError as error:
            raise DocumentError(f"{self.name} cannot be published: {error}") from error
        self._diagnostics += [diagnostic for diagnostic in diagnostics if diagnostic not in self._diagnostics]
        return result

    def _first_error(self) -> str:
        errors = (str(each) for each in self._diagnostics if each.severity is Severity.ERROR)
        return next(errors, "there is no TEI document")

    def _repr_html_(self) -> str:
        """The page for a notebook, in a frame of its own: it runs nothing, and no style goes in or out."""
        try:
            page = self.to_html()
        except DocumentError as error:
            return f"<pre>{escape(str(error))}</pre>"
        # Without a base of its own, the links inside the page would lead to the notebook.
        framed = page.replace("<head>", '<head><base href="about:srcdoc">', 1)
        return _FRAME.format(page=escape(framed), title=escape(self.name))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}: {len(self._diagnostics)} diagnostics>"


class ConvertedDocument(TeiDocument):
    """A TEI document that was converted from a transcript.

    `source` is the text of the transcript; `decisions` say how its brackets, dates, signs and blocks were interpreted,
    each with its span in the source; `account` counts its characters.
    """

    def __init__(
        self,
        name: str,
        text: MappedText | None,
        diagnostics: Iterable[Diagnostic],
        marks: Iterable[MarkRow],
        source: Source,
        decisions: Iterable[Decision],
        account: Account,
    ) -> None:
        super().__init__(name, text, diagnostics, marks)
        self.source = source
        self.decisions = tuple(decisions)
        self.account = account

    def save(self, path: str | PathLike[str]) -> SavedFile:
        """Write the TEI to a file, as `teikit convert` does: what a person edited in the file is kept.

        If the file was edited since teikit wrote it, the changes of the transcript are merged into it. Where both
        changed one place, the file stays as it is, and status and diagnostics say so.

        Raises DocumentError for a document that is not valid, FileError where the file cannot be written.
        """
        target = Path(path)
        if not self.valid:
            raise DocumentError(f"{self.name} is not saved, as it is not valid: {self._first_error()}")
        try:
            status, diagnostics = run_in_saxon_thread(lambda: save(self.tei.encode(), self.name, target))
        except OSError as error:
            raise FileError(f"{target} cannot be written: {error.strerror or error}") from error
        return SavedFile(target, status, tuple(diagnostics))
