"""Addresses and datelines: which words are a person, which a place."""

import re
from collections.abc import Iterator
from functools import cache

from teikit.conventions import Convention
from teikit.core import CAPITAL, WORD, LazyPattern, Span
from teikit.interpretation.completed_dates import with_completed_date
from teikit.interpretation.inline import InlineReader
from teikit.interpretation.nodes import DateNode, Inline, NameNode, Run, SpanPart
from teikit.recognizers import cased, compiled, is_function_word
from teikit.transcript import Block, Node, Text, lines_in

# A name of a person or place: words with capitals, with small words between them.
_NAME = rf"[{CAPITAL}][{WORD}.'’-]*(?:[ -](?:[{CAPITAL}][{WORD}.'’-]*|[^\W\d_]{{1,3}}\.?(?= [{CAPITAL}])))*"
_WORDS = re.compile(r"[^\s,.;:]+")
# The longest text before a date that is a place.
_PLACE = 40
_AROUND = (
    "before_day", "not_after", "not_before", "circa", "from", "between", "night", "label",
)  # fmt: skip


# ---------------------------------------------------------------- datelines
def read_dateline(inline: InlineReader, block: Block) -> tuple[Inline, ...]:
    """The words of a dateline: a place before or behind the date, and the date."""
    inline.state.in_dateline = True
    children = inline.read(block.nodes, lines=True)
    inline.state.in_dateline = False
    children = with_completed_date(children, block.span, inline.state)
    dates = [index for index, node in enumerate(children) if isinstance(node, DateNode)]
    if not dates:
        return children
    # The words nearest before the date name the place, else those behind it.
    for index in (*range(dates[0] - 1, -1, -1), *range(dates[-1] + 1, len(children))):
        node = children[index]
        pieces = list(_placed(inline, node.span, behind=index > dates[-1])) if isinstance(node, Run) else []
        if any(isinstance(piece, NameNode) for piece in pieces):
            return (*children[:index], *pieces, *children[index + 1 :])
    return children


def _placed(inline: InlineReader, span: Span, behind: bool) -> Iterator[Inline]:
    """A run of text beside a date, with the place in it."""
    text, convention = inline.state.source.text, inline.state.convention
    place = _place_in(text, span, convention, behind)
    if place is None:
        yield Run(span)
        return
    name, kind = place
    if name.start > span.start:
        yield Run(Span(span.start, name.start))
    yield NameNode(name, kind)
    if name.end < span.end:
        yield Run(Span(name.end, span.end))


@cache
def _before_date(convention: Convention) -> LazyPattern:
    """The words and marks before a date that belong to it."""
    around = "|".join(convention.either("dates", key) for key in _AROUND)
    return LazyPattern(rf"(?:[\s,.]|(?<!\w)(?i:{around})(?!\w))+\Z")


def _place_in(text: str, span: Span, convention: Convention, behind: bool) -> tuple[Span, str] | None:
    """The place in a run of text beside a date, and the type of its name; None without one."""
    words = span.cut(text)
    bare = _before_date(convention).sub("", words) if not behind else words.rstrip(" .,\n")
    left = len(bare) - len(bare.lstrip(" .,;\n"))
    start, end = span.start + left, span.start + len(bare)
    # An abbreviation keeps its full stop.
    if words[len(bare) : len(bare) + 1] == "." and words[len(bare) :].strip(" .\n") and len(bare) - left < 6:
        end += 1
    piece = text[start:end]
    if not piece or len(piece) > _PLACE or any(char.isdigit() for char in piece):
        return None
    person = compiled(rf"(?:{convention.either('letters', 'roles')})\s").match(piece)
    if cased(_NAME).fullmatch(piece) and not person:
        first = _WORDS.match(piece)
        # An abbreviation (`S. Michele`) is no small word.
        whole = first is not None and piece[first.end() : first.end() + 1] == " "
        small = first is not None and whole and is_function_word(first[0], convention)
        return Span(start, end), "where" if small else "place"
    return None


# ---------------------------------------------------------------- addresses
def read_address(inline: InlineReader, block: Block) -> tuple[SpanPart, ...]:
    """The lines of an address; the first that names a person has the name marked."""
    lines: list[SpanPart] = []
    named, titled = False, False
    for nodes in lines_in(block.nodes):
        span = Span(nodes[0].span.start, nodes[-1].span.end)
        name = None if named else _person(inline, nodes, titled)
        named, titled = named or name is not None, _is_title(inline, nodes)
        lines.append(SpanPart(span, _with_name(inline, nodes, name, block)))
    return tuple(lines)


def _with_name(inline: InlineReader, nodes: tuple[Node, ...], name: Span | None, block: Block) -> tuple[Inline, ...]:
    if name is None:
        return inline.read(nodes, lines=True, block=block.span)
    result: list[Inline] = []
    inline.text(Span(nodes[0].span.start, name.start), result)
    result.append(NameNode(name, ""))
    inline.text(Span(name.end, nodes[-1].span.end), result)
    return tuple(result)


def _is_title(inline: InlineReader, nodes: tuple[Node, ...]) -> bool:
    """Whether a line is only the title of the person on the next line: `An Frau`, `To Mr.`."""
    text, convention = inline.state.source.text, inline.state.convention
    words = text[nodes[0].span.start : nodes[-1].span.end]
    return compiled(rf"(?:{titles_of(convention)}[\s.,]*)+").fullmatch(words) is not None


def titles_of(convention: Convention) -> str:
    """Any word of a title, an office or a courtesy, as a pattern."""
    keys = (("offices", None), ("person_names", "titles"), ("letters", "recipient"))
    return "(?:" + "|".join(rf"{convention.either(section, key)}(?!\w)" for section, key in keys) + ")"


def _person(inline: InlineReader, nodes: tuple[Node, ...], titled: bool) -> Span | None:
    """The name of a person in a line of an address: with a title, below one, or of several words."""
    if len(nodes) != 1 or not isinstance(nodes[0], Text) or inline.state.notes_in(nodes[0].span):
        return None
    text, convention = inline.state.source.text, inline.state.convention
    span = nodes[0].span
    label = compiled(rf"\s*{convention.either('letters', 'sender')}\s*:\s*").match(span.cut(text))
    start = span.start + (label.end() if label else 0)
    # `To Mr. Hale`: the word before the title is no part of the name.
    before = compiled(rf"{convention.either('letters', 'recipient')}\s+(?={titles_of(convention)}\s)").match(
        text, start
    )
    start = before.end() if before else start
    piece = text[start : span.end].rstrip(" ,.;")
    if any(char.isdigit() for char in piece) or not cased(_NAME).fullmatch(piece) or _is_title(inline, nodes):
        return None
    with_title = titled or compiled(rf"{titles_of(convention)}\s").match(piece) is not None
    either = f"(?:{convention.either('person_names', 'bodies')}|{convention.either('letters', 'bodies')})"
    if "&" in piece or compiled(rf"(?<!\w){either}(?!\w)").search(piece) or (not with_title and len(piece.split()) < 2):
        return None
    return Span(start, start + len(piece))
