"""Decides what brackets, signs and blocks are, before any TEI is written."""

from teikit.interpretation.brackets import read_bracket
from teikit.interpretation.hands import Hand, Hands
from teikit.interpretation.languages import Languages, languages_of
from teikit.interpretation.notes import read_note
from teikit.interpretation.override import TEXT, Override, OverrideError, override_of
from teikit.interpretation.overrides import ANSWERED, reading_of, settle
from teikit.interpretation.residue import kept, unsaid

__all__ = [
    "ANSWERED",
    "TEXT",
    "Hand",
    "Hands",
    "Languages",
    "Override",
    "OverrideError",
    "kept",
    "languages_of",
    "override_of",
    "read_bracket",
    "read_note",
    "reading_of",
    "settle",
    "unsaid",
]
