"""What a stage did with one file."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from teikit.conversion.store import Status
from teikit.core import Diagnostic
from teikit.edition import display_path
from teikit.people import Mention
from teikit.tei import Proof
from teikit.validation import Validated

Progress = Callable[[str], None]


class Outcome(NamedTuple):
    """What a stage did with one file: `target` is the file made, `proof` the account of the transcript's characters.

    A document that is held before its TEI is written, as the list of persons lacks one of its `mentions`, has its
    interpretation in `held` (see `Interpreted.packed`); `validated` is the result of its validation.
    """

    name: str
    target: Path
    status: Status
    findings: tuple[Diagnostic, ...] = ()
    proof: Proof | None = None
    doubtful: int = 0
    mentions: tuple[Mention, ...] = ()
    held: bytes = b""
    validated: Validated | None = None

    @property
    def would_change(self) -> bool:
        """Whether a check found that the file would not stay as it is."""
        return self.status in (Status.WOULD_CHANGE, Status.CONFLICT)

    @property
    def converted(self) -> bool:
        """Whether the document has TEI of this run, written or not."""
        return self.status is not Status.FAILED

    def __str__(self) -> str:
        line = f"{self.name} -> {display_path(self.target)}: {self.status}"
        if self.proof is None:
            return line
        return f"{line}; {self.proof}{'' if self.proof.holds else ' (DOES NOT HOLD)'}; in doubt: {self.doubtful}"
