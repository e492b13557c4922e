"""Values of xml:id in the header: one for each participant, made from the label before the speeches."""

import re
from collections.abc import Iterable, Mapping

from teikit.core import is_reserved_id
from teikit.transcript import Metadata, Participant

# What no xml:id may hold (XML 1.0, NCName, for the letters of European scripts).
_NO_NAME = re.compile(r"[^0-9A-Za-z_.\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u0400-\u0481\u048a-\u052f-]+")
_BEGINS = re.compile(r"[^\W\d]")


def participant_ids(participants: Iterable[Participant], others: Iterable[str] = ()) -> list[tuple[Participant, str]]:
    """Each participant with an xml:id: the label in small letters; a number where it has none, or another has it.

    `others` are ids that the document has.
    """
    taken = set(others)
    pairs = []
    for number, participant in enumerate(participants, 1):
        ident = _NO_NAME.sub("-", participant.label.lower()).strip("-.")
        if not _BEGINS.match(ident) or ident in taken or is_reserved_id(ident):
            ident = f"speaker-{number}"
        taken.add(ident)
        pairs.append((participant, ident))
    return pairs


def speaker_pointers(data: Metadata) -> Mapping[str, str]:
    """The values of sp/@who by what names a speaker before a speech: the label of a participant, or the name."""
    pointers: dict[str, str] = {}
    for participant, ident in participant_ids(data.participants, (data.ident, data.calendar)):
        for words in (participant.label, participant.name):
            if words:
                pointers.setdefault(speaker_key(words), f"#{ident}")
    return pointers


def speaker_key(words: str) -> str:
    """The words that name a speaker, without capitals and the signs behind them."""
    return " ".join(words.split()).strip(" .:;,—–-").casefold()
