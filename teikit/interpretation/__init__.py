"""Decides what brackets, signs and blocks are, before any TEI is written."""

from teikit.interpretation.brackets import read_bracket
from teikit.interpretation.hands import Hand, Hands
from teikit.interpretation.languages import Languages, languages_of
from teikit.interpretation.model import KINDS, SETTLED, TEXT, Context, Decision, NoteReading, alternatives_to
from teikit.interpretation.notes import read_note
from teikit.interpretation.override import Override, OverrideError, override_of
from teikit.interpretation.overrides import ANSWERED, reading_of, settle
from teikit.interpretation.residue import kept, unsaid

__all__ = [
    "ANSWERED",
    "KINDS",
    "SETTLED",
    "TEXT",
    "Context",
    "Decision",
    "Hand",
    "Hands",
    "Languages",
    "NoteReading",
    "Override",
    "OverrideError",
    "alternatives_to",
    "kept",
    "languages_of",
    "override_of",
    "read_bracket",
    "read_note",
    "reading_of",
    "settle",
    "unsaid",
]
