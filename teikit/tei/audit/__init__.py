"""Checks that every character and every word of a note reached the TEI."""

from teikit.tei.audit.characters import Proof, prove, text_of
from teikit.tei.audit.note_words import lost_in_marks

__all__ = ["Proof", "lost_in_marks", "prove", "text_of"]
