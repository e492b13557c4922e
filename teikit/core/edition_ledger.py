"""Where the ledger of an edition lies: one file for each folder, in the cache folder of the user."""

import os
from hashlib import sha256
from pathlib import Path

from teikit.core.ledger import Ledger
from teikit.core.start_cache import cache_folder


def ledger_of(folder: Path, fresh: bool = False) -> Ledger:
    """What is kept of the edition in a folder, or of what is worked on there; nothing without a place for it."""
    try:
        name = sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
        return Ledger(cache_folder() / "editions" / f"{name}.sqlite", fresh)
    except RuntimeError:
        return Ledger()
