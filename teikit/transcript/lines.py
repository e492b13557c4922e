"""Cuts a run of lines between blank lines into blocks: formulas on lines of their own, items, paragraphs of a PDF.

Where lines are broken for width, a paragraph ends with a line that ends its sentence though the next word would still
have fitted. Where they are not, each line that ends a sentence is one. Both are guesses, and are reported as such.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from teikit.source import Source, Span
from teikit.transcript.block_model import Block, reach
from teikit.transcript.classify import ITEM, Classify, one
from teikit.transcript.model import Break, BreakKind, Node, Text, clip

_BLANKS = re.compile(r"[ \t\u00a0][ \t\u00a0]{3,}")
_ENDS = re.compile(r"[.!?:;][\"”»'’)\]*\d⁰¹²³⁴-⁹]{0,4}\s*$")
_OPENING = {"formula", "salute", "greeting", "dateline", "stamp", "note", "attachment", "caps"}
_CLOSING = {"dateline", "certification", "signature", "valediction", "office", "name", "caps", "formula"}
# What is known as a whole, and may yet be several things on lines of their own.
_MAY_PART = {"paragraph", "item", "name", "caps", "signature", "salute", "formula"}
# A block of more lines than this is no list of formulas.
_FEW = 10
# Capitals of this length are no heading.
_ADDRESS = 24
_NEVER_ALONE = {"paragraph", "item", "name", "caps", "office", "valediction"}


class Shape(NamedTuple):
    """How a text is set: the width its lines are broken at (0: none can be told), or one line a paragraph."""

    width: int
    long: bool


def shape_of(text: str) -> Shape:
    """The shape of a text by the lengths of its lines."""
    lengths = sorted(len(line.rstrip()) for line in text.splitlines() if line.strip())
    if len(lengths) < 6:
        return Shape(0, bool(lengths) and lengths[-1] > 200)
    width = lengths[int(len(lengths) * 0.95)]
    full = sum(length > 0.75 * width for length in lengths)
    if width > 160:
        return Shape(0, True)
    return Shape(width if width > 50 and full * 3 > len(lengths) else 0, False)


def cut_lines(nodes: tuple[Node, ...], source: Source, classify: Classify, shape: Shape, opens: bool) -> list[Block]:
    """The blocks of a run of lines; `opens` says that a text begins here, so that its first lines may open it."""
    whole = one(nodes, source, classify)
    if whole.kind not in _MAY_PART:
        return [whole]
    lines = list(_lines(nodes))
    apart = _BLANKS.search(source.text, whole.span.start, whole.span.end)
    rows = [_pieces(line, source) if apart else [line] for line in lines]
    each = _known(rows, source, classify) if len(rows) <= _FEW else []
    if len(each) > 1 and _apart(each, rows) and _differ(whole, each, rows):
        return _merged(each, source)
    if whole.kind not in ("paragraph", "item"):
        return [whole]
    if sum(len(row) > 1 for row in rows) > 1 and len(rows) > 1:
        return [whole._replace(kind="columns")]
    first = _leading(lines, source, classify, shape) if opens else 0
    last = _trailing(lines[first:], source, classify, shape)
    head = _merged(_addressed([one(line, source, classify) for line in lines[:first]], bool(lines[first:])), source)
    body = [one(part, source, classify) for part in _paragraphs(lines[first : len(lines) - last], source, shape)]
    tail = _merged([one(line, source, classify) for line in lines[len(lines) - last :]], source)
    return [*head, *body, *tail]


# ---------------------------------------------------------------- lines and their pieces
def _lines(nodes: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, Break):
            if run:
                yield tuple(run)
            run = []
        else:
            run.append(node)
    if run:
        yield tuple(run)


def _pieces(line: tuple[Node, ...], source: Source) -> list[tuple[Node, ...]]:
    """The pieces of a line that stand apart by a run of blanks."""
    found, start = [], line[0].span.start
    for node in line:
        for match in _BLANKS.finditer(source.text, node.span.start, node.span.end) if isinstance(node, Text) else ():
            found.append(Span(start, match.start()))
            start = match.end()
    if not found:
        return [line] if source.cut(reach(line)).strip() else []
    found.append(Span(start, line[-1].span.end))
    return [clip(line, span) for span in found if source.cut(span).strip()]


def _known(rows: list[list[tuple[Node, ...]]], source: Source, classify: Classify) -> list[Block]:
    """The pieces as what each is by itself; none where one of them is plain text."""
    each: list[Block] = []
    for piece in chain.from_iterable(rows):
        if source.cut(reach(piece)).isspace():
            continue
        block = one(piece, source, classify)
        if block.kind in ("paragraph", "item"):
            return []
        each.append(block)
    return each


def _apart(each: list[Block], rows: list[list[tuple[Node, ...]]]) -> bool:
    """Whether known pieces are blocks; names and capitals only beside another kind or a run of blanks."""
    kinds = {block.kind for block in each}
    return bool(kinds - _NEVER_ALONE) or "valediction" in kinds or any(len(row) > 1 for row in rows)


def _differ(whole: Block, each: list[Block], rows: list[list[tuple[Node, ...]]]) -> bool:
    """Whether the lines of what is known as a whole are of several kinds, or stand apart by runs of blanks."""
    apart = any(len(row) > 1 for row in rows)
    if whole.kind == "formula":
        return apart or len({block.type for block in each}) == len(each)
    return apart or whole.kind != "salute"


def _merged(each: list[Block], source: Source) -> list[Block]:
    """Joins what belongs together: a place to its date, a name to the words before it that close a letter."""
    found: list[Block] = []
    for block in each:
        before = found[-1] if found else None
        if before and _sign_together(before, block):
            found[-1] = join(before, block, "signature")
        elif before and {before.kind, block.kind} == {"dateline", "name"} and not _stopped(before, source):
            found[-1] = join(before, block, "dateline")
        elif before and before.kind == block.kind == "salute":
            found[-1] = join(before, block, "salute")
        else:
            found.append(block)
    return found


def _stopped(block: Block, source: Source) -> bool:
    """Whether a line is a name with a full stop, which signs, rather than a place."""
    return block.kind == "name" and source.cut(block.span).rstrip().endswith(".")


def _sign_together(before: Block, block: Block) -> bool:
    if before.kind in ("valediction", "office"):
        return block.kind in ("name", "caps", "office", "signature")
    return before.kind == "signature" and block.kind == "name" and before.type == "joined"


def join(before: Block, block: Block, kind: str) -> Block:
    """Two blocks as one, on lines of its own."""
    gap = Break(Span(before.span.end, block.span.start), BreakKind.LINE)
    nodes = (*before.nodes, gap, *block.nodes) if gap.span else (*before.nodes, *block.nodes)
    notes = (*before.footnotes, *block.footnotes)
    return Block(kind, reach(nodes), nodes, "joined" if kind == "signature" else "", footnotes=notes)


# ---------------------------------------------------------------- what opens and closes a text
def _leading(lines: list[tuple[Node, ...]], source: Source, classify: Classify, shape: Shape) -> int:
    """How many of the first lines open the text: all that are short and known by their words."""
    count = 0
    for line in lines[:8]:
        words = source.cut(reach(line)).strip()
        if one(line, source, classify).kind not in _OPENING or len(words) > 0.8 * (shape.width or 75):
            break
        count += 1
    return count if count < len(lines) else 0


def _addressed(head: list[Block], followed: bool) -> list[Block]:
    """A word or two in capitals right above the text of a telegram say to whom it goes."""
    end = len(head)
    while followed and end and head[end - 1].kind == "caps" and len(head[end - 1].span) < _ADDRESS:
        end -= 1
    return [*head[:end], *(block._replace(kind="salute") for block in head[end:])]


def _trailing(lines: list[tuple[Node, ...]], source: Source, classify: Classify, shape: Shape) -> int:
    """How many of the last lines close the text: known by their words, with a date, a name or an office among them."""
    count, kinds = 0, set()
    for line in reversed(lines[2:]):
        block = one(line, source, classify)
        if block.kind not in _CLOSING or len(source.cut(block.span)) > 0.8 * (shape.width or 75):
            break
        kinds.add(block.kind)
        count += 1
    return count if kinds & {"dateline", "certification", "signature", "valediction", "office"} else 0


# ---------------------------------------------------------------- paragraphs
def _paragraphs(lines: list[tuple[Node, ...]], source: Source, shape: Shape) -> Iterator[tuple[Node, ...]]:
    run: list[tuple[Node, ...]] = []
    for line in lines:
        if run and _ends(source.cut(reach(run[-1])).strip(), source.cut(reach(line)).strip(), shape):
            yield _as_one(run)
            run = []
        run.append(line)
    if run:
        yield _as_one(run)


def _as_one(lines: list[tuple[Node, ...]]) -> tuple[Node, ...]:
    nodes: list[Node] = list(lines[0])
    for line in lines[1:]:
        gap = Span(nodes[-1].span.end, line[0].span.start)
        nodes += [*([Break(gap, BreakKind.LINE)] if gap else []), *line]
    return tuple(nodes)


def _ends(line: str, following: str, shape: Shape) -> bool:
    """Whether a paragraph ends with a line, by its end, its length, and what the next begins with."""
    if not line or not following or (following[0].islower() and not ITEM.match(following)):
        return False
    ended = _ENDS.search(line) is not None
    if following[0] == "•" or shape.long:
        return not line.endswith((",", "-"))
    if ITEM.match(following) and shape.width:
        return ended or ITEM.match(line) is not None
    return bool(shape.width) and ended and len(line) + 1 + len(following.split()[0]) < 0.9 * shape.width
