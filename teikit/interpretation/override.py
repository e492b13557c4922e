"""What a person settled about brackets of a transcript, once and for good: the `[[override]]` tables of an edition."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from teikit.core import Position, TeikitError

_CERTAINTIES = ("", "high", "medium", "low")


class OverrideError(TeikitError):
    """A table says something an override may not say; the message says what."""


class Override(NamedTuple):
    """The bracket at line and column `at` of the raw file `file` is of the kind `kind`, or `text`.

    `words` are the bracket as it stands in the file: with them it is found again where lines were put in above it.
    `place` and `hand` (the instrument, `pencil`) are for what is handwritten, `cert` for what stays in doubt.
    """

    file: str
    at: Position
    kind: str
    place: str = ""
    cert: str = ""
    hand: str = ""
    words: str = ""

    def __str__(self) -> str:
        return f"[[override]] {self.file} {self.at.line}:{self.at.column}"


def override_of(table: Mapping[str, str]) -> Override:
    """The override that a table of edition.toml states. Raises OverrideError."""
    missing = [key for key in ("file", "at", "as") if not table.get(key)]
    if missing:
        raise OverrideError(f"an [[override]] needs “{missing[0]}”")
    found = re.fullmatch(r"([1-9]\d{0,8}):([1-9]\d{0,8})", table["at"])
    if not found:
        raise OverrideError(f'[[override]] at = "{table["at"]}" is no place; write "LINE:COLUMN", as in "41:3"')
    given = {key: table.get(key, "") for key in ("place", "cert", "hand", "words")}
    if given["cert"] not in _CERTAINTIES:
        raise OverrideError(f"[[override]] cert must be {', '.join(_CERTAINTIES[1:])}")
    return Override(table["file"], Position(int(found[1]), int(found[2])), table["as"], **given)
