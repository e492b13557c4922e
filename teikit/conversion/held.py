"""Documents that wait until the list of persons is complete.

Their interpretations lie in a temporary file: a first conversion of a large archive has thousands of them.
"""

from collections.abc import Sequence
from typing import NamedTuple, overload

from teikit.conversion.outcome import Outcome
from teikit.conversion.store import Status
from teikit.core import Spool
from teikit.edition import Job


class Held(NamedTuple):
    """A transcript held until the list of persons is complete: its job, and its interpretation."""

    job: Job
    interpretation: bytes


class HeldDocuments(Sequence[Held]):
    """The transcripts that are held, in the order in which they were added; `jobs` are theirs."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self._spool = Spool()

    def without_text(self, job: Job, outcome: Outcome) -> Outcome:
        """The outcome of a job; where it is held, its interpretation is kept here. Raises OSError."""
        if outcome.status is not Status.HELD:
            return outcome
        self._spool.append_bytes(outcome.held)
        self.jobs.append(job)
        return outcome._replace(held=b"")

    def __len__(self) -> int:
        return len(self.jobs)

    @overload
    def __getitem__(self, index: int) -> Held: ...

    @overload
    def __getitem__(self, index: slice) -> list[Held]: ...

    def __getitem__(self, index: int | slice) -> Held | list[Held]:
        """A document, or several, read now. Raises IndexError, OSError."""
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        return Held(self.jobs[index], self._spool.bytes_of(index))
