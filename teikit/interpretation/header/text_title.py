"""The title of a text by its headings, or by a first line that looks like one (encoding guide, 8.2)."""

import re
from collections.abc import Sequence

from teikit.core import Source, Span
from teikit.interpretation.header.headings import MARK, parties_in_heading
from teikit.interpretation.header.lines import heading_lines, trimmed
from teikit.interpretation.header.parts import EDITORIAL, Parts, dates_in, words_without_marks
from teikit.interpretation.nodes import BlockKind
from teikit.transcript import RECEIVED, SENT, Metadata

_BRACKETS = re.compile(r"\s*\[[^\[\]]*\]")
# A title has a word of so many letters, and is not longer than this.
_WORDS, _LONGEST = re.compile(r"[^\W\d_]{4,}"), 300
# A title is made of so many of sender, addressee and date.
_ENOUGH = 2
# A heading that names both sides of a letter is among so many lines.
_HEADING = 4
_NO_TITLES = (BlockKind.FORMULA, BlockKind.SALUTE, BlockKind.DATELINE, BlockKind.STAMP)


def with_heading(data: Metadata, source: Source, parts: Parts, body: Span) -> Metadata:
    """The values with the first heading as title, without notes in brackets; unchanged without one.

    Of a letter whose title can be made of its parties and date, it is only a heading that its editor wrote. A line that
    only looks like a heading is of medium certainty.
    """
    known = sum(map(bool, (data.party(SENT), data.party(RECEIVED), data.date)))
    heads = [head for head in parts.heads if head.type == EDITORIAL or not parts.is_greeted or known < _ENOUGH]
    titles = [(_BRACKETS.sub("", words_without_marks(source, head)).strip(), head.span) for head in heads]
    if heads:
        return data._replace(title=_first(titles)[0])
    sides = next((line for line in map(source.cut, parts.lines[:_HEADING]) if parties_in_heading(line)), "")
    if sides:
        return data._replace(title=MARK.sub("", sides))
    if known >= _ENOUGH or parts.is_greeted:
        return data
    line, span = _first(_lines(source, parts, body))
    return data._replace(title=line, title_cert="medium" if line else "", title_span=span)


def _first(titles: Sequence[tuple[str, Span]]) -> tuple[str, Span]:
    """The first words that may be a title, with their place."""
    fitting = (title for title in titles if _WORDS.search(title[0]) and len(title[0]) <= _LONGEST)
    return next(fitting, ("", Span(0, 0)))


def _lines(source: Source, parts: Parts, body: Span) -> list[tuple[str, Span]]:
    """The first lines that may be a heading, but for those of the opener and those with a bracket or a date."""
    taken = [block.span for block in parts.opener if block.kind in _NO_TITLES or dates_in(block)]
    lines = [line for line in heading_lines(source, body) if not any(span.covers(line) for span in taken)]
    words = [(MARK.sub("", " ".join(source.cut(line).split())), trimmed(source, line)) for line in lines]
    return [line for line in words if not line[0].startswith("[")]
