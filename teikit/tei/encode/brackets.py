"""Writes brackets: one row a kind (TEI Guidelines 3.5, 3.6, 11.3)."""

from collections.abc import Callable, Mapping, Sequence

from teikit.core import Span
from teikit.interpretation import Bracket, Inline
from teikit.tei.builder import Builder
from teikit.tei.encode.tags import Tag, write_tags

Write = Callable[[Sequence[Inline]], None]
Row = Callable[[Builder, Bracket, Write], None]

_AMOUNT = ("extent", "atLeast", "atMost", "quantity", "unit")
_RESPONSIBLE = ("resp", "cert")
_SUPPLIED = Tag("supplied", {}, ("reason", *_RESPONSIBLE))
_ADDITION = Tag("add", {}, ("id", "hand", "place", "cert", "prev", "next"))

# The elements that the words of a bracket are put into, the outermost first.
ELEMENTS: Mapping[str, tuple[Tag, ...]] = {
    "marginalia": (Tag("note", {"type": "marginalia"}, ("hand", "place", "cert")),),
    "addition": (_ADDITION,),
    "stamp": (Tag("stamp", {}, ("type",)),),
    "signature": (Tag("gap", {"reason": "signature"}), Tag("desc")),
    "damage": (Tag("damage", {}, ("agent", "cert")),),
    "figure": (Tag("figure", {}, ("type", "cert")), Tag("figDesc")),
    "gap": (Tag("gap", {}, ("reason", "agent", *_AMOUNT)), Tag("desc")),
    "incident": (Tag("incident", {}, ("cert",)), Tag("desc")),
    "kinesic": (Tag("kinesic", {}, ("cert",)), Tag("desc")),
    "milestone": (Tag("milestone", {}, ("unit", "n")),),
    "pause": (Tag("pause", {}, ("dur",)),),
    "unclear": (Tag("unclear", {}, ("reason", "cert")),),
    "unknown": (Tag("note", {"type": "editorial", "place": "inline"}, ("cert",)),),
    "vocal": (Tag("vocal", {}, ("cert",)), Tag("desc")),
    "blank": (Tag("space"), Tag("desc")),
    "deletion": (Tag("del", {"rend": "strikethrough"}, ("hand",)),),
    "letterhead": (Tag("fw", {"type": "letterhead"}, ("cert",)),),
    "endorsement": (Tag("note", {"type": "endorsement"}, ("hand", "place", "cert")),),
    "redaction": (Tag("del", {"rend": "redacted"}), Tag("gap", {"reason": "redacted"}, _AMOUNT), Tag("desc")),
    "underlined": (Tag("hi", {"rend": "underline"}, ("hand",)),),
    "conjecture": (Tag("unclear", {"cert": "low"}),),
    "supplied": (_SUPPLIED,),
    "supplied-mark": (_SUPPLIED, Tag("pc")),
    "gloss": (Tag("note", {"type": "gloss"}, _RESPONSIBLE),),
    "original": (Tag("note", {"type": "original"}, _RESPONSIBLE), Tag("foreign", {}, ("lang",))),
    "translator": (Tag("note", {"type": "translator"}, _RESPONSIBLE),),
    "editor": (Tag("note", {"type": "editorial"}, ("cert",)),),
}
_UNCLEAR = (Tag("unclear", {"cert": "low"}),)


def write_bracket(builder: Builder, node: Bracket, write: Write) -> None:
    """Writes a bracket at the cursor; `write` writes the nodes in it."""
    ROWS.get(node.decision.kind, _enclosing)(builder, node, write)


def _values(node: Bracket) -> Mapping[str, str]:
    values = {**node.decision.values, "cert": node.decision.cert or node.decision.values.get("doubt", "")}
    return {**values, "id": node.link.ident, "prev": node.link.prev, "next": node.link.next} if node.link else values


def _content(builder: Builder, node: Bracket, write: Write) -> None:
    """Writes what the bracket transcribes, or is about; its other words became the element around it."""
    begin = node.described.end if node.described else node.open.start
    builder.mark(Span(begin, min(node.content.start, node.decision.span.end)))
    write_tags(builder, _UNCLEAR if node.unclear else (), {}, node.content, lambda: write(node.children))
    builder.mark(Span(node.content.end, node.close.end))


def _enclosing(builder: Builder, node: Bracket, write: Write) -> None:
    """Elements that hold what the bracket transcribes."""
    tags, span = ELEMENTS[node.decision.kind], node.decision.span
    write_tags(builder, tags, _values(node), span, lambda: _content(builder, node, write), node.content)


def _missing(builder: Builder, node: Bracket, write: Write) -> None:
    """Something is not there; what the note says of it is described."""
    if node.content:
        _enclosing(builder, node, write)
        return
    outer = ELEMENTS[node.decision.kind][0]
    builder.element(outer.name, outer.attributes(_values(node)), node.decision.span)
    builder.mark(node.decision.span)


def _addition(builder: Builder, node: Bracket, write: Write) -> None:
    """A handwritten insertion: over several blocks it is delimited rather than enclosed."""
    if not node.paragraphs:
        _enclosing(builder, node, write)
        return
    values = dict(_values(node))
    following = {"next": values.pop("next", "")}
    own = {} if node.link else {"id": node.anchor}
    attributes = {**_ADDITION.attributes(values), **own, "spanTo": f"#{node.anchor}-end", **following}
    builder.element("addSpan", attributes, node.decision.span)
    builder.mark(Span(node.described.end if node.described else node.open.start, node.content.start))
    for span, children in node.paragraphs:
        builder.newline()
        with builder.within("p", span=span):
            write(children)
    builder.newline()
    builder.mark(Span(node.content.end, node.close.end))
    builder.element("anchor", {"id": f"{node.anchor}-end"}, node.close)


def _page(builder: Builder, node: Bracket, write: Write) -> None:
    """`[page two]`: a page of the source begins; what the bracket says besides its number stays as a note."""
    values = node.decision.values
    builder.element("pb", {"n": values.get("n", ""), "rend": values.get("rend", "")}, node.decision.span)
    if not node.content:
        builder.mark(node.decision.span)
        return
    with builder.within("note", {"type": "editorial"}, node.decision.span):
        _content(builder, node, write)


def _redaction(builder: Builder, node: Bracket, write: Write) -> None:
    """What was blacked out; without words of the note only its extent."""
    if node.content:
        _enclosing(builder, node, write)
        return
    outer, inner, _ = ELEMENTS["redaction"]
    with builder.within(outer.name, outer.attributes(_values(node)), node.decision.span):
        builder.element(inner.name, inner.attributes(_values(node)), node.decision.span)
    builder.mark(node.decision.span)


def _deletion(builder: Builder, node: Bracket, write: Write) -> None:
    """A deletion; where its words are not given, they are a gap."""
    if node.content:
        _enclosing(builder, node, write)
        return
    with builder.within("del", ELEMENTS["deletion"][0].attributes(_values(node)), node.decision.span):
        builder.element("gap", {"reason": "illegible", "extent": "unknown"}, node.decision.span)
    builder.mark(node.decision.span)


def _hand(builder: Builder, node: Bracket, write: Write) -> None:
    """`[in Anna's hand:]`: from here another hand writes."""
    builder.element("handShift", {"new": node.decision.values["hand"]}, node.decision.span)
    builder.mark(node.decision.span)


def _footnote_mark(builder: Builder, node: Bracket, write: Write) -> None:
    """The mark of a note whose text is not known here stays text."""
    write(node.children)


def _changed_case(builder: Builder, node: Bracket, write: Write) -> None:
    """`[W]ith`: a letter whose case was changed; the letter of the source is made from the one given."""
    with builder.within("choice", span=node.decision.span):
        builder.generated("orig", builder.source.cut(node.content).lower())
        with builder.within("reg", span=node.decision.span):
            _content(builder, node, write)


def _expansion(builder: Builder, node: Bracket, write: Write) -> None:
    """`Com[munist]`: letters completed."""
    whole = Span(node.before.start, node.after.end)
    with builder.within("expan", {"cert": node.decision.cert}, whole):
        builder.text(node.before)
        with builder.within("ex", span=node.decision.span):
            _content(builder, node, write)
        builder.text(node.after)


def _doubtful_word(builder: Builder, node: Bracket, write: Write) -> None:
    """`Kailan [?]`: the word before is doubtful; where that is an element already, the doubt is noted beside it."""
    if not node.word:
        builder.blanks(node.before)
        builder.mark(node.open)
        with builder.within("note", {"type": "editorial", "cert": "low"}, node.decision.span):
            builder.text(Span(node.open.end, node.close.start))
        builder.mark(node.close)
        return
    with builder.within("unclear", {"cert": "low"}, Span(node.before.start, node.close.end)):
        builder.text(node.word)
    builder.mark(node.decision.span)


def _sic(builder: Builder, node: Bracket, write: Write) -> None:
    """An error in the source, with its remedy where the note gives one."""
    span, remedy = node.decision.span, node.remedy
    if remedy is None:
        _error(builder, node)
        builder.mark(span)
        return
    with builder.within("choice", span=Span(node.before.start, span.end)):
        _error(builder, node)
        described = node.described or Span(remedy.start, remedy.start)
        builder.mark(Span(span.start, described.start))
        with builder.within("corr", {"cert": "medium"}, Span(described.start, remedy.end)):
            if described:
                with builder.within("note", {"type": "editorial"}, described):
                    builder.text(described)
            builder.mark(Span(described.end, remedy.start))
            builder.text(remedy)
        builder.mark(Span(remedy.end, span.end))


def _abbreviation(builder: Builder, node: Bracket, write: Write) -> None:
    """`Hptm. [Hauptmann]`: an abbreviation and its full form."""
    span = node.decision.span
    with builder.within("choice", span=Span(node.before.start, span.end)):
        with builder.within("abbr", span=node.before):
            builder.text(node.word)
        builder.text(node.rest)
        with builder.within("expan", {"cert": node.decision.cert}, span):
            _content(builder, node, write)


def _readings(builder: Builder, node: Bracket, write: Write) -> None:
    """`[hat/hut?]`: two readings, the likelier first."""
    second, span = node.remedy, node.decision.span
    if second is None:
        write_tags(builder, ELEMENTS["conjecture"], {}, span, lambda: _content(builder, node, write), node.content)
        return
    with builder.within("choice", span=span):
        builder.mark(Span(node.open.start, node.content.start))
        with builder.within("unclear", {"cert": "medium"}, node.content):
            builder.text(node.content)
        builder.mark(Span(node.content.end, second.start))
        with builder.within("unclear", {"cert": "low"}, second):
            builder.text(second)
        builder.mark(Span(second.end, span.end))


def _error(builder: Builder, node: Bracket) -> None:
    with builder.within("sic", span=node.before):
        builder.text(node.word)
    builder.text(node.rest)


# Kinds that are more than elements round their words.
ROWS: Mapping[str, Row] = {
    "gap": _missing,
    "signature": _missing,
    "blank": _missing,
    "redaction": _redaction,
    "milestone": _missing,
    "pause": _missing,
    "addition": _addition,
    "deletion": _deletion,
    "page": _page,
    "hand": _hand,
    "footnote-mark": _footnote_mark,
    "changed-case": _changed_case,
    "expansion": _expansion,
    "doubtful-word": _doubtful_word,
    "sic": _sic,
    "abbreviation": _abbreviation,
    "readings": _readings,
}
