"""Dates that an editor completed in brackets, inside a dateline: `30 сент[ября] 1893 г[ода]`."""

from collections.abc import Sequence

from teikit.core import Span
from teikit.interpretation.model import Decision, Subject
from teikit.interpretation.nodes import Bracket, DateNode, Inline, LineEnd, Run
from teikit.interpretation.state import State
from teikit.recognizers import DateFound, find_dates, may_hold_date

# What brackets in a date add to it.
_COMPLETES = {"expansion", "supplied"}
_SIGNS = "[]"


def with_completed_date(children: tuple[Inline, ...], span: Span, state: State) -> tuple[Inline, ...]:
    """The words of a dateline; a date that only the words without brackets show holds the brackets in it."""
    dated = any(
        isinstance(node, DateNode) and len(node.decision.values.get("when", "")) >= len("1900-01") for node in children
    )
    brackets = [node for node in children if isinstance(node, Bracket) and node.decision.kind in _COMPLETES]
    reaches = [_reach(node) for node in children]
    date = None if dated or not brackets or None in reaches else _date_in(span, state)
    if date is None:
        return children
    return _within(children, [reach for reach in reaches if reach is not None], date, state)


def _reach(node: Inline) -> Span | None:
    """The words that a node covers; None for a node that is not looked into."""
    if isinstance(node, Run | LineEnd):
        return node.span
    if isinstance(node, DateNode):
        return node.decision.span
    if isinstance(node, Bracket):
        start = node.before.start if node.before else node.open.start
        return Span(start, node.after.end if node.after else node.close.end)
    return None


def _date_in(span: Span, state: State) -> DateFound | None:
    """The one date in the words of a span without the signs of brackets, with its place in the source."""
    text = state.source.text
    offsets = [at for at in range(span.start, span.end) if text[at] not in _SIGNS]
    words = "".join(text[at] for at in offsets)
    if not may_hold_date(words, Span(0, len(words))):
        return None
    dates = list(find_dates(words, state.convention, state.facts.year))
    if len(dates) != 1 or dates[0].kind != "when" or not dates[0].when or dates[0].time:
        return None
    start, end = offsets[dates[0].span.start], offsets[dates[0].span.end - 1] + 1
    return dates[0]._replace(span=Span(start, end), blank=None)


def _within(children: Sequence[Inline], reaches: Sequence[Span], date: DateFound, state: State) -> tuple[Inline, ...]:
    """The nodes, where those of the date are in it; text at its ends is cut."""
    start, end = date.span
    inside = [reach for node, reach in zip(children, reaches, strict=True) if not isinstance(node, Run)]
    start = min([start, *(reach.start for reach in inside if reach.start < start < reach.end)])
    end = max([end, *(reach.end for reach in inside if reach.start < end < reach.end)])
    before, held, behind = list[Inline](), list[Inline](), list[Inline]()
    for node, reach in zip(children, reaches, strict=True):
        for part, low, high in ((before, 0, start), (held, start, end), (behind, end, len(state.source.text))):
            common = Span(max(reach.start, low), max(reach.start, low, min(reach.end, high)))
            if common or (not reach and low <= reach.start < high):
                part.append(_cut(node, common))
    values = {name: value for name, value in date.attributes.items() if name != "cert"}
    evidence = (date.doubt or "spelt as a date is, without its brackets",)
    decision = Decision(Span(start, end), "date", date.cert, evidence, values=values, subject=Subject.DATE)
    return (*before, DateNode(state.decide(decision), Span(end, end), tuple(held)), *behind)


def _cut(node: Inline, span: Span) -> Inline:
    """A node; text and a date that is not complete are text in the span."""
    return Run(span) if isinstance(node, Run | DateNode) else node
