"""Decisions of a person about brackets of a transcript: the `[[override]]` tables of edition.toml."""

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

from teikit.core import Position, Source, TeikitError
from teikit.interpretation.model import KINDS, TEXT, UNPLACED, Decision, Subject

_CERTAINTIES = ("", "high", "medium", "low")


class OverrideError(TeikitError):
    """An [[override]] table is wrong; the message says how."""


class Override(NamedTuple):
    """The bracket at line and column `at` of the raw file `file` is of the kind `kind`, or `text`.

    `words` are the bracket as written in the file: with them it is found again after lines were inserted above it.
    `place` and `hand` (the medium, such as `pencil`) are for handwriting, `cert` for a decision that stays in doubt.
    All other values (extent of a gap, correction of an error) are read from the bracket as without the override, if
    that gives the same kind. Therefore the override that `override_for` makes from a decision reproduces the same TEI,
    except for the number of doubtful decisions. `text` is for brackets that are part of the text.
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
    match = re.fullmatch(r"([1-9]\d{0,8}):([1-9]\d{0,8})", table["at"])
    if not match:
        raise OverrideError(f'[[override]] at = "{table["at"]}" is no place; write "LINE:COLUMN", as in "41:3"')
    given = {key: table.get(key, "") for key in ("place", "cert", "hand", "words")}
    if given["cert"] not in _CERTAINTIES:
        raise OverrideError(f"[[override]] cert must be {', '.join(_CERTAINTIES[1:])}")
    return Override(table["file"], Position(int(match[1]), int(match[2])), table["as"], **given)


_SURE = "delete this line if you are sure"

# Words of a bracket longer than this are not repeated in its override.
_LONGEST = 200


def override_for(decision: Decision, source: Source, file: str) -> Override | None:
    """The override that repeats a decision about a bracket of the raw file `file`; None if there can be none.

    With it in edition.toml, the bracket becomes the same TEI as without it.
    """
    if decision.subject is not Subject.BRACKET or decision.kind not in (*KINDS, TEXT):
        return None
    words, values = source.cut(decision.span), decision.values
    place = values.get("place", "")
    return Override(
        file,
        source.position(decision.span.start),
        decision.kind,
        place="" if place == UNPLACED else place,
        cert=decision.cert,
        hand=values.get("medium", ""),
        words=words if len(words) <= _LONGEST else "",
    )


def as_toml(override: Override) -> str:
    """The table of edition.toml that states an override; JSON's strings are TOML's basic strings.

    A certainty keeps the decision doubtful, which a comment says.
    """
    given = {"file": override.file, "at": f"{override.at.line}:{override.at.column}", "words": override.words}
    given |= {"as": override.kind, "place": override.place, "cert": override.cert, "hand": override.hand}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in given.items() if value]
    return "\n".join(
        ["[[override]]", *(f"{line}  # {_SURE}" if line.startswith("cert = ") else line for line in lines)]
    )
