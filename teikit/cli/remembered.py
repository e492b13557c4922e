"""What the commands of an edition keep from one run to the next: where nothing has changed, there is nothing to do.

Nothing that reads a document is imported here: a build with nothing to do must be quick.
"""

import os
import tomllib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from teikit.core import Ledger, Reason, cache_folder, files_in, program_state
from teikit.reports import Report

if TYPE_CHECKING:
    from teikit.conversion import Outcome
    from teikit.edition import Inputs
    from teikit.publication import Published

_TOML = "edition.toml"
_RUN = "run"
_OUTPUTS = ("html", "print")

no_cache_option = click.option("--no-cache", "fresh", is_flag=True, help="Make everything again, whatever is kept.")
explain_option = click.option(
    "--explain", is_flag=True, help="Say of everything that is made again what has changed."
)  # fmt: skip


def edition_folder(paths: Sequence[Path], folder: Path | None) -> Path | None:
    """The folder of the edition that a build is of as a whole; None for other files and folders."""
    if folder or (len(paths) == 1 and (paths[0] / _TOML).is_file()):
        return (folder or paths[0]).resolve()
    here = Path().resolve()
    return None if paths else next((place for place in (here, *here.parents) if (place / _TOML).is_file()), None)


class Finished(NamedTuple):
    """The end of a run: its report, and whether it failed."""

    report: Report
    failed: bool


class WholeRun:
    """A run of a whole edition: what it said, and the states of all files of the edition and of what it published."""

    def __init__(
        self, ledger: Ledger, folder: Path, output: Path | None, request: str, without: Iterable[Path]
    ) -> None:
        """`request` is all that was asked for, `without` are files that are written after the run."""
        self._ledger = ledger
        self._folder = folder
        build = output.absolute() if output else _build_folder(folder)
        self._outputs = tuple(f"{build / name}{os.sep}" for name in _OUTPUTS)
        self._without = {os.fspath(path.absolute()) for path in without}
        self._name = f"{request} {Path.cwd()}"
        self._before = self._states()

    def _states(self) -> dict[str, str]:
        """The state of each file of the edition, and of each that it published."""
        kept = cache_folder().absolute()
        places = [self._folder, *(Path(folder) for folder in self._outputs if not self._is_inside(folder))]
        paths = (path for place in places for path in files_in(place, [kept]))
        return {path: self._ledger.states.of(path) for path in paths if path not in self._without}

    def _is_inside(self, folder: str) -> bool:
        return folder.startswith(f"{self._folder}{os.sep}")

    def _made_of(self, states: dict[str, str]) -> dict[str, str]:
        names = "\n".join(states).encode("utf-8", "surrogateescape")
        catalogs = os.environ.get("XML_CATALOG_FILES", "")
        return {"teikit": program_state(), "the list of files": sha256(names).hexdigest(), "catalogs": catalogs}

    def unchanged(self) -> Finished | None:
        """What the last run said, where this one would do and say the same; None where there is something to do."""
        known = self._ledger.find(_RUN, self._name, self._made_of(self._before), lambda path, _: self._before[path])
        self._ledger.reasons.clear()
        return known if isinstance(known, Finished) else None

    def keep(self, finished: Finished, outcomes: "Sequence[Outcome]", published: "Published") -> None:
        """Keep the end of one more run in which nothing has changed, unless a file was changed during this one.

        `outcomes` and `published` are those of this run.
        """
        now = self._states()
        written = {path: state for outcome in outcomes for path, state in outcome.beside.items()}
        if all(self._is_steady(path, state, written, published.states) for path, state in now.items()):
            self._ledger.keep(_RUN, self._name, self._made_of(now), now, finished)

    def _is_steady(self, path: str, state: str, written: dict[str, str], read: dict[str, str]) -> bool:
        """Whether a file is as this run found or wrote it, and as it was read."""
        if path.startswith(self._outputs):
            return True
        return state == written.get(path, self._before.get(path)) and state == read.get(path, state)


def _build_folder(folder: Path) -> Path:
    """Where an edition is published, as its edition.toml says."""
    with suppress(OSError, ValueError):
        paths = tomllib.loads((folder / _TOML).read_text(encoding="utf-8")).get("paths", {})
        return folder / str(paths.get("build", "build"))
    return folder / "build"


def outcomes_again(outcomes: "Sequence[Outcome]", work: "Inputs") -> "list[Outcome] | None":
    """The outcomes of one more run in which nothing has changed; None where they are not known."""
    if not outcomes and not work.jobs:
        return []
    from teikit.conversion import Status, people_again

    same = {status: status for status in (Status.UNCHANGED, Status.KEPT, Status.CONFLICT, Status.FAILED)}
    same |= {Status.WRITTEN: Status.UNCHANGED}
    left = [outcome for outcome in outcomes if outcome.status is not Status.REMOVED]
    codes = {finding.code for outcome in left for finding in outcome.findings}
    if codes & {"convert-cannot-write", "convert-failed"} or any(outcome.status not in same for outcome in left):
        return None
    of_documents = [o._replace(status=same[o.status], beside={}) for o in left if o.target != work.people]
    return [*of_documents, *(people_again(work.people) if work.people and of_documents else [])]


def explained(reasons: Iterable[Reason]) -> list[str]:
    """What was made again, and why."""
    if not reasons:
        return ["nothing was made again: nothing has changed"]
    from teikit.edition import display_path

    lines = []
    for name, changed in dict.fromkeys(reasons):
        shown = ", ".join(display_path(Path(what)) if os.path.isabs(what) else what for what in changed)  # noqa: PTH117
        why = f"changed: {shown}" if shown else "nothing was kept of it"
        lines.append(f"made again: {display_path(Path(name))} ({why})")
    return lines
