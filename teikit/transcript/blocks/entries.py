"""Diaries: entries under a date of their own, or with a date that begins a paragraph (TEI Guidelines 4.1).

Dates make entries where they recur in order: two lines that are dates, or three paragraphs that begin with one. A date
alone opens a letter as well, so that a salutation between them makes no diary.
"""

from collections.abc import Container, Sequence
from itertools import pairwise
from typing import NamedTuple

from teikit.core import Source, Span
from teikit.recognizers import DateFound, compiled, find_dates, may_hold_date
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.division import Division
from teikit.transcript.blocks.running_text import listed, running_text
from teikit.transcript.model import Block

# The minimum numbers of lines that are dates, and of paragraphs that begin with one.
_HEADS, _RUN_IN = 2, 3
# The longest line that is a date, and how many words may be beside it.
_LINE, _WORDS = 70, 5
# The longest line that is a reading of an instrument.
_READING = 40
# How far from its beginning a paragraph may have its date.
_BEGIN = 60
_RUN_IN_KINDS = {"paragraph", "item"}
_TEXT = {"paragraph", "item", "table", "note", "sign", "line", "page", "stamp", "name", "caps"}
_HEAD_KINDS = _TEXT | {"dateline", "title"}
# Kinds of blocks that a diary does not have.
_GREETS = {"greeting", "salute", "valediction", "formula", "certification", "attachment"}


class Entry(NamedTuple):
    """An entry: the index of its first block, its date, and whether the date begins a paragraph."""

    start: int
    date: Span
    run_in: bool


def entries(blocks: Sequence[Block], context: BlockContext) -> list[Entry]:
    """The entries of a diary in order; empty where they are not a diary."""
    lines = [] if _greeted(blocks) else _likely(blocks, context, _LINE, _HEAD_KINDS)
    heads = [entry for index in lines if (entry := _head(index, blocks[index], blocks, context))]
    if len(heads) >= _HEADS and _in_order(heads, context):
        return heads
    likely = _likely(blocks, context, _BEGIN, _RUN_IN_KINDS)
    if not likely or not _are_many(blocks, likely):
        return []
    begun = [entry for index in likely if (entry := _begins(index, blocks[index], context))]
    return begun if _are_many(blocks, [entry.start for entry in begun]) and _in_order(begun, context) else []


def _likely(blocks: Sequence[Block], context: BlockContext, length: int, kinds: Container[str]) -> list[int]:
    """The blocks of certain kinds whose first characters may hold a date: to read dates takes longer."""
    starts = ((index, block.span) for index, block in enumerate(blocks) if block.kind in kinds)
    beginnings = ((index, Span(span.start, min(span.end, span.start + length))) for index, span in starts)
    return [index for index, beginning in beginnings if may_hold_date(context.source.text, beginning)]


def _are_many(blocks: Sequence[Block], starts: Sequence[int]) -> bool:
    """Whether entries that begin with these paragraphs would be most of the text from the first on."""
    return len(starts) >= _RUN_IN and len(starts) * 3 > 2 * _paragraphs(blocks, starts[0])


def _paragraphs(blocks: Sequence[Block], start: int) -> int:
    return sum(block.kind in _RUN_IN_KINDS for block in blocks[start:])


def _greeted(blocks: Sequence[Block]) -> bool:
    """Whether the dates are those of letters or telegrams."""
    return any(block.kind in _GREETS and block.type != "handling" for block in blocks)


# ---------------------------------------------------------------- dates
def _head(index: int, block: Block, blocks: Sequence[Block], context: BlockContext) -> Entry | None:
    """An entry that begins with a line that is its date; text follows."""
    words = context.source.cut(block.span)
    one_line = len(words) <= _LINE and "\n" not in words.strip()
    if not one_line or words.rstrip()[-1:] in ",;?!":
        return None
    date = _date(words, context)
    followed = index + 1 < len(blocks) and blocks[index + 1].kind in _TEXT
    if date is None or not followed:
        return None
    rest = _beside(words[: date.span.start] + " " + words[date.span.end :], context)
    ended = words.rstrip()[-1:] == "." and bool(rest)
    if len(rest.split()) > _WORDS or ended or _sentence(rest, context):
        return None
    return Entry(index, block.span, False)


def _begins(index: int, block: Block, context: BlockContext) -> Entry | None:
    """An entry whose paragraph begins with its date: `3rd. Fine.`, `Sunday, January 5 – I was …`."""
    if not block.nodes:
        return None
    # An editor adds the month in brackets: `Sunday, [January] 5`.
    words = context.source.text[block.span.start : min(block.span.end, block.span.start + _BEGIN)]
    words = compiled(r"[\[\]()]").sub(" ", words)
    day = compiled(rf"(?P<day>\d{{1,2}}){context.convention.either('dates', 'ordinals')}(?=[.,:]\s)").match(words)
    date = _date(words, context)
    if date and not _beside(words[: date.span.start], context):
        end = date.span.end
    elif day:
        end = day.end()
    else:
        return None
    return Entry(index, Span(block.span.start, block.span.start + end), True)


def _date(words: str, context: BlockContext) -> DateFound | None:
    """The first date of some words that is a day."""
    if not may_hold_date(words, Span(0, len(words))):
        return None
    days = (date for date in find_dates(words, context.convention) if not date.time and date.kind == "when")
    return next(days, None)


def _beside(words: str, context: BlockContext) -> str:
    """What is left of the words beside a date without weekdays, words that belong to dates, and marks."""
    keys = ("before_day", "after_day", "label")
    dates = [context.convention.either("dates", key) for key in keys]
    around = "|".join([context.convention.either("letters", "weekdays"), *dates])
    return compiled(rf"(?<!\w)(?:{around})(?!\w)|[^\w]+").sub(" ", words).strip()


def _sentence(words: str, context: BlockContext) -> bool:
    return compiled(rf"(?<!\w){context.convention.either('finite_verbs')}(?!\w)").search(words) is not None


def _in_order(dated: Sequence[Entry], context: BlockContext) -> bool:
    """Whether most days follow the one before."""
    days = [_day(entry, context.source, context) for entry in dated]
    pairs = [(first, second) for first, second in pairwise(days) if first and second]
    rising = sum(first <= second or second[-2:] < first[-2:] for first, second in pairs)
    return not pairs or rising * 2 > len(pairs)


def _day(entry: Entry, source: Source, context: BlockContext) -> str:
    date = _date(source.cut(entry.date), context)
    return date.when[-5:] if date else ""


# ---------------------------------------------------------------- divisions
def divide_entries(blocks: Sequence[Block], dated: Sequence[Entry], context: BlockContext) -> Division:
    """A diary: what is above its first entry, and the entries as divisions inside it."""
    bounds = [*(entry.start for entry in dated), len(blocks)]
    above = [_as_text(block, context) for block in blocks[: bounds[0]]]
    heads, body, sections = running_text(above, context)
    if above and not heads and _is_title(above[0], context):
        heads, body = (above[0]._replace(kind="title"),), body[1:]
    parts = [
        _entry(blocks[start:end], entry, context) for entry, start, end in zip(dated, bounds, bounds[1:], strict=False)
    ]
    return Division((), body, (), (), heads=heads, parts=(*sections, *parts))


def _is_title(block: Block, context: BlockContext) -> bool:
    """Whether the first block of a diary is its title: a short line that is no sentence."""
    words = context.source.cut(block.span).strip()
    return block.kind == "paragraph" and len(words) <= _LINE and words[-1:] not in ".,;:?!"


def _entry(blocks: Sequence[Block], entry: Entry, context: BlockContext) -> Division:
    inside = [_as_text(block, context) for block in (blocks if entry.run_in else blocks[1:])]
    heads = () if entry.run_in else (blocks[0]._replace(kind="title", zone="entry"),)
    # A line in capitals in an entry is no heading.
    body = listed(
        [block._replace(kind="paragraph") if block.kind == "caps" else block for block in inside], context.source
    )
    return Division((), body, (), (), heads=heads, kind="entry")


def _as_text(block: Block, context: BlockContext) -> Block:
    """A block of an entry; short lines that end without a mark, as readings do, stay lines."""
    if block.kind in _KEPT and block.kind != "paragraph":
        return block
    lines = context.source.cut(block.span).split("\n")
    short = all(0 < len(line) <= _READING and line.strip()[-1:].isalnum() for line in lines)
    return block._replace(kind="paragraph", type="lines" if short and len(lines) > 1 else "")


_KEPT = {"paragraph", "item", "table", "note", "sign", "line", "page", "stamp", "caps", "footnote", "columns", "label",
         "attendance", "speech"}  # fmt: skip
