"""Notes on handwriting: scribe, medium, place, the written words, and where they continue.

Before a colon or a quotation mark, a note names a hand, an action or a medium, or a place on the page. Words of the
opening that no vocabulary has are kept as a description by `residue` (TEI Guidelines 11.3.1).
"""

import re

from teikit.conventions import Convention
from teikit.core import Span
from teikit.interpretation.candidates.scribes import hands, scribe
from teikit.interpretation.model import UNPLACED, Context, NoteReading
from teikit.recognizers import begins, compiled, find_key, key_of

_QUOTES = '"“„«'
_OPENING = rf"[^:{_QUOTES}]*+"
# Other places may be meant figuratively ("above: the treaty"), so they need a hand or an action beside them.
_PAGE_PLACE = re.compile(r"margin|top|bottom|across|overleaf")


def handwriting(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """The reading of a note on handwriting; None for another note."""
    other = "|".join(convention.either("actions", act) for act in ("deleted", "redacted", "underlined"))
    if begins(rf"(?:{other})(?!\w)", text, span):
        return None
    agent = rf"{convention.either('agents', 'hand')}|{hands(convention)}"
    action = convention.either("actions", "inserted")
    opening = begins(rf"(?:{agent}|{action})(?!\w)", text, span)
    if opening is None:
        return _by_place_or_tool(text, span, context, convention)
    rest = Span(opening.end(), span.end)
    colon = begins(rf"{_OPENING}:\s*", text, rest)
    if colon is None and (damaged := _damaged(text, rest, convention)):
        return damaged
    colon = colon or begins(rf"{_OPENING}(?=[{_QUOTES}])", text, rest)
    if colon is None or not text[colon.end() : span.end].strip():
        return _without_words(text, span, opening[0], context, convention)
    return _with_words(text, opening[0], Span(rest.start, colon.end()), span, context, convention)


def _without_words(text: str, span: Span, opening: str, context: Context, convention: Convention) -> NoteReading | None:
    """`[handwritten]`, `[handwritten:]`: before a block it is about this block, else it does not give the words."""
    words = span.cut(text).rstrip(": ")
    if compiled(convention.either("actions", "inserted")).fullmatch(opening) and words != opening:
        return None
    alone = words == opening
    if (alone or text[: span.end].rstrip().endswith(":")) and context.after.strip() and not context.before.strip():
        reading = _with_words(text, opening, Span(span.start + len(opening), span.end), span, context, convention)
        kind = "marginalia" if reading.place.startswith("margin") else "addition"
        return reading._replace(kind=kind, reason="it is before the words that it is about", values={"reach": "block"})
    return NoteReading("editor", span, "it mentions handwriting without giving its words", cert="low" if alone else "")


def _by_place_or_tool(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[in pencil: …]`, `[at the top of the page, in ink: "…"]`, `[X's remark in the margin: …]`."""
    colon = begins(rf"{_OPENING}(?::\s*|(?=[{_QUOTES}]))", text, span)
    if colon is None or len(colon[0].split()) > 14 or not text[colon.end() : span.end].strip():
        return None
    if begins(convention.either("agents", "translator") + "|" + convention.either("agents", "editor"), text, span):
        return None
    if begins(convention.either("agents", "stamp"), text, span):
        return None
    opening = colon[0]
    hand = compiled(rf"(?<!\w)(?:{convention.either('agents', 'hand')}|{hands(convention)})(?!\w)").search(opening)
    medium, place = find_key("media", opening, convention), find_key("places", opening, convention)
    at_place = place is not None and not place[1].start and _PAGE_PLACE.match(place[0])
    if not (hand or (medium and (not medium[1].start or place)) or at_place):
        return None
    return _with_words(text, "", Span(span.start, colon.end()), span, context, convention)


def _with_words(
    text: str, agent: str, words: Span, span: Span, context: Context, convention: Convention
) -> NoteReading:
    content, opening = Span(words.end, span.end), words.cut(text)
    announced = compiled(rf"{convention.either('continuation', 'announced')}.*").search(opening)
    place = find_key("places", opening[: announced.start()] if announced else opening, convention)
    onward = find_key("places", announced[0], convention) if announced else None
    medium = find_key("media", opening, convention)
    inserted = bool(compiled(convention.either("actions", "inserted")).search(agent + opening))
    continued = bool(begins(rf"[{_QUOTES}]?{convention.either('continuation', 'begins')}", text, content))
    numbered = compiled(rf"(?<!\w){convention.either('numbering', 'sign')}\s*\Z").search(context.before)
    by_place = _by_place(place[0] if place else "", inserted, bool(announced) or continued, bool(numbered))
    by_hand = compiled(rf"(?<!\w){convention.either('agents', 'hand')}(?!\w)").search(agent + opening) is not None
    addition, reason = (True, by_place) if by_place else _by_words(content.cut(text), context)
    if not by_place and not by_hand and place and place[0].startswith("margin"):
        addition, reason = False, "it is in the margin and not called inserted"
    return NoteReading(
        kind="addition" if addition else "marginalia",
        content=content,
        reason=reason,
        place=_in_sentence(place[0], inserted, context) if place else "",
        medium=medium[0] if medium else "",
        scribe=scribe(agent + opening, convention),
        continues=onward[0] if onward else (UNPLACED if announced else ""),
        continued=continued and addition,
        doubtful=find_key("doubt", opening, convention) is not None,
        by_hand=by_hand,
    )


def _in_sentence(place: str, inserted: bool, context: Context) -> str:
    """The place of handwriting: what is inserted in a sentence “at the top” is above its line, not above the page."""
    return "above" if place == "top" and inserted and context.before.strip() else place


def endorsement(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[Endorsed in another hand: Answd 3 March]`, `[Rückseite, Bleistift: erh. 4.5.]`: a note of who received it."""
    named = convention.either("agents", "endorsement")
    opening = begins(rf"{named}(?!\w){_OPENING}:\s*", text, span)
    if opening is None or not text[opening.end() : span.end].strip():
        return None
    reading = _with_words(text, "", Span(span.start, opening.end()), span, context, convention)
    return reading._replace(kind="endorsement", place=reading.place or "overleaf", reason="the note says endorsed")


def _by_place(place: str, inserted: bool, divided: bool, numbered: bool) -> str:
    """Why handwriting is an addition, independent of its words (TEI Guidelines 11.3.1); empty without a reason."""
    if inserted:
        return "the note calls it inserted"
    if place in ("above", "below", "inline"):
        return "it is in or between the lines"
    if divided:
        return "it is one half of a text that continues elsewhere"
    return "it fills in the number after the sign" if numbered else ""


def _by_words(content: str, context: Context) -> tuple[bool, str]:
    """Whether handwriting is an addition, and why: words that continue a sentence are; all others are remarks."""
    if context.own_block:
        return False, "it is outside the text"
    words = content.strip(' "“”„«»')
    if re.match(r"\d+[.)]", words) or words.endswith(("?", "!")):
        return False, "it is numbered, asks or exclaims"
    if words[:1].islower() and not context.before.rstrip().endswith((".", "!", "?", ":")):
        return True, "it continues the sentence it is in"
    return False, "it is complete in itself"


def _damaged(text: str, rest: Span, convention: Convention) -> NoteReading | None:
    """`handwritten in the left 24. But silver?"`: the words before the text were lost."""
    damaged = begins(rf"\s*{convention.either('damaged_places')}\s+", text, rest)
    if damaged is None:
        return None
    place = key_of("damaged_places", damaged[0], convention)
    return NoteReading(
        kind="marginalia", content=Span(damaged.end(), rest.end), place=place, cert="medium",
        reason="words of the note were lost between the place and the text", by_hand=True,
    )  # fmt: skip
