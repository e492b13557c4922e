"""Pages of orders and notices: several texts below one another, each with its date or number above and signed below.

Dated lines with signatures between them are no entries of a diary. Evidence: at least two lines with a word for
“signed”, and above each of them a line that is a date, or a heading that ends with a number.
"""

from collections.abc import Callable, Sequence
from itertools import islice

from teikit.core import Span, are_capitalised
from teikit.recognizers import compiled, find_dates, may_hold_date
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters.formulas import is_greeting, text_of
from teikit.transcript.blocks.letters.leaf import behind
from teikit.transcript.blocks.letters.office_lines import is_dateline
from teikit.transcript.blocks.letters.units import Unit, units_of
from teikit.transcript.blocks.paragraphs import as_one
from teikit.transcript.model import Block, Page, span_of
from teikit.transcript.syntax import Transcript, clip

# The minimum number of orders; the longest line of an opener or a closer; the lines above and below the text of one.
_ORDERS, _LINE, _ABOVE, _BELOW = 2, 75, 6, 3
# The maximum number of words of places before a date.
_PLACES = 4
Body = Callable[[Transcript], list[Block]]


def read_orders(transcript: Transcript, pages: Sequence[Page], context: BlockContext, body: Body) -> list[Block] | None:
    """The blocks of orders, each with its zone; None where a text is not a page of orders."""
    signing = compiled(rf"(?<!\w){context.convention.either('closing', 'signed')}(?!\w)")
    text, span = context.source.text, transcript.span
    if not signing.may_match(text, span.start, span.end):
        return None
    if len(list(islice(signing.finditer(text, span.start, span.end), _ORDERS))) < _ORDERS:
        return None
    units = units_of(transcript, pages)
    words = [text_of(unit, context.source) for unit in units]
    signed = compiled(rf"{context.convention.either('closing', 'signed')}(?!\w)[.:,]?\s+\S.{{1,{_LINE}}}")
    ends = [index for index, line in enumerate(words) if signed.fullmatch(line) and not units[index].aside]
    if len(ends) < _ORDERS or any(line[-1:] in ",:!" and is_greeting(line, context.convention) for line in words):
        return None
    start, blocks = 0, list[Block]()
    for end in ends:
        opener = _opener_end(words, start, end, context)
        if opener is None:
            return None
        below = _closer_end(units, words, end, context)
        blocks += _opener(units[start:opener], context)
        blocks += [block._replace(zone="body") for block in _text(units, opener, end, transcript, body)]
        blocks += _closer(units[end:below])
        start = below
    return blocks + behind(_text(units, start, len(units), transcript, body), context)


def _opener_end(words: Sequence[str], start: int, end: int, context: BlockContext) -> int | None:
    """The end of the opener of an order: behind its last date or numbered heading; None without these."""
    above = range(start, min(start + _ABOVE, end - 1))
    short = next((index for index in above if len(words[index]) > _LINE), above.stop)
    known = [index for index in range(start, short) if _kind(words[index], context) in ("dateline", "title")]
    if not known:
        return None
    goes_on = _goes_on(words, known[-1] + 1, context) and known[-1] + 2 < end
    return known[-1] + (2 if goes_on else 1)


def _goes_on(words: Sequence[str], index: int, context: BlockContext) -> bool:
    """Whether a short line in small letters goes on from the heading above it: `to the garrison of Dover`."""
    above, line = words[index - 1], words[index]
    titled = _kind(above, context) == "title" and len(line) <= _LINE
    return titled and line[:1].islower() and line[-1:] not in ".,;:"


def _kind(line: str, context: BlockContext) -> str:
    """What a line of an opener is: a dateline, a title, or the address of the office."""
    plain = " ".join(compiled(r"\[[^\[\]]{1,30}\]").sub(" ", line).split())
    if is_dateline(plain, context) or _is_dated(plain, context):
        return "dateline"
    number = rf"\S.{{2,50}}\s{context.convention.either('numbering', 'sign')}\s?\d{{1,4}}[.:]?"
    block = context.classify(line)
    titled = block is not None and block.kind == "title"
    if compiled(rf"{context.convention.either('numbering', 'sign')}\s?\d{{1,4}}\.?").fullmatch(line):
        return "formula"
    titled = titled or compiled(rf"{context.convention.either('letters', 'orders')}[.:]?").fullmatch(line) is not None
    return "title" if titled or compiled(number).fullmatch(line) else "address"


def _is_dated(line: str, context: BlockContext) -> bool:
    """Whether a line is the names of places and a date behind them: `Mobile, Alabama June 15, 1863`."""
    if not may_hold_date(line, Span(0, len(line))):
        return False
    date = next(find_dates(line, context.convention), None)
    places = line[: date.span.start].split() if date else []
    behind_it = line[date.span.end :].strip(" .,") if date else ""
    return 0 < len(places) <= _PLACES and are_capitalised(" ".join(places)) and not behind_it


def _opener(units: Sequence[Unit], context: BlockContext) -> list[Block]:
    blocks: list[Block] = []
    words = [text_of(unit, context.source) for unit in units]
    for index, unit in enumerate(units):
        kind = "sign" if unit.aside == "sign" else _kind(words[index], context)
        office = kind == "address"
        if blocks and office and _goes_on(words, index, context):
            nodes = as_one([blocks[-1].nodes, unit.nodes])
            blocks[-1] = blocks[-1]._replace(span=span_of(nodes), nodes=nodes)
            continue
        kinds = {"address": "sender", "formula": "reference"}
        block = Block(kind, unit.span, unit.nodes, type=kinds.get(kind, ""), cert="medium" if office else "")
        blocks.append(block._replace(zone="opener"))
    return blocks


def _closer_end(units: Sequence[Unit], words: Sequence[str], at: int, context: BlockContext) -> int:
    """The end of a closer: the signed line, and the short lines directly below it, which are offices and the date."""
    end = at + 1
    while end < min(len(units), at + 1 + _BELOW) and not units[end].blanks and not units[end].aside:
        if len(words[end]) > _LINE or _kind(words[end], context) in ("title", "formula"):
            break
        end += 1
    return end


def _closer(units: Sequence[Unit]) -> list[Block]:
    nodes = as_one([unit.nodes for unit in units])
    return [Block("signature", span_of(nodes), nodes, type="signed", zone="closer")]


def _text(units: Sequence[Unit], start: int, end: int, transcript: Transcript, body: Body) -> list[Block]:
    """The blocks of running text in a range of units."""
    if start >= end:
        return []
    span = Span(units[start].span.start, units[end - 1].span.end)
    return body(Transcript(transcript.source, span, clip(transcript.nodes, span)))
