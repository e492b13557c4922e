"""An interpreted transcript: all decisions are made, its TEI is not yet written."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from teikit.conversion.convention_check import checked_convention
from teikit.core import Diagnostic, Source
from teikit.edition import Job
from teikit.interpretation import Interpretation, Override, interpret, names_of
from teikit.people import NOBODY, Referred, refer
from teikit.transcript import edition_model, find_convention, read_document


@dataclass(frozen=True)
class Interpreted:
    """An interpretation with its job and the diagnostics of reading (`read`) and of interpreting (`decided`)."""

    job: Job
    interpretation: Interpretation
    read: tuple[Diagnostic, ...]
    decided: tuple[Diagnostic, ...]

    @cached_property
    def persons(self) -> Referred:
        """The persons named in it, with their entries in the job's list of persons."""
        if self.job.known is None:
            return NOBODY
        return refer(names_of(self.interpretation), self.job.known, self.interpretation.document.convention)

    def with_overrides(self, overrides: Iterable[Override]) -> "Interpreted":
        """The same document interpreted with other overrides."""
        interpretation, decided = interpret(self.interpretation.document, tuple(overrides), self.job.stated)
        return replace(self, interpretation=interpretation, decided=tuple(decided))

    @property
    def packed(self) -> bytes:
        """The interpretation as compressed bytes, to hold it or to send it to another process; 1/8 of its size."""
        import pickle  # imported here: only documents with new persons are held

        return zlib.compress(pickle.dumps(replace(self, job=self.job._replace(known=None))), level=1)


def unpacked(packed: bytes, job: Job) -> Interpreted:
    """The interpretation of a job from bytes of `packed`. The bytes must come from this run, as they are a pickle."""
    import pickle

    interpreted = pickle.loads(zlib.decompress(packed))
    assert isinstance(interpreted, Interpreted)
    return replace(interpreted, job=job)


def interpret_source(source: Source, job: Job, diagnostics: Sequence[Diagnostic] = ()) -> Interpreted:
    """The interpretation of a source with the `diagnostics` of reading it. Raises ConventionError.

    If the job has no convention, it is found by evidence; the job of the result has it.
    """
    if not job.convention:
        name, diagnostic = find_convention(source, job.layout)
        job, diagnostics = job._replace(convention=name), (*diagnostics, diagnostic)
    convention = checked_convention(job.convention, None if job.schemas is None else tuple(job.schemas))
    document, reading = read_document(source, convention, job.layout, job.language, edition_model(job.labels))
    interpretation, decided = interpret(document, job.overrides, job.stated)
    return Interpreted(job, interpretation, (*diagnostics, *reading), tuple(decided))
