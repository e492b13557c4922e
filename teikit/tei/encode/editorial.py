"""Writes brackets that an editor or translator put in: one row a kind (TEI Guidelines 3.5, 3.6, 11.3.3)."""

import re
from collections.abc import Callable

from teikit.core import Span
from teikit.tei.encode.context import Bracket, flat
from teikit.transcript import clip

Row = Callable[[Bracket], int]


def _responsible(bracket: Bracket, attributes: dict[str, str]) -> dict[str, str]:
    return {**attributes, "resp": bracket.pen.facts.responsible, "cert": bracket.reading.cert}


def _reason(bracket: Bracket) -> str:
    return "" if bracket.pen.facts.original else "translation"


def supplied(bracket: Bracket) -> int:
    """A word the translation needs; in a text that is none, a word the editor supplied, for a reason not said."""
    bracket.element("supplied", _responsible(bracket, {"reason": _reason(bracket)}))
    return bracket.end


def supplied_mark(bracket: Bracket) -> int:
    """A supplied mark of punctuation."""
    with bracket.builder.within("supplied", _responsible(bracket, {"reason": _reason(bracket)}), bracket.group.span):
        bracket.bare_element("pc")
    return bracket.end


def changed_case(bracket: Bracket) -> int:
    """`[W]ith`: a letter whose case was changed ; the letter of the source is made from the one given."""
    with bracket.builder.within("choice", span=bracket.group.span):
        bracket.builder.generated("orig", bracket.pen.source.cut(bracket.reading.content).lower())
        bracket.element("reg")
    return bracket.end


def gloss(bracket: Bracket) -> int:
    """An identification, another name, an office."""
    bracket.element("note", _responsible(bracket, {"type": "gloss"}))
    return bracket.end


def original(bracket: Bracket) -> int:
    """The word of the original behind its translation."""
    builder, content = bracket.builder, bracket.reading.content
    with builder.within("note", _responsible(bracket, {"type": "original"}), bracket.group.span):
        builder.mark(Span(bracket.group.span.start, content.start))
        with builder.within("foreign", {"lang": bracket.reading.values.get("lang", "")}, content):
            bracket.write(flat(clip(bracket.group.children, content)))
        builder.mark(Span(content.end, bracket.group.span.end))
    return bracket.end


def expansion(bracket: Bracket) -> int:
    """`Com[munist]`: letters completed."""
    builder = bracket.builder
    end = min(bracket.end + int(bracket.reading.values["after"]), bracket.after)
    with builder.within("expan", {"cert": bracket.reading.cert}, span=Span(bracket.before.start, end)):
        builder.text(bracket.before)
        bracket.bare_element("ex")
        builder.text(Span(bracket.end, end))
    return end


def translator(bracket: Bracket) -> int:
    """A note by the translator."""
    bracket.element("note", _responsible(bracket, {"type": "translator"}))
    return bracket.end


def editor(bracket: Bracket) -> int:
    """A note by the editor."""
    bracket.element("note", {"type": "editorial", "cert": bracket.reading.cert})
    return bracket.end


def sic(bracket: Bracket) -> int:
    """An error in the source, with its remedy where the note gives one; a note where no word stands before it."""
    builder, remedy, span = bracket.builder, bracket.reading.remedy, bracket.group.span
    if not bracket.pen.source.cut(bracket.before).strip():
        return editor(bracket._replace(reading=bracket.reading._replace(content=bracket.group.inside)))
    if remedy is None:
        _wrong(bracket)
        builder.mark(span)
        return bracket.end
    with builder.within("choice", span=Span(bracket.before.start, span.end)):
        _wrong(bracket)
        builder.mark(Span(span.start, remedy.start))
        with builder.within("corr", {"cert": "medium"}, remedy):
            builder.text(remedy)
        builder.mark(Span(remedy.end, span.end))
    return bracket.end


def _wrong(bracket: Bracket) -> None:
    """Writes the erroneous words; the blank behind them belongs to the bracket, a comma to the sentence."""
    words = bracket.pen.source.cut(bracket.before).rstrip()
    end = bracket.before.start + len(words)
    error = bracket.before.start + len(
        words if bracket.reading.remedy else re.sub(r"(?<=[\w\"”»’'])[,;:]\Z", "", words)
    )
    with bracket.builder.within("sic", span=bracket.before):
        bracket.builder.text(Span(bracket.before.start, error))
    bracket.builder.text(Span(error, end))


def footnote_mark(bracket: Bracket) -> int:
    """The mark of a note whose text is not known here: stays, reported."""
    words = bracket.pen.words(bracket.group.span)
    bracket.pen.report(
        bracket.group.span, "note-mark-without-note", f"“{words}” may be the mark of a note; kept as text"
    )
    bracket.builder.text(bracket.group.span)
    return bracket.end


EDITORIAL: dict[str, Row] = {
    "supplied": supplied,
    "supplied-mark": supplied_mark,
    "changed-case": changed_case,
    "gloss": gloss,
    "original": original,
    "expansion": expansion,
    "translator": translator,
    "editor": editor,
    "sic": sic,
    "footnote-mark": footnote_mark,
}
