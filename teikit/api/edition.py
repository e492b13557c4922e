"""An edition: a folder with an edition.toml, its transcripts and its TEI."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from teikit.api.documents import SavedFile
from teikit.api.errors import FileError
from teikit.api.validation import ValidationResult
from teikit.checking import XmlInput, check_input, registers_of
from teikit.conversion import Outcome, convert_all
from teikit.core import BUILD_NEEDS, Diagnostic, Ledger, ledger_of, run_in_saxon_thread, shared_workers, writing_in
from teikit.edition import (
    FILE,
    Inputs,
    display_path,
    edition_inputs,
    load_edition,
    select_edition,
    tei_of_edition,
    written_folders,
)
from teikit.edition import Edition as Configuration
from teikit.publication import Run, publish


class EditionDocument(NamedTuple):
    """A document of an edition: how messages call it, the path of its transcript, and that of its TEI."""

    name: str
    transcript: Path
    tei: Path


class BuildResult(NamedTuple):
    """What a build made: the TEI files, the pages and the PDF, and the diagnostics of all its steps."""

    converted: tuple[SavedFile, ...]
    published: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


class Edition:
    """An edition in a folder. It is read from its edition.toml again for each thing that it does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.title = load_edition(self.folder).title

    @classmethod
    def open(cls, path: str | PathLike[str]) -> "Edition":
        """The edition in a folder, or of an edition.toml. Raises EditionError for one that cannot be used."""
        place = Path(path)
        return cls(place.parent if place.name == FILE else place)

    @property
    def documents(self) -> tuple[EditionDocument, ...]:
        """The documents that have a transcript, in order. Raises EditionError."""
        return tuple(EditionDocument(job.name, job.raw, job.target) for job in self._work()[1].jobs)

    def convert(self, processes: int = 1, *, cache: bool = True) -> tuple[SavedFile, ...]:
        """Convert the transcripts and write their TEI; what a person edited in it is kept.

        A list of the persons named is kept too, unless edition.toml says otherwise. With more than one of `processes`
        the calling program needs `if __name__ == "__main__":`. Without `cache` transcripts that have not changed are
        converted again too. Raises EditionError, ConventionError, SchemaError,
        FileError.
        """

        def converted() -> tuple[SavedFile, ...]:
            with _ledger(self.folder, cache) as ledger:
                return _saved(_outcomes(*self._work(), processes, ledger))

        return run_in_saxon_thread(converted)

    def validate(self) -> ValidationResult:
        """Validate the TEI of the edition. Raises EditionError, SchemaError."""
        return run_in_saxon_thread(lambda: _validated(load_edition(self.folder)))

    def build(
        self,
        output: str | PathLike[str] | None = None,
        *,
        html: bool | None = None,
        print: bool | None = None,
        processes: int = 1,
        cache: bool = True,
    ) -> BuildResult:
        """Convert, validate and publish the edition, as `teikit build` does.

        TEI that teikit made is left out where it is not valid; other TEI is published.

        `output` is the folder to publish to, else that of the edition; `html` and `print` say whether to make the site
        and the PDF, else edition.toml does; `processes` is as in `convert`. Without `cache` everything is made again,
        not only what has changed. Raises as `convert`.
        """

        def built() -> BuildResult:
            with _ledger(self.folder, cache) as ledger:
                return self._built(Path(output) if output else None, (html, print), processes, ledger)

        return run_in_saxon_thread(built)

    def _built(
        self, output: Path | None, asked: tuple[bool | None, bool | None], processes: int, ledger: Ledger
    ) -> BuildResult:  # fmt: skip
        html, print_ = asked
        edition, work = self._work()
        # An edition may be of TEI alone.
        wanted = (edition.html if html is None else html, edition.print if print_ is None else print_)
        out = output or edition.build
        with shared_workers(BUILD_NEEDS):
            outcomes = _outcomes(edition, work, processes, ledger) if work.jobs or not tei_of_edition(edition) else []
            validated = {outcome.target: outcome.validated for outcome in outcomes if outcome.validated}
            run = Run(processes=processes, validated=validated, ledger=ledger)
            try:
                with writing_in([out]):
                    result = publish(select_edition(edition), out, *wanted, run)
            except OSError as error:
                raise FileError(f"the edition cannot be published: {error}") from error
        converted = _saved(outcomes)
        diagnostics = [diagnostic for file in converted for diagnostic in file.diagnostics]
        return BuildResult(converted, tuple(result.written), (*work.findings, *diagnostics, *result.findings))

    def _work(self) -> tuple[Configuration, Inputs]:
        edition = load_edition(self.folder)
        return edition, edition_inputs(edition)

    def __repr__(self) -> str:
        return f"<Edition {self.title}>"


@contextmanager
def _ledger(folder: Path, used: bool) -> Iterator[Ledger]:
    """What is kept of an edition from one run to the next, which is used if `used`."""
    ledger = ledger_of(folder, not used)
    try:
        yield ledger
    finally:
        ledger.close()


def _outcomes(edition: Configuration, work: Inputs, processes: int, ledger: Ledger) -> list[Outcome]:
    try:
        with writing_in(written_folders(work.jobs)):
            return convert_all(work.jobs, work.people, edition.title, _no_progress, processes, ledger)
    except OSError as error:
        raise FileError(f"the edition cannot be converted: {error}") from error


def _saved(outcomes: Iterable[Outcome]) -> tuple[SavedFile, ...]:
    return tuple(SavedFile(outcome.target, outcome.status, outcome.findings) for outcome in outcomes)


def _validated(edition: Configuration) -> ValidationResult:
    registers = registers_of(edition)
    results = [
        check_input(XmlInput(path.read_bytes(), path, display_path(path)), edition=edition, registers=registers)
        for path in tei_of_edition(edition)
    ]
    schemas: Iterable[str] = dict.fromkeys(schema for result in results for schema in result.schemas)
    return ValidationResult((diagnostic for result in results for diagnostic in result.findings), schemas)


def _no_progress(name: str) -> None:
    """A build in Python prints nothing."""
