"""What earlier runs converted: a transcript is converted again only where something that its TEI is made of changed."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from teikit.conversion.outcome import Outcome
from teikit.conversion.store import Status
from teikit.core import Ledger, bytes_of, files_in, program_state
from teikit.edition import Job
from teikit.tei import is_sealed, place_of_base
from teikit.validation import schema_digest

KIND = "convert"
_PERSON = "person "  # before a name that was looked up in the list of persons
_NONE = "not in the list"
# Other outcomes are another one when the same is converted again, or depend on what cannot be seen.
_SAME_AGAIN = {Status.WRITTEN: Status.UNCHANGED, Status.UNCHANGED: Status.UNCHANGED, Status.KEPT: Status.KEPT}


class Remembered:
    """The outcomes of earlier runs, for the transcripts of this one."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._program = program_state() if ledger.keeps else ""

    @property
    def keeps(self) -> bool:
        """Whether anything is kept."""
        return self._ledger.keeps

    def outcome(self, job: Job, made_of: Mapping[str, str]) -> Outcome | None:
        """The outcome of an earlier run that this one would have too; None where the transcript is to be converted."""
        if job.check or job.prefer_edited:
            return None
        known = {} if job.known is None else job.known

        def state(what: str, before: str) -> str:
            if what.startswith(_PERSON):
                return known.get(what.removeprefix(_PERSON), _NONE)
            return self._ledger.states.like(what, before)

        outcome: Outcome | None = self._ledger.find(KIND, str(job.target), made_of, state)
        return outcome

    def keep(self, job: Job, outcome: Outcome, made_of: Mapping[str, str]) -> None:
        """Keep an outcome; `made_of` is that of the job before it was converted."""
        again = _SAME_AGAIN.get(outcome.status)
        if job.check or job.prefer_edited or again is None or not outcome.beside:
            return
        persons = {f"{_PERSON}{name}": _NONE if ident is None else ident for name, ident in outcome.looked_up.items()}
        kept = outcome._replace(status=again, mentions=(), held=b"", looked_up={}, beside={})
        self._ledger.keep(KIND, str(job.target), made_of, {**persons, **outcome.beside}, kept)

    def made_of(self, job: Job) -> dict[str, str]:
        """What the TEI of a transcript is made of, by name, with the state of each."""
        settings = job._replace(known=None, hold=False, schemas=None)
        files = [Path(job.convention)] if Path(job.convention).suffix == ".toml" else []
        files += map(Path, files_in(files[0].parent / "vocabulary")) if files else []
        files += [job.labels] if job.labels else []
        return {
            "teikit": self._program,
            "the transcript": self._ledger.states.of(job.raw),
            "the settings": f"{settings} {job.known is None} {Path.cwd()}",
            "the convention": " ".join(f"{file} {self._ledger.states.of(file)}" for file in files),
            "the schemas": " ".join(f"{schema} {schema_digest(schema)}" for schema in job.schemas or ()),
        }

    def removed(self, jobs: Iterable[Job], folder: Path) -> list[Outcome]:
        """Remove the TEI in a folder that an earlier run made of transcripts that are no more, and nobody has edited.

        `jobs` are all that there are today; without any the edition is one of TEI alone, and stays. So does the TEI of
        a transcript that is there and is not converted, such as one of two that would share a file. Raises OSError.
        """
        jobs = list(jobs)
        if not jobs:
            return []
        ours, outcomes = {str(job.target) for job in jobs}, []
        for name in self._ledger.names(KIND):
            target, outcome = Path(name), self._ledger.value(KIND, name)
            if name in ours or target.parent != folder or not isinstance(outcome, Outcome):
                continue
            if Path(outcome.name.partition("#")[0]).exists():
                continue
            uses = self._ledger.uses(KIND, name)
            data = bytes_of(target) if target.is_file() else None
            if data is not None and self._ledger.states.of(target) == uses.get(name) and is_sealed(data):
                target.unlink()
                place_of_base(target).unlink(missing_ok=True)
                outcomes.append(Outcome(outcome.name, target, Status.REMOVED))
            self._ledger.forget(KIND, [name])
        return outcomes
