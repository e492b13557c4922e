"""The archive page around a text: its layout, its metadata."""

from teikit.transcript.front_matter.balance import unbalanced_in_front
from teikit.transcript.front_matter.citation import ArchiveReference, Responsibility
from teikit.transcript.front_matter.fields import COLUMNS, Problem, field_data, metadata_of
from teikit.transcript.front_matter.header import (
    RECEIVED,
    SENT,
    SETTING,
    TRANSCRIPTION,
    TRANSLATION,
    TRANSMITTED,
    Licence,
    Metadata,
    PageImage,
    Participant,
    Party,
    PlaceOf,
    Recording,
    Stated,
    StatedHand,
)
from teikit.transcript.front_matter.keys import column_of
from teikit.transcript.front_matter.layouts import find_front
from teikit.transcript.front_matter.metadata import read_metadata
from teikit.transcript.front_matter.model import Front, trimmed
from teikit.transcript.front_matter.stated_page import find_stated, is_stated

__all__ = [
    "COLUMNS",
    "RECEIVED",
    "SENT",
    "SETTING",
    "TRANSCRIPTION",
    "TRANSLATION",
    "TRANSMITTED",
    "ArchiveReference",
    "Front",
    "Licence",
    "Metadata",
    "PageImage",
    "Participant",
    "Party",
    "PlaceOf",
    "Problem",
    "Recording",
    "Responsibility",
    "Stated",
    "StatedHand",
    "column_of",
    "field_data",
    "find_front",
    "find_stated",
    "is_stated",
    "metadata_of",
    "read_metadata",
    "trimmed",
    "unbalanced_in_front",
]
