"""Cuts a run of lines between blank lines into blocks: formulas on lines of their own, items, paragraphs of a PDF.

Where lines are broken for width, a paragraph ends with a line that ends its sentence though the next word would still
have fitted. Where they are not, each line that ends a sentence is one. Both are guesses, and are reported as such.
"""

import re
from itertools import chain, pairwise

from teikit.core import Source, Span
from teikit.recognizers import compiled
from teikit.transcript.blocks.classify import make_block
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.paragraphs import as_one, paragraphs
from teikit.transcript.blocks.signatories import is_person
from teikit.transcript.blocks.split_line import opened_in_line, row_of
from teikit.transcript.blocks.tables import Table, find_table
from teikit.transcript.model import Block, span_of
from teikit.transcript.syntax import Break, BreakKind, Node, Text, clip, lines_in

_BLANKS = re.compile(r"[ \t\u00a0][ \t\u00a0]{3,}")
_OPENING = {"formula", "salute", "greeting", "dateline", "stamp", "note", "attachment", "caps", "title"}
_CLOSING = {"dateline", "certification", "signature", "valediction", "office", "name", "caps", "formula"}
_PLACED = re.compile(r"[^\W\d_][^\d,]*,\s")
# Kinds of blocks that may be several blocks, each on its own lines.
_MAY_PART = {"paragraph", "item", "name", "caps", "signature", "salute", "formula", "dateline", "title", "valediction",
             "certification"}  # fmt: skip
# A block of more lines than this is not a list of formulas.
_FEW = 10
# The maximum number of lines of a printed form above an opener.
_FORM = 7
_KNOWN_HEAD = {"formula", "salute", "greeting", "dateline"}
# The maximum length of a piece of a line after a run of spaces.
_SHORT = 60
# Capitals of this length are not a heading.
_ADDRESS = 24
_WORDS = "'’.,&-"
_NEVER_ALONE = {"paragraph", "item", "name", "caps", "office", "valediction"}


def cut_lines(nodes: tuple[Node, ...], context: BlockContext) -> list[Block]:
    """The blocks of a run of lines; `opens` is true where a text begins, so that the first lines may be its opener."""
    if context.opens and (in_line := opened_in_line(nodes, context)):
        return in_line
    whole = make_block(nodes, context)
    if whole.kind not in _MAY_PART:
        return [whole]
    lines = list(lines_in(nodes))
    table = find_table([span_of(line) for line in lines], context.source)
    if table:
        return _round_table(lines, table, context)
    apart = _BLANKS.search(context.source.text, whole.span.start, whole.span.end)
    rows = [_row(line, context) if apart else [line] for line in lines]
    each = _known(rows, context) if len(rows) <= _FEW else []
    if len(each) > 1 and _apart(each, rows) and _differ(whole, each, rows):
        return _merged(each, context)
    if whole.kind not in ("paragraph", "item"):
        return [whole]
    if sum(len(row) > 1 for row in rows) > 1 and len(rows) > 1:
        return [whole._replace(kind="columns")]
    first, opening = _leading(lines, context) if context.opens else (0, [])
    last = _trailing(lines[first:], context)
    head = _merged(_addressed(opening, bool(lines[first:]), context.source), context)
    body = [make_block(part, context) for part in paragraphs(lines[first : len(lines) - last], context)]
    tail = _merged([make_block(line, context) for line in lines[len(lines) - last :]], context)
    return [*head, *body, *tail]


def _round_table(lines: list[tuple[Node, ...]], table: Table, context: BlockContext) -> list[Block]:
    """A table, and the blocks of the lines before and after it."""
    before, inside, behind = lines[: table.first], lines[table.first : table.last], lines[table.last :]
    nodes = as_one(inside)
    blocks = [Block("table", span_of(nodes), nodes, rows=table.rows, cert=table.cert)]
    if before:
        blocks = [*cut_lines(as_one(before), context), *blocks]
    return blocks + (cut_lines(as_one(behind), context._replace(opens=False)) if behind else [])


def _things(piece: tuple[Node, ...], context: BlockContext) -> list[Block]:
    """The blocks on a piece of a line; where a text opens, or behind what opens it, it may be several things."""
    block = make_block(piece, context)
    short = len(block.span) < _SHORT and context.source.text[block.span.start : block.span.end].count(" ") < _FEW
    if block.kind not in ("paragraph", "formula") or not (context.opens or short):
        return [block]
    return row_of(piece, context) or [block]


# ---------------------------------------------------------------- lines and their pieces
def _row(line: tuple[Node, ...], context: BlockContext) -> list[tuple[Node, ...]]:
    """The pieces of a line; an autograph with an office and a name beside it is one, whatever blanks stand between."""
    pieces = _pieces(line, context.source)
    return [line] if len(pieces) > 1 and make_block(line, context).kind == "signature" else pieces


def _pieces(line: tuple[Node, ...], source: Source) -> list[tuple[Node, ...]]:
    """The pieces of a line between runs of spaces."""
    pieces, start = [], line[0].span.start
    for node in line:
        for match in _BLANKS.finditer(source.text, node.span.start, node.span.end) if isinstance(node, Text) else ():
            pieces.append(Span(start, match.start()))
            start = match.end()
    if not pieces:
        return [line] if source.cut(span_of(line)).strip() else []
    pieces.append(Span(start, line[-1].span.end))
    return [clip(line, span) for span in pieces if source.cut(span).strip()]


def _known(rows: list[list[tuple[Node, ...]]], context: BlockContext) -> list[Block]:
    """The pieces, each classified alone; empty if one of them is plain text."""
    each: list[Block] = []
    for piece in chain.from_iterable(rows):
        if context.source.cut(span_of(piece)).isspace():
            continue
        things = _things(piece, context)
        if any(block.kind in ("paragraph", "item") for block in things):
            return []
        each += things
    return each


def _apart(each: list[Block], rows: list[list[tuple[Node, ...]]]) -> bool:
    """Whether known pieces are blocks; names and capitals are only beside another kind or a run of spaces."""
    kinds = {block.kind for block in each}
    return bool(kinds - _NEVER_ALONE) or "valediction" in kinds or any(len(row) > 1 for row in rows)


def _differ(whole: Block, each: list[Block], rows: list[list[tuple[Node, ...]]]) -> bool:
    """Whether the lines of a known block are of several kinds, or separated by runs of spaces."""
    apart = any(len(row) > 1 for row in rows)
    kinds = {block.kind for block in each}
    if whole.kind == "certification":
        return "formula" in kinds
    if whole.kind == "valediction":
        return len(kinds) > 1
    if whole.kind == "formula" and whole.type != "copy":
        return apart or len({block.type for block in each}) == len(each) or bool(kinds & {"salute", "greeting"})
    if whole.kind == "formula":
        return apart or len({block.type for block in each}) == len(each)
    return apart or whole.kind != "salute" or bool(kinds & {"formula", "dateline"})


def _merged(each: list[Block], context: BlockContext) -> list[Block]:
    """Joins what belongs together: a place to its date, a name to the words before it that close a letter."""
    source = context.source
    # `FROM THE DIARY OF`: the name follows on the next line.
    unfinished = compiled(rf"(?<!\w){context.convention.either('headings', 'unfinished')}\s*\Z")
    blocks: list[Block] = []
    for block in each:
        before = blocks[-1] if blocks else None
        if before and _sign_together(before, block):
            blocks[-1] = join(before, block, "signature")
        elif before and {before.kind, block.kind} == {"dateline", "name"} and _place_and_date(before, block, source):
            blocks[-1] = join(before, block, "dateline")
        elif before and block.kind in ("name", "caps") and unfinished.search(source.cut(before.span)):
            blocks[-1] = join(before, block, "title")
        elif before and before.type == "copy" and block.kind in ("name", "caps", "office"):
            blocks[-1] = join(before, block, "formula")._replace(type="copy")
        elif before and before.kind == block.kind == "salute":
            blocks[-1] = join(before, block, "salute")
        else:
            blocks.append(block)
    return blocks


def _place_and_date(before: Block, block: Block, source: Source) -> bool:
    """Whether a name beside a date is its place: not if it is a signature, nor if the date already has a place."""
    placed = any(_PLACED.match(source.cut(part.span)) for part in (before, block) if part.kind == "dateline")
    named = any(part.kind == "name" and is_person(source.cut(part.span)) for part in (before, block))
    return not placed and not named


def _sign_together(before: Block, block: Block) -> bool:
    if before.kind == "office":
        return block.kind in ("name", "caps", "office", "signature")
    return before.kind == "signature" and block.kind == "name" and before.type == "joined"


def join(before: Block, block: Block, kind: str) -> Block:
    """Joins two blocks as the lines of one."""
    gap = Break(Span(before.span.end, block.span.start), BreakKind.LINE)
    nodes = (*before.nodes, gap, *block.nodes) if gap.span else (*before.nodes, *block.nodes)
    notes = (*before.footnotes, *block.footnotes)
    return Block(kind, span_of(nodes), nodes, "joined" if kind == "signature" else "", footnotes=notes)


# ---------------------------------------------------------------- what opens and closes a text
def _leading(lines: list[tuple[Node, ...]], context: BlockContext) -> tuple[int, list[Block]]:
    """The opener at the beginning of the lines: the number of its lines, all known and short, and its blocks."""
    opening = [_opening_line(line, context) for line in lines[: _FORM + 2]]
    above = _above(lines, opening, context)
    head: list[Block] = (
        [make_block(as_one(lines[:above]), context)._replace(kind="paragraph", type="form")] if above else []
    )
    count = above
    known = chain(opening[above:], (_opening_line(line, context) for line in lines[len(opening) :]))
    for (line, following), blocks in zip(pairwise([*lines[above : above + 9], ()]), known, strict=False):
        if not blocks and not head and _opens_unknown(line, context.source) and following:
            # There may be one unknown line above the opener.
            blocks = [make_block(line, context)] if _opening_line(following, context) else []
        if not blocks and head and _goes_on(head[-1], line, context):
            head[-1] = join(head[-1], make_block(line, context), head[-1].kind)
            count += 1
            continue
        if not blocks:
            break
        head += blocks
        count += 1
    unknown_above = bool(head) and head[0].kind in ("paragraph", "name") and count > 1
    return (count, head) if count < len(lines) or unknown_above else (0, [])


def _above(lines: list[tuple[Node, ...]], opening: list[list[Block]], context: BlockContext) -> int:
    """How many short lines that are nothing known stand above what opens a text: none where they may be its beginning.

    Formulas, addresses or dates follow them on two lines at least: a printed form has its own words above these.
    `opening` are the blocks of the first lines, empty for one that is nothing known.
    """
    known = [bool(blocks) and {block.kind for block in blocks} <= _KNOWN_HEAD for blocks in opening]
    first = next((count for count, (one_line, next_one) in enumerate(pairwise(known)) if one_line and next_one), 0)
    if any(known[:first]) or all(opening[1:first]):
        # A single unknown line is handled elsewhere, and capitals may be an address.
        return 0
    words = [context.source.cut(span_of(line)).strip() for line in lines[:first]]
    short = all(len(one_line) < 1.5 * _SHORT and not one_line.endswith((".", ",", ";")) for one_line in words)
    return first if short and len(lines) > first else 0


def _opens_unknown(line: tuple[Node, ...], source: Source) -> bool:
    """Whether a line may be above an opener: short, and not a sentence or part of one."""
    words = source.cut(span_of(line)).strip()
    begins = words[:1].isupper() or words[:1] in '"“['
    return begins and len(words) < 2 * _SHORT and not words.endswith((".", ",", ";", ":"))


def _goes_on(before: Block, line: tuple[Node, ...], context: BlockContext) -> bool:
    """Whether a short line continues the title or the address above it."""
    words = context.source.cut(span_of(line)).strip()
    if before.kind == "salute":
        return make_block(line, context).kind == "name"
    return (
        before.kind == "title"
        and words[:1].islower()
        and len(words) <= 0.9 * (context.shape.width or 80)
        and not words.endswith((".", ",", ":"))
    )


def _opening_line(line: tuple[Node, ...], context: BlockContext) -> list[Block]:
    pieces = _pieces(line, context.source)
    if len(pieces) > 1:
        blocks = [make_block(piece, context) for piece in pieces]
        apart = all(block.kind in _OPENING or len(block.span) < _SHORT for block in blocks)
        return blocks if apart and any(block.kind in _OPENING for block in blocks) else []
    if row := row_of(line, context):
        return row
    block = make_block(line, context)
    known = block.kind in _OPENING and (
        block.kind == "note" or len(context.source.cut(block.span).strip()) <= 0.8 * context.shape.column
    )
    return [block] if known else []


def _addressed(head: list[Block], followed: bool, source: Source) -> list[Block]:
    """One or two words in capitals directly above the text of a telegram are its address."""
    end = len(head)
    while followed and end and head[end - 1].kind == "caps" and len(head[end - 1].span) < _ADDRESS:
        if not all(char.isalpha() or char in _WORDS for char in "".join(source.cut(head[end - 1].span).split())):
            # A number is no address.
            break
        end -= 1
    # Without a formula or a date above them they may as well be a title.
    cert = "" if any(block.kind in ("formula", "dateline") for block in head[:end]) else "medium"
    return [*head[:end], *(block._replace(kind="salute", cert=cert) for block in head[end:])]


def _trailing(lines: list[tuple[Node, ...]], context: BlockContext) -> int:
    """The number of lines of the closer: lines of known kinds, one of them a date, a name or an office."""
    count, kinds = 0, set()
    for line in reversed(lines[1:]):
        block = make_block(line, context)
        if block.kind not in _CLOSING or len(context.source.cut(block.span)) > 0.8 * context.shape.column:
            break
        kinds.add(block.kind)
        count += 1
    return count if kinds & {"dateline", "certification", "signature", "valediction", "office"} else 0
