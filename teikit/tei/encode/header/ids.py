"""Values of xml:id in the header: one for each participant, made from the label before the speeches."""

import re
from collections.abc import Iterable

from teikit.transcript import Participant

DOCUMENT = "doc-"
"""The beginning of the xml:id of a document that is made from the name of its file."""

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


def is_reserved_id(ident: str) -> bool:
    """Whether teikit may give an element of a document this id: elements of the header, numbered ones of the text."""
    return ident.startswith(DOCUMENT) or _NUMBERED.fullmatch(ident) is not None


# The ids that the encoding guide (10.7) names, and those of corresponding paragraphs.
_KINDS = "add|d|del|facs|file|hand|note|seg|copy|hi|speaker|unclear|supplied|persName|placeName|orgName|date"
_ROLES = "translator|transcriber|contributor|editor|provider|obtained|teikit"
_NUMBERED = re.compile(rf"(?:{_KINDS})-\d+(?:-.*)?|w\d+(?:-p\d+)?|(?:{_ROLES})(?:-\d+)?")
