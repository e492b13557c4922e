"""Builds the site again and again in one process, which keeps its tables, schemas and stylesheets.

What `teikit build` would write is written, in the same way. The pages of a few changed documents are made first, in
memory, so that they can be shown before the site around them is built.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import quote

from teikit.conversion import Outcome, convert_all, convert_in_memory, remove_orphans
from teikit.core import (
    BUILD_NEEDS,
    Diagnostic,
    Ledger,
    file_state,
    ledger_of,
    shared_workers,
    sort_diagnostics,
    writing_in,
)
from teikit.edition import (
    DOCUMENTS_TABLE,
    FILE,
    Inputs,
    Job,
    Selection,
    display_path,
    edition_inputs,
    load_edition,
    select,
    select_edition,
    tei_of_edition,
    written_folders,
)
from teikit.publication import Preview, Run, publish, publish_print
from teikit.readers import SUFFIXES
from teikit.serve.values import Built, Pages, Request, shown
from teikit.worklist import worklist_text

# Files that are read again by each build; others, such as schemas, conventions, stylesheets, once in a process.
_READ_AGAIN = (
    frozenset((FILE, DOCUMENTS_TABLE)),
    frozenset((*SUFFIXES, ".md", ".css", ".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".tif", ".tiff")),
)
_FEW = 8  # changed files whose documents are shown before the site

Progress = Callable[[str], None]


def _silent(name: str) -> None:
    """No progress."""


class Builder:
    """The builds of one request. `written` are the states of the sources that the builder has written itself."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self.written: dict[str, str] = {}
        self._work = Inputs([], [])
        self._preview: Preview | None = None
        self._selection: Selection | None = None
        self._writing: list[Path] = []
        self._out = request.output or (request.folder or Path()) / "build"

    @property
    def _outputs(self) -> list[Path]:
        return [(self._out / name).resolve() for name in ("html", "print")]

    @property
    def folder(self) -> Path:
        """The folder of the site."""
        return self._out / "html"

    # ------------------------------------------------------------ the whole site
    def build(self, progress: Progress) -> Built:
        """Build what has changed. `progress` is called with each file, and may raise to end the build.

        Raises TeikitError, OSError.
        """
        begun = perf_counter()
        selection = self._selected()
        self._out = out = self._request.output or selection.edition.build
        ledger = ledger_of(selection.edition.folder)
        try:
            with shared_workers(BUILD_NEEDS):
                outcomes = self._converted(selection, ledger, progress)
                selection = selection.refreshed()
                validated = {outcome.target: outcome.validated for outcome in outcomes if outcome.validated}
                with writing_in([out]):
                    run = Run(progress, None, None, validated, ledger)
                    published = publish(selection, out, True, self._request.with_print, run)
        finally:
            ledger.close()
        self._selection, self._preview = selection, Preview(selection, published, self.folder)
        findings = [*self._work.findings, *(finding for outcome in outcomes for finding in outcome.findings)]
        documents = [*published.documents, *(outcome.target for outcome in outcomes)]
        names = [name for path in documents for name in self._files(path)]
        findings = sort_diagnostics([*findings, *published.findings], list(dict.fromkeys(names)))
        seconds = perf_counter() - begun
        return Built(self.folder, shown(findings), self._names(), seconds)

    def warm(self) -> None:
        """Make a page of a document in memory, so that the first change does not wait for tables and stylesheets.

        Raises TeikitError, OSError.
        """
        for job in self._work.jobs[:1]:
            convert_in_memory(job)
        preview = self._preview
        plan = preview.plan if preview else None
        if preview and plan and plan.files and preview.file(plan.files[0].path):
            preview.pages(plan.files[0])

    def _selected(self) -> Selection:
        request = self._request
        if request.folder:
            return select_edition(load_edition(request.folder), request.title)
        return select(request.paths, request.title)

    def _converted(self, selection: Selection, ledger: Ledger, progress: Progress) -> list[Outcome]:
        self._work = Inputs([], [])
        if selection.named:
            return []
        self._work = work = edition_inputs(selection.edition)
        removed = remove_orphans(work.jobs, selection.edition.xml, ledger)
        self.written |= {str(outcome.target): file_state(outcome.target) for outcome in removed}
        if not work.jobs and tei_of_edition(selection.edition):
            return removed
        return [*removed, *self._convert(work.jobs, progress, ledger)]

    def _convert(self, jobs: Sequence[Job], progress: Progress, ledger: Ledger | None = None) -> list[Outcome]:
        """Convert transcripts, and note what was written."""
        title = self._work.edition.title if self._work.edition else ""
        self._writing = folders = [folder.resolve() for folder in written_folders(jobs)]
        try:
            with writing_in(folders):
                outcomes = convert_all(jobs, self._work.people, title, progress, None, ledger)
        finally:
            self._writing = []
        self.written |= {path: state for outcome in outcomes for path, state in outcome.beside.items()}
        return outcomes

    def _files(self, tei: Path) -> tuple[str, ...]:
        """The names of the files of a document: its transcripts, its TEI."""
        raw = [job.name for job in self._work.jobs if job.target == tei]
        return (*raw, *(name.partition("#")[0] for name in raw if "#" in name), display_path(tei))

    def _names(self) -> dict[str, tuple[str, ...]]:
        """The files of each document of the site, and of those that have no page."""
        plan = self._preview.plan if self._preview else None
        raw = {job.target: self._files(job.target) for job in self._work.jobs}
        files = {path.stem: names for path, names in raw.items()}
        files |= {file.path.stem: (display_path(file.path),) for file in plan.omitted} if plan else {}
        for file in plan.files if plan else ():
            files |= {page.name: raw.get(file.path, (display_path(file.path),)) for page in file.pages}
        return files

    # ------------------------------------------------------------ what has changed
    def is_news(self, path: Path) -> bool:
        """Whether a file is a source that is not as the builder wrote it."""
        if path.is_dir() or any(map(path.is_relative_to, self._outputs)):
            return False
        known = self.written.get(str(path))
        return known is None or known != file_state(path)

    def is_kept(self, path: Path) -> bool:
        """Whether this process may keep something of a file, and so would not see that it has changed."""
        names, suffixes = _READ_AGAIN
        if path.name in names or path.suffix.lower() in suffixes:
            return False
        return not (self._preview and self._preview.file(path)) and path.parent != self._xml

    @property
    def _xml(self) -> Path | None:
        return self._work.edition.xml if self._work.edition else None

    def is_being_written(self, path: Path) -> bool:
        """Whether a file may be one that the conversion, which has not ended yet, has just written."""
        return any(map(path.is_relative_to, self._writing))

    def quick(self, changed: Sequence[Path]) -> Iterator[Pages]:
        """The pages of changed documents, one by one; none where more has changed than a few documents.

        Raises TeikitError, OSError.
        """
        paths = {path.resolve() for path in changed}
        jobs = [job for job in self._work.jobs if job.raw.resolve() in paths]
        tei = {path for path in paths if self._preview and self._preview.file(path)}
        if not all(path.is_file() for path in paths):
            return
        if self._preview is None or len(tei | {job.raw.resolve() for job in jobs}) < len(paths) or len(jobs) > _FEW:
            return
        outcomes = self._convert(jobs, _silent) if jobs else []
        targets = {outcome.target: outcome for outcome in outcomes if any(outcome.target == job.target for job in jobs)}
        for path in dict.fromkeys([*targets, *tei]):
            yield from self._pages(path, targets.get(path))

    def _pages(self, path: Path, outcome: Outcome | None) -> Iterator[Pages]:
        assert self._preview is not None
        file = self._preview.file(path)
        if file is None or not path.exists():
            return
        pages = self._preview.pages(file, outcome.validated if outcome else None)
        findings: list[Diagnostic] = [*(outcome.findings if outcome else ()), *pages.findings]
        html = {name: page.encode() for name, page in pages.pages.items()}
        yield Pages(file.pages[0].name, html, self._files(file.path), shown(findings))

    # ------------------------------------------------------------ what is shown beside a page
    def worklist(self, page: str) -> bytes:
        """The worklist of a document, or of all, as HTML. Raises TeikitError, OSError."""
        targets = self._targets(page)
        jobs = [job for job in self._work.jobs if targets is None or job.target in targets]
        work = self._work._replace(jobs=jobs, findings=[] if page else self._work.findings)
        return worklist_text(work, self._address, "html", _silent)[0].encode("utf-8", "replace")

    def _address(self, path: Path) -> str:
        """Where a file is served; empty for one that is not."""
        site = self.folder.resolve()
        if path.resolve().is_relative_to(site):
            return "/" + quote(path.resolve().relative_to(site).as_posix())
        return ""

    def _targets(self, page: str) -> set[Path] | None:
        plan = self._preview.plan if self._preview else None
        files = plan.files if plan else []
        paths = {file.path for file in files if any(page == each.name for each in file.pages)}
        return (paths or {job.target for job in self._work.jobs if job.target.stem == page}) if page else None

    def pdf(self, page: str) -> bytes:
        """The print of a document, or of all. Raises TeikitError, OSError."""
        if self._selection is None:
            return b""
        edition, targets = self._selection.edition, self._targets(page)
        files = self._selection.files if targets is None else sorted(targets)
        selection = self._selection._replace(files=files, named=tuple(files) if page else self._selection.named)
        with TemporaryDirectory() as folder:
            out = Path(folder, "preview.pdf")
            publish_print(selection, edition.print_view, out, Run())
            return out.read_bytes() if out.exists() else b""
