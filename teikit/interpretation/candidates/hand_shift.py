"""Reader of brackets that say whose hand, or what medium, the following words are in (TEI Guidelines 11.3.2.1)."""

from teikit.conventions import Convention
from teikit.core import Span
from teikit.interpretation.candidates.residue import unexpressed
from teikit.interpretation.candidates.scribes import OTHER, scribe
from teikit.interpretation.model import Context, NoteReading
from teikit.recognizers import find_key

_LONGEST = 80


def hand_begins(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[in Anna's hand:]`, `[in pencil:]` before words of the sentence: a hand begins here."""
    words = span.cut(text).strip()
    if not words.endswith(":") or len(words) > _LONGEST or context.own_block or not context.after.strip():
        return None
    opening = words.removesuffix(":")
    by, medium = scribe(opening, convention), find_key("media", opening, convention)
    if not (by or medium) or unexpressed(opening, "hand", convention, "" if by == OTHER else by):
        return None
    return NoteReading(
        "hand", Span(span.end, span.end), "the note names the hand of what follows", medium=medium[0] if medium else "",
        scribe=by,
    )  # fmt: skip
