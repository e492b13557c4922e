"""Joins items to lists, to any depth: numbered and lettered items by their count, dashed items by their position.

An item holds what is between it and the next of its kind; numbers count in one style (`1.`, `1)`, `(1)`, `а)`,
`II.`), so that a list inside an item is not taken for its continuation.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from teikit.core import Source, Span
from teikit.recognizers import place_in_alphabet
from teikit.transcript.model import Block

_STYLES = ("digit", "letter", "roman")
# Letters that typists used as the digit 1.
_FOR_ONE = ("I", "l")
# How many numbers of a list may be missing.
_LEFT_OUT = 3
_OMISSION = re.compile(r"\[\s*(?:\.\s?\.|…)")
# The maximum depth of lists, which also limits the work on hostile input.
MAX_OPEN = 40


class Item(NamedTuple):
    """An item: its number (empty for a dash), its printed label, and its blocks up to the next item."""

    n: str
    label: Span
    parts: tuple["Part", ...]


class ItemList(NamedTuple):
    """Consecutive items; `rend` is numbered or bulleted."""

    items: tuple[Item, ...]
    rend: str = "numbered"


class Speech(NamedTuple):
    """What one speaker says: the name with its colon, and the blocks of the speech, the name in the first of them."""

    speaker: Span
    parts: tuple["Part", ...]


Part = Block | ItemList | Speech


def with_lists(blocks: Sequence[Block], source: Source, before: Block | None = None) -> tuple[Part, ...]:
    """The blocks with their items joined to lists; an item that belongs to no list becomes a paragraph.

    `before` is the block before them.
    """
    parts: list[Part] = []
    following = successors(blocks, source)
    index = 0
    while index < len(blocks):
        chain = _chain(blocks, index, source, blocks[index - 1] if index else before, following)
        if chain:
            end = _end_of_last(blocks, chain[-1], source, following)
            parts.append(_list(blocks, [*chain, end], source))
            index = end
        else:
            block = blocks[index]
            parts.append(block if block.kind != "item" else block._replace(kind="paragraph"))
            index += 1
    return tuple(parts)


class _Open(NamedTuple):
    """A list that may continue: its last item, that item's number and final punctuation, and whether it ends the list.

    A full stop ends a list whose other items end with commas.
    """

    at: int
    last: int
    ends: str
    ended: bool


Successors = dict[tuple[str, int], int]


def successors(blocks: Sequence[Block], source: Source) -> Successors:
    """For each item, while digits, letters or roman numbers are counted, the item that counts on from it.

    A number continues the innermost list that has the number before it. If no list has, numbers are missing.
    """
    following: Successors = {}
    for counted in _STYLES:
        open_lists: dict[str, list[_Open]] = {}
        for index, block in enumerate(blocks):
            if block.kind != "item" or not block.n:
                continue
            style, number = _value(block, source, counted)
            lists = open_lists.setdefault(style, [])
            commas = False
            if number > 1:
                depth = _goes_on(lists, number, blocks, index, source)
                if depth is None:
                    continue
                following[counted, lists[depth].at] = index
                commas = lists[depth].ends in (",", ";")
                del lists[depth:]
            ends = source.cut(block.span).rstrip()[-1:]
            lists.append(_Open(index, _last_number(block, number), ends, commas and ends == "."))
            del lists[:-MAX_OPEN]
    return following


def _goes_on(lists: list[_Open], number: int, blocks: Sequence[Block], index: int, source: Source) -> int | None:
    """Which of the open lists a number continues; None if it continues no list."""
    fitting = [depth for depth, open_list in enumerate(lists) if open_list.last == number - 1]
    if fitting:
        return next((depth for depth in reversed(fitting) if not lists[depth].ended), fitting[-1])
    for depth in range(len(lists) - 1, -1, -1):
        start, last, _, _ = lists[depth]
        between = source.text[blocks[start].span.start : blocks[index].span.start]
        if last < number and last > 1 and (number - last <= _LEFT_OUT or _OMISSION.search(between)):
            return depth
    return None


def _chain(
    blocks: Sequence[Block], start: int, source: Source, before: Block | None, following: Successors
) -> list[int]:
    """The indexes of the items of the list that begins at `start`; empty if there is no list."""
    block = blocks[start]
    if block.kind != "item" or block.label is None:
        return []
    if not block.n:
        return _dashes(blocks, start, source, before)
    style, number = _value(block, source)
    # On a typewriter without the digit 1, a letter replaces it; `i` may be a small roman number.
    others = (("digit",) if block.n in _FOR_ONE else ()) + (("roman",) if block.n == "i" else ())
    for counted in (style.split()[0], *others):
        number = 1 if counted in others else number
        chain = [start]
        while number == 1 and (counted, chain[-1]) in following:
            chain.append(following[counted, chain[-1]])
        if len(chain) > 1:
            return chain
    return []


def _end_of_last(blocks: Sequence[Block], last: int, source: Source, following: Successors) -> int:
    """The end of the last item of a list: after its first block, or after the list that this block announces.

    Decimal numbers (`2.1.` after `2.`) belong to the item without being announced.
    """
    end, under = last + 1, f"{blocks[last].n}."
    if blocks[last].n and end < len(blocks) and blocks[end].n.startswith(under):
        decimals = [index for index in range(end, len(blocks)) if blocks[index].n.startswith(under)]
        return _end_of_last(blocks, decimals[-1], source, following)
    if not blocks[last].n or end == len(blocks) or not _announces(blocks, last, source):
        return end
    inner = _chain(blocks, end, source, blocks[last], following)
    return inner[-1] + 1 if inner else end


def _announces(blocks: Sequence[Block], at: int, source: Source) -> bool:
    """Whether the block after an item belongs to it: the item ends with a colon, or inside a sentence before an item.

    An item that ends its sentence, or a list whose items have no stops, announces nothing; one that is indented more
    than the item on the line above it belongs to that all the same.
    """
    words, inner = source.cut(blocks[at].span).rstrip(), blocks[at + 1]
    if words.endswith(":"):
        return True
    if inner.kind != "item":
        return False
    return words.endswith(",") or _indent(inner, source) > _indent(blocks[at], source)


def _indent(block: Block, source: Source) -> int:
    """The number of spaces before a block on its line."""
    before = source.text[source.text.rfind("\n", 0, block.span.start) + 1 : block.span.start]
    return len(before) if not before.strip() else 0


def _dashes(blocks: Sequence[Block], start: int, source: Source, before: Block | None) -> list[int]:
    """Consecutive dashed items, if a colon announces them or there are more than two; those that tags name, always."""
    end = start
    while end < len(blocks) and blocks[end].kind in ("item", "page") and not blocks[end].n:
        end += 1
    chain = [index for index in range(start, end) if blocks[index].kind == "item"]
    announced = before is not None and (
        source.cut(before.span).rstrip().endswith(":")
        or (bool(before.n) and _indent(blocks[start], source) > _indent(before, source))
    )
    tagged = all(blocks[index].label == Span(blocks[index].span.start, blocks[index].span.start) for index in chain)
    return chain if tagged or len(chain) > 2 or (announced and len(chain) > 1) else []


def _last_number(block: Block, number: int) -> int:
    """The last number of an item that has several, as `3, 4.` does."""
    return int(block.n.rpartition(",")[2]) if "," in block.n else number


def _value(block: Block, source: Source, style: str = "") -> tuple[str, int]:
    """The style of a number and its value; letters that may be roman numbers are, unless the list counts letters."""
    n = block.n
    around = source.cut(block.label).strip().replace(n, "n", 1) if block.label else ""
    if n[0].isdigit():
        above, _, last = n.split(",")[0].rpartition(".")
        return f"digit {above} {around}", int(last)
    if style == "digit" and n in _FOR_ONE:
        return f"digit  {around}", 1
    if not style.startswith("letter") and n.isupper() and all(char in "IVXLC" for char in n):
        return f"roman {around}", _roman(n)
    if not style.startswith("letter") and n.islower() and len(n) > 1 and all(char in "ivxlc" for char in n):
        return f"roman {around}", _roman(n.upper())
    if style.startswith("roman") and n.islower() and all(char in "ivxlc" for char in n):
        return f"roman {around}", _roman(n.upper())
    return f"letter {around}", place_in_alphabet(n)


def _roman(n: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[char] for char in n]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _list(blocks: Sequence[Block], bounds: list[int], source: Source) -> ItemList:
    """The list whose items begin at the bounds; the last bound is its end."""
    items = []
    for start, end in pairwise(bounds):
        first = blocks[start]
        if first.label is not None:
            parts = (first._replace(kind="paragraph"), *with_lists(blocks[start + 1 : end], source, first))
            items.append(Item(first.n, first.label, parts))
    return ItemList(tuple(items), "numbered" if items[0].n else "bulleted")
