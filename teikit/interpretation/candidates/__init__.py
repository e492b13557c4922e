"""What a bracket may be: each reader proposes a candidate from the words in it or from the text around it."""

from teikit.interpretation.candidates.brackets import read_bracket
from teikit.interpretation.candidates.notes import read_note
from teikit.interpretation.candidates.residue import keep_words, unexpressed
from teikit.interpretation.candidates.scribes import OTHER

__all__ = ["OTHER", "keep_words", "read_bracket", "read_note", "unexpressed"]
