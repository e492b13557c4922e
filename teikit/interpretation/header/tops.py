"""The lines above a letter, and the lines below it, that no block says enough of: a heading, a name at the end.

What a block is depends on a model, and a line above a date may be read as a salutation or as a note. Its place
is the evidence here: above the first date of the text.
"""

import re

from teikit.conventions import Convention
from teikit.core import Source, Span, begins_name
from teikit.interpretation.header.heading_words import heading_words
from teikit.interpretation.header.headings import addressee_in_heading
from teikit.interpretation.header.lines import trimmed
from teikit.interpretation.header.parts import Parts, dates_in
from teikit.interpretation.nodes import BlockKind
from teikit.recognizers import compiled

# A heading is among so many lines, of so many characters.
_LINES, _LONGEST, _PLACE = 4, 100, 40
# The last lines of a text, and the words of a name alone on one.
_END, _FEW = 5, 4
# A title of so few letters may be an initial.
_ABBREVIATED = 2
_LINE = re.compile(r"[^\r\n\f]*\S[^\r\n\f]*")
# A word of a name, or an initial.
_WORD = re.compile(r"[^\W\d_][^\W\d_’'-]*\.?|[^\W\d_]{1,3}:")


def lines_above(parts: Parts) -> tuple[Span, ...]:
    """The lines above the first date of the opener; without one, the first line of the text."""
    dates = [
        date.decision.span.start
        for block in parts.opener
        if block.kind == BlockKind.DATELINE
        for date in dates_in(block)
    ]
    if not dates:
        return tuple(line for line in parts.lines[:1] if len(line) <= _LONGEST)
    above = [line for line in parts.lines if line.end <= min(dates)]
    return tuple(line for line in above[:_LINES] if len(line) <= _LONGEST)


def names_meeting(source: Source, parts: Parts, convention: Convention) -> bool:
    """Whether the first line, alone above an empty one, names a meeting: `Acton Town Meeting, May 16, 1757`."""
    if not parts.lines or len(parts.lines[0]) > _LONGEST:
        return False
    first = parts.lines[0]
    alone = source.text[first.end : first.end + 2].isspace()
    meeting = compiled(rf"(?<!\w)(?:{convention.either('letters', 'meeting')})(?!\w)")
    return alone and meeting.search(source.text, *first) is not None


def line_of_place(source: Source, parts: Parts, date: Span) -> Span | None:
    """The line above a date in its dateline, which says where: `Camp near Fredericksburg`, without its mark."""
    datelines = parts.of_kind(BlockKind.DATELINE)
    block = next((dateline for dateline in datelines if dateline.span.covers(date)), None)
    if block is None or block.cert == "low":
        return None
    before = source.text[block.span.start : date.start].rpartition("\n")[0].rstrip()
    line = before.rpartition("\n")[2].rstrip(" .,")
    span = Span(block.span.start + len(before.rpartition("\n")[0]), block.span.start + len(before))
    span = trimmed(source, span)
    wrong = any(char.isdigit() for char in line) or not begins_name(line) or len(line) > _PLACE
    if wrong or any(above.covers(span) and addressee_in_heading(line, "") for above in parts.above):
        return None
    return Span(span.start, span.start + len(line))


def way_behind(source: Source, date: Span) -> Span | None:
    """From where a letter went, in the line of its date: `15 февраля. Из Михайловского в Петербург`."""
    start, end = source.text.rfind("\n", 0, date.start) + 1, source.text.find("\n", date.end)
    way = heading_words("ways", "from").search(source.text, start, end if end >= 0 else len(source.text))
    return Span(*way.span("place")) if way and begins_name(way["place"]) else None


def name_at_end(source: Source, parts: Parts, body: Span, convention: Convention) -> Span | None:
    """A name alone on one of the last lines of a text that has no signature: `NAPOLÉON.`, `Th: Jefferson`."""
    top = max([body.start, body.end - 400, *(block.span.end for block in parts.opener)])
    lines = [trimmed(source, Span(*match.span())) for match in _LINE.finditer(source.text, top, body.end)]
    for line in reversed(lines[1:][-_END:]):
        words = source.cut(line)
        few = len(words.split()) <= _FEW and all(map(_WORD.fullmatch, words.split()))
        office = compiled(rf"(?<!\w)(?:{convention.either('offices')})(?!\w)").search(words)
        if few and not (office and len(office[0]) > _ABBREVIATED) and all(begins_name(word) for word in words.split()):
            return Span(line.start, line.end - words.endswith("."))
    return None
