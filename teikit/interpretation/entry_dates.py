"""The days of a diary: the date of an entry, and the year that it gives the entries after it."""

import re
from collections.abc import Sequence

from teikit.core import Span
from teikit.interpretation.inline import InlineReader
from teikit.interpretation.nodes import BlockNode, DateNode, Inline, ItemNode, ListNode, RunOfBlocks, SpeechNode
from teikit.interpretation.state import State
from teikit.recognizers import compiled, find_dates, may_hold_date
from teikit.transcript import Block, Division

# How far from its beginning a text may have its date.
_BEGIN = 60
_YEAR = re.compile(r"(?<!\w)(?:1[5-9]|20)\d\d(?!\w)")
_Node = BlockNode | RunOfBlocks | ListNode | SpeechNode | ItemNode


def read_entry_head(inline: InlineReader, block: Block) -> tuple[Inline, ...]:
    """The words of an entry's heading: a weekday beside the date belongs to it."""
    state = inline.state
    children = inline.read(block.nodes, lines=True)
    dates = [node for node in children if isinstance(node, DateNode) and node.decision.kind == "date"]
    if len(dates) != 1 or any(not hasattr(node, "span") and node is not dates[0] for node in children):
        return children
    date = dates[0]
    whole = _bare(block.span, state)
    words = state.source.text
    rest = words[whole.start : date.decision.span.start] + " " + words[date.decision.span.end : whole.end]
    either = (state.convention.either("letters", "weekdays"), state.convention.either("dates", "before_day"))
    weekdays = compiled(rf"(?:{'|'.join(either)}|[\s.,]+)*")
    if not weekdays.fullmatch(rest) or date.blank or not rest.strip():
        return children
    decision = date.decision._replace(span=whole)
    state.decisions[state.decisions.index(date.decision)] = decision
    done: list[Inline] = []
    inline.text(Span(block.span.start, whole.start), done)
    done.append(DateNode(decision, Span(whole.end, whole.end)))
    inline.text(Span(whole.end, block.span.end), done)
    return tuple(done)


def _bare(span: Span, state: State) -> Span:
    words = span.cut(state.source.text)
    return Span(span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip(" .,\n")))


def day_of(state: State, nodes: Sequence[_Node]) -> str:
    """The day of an entry: the first date in its heading or at the beginning of its text; empty without one.

    A year that is stated there is that of the entries after it.
    """
    first = next((node for node in nodes if isinstance(node, BlockNode) and node.children), None)
    date = next((node for node in first.children if isinstance(node, DateNode)), None) if first else None
    when = date.decision.values.get("when", "") if date else _bracketed(state, first.span) if first else ""
    if date and when[:4].isdecimal():
        state.facts = state.facts._replace(year=int(when[:4]))
    return when


def year_above(state: State, division: Division) -> None:
    """Gives the entries of a diary the year that the only line with a year above them states: `1913`."""
    if not any(part.kind == "entry" for part in division.parts):
        return
    blocks = (*division.heads, *(part for part in division.body if isinstance(part, Block)))
    years = {year[0] for block in blocks for year in _YEAR.finditer(state.source.cut(block.span))}
    if len(years) == 1:
        state.facts = state.facts._replace(year=int(years.pop()))


def _bracketed(state: State, span: Span) -> str:
    """The day at the beginning of a text where an editor has added a part of it: `Sunday, [January] 5`."""
    words = state.source.text[span.start : min(span.end, span.start + _BEGIN)]
    plain = compiled(r"[\[\]()]").sub(" ", words)
    if plain == words or not may_hold_date(plain, Span(0, len(plain))):
        return ""
    when = next((date.when for date in find_dates(plain, state.convention) if date.kind == "when"), "")
    return f"{state.facts.year}{when[1:]}" if when.startswith("--") and state.facts.year else when
