"""A run of `teikit validate`: from paths and options to its report."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from teikit.checking.baseline import Baseline, read_baseline, write_baseline
from teikit.checking.catalog import named_by_environment
from teikit.checking.check_file import CheckedDocument, Result, check_data, check_document, chosen_schemas
from teikit.checking.config import NO_EDITION, Config, EditionSchemas
from teikit.checking.dead_ends import together
from teikit.checking.filters import DiagnosticFilter, codes_named, fails, repeats_counted, schemas_once
from teikit.checking.foreign import skipped_note
from teikit.checking.input import XmlInput
from teikit.checking.parallel import check_files
from teikit.checking.registers import registers_among, registers_below, registers_once
from teikit.checking.schema_notes import schemas_used, without_schema
from teikit.checking.targets import concerned, without_included
from teikit.core import Diagnostic, Severity, cache_folder, file_diagnostic
from teikit.edition import (
    Edition,
    NoFileError,
    ValidationSettings,
    display_path,
    edition_of,
    find_edition,
    generated_tei,
    has_people,
    load_edition,
    tei_in,
    tei_of_edition,
    wrong_link,
)
from teikit.reports import Report, counted
from teikit.validation import Validated, file_digest
from teikit.xml import PEOPLE, project_root

Progressing = Callable[[int], AbstractContextManager[Callable[[str], None]]]


@dataclass(frozen=True)
class CheckRequest:
    """What to check and how. No `paths`: the edition of the current folder. `jobs` None: as many as pay. `given` is a
    document that is checked instead of files; the cache is not used for it.

    What is empty or None is as [validation] of the edition has it. `most` as in DiagnosticFilter.
    """

    paths: tuple[Path, ...] = ()
    schemas: tuple[Path, ...] = ()
    phase: str | None = None
    catalogs: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity | None = None
    most: int = 0
    changed_since: str | None = None
    jobs: int | None = None
    cached: bool = True
    baseline: Path | None = None
    write_baseline: Path | None = None
    fail_on: str | None = None
    given: XmlInput | None = None

    def filter(self, settings: ValidationSettings) -> DiagnosticFilter:
        """Which diagnostics are reported. Raises UnknownCodeError."""
        schemas = self.schemas or settings.schemas
        select, ignore = self.select or settings.select, self.ignore or settings.ignore
        severity = self.severity or Severity(settings.severity)
        return DiagnosticFilter(codes_named(select, schemas), codes_named(ignore, schemas), severity, self.most)


class SchemaOptions(NamedTuple):
    """The schemas of --schema, which replace those that files name, and the catalogs of --catalog."""

    schemas: tuple[Path, ...] = ()
    catalogs: tuple[Path, ...] = ()


class Outcome(NamedTuple):
    """The report of a run, and whether the run failed."""

    report: Report
    failed: bool


def check(request: CheckRequest, progressing: Progressing) -> Outcome:
    """Check what the request names. `progressing` takes the number of files; what it opens is called with each.

    Raises EditionError, NoFileError, GitError, CatalogError, BaselineError, and SchemaError for a schema that
    was named and cannot be used.
    """
    if request.given is not None:
        return _check_given(replace(request, cached=False), request.given)
    edition = edition_of(request.paths) if request.paths else load_edition(find_edition(Path()))
    files = [file for path in request.paths for file in tei_in(path)]
    if edition and not request.paths:
        people = [edition.xml / PEOPLE] if has_people(edition.xml) else []
        files = [*tei_of_edition(edition), *people]
        if not files:
            raise NoFileError(f"there is no TEI in {display_path(edition.xml)}; make it with teikit convert")
    root = project_root(request.paths, edition.folder if edition else None)
    settings = edition.validation if edition else ValidationSettings()
    wanted = request.filter(settings)
    chosen, hosts, registers, foreign = without_included(list(dict.fromkeys(files)), request.paths, root, display_path)
    parts = len(set(files)) - len(chosen)
    were = "was" if parts == 1 else "were"
    notes = [f"{counted(parts, 'file')} {were} checked as part of those that include them"] if parts else []
    if foreign and not request.schemas:  # whoever names a schema knows what it is for
        chosen = [file for file in chosen if file not in set(foreign)]
        notes.append(skipped_note(foreign, display_path))
    config = _config(request, edition, root)
    config = replace(config, registers=registers_once(config.registers, registers))
    if request.changed_since is not None:
        concern = concerned(chosen, hosts, request.changed_since, root)
        left = counted(len(chosen) - len(concern), "file")
        notes.append(f"{left} left out: no change since {request.changed_since} concerns them")
        chosen = concern
    refused = _refused(chosen, request.paths, root)
    with progressing(len(chosen)) as progress:
        results = list(check_files([file for file in chosen if file not in refused], config, request.jobs, progress))
    results += refused.values()
    return _report(_completed(request, settings), wanted, results, [*notes, *schemas_used(results)])


def _refused(files: Iterable[Path], named: Sequence[Path], root: Path) -> dict[Path, Result]:
    """The links out of the project and to nowhere among files that are not named themselves."""
    wrong = {file: wrong_link(file, root) for file in set(files).difference(named)}
    return {
        file: Result(name := display_path(file), (file_diagnostic(name, "edition-outside-file", reason),))
        for file, reason in sorted(wrong.items())
        if reason
    }


def _check_given(request: CheckRequest, given: XmlInput) -> Outcome:
    edition = edition_of((given.path,))
    settings = edition.validation if edition else ValidationSettings()
    results = [check_data(given.data, given.path, _config_of_input(given, request, edition))]
    outcome = _report(_completed(request, settings), request.filter(settings), results, schemas_used(results))
    outcome.report.contents = {given.name: given.data}
    return outcome


class DocumentChecker:
    """Loads and checks the files that are published, as `teikit validate` would; nothing is cached."""

    def __init__(
        self,
        paths: Sequence[Path],
        edition: Edition | None,
        options: SchemaOptions | None = None,
        registers: tuple[Path, ...] = (),
    ) -> None:
        """A checker of `paths`, which are of an edition or of none; `registers` are further ones."""
        self.root = project_root(paths, edition.folder if edition else None)
        schemas, catalogs = options or SchemaOptions()
        config = _config(CheckRequest((), schemas, catalogs=catalogs, cached=False), edition, self.root)
        default = config.edition._replace(default=config.edition.own is not False)
        self._config = replace(config, registers=registers or config.registers, edition=default)

    def __str__(self) -> str:
        """What the checks depend on besides the files, in words that tell it from others."""
        config = self._config
        edition = config.edition._replace(generated=frozenset())
        catalogs = [f"{path} {file_digest(path)}" for path in config.catalogs]
        return f"{config.root} {config.given} {edition} {catalogs} {config.phase} {config.registers}"

    def is_own(self, path: Path) -> bool:
        """Whether a file is one that teikit made, and so is checked as such."""
        return path.resolve() in self._config.edition.generated

    def check(self, path: Path, validated: Validated | None = None) -> CheckedDocument:
        """Load and check one file; `validated` is a validation that was done already. Raises SchemaError."""
        checked = check_document(path, self._config, validated)
        return checked._replace(diagnostics=tuple(repeats_counted(checked.diagnostics)))


def check_input(
    given: XmlInput, schemas: Sequence[Path] = (), phase: str | None = None, edition: Edition | None = None,
    texts: Mapping[Path, bytes] | None = None, registers: tuple[Path, ...] | None = None,
) -> Result:  # fmt: skip
    """What `teikit validate` reports for one document, with the schemas that are for it; the cache is not used.

    `texts` are read in place of other files, by their paths without links; `registers` are those of the edition, where
    they are known.

    Raises SchemaError for a schema that was named and cannot be used, EditionError, CatalogError.
    """
    its_edition = edition or _edition_of_input(given)
    request = CheckRequest((given.path,) if given.is_file else (), tuple(schemas), phase, cached=False)
    config = _config_of_input(given, request, its_edition)
    config = replace(config, registers=registers_of(its_edition) if registers is None else registers, texts=texts or {})
    result = check_data(given.data, given.path, config)
    wanted = request.filter(its_edition.validation if its_edition else ValidationSettings())
    return result._replace(findings=tuple(filter(wanted.accepts, result.findings)))


def schemas_for(given: XmlInput) -> list[Path]:
    """The schemas that `check_input` uses for a document, whether or not it is well-formed.

    Raises EditionError, CatalogError.
    """
    config = _config_of_input(given, CheckRequest(cached=False), _edition_of_input(given))
    return chosen_schemas(given.data, given.path, config)


def registers_for(given: XmlInput) -> tuple[Path, ...]:
    """The files in which an editor looks up pointers that have no target in their own. Raises EditionError.

    Without an edition these are the index files in the project around the file, as `teikit validate` finds them there.
    """
    edition = _edition_of_input(given)
    if edition is not None or not given.is_file:
        return registers_of(edition)
    root = given.root()
    return registers_below(root if (root / ".git").exists() else given.path.parent)


def registers_of(edition: Edition | None) -> tuple[Path, ...]:
    """The registers of an edition: those that it names, and the index files among its TEI."""
    return registers_once(edition.registers, registers_among(tei_of_edition(edition))) if edition else ()


def _edition_of_input(given: XmlInput) -> Edition | None:
    return edition_of((given.path,)) if given.is_file else None


def _config_of_input(given: XmlInput, request: CheckRequest, edition: Edition | None) -> Config:
    return replace(_config(request, edition, given.root(edition)), display_path=given.display_path)


def _completed(request: CheckRequest, settings: ValidationSettings) -> CheckRequest:
    """The request with what the settings say of the report where it says nothing itself."""
    return replace(request, baseline=request.baseline or settings.baseline, fail_on=request.fail_on or settings.fail_on)


def _edition_schemas(edition: Edition) -> EditionSchemas:
    generated = {*generated_tei(edition), edition.xml / PEOPLE}
    own = edition.validation.own
    resolved = frozenset(path.resolve() for path in generated) if own is None else frozenset()
    return EditionSchemas(edition.validation.schemas, own, resolved)


def _config(request: CheckRequest, edition: Edition | None, root: Path) -> Config:
    settings = edition.validation if edition else ValidationSettings()
    catalogs = [*request.catalogs, *([settings.catalog] if settings.catalog else []), *named_by_environment()]
    return Config(
        root,
        display_path,
        request.schemas or None,
        _edition_schemas(edition) if edition else NO_EDITION,
        tuple(catalogs),
        cache_folder() if request.cached else None,
        request.phase or settings.phase,
        edition.registers if edition else (),
    )


def _report(
    request: CheckRequest, wanted: DiagnosticFilter, results: Sequence[Result], notes: list[str]
) -> Outcome:  # fmt: skip
    names = [result.name for result in results]
    by_file = [[d for d in result.findings if wanted.accepts(d)] for result in results]
    if request.write_baseline:
        number = write_baseline(request.write_baseline, [finding for findings in by_file for finding in findings])
        return Outcome(Report("validate", names, [], [*notes, f"{number} findings are in the baseline now"]), False)
    if request.baseline:
        known = read_baseline(request.baseline)
        by_file = [known.new(findings) for findings in by_file]
        notes += _outdated(known, results)
    general = [finding for finding in without_schema(results) if wanted.accepts(finding)]
    ends, rest = together(by_file) if wanted.most else ([], by_file)
    shown = _all([*general, *ends], map(wanted.limited, rest))
    report = Report("validate", names, _all(general, by_file), notes, shown=shown)
    return Outcome(report, fails([f for findings in by_file for f in findings], request.fail_on or "error"))


def _all(general: list[Diagnostic], by_file: Iterable[list[Diagnostic]]) -> list[Diagnostic]:
    """The diagnostics of a run: those about the run as a whole, then those of its files."""
    return schemas_once(list(dict.fromkeys([*general, *(finding for findings in by_file for finding in findings)])))


def _outdated(known: Baseline, results: Sequence[Result]) -> list[str]:
    left = known.outdated([result.name for result in results])
    return [f"{left} findings of the baseline are no more: write it again with --write-baseline"] if left else []
