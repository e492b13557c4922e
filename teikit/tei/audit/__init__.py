"""Checks that every character and every word of a note reached the TEI."""

from teikit.tei.audit.characters import Proof, prove, text_of
from teikit.tei.audit.note_words import swallowed

__all__ = ["Proof", "prove", "swallowed", "text_of"]
