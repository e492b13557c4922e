"""Reader of brackets that say that the text goes on in another direction on a page (TEI Guidelines 11.3.1)."""

from teikit.conventions import Convention
from teikit.core import Span
from teikit.interpretation.candidates.missing import count_of
from teikit.interpretation.model import Context, NoteReading
from teikit.recognizers import compiled, key_of, whole

_WAYS = ("crosswise", "upside-down")


def way_of_writing(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[crosswise on fol. 1r:]`: the page begins again, written in another direction."""
    if not compiled("|".join(convention.either("ways", way) for way in _WAYS)).search(text, span.start, span.end):
        return None
    count = rf"(?P<n>\d{{1,4}}|{convention.either('counts')})"
    side = rf"(?:,?\s*(?P<side>{convention.either('sides')})(?!\w))?"
    page = rf"{convention.either('pages')}\s*{count}(?!\d){side}"
    for way in _WAYS:
        words = rf"{convention.either('ways', way)}\s+(?:{convention.either('ways', 'on')}\s+)?{page}[:.]?"
        if match := whole(words, text, span):
            number = count_of(match["n"], convention)
            number += key_of("sides", match["side"], convention) if match["side"] else ""
            nothing, values = Span(span.end, span.end), {"n": number, "rend": way}
            return NoteReading("page", nothing, "the note says in which direction a page goes on", values=values)
    return None
