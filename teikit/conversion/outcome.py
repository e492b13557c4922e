"""The outcome of converting or publishing one file."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from teikit.conversion.store import Status
from teikit.core import Diagnostic
from teikit.edition import display_path
from teikit.people import Mention
from teikit.tei import Proof
from teikit.validation import Validated


class Outcome(NamedTuple):
    """The outcome for one file: `target` is the file written, `proof` the account of the transcript's characters.

    If the list of persons lacks one of the `mentions`, the document is held: `held` is its interpretation (see
    `Interpreted.packed`). `validated` is the result of its validation. `looked_up` is what the list of persons said of
    the names that were looked up in it: the id, or None for a name that it lacks. `beside` are the states of the TEI
    file and of what is kept beside it, just after it was written.
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
    looked_up: Mapping[str, str | None] = {}
    beside: Mapping[str, str] = {}

    @property
    def would_change(self) -> bool:
        """Whether, in a check, the file would change."""
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
