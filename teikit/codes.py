"""Every code a diagnostic may carry: how grave it is, what it means, what to do.

A new check adds one row here; a test refuses a code that is used and not described, or described and not used.
"""

from typing import NamedTuple


class Code(NamedTuple):
    """A row of the table: severity (`error`, `warning`, `info`), what the code means, what a person can do."""

    severity: str
    meaning: str
    help: str = ""


CODES: dict[str, Code] = {
    # --- reading files
    # --- transcript
    # --- TEI
    # --- validation
    # --- publication
}
