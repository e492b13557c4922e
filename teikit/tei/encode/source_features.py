"""Writes brackets that tell what stands on the paper: one row a kind (TEI Guidelines 11.3)."""

from collections.abc import Callable

from lxml import etree

from teikit.core import Span
from teikit.tei.builder import Element
from teikit.tei.encode.context import Bracket, paragraphs_of
from teikit.transcript import Node, clip
from teikit.xml import XML_ID

Row = Callable[[Bracket], int]


# Elements that may hold paragraphs between the two ends of a spanning addition.
_HOLD_BLOCKS = {"div", "item", "postscript"}


def marginalia(bracket: Bracket) -> int:
    """A remark in the margin, or an instruction."""
    bracket.element("note", {"type": "marginalia", **bracket.hand()})
    return bracket.end


def addition(bracket: Bracket) -> int:
    """A handwritten insertion: over several blocks it is delimited rather than enclosed."""
    parts = paragraphs_of(clip(bracket.group.children, bracket.reading.content))
    attributes = _linked(bracket)
    if len(parts) > 1 and etree.QName(bracket.builder.parent).localname in _HOLD_BLOCKS:
        _spanning(bracket, parts, attributes)
    else:
        _await(bracket, bracket.element("add", attributes))
    return bracket.end


def _linked(bracket: Bracket) -> dict[str, str]:
    """The attributes of an addition, with the link back where it continues one that was announced."""
    pen, reading = bracket.pen, bracket.reading
    if not (reading.continued and pen.waiting) or reading.continues:
        own = {"id": pen.next_addition()} if reading.continues else {}
        return {**own, **bracket.hand()}
    first, announced, _ = pen.waiting.pop(0)
    made = pen.next_addition()
    first.set("next", f"#{made}")
    # One text is by one hand, whatever instrument either half names.
    by = {"hand": first.get("hand", ""), "place": reading.place or announced.continues, "cert": reading.cert}
    return {"id": made, **by, "prev": f"#{first.get(XML_ID)}"}


def _await(bracket: Bracket, made: Element) -> None:
    if bracket.reading.continues:
        bracket.pen.waiting.append((made, bracket.reading, bracket.group.span))
    elif bracket.reading.continued and not made.get("prev"):
        bracket.pen.report(
            bracket.group.span, "note-unmatched-continuation", "this addition continues one that was not found"
        )


def _spanning(bracket: Bracket, parts: list[tuple[Node, ...]], attributes: dict[str, str]) -> None:
    builder, group, content = bracket.builder, bracket.group, bracket.reading.content
    own = attributes.get("id") or bracket.pen.next_addition()
    made = builder.element("addSpan", {**attributes, "id": own, "spanTo": f"#{own}-end"}, group.span)
    _await(bracket, made)
    described = bracket.reading.described
    builder.mark(Span(described.end if described else group.span.start, content.start))
    for part in parts:
        builder.newline()
        with builder.within("p", span=Span(part[0].span.start, part[-1].span.end)):
            bracket.write(part)
    builder.newline()
    builder.mark(Span(content.end, group.span.end))
    builder.element("anchor", {"id": f"{own}-end"}, group.close)


def stamp(bracket: Bracket) -> int:
    """A stamp with its wording."""
    bracket.element("stamp")
    return bracket.end


def signature(bracket: Bracket) -> int:
    """An autograph that is only mentioned; what the note adds (a date, "illegible") is described in it."""
    if bracket.reading.content:
        with bracket.builder.within("gap", {"reason": "signature"}, bracket.group.span):
            bracket.bare_element("desc")
    else:
        bracket.builder.element("gap", {"reason": "signature"}, bracket.group.span)
        bracket.builder.mark(bracket.group.span)
    return bracket.end


def gap(bracket: Bracket) -> int:
    """Something is not there, or was left out; what the note says of it is described."""
    if bracket.reading.content:
        with bracket.builder.within("gap", dict(bracket.reading.values), bracket.group.span):
            bracket.bare_element("desc")
        return bracket.end
    bracket.builder.element("gap", dict(bracket.reading.values), bracket.group.span)
    bracket.builder.mark(bracket.group.span)
    return bracket.end


def blank(bracket: Bracket) -> int:
    """A field left open, as the note describes it."""
    with bracket.builder.within("space", span=bracket.group.span):
        bracket.bare_element("desc")
    return bracket.end


def page(bracket: Bracket) -> int:
    """`[page two]`: a page of the source begins; the note stays as the printed number."""
    bracket.builder.element("pb", {"n": bracket.reading.values["n"]}, bracket.group.open)
    with bracket.builder.within("fw", {"type": "pageNum"}, bracket.group.span):
        bracket.builder.text(bracket.group.span)
    return bracket.end


def deletion(bracket: Bracket) -> int:
    """Words the note says are struck out."""
    bracket.element(
        "del",
        {"rend": "strikethrough", "hand": bracket.pen.hands.pointer(bracket.reading.medium, bracket.reading.scribe)},
    )
    return bracket.end


def redaction(bracket: Bracket) -> int:
    """Words blacked out: what the note says of them is described in the gap."""
    span = bracket.group.span
    with (
        bracket.builder.within("del", {"rend": "redacted"}, span),
        bracket.builder.within("gap", {"reason": "redacted"}, span),
    ):
        bracket.bare_element("desc")
    return bracket.end


def underlined(bracket: Bracket) -> int:
    """Words underlined by a hand."""
    bracket.element(
        "hi", {"rend": "underline", "hand": bracket.pen.hands.pointer(bracket.reading.medium, bracket.reading.scribe)}
    )
    return bracket.end


def conjecture(bracket: Bracket) -> int:
    """`[X?]`: a guess at a word that could not be read."""
    bracket.element("unclear", {"cert": "low"})
    return bracket.end


def doubtful_word(bracket: Bracket) -> int:
    """`Kailan [?]`: the word before is doubtful."""
    builder, word = bracket.builder, bracket.before
    end = word.start + len(bracket.pen.source.cut(word).rstrip())
    if end == word.start:
        # The word before is already an element of its own: the doubt is told beside it.
        builder.blanks(word)
        builder.mark(bracket.group.open)
        with builder.within("note", {"type": "editorial", "cert": "low"}, bracket.group.span):
            builder.text(bracket.group.inside)
        builder.mark(bracket.group.close)
        return bracket.end
    with builder.within("unclear", {"cert": "low"}, Span(word.start, bracket.end)):
        builder.text(Span(word.start, end))
    builder.mark(bracket.group.span)
    return bracket.end


PAPER: dict[str, Row] = {
    "marginalia": marginalia,
    "addition": addition,
    "stamp": stamp,
    "signature": signature,
    "gap": gap,
    "blank": blank,
    "page": page,
    "deletion": deletion,
    "redaction": redaction,
    "underlined": underlined,
    "conjecture": conjecture,
    "doubtful-word": doubtful_word,
}
