"""Puts items into lists, to any depth: numbered and lettered ones by how they count, dashed ones by standing together.

An item holds what stands between it and the next of its kind; numbers count in one style (`1.`, `1)`, `(1)`, `а)`,
`II.`), so that a list inside an item is not taken for its continuation.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from teikit.source import Source, Span
from teikit.transcript.block_model import Block

_STYLES = ("digit", "letter", "roman")


class Item(NamedTuple):
    """An item: its number (empty for a dash), its printed label, its first block and what stands before the next."""

    n: str
    label: Span
    parts: tuple["Part", ...]


class ItemList(NamedTuple):
    """Items that follow one another; `rend` is numbered or bulleted."""

    items: tuple[Item, ...]
    rend: str = "numbered"


Part = Block | ItemList


def with_lists(found: Sequence[Block], source: Source, before: Block | None = None) -> tuple[Part, ...]:
    """The blocks with their items put into lists; an item that belongs to none is a paragraph.

    `before` is the block in front of them.
    """
    parts: list[Part] = []
    numbers = _numbers(found, source)
    index = 0
    while index < len(found):
        chain = _chain(found, index, source, found[index - 1] if index else before, numbers)
        if chain:
            parts.append(_list(found, chain, source))
            index = chain[-1] + 1
        else:
            block = found[index]
            parts.append(block if block.kind != "item" else block._replace(kind="paragraph"))
            index += 1
    return tuple(parts)


Numbers = dict[tuple[str, str, int], list[int]]


def _numbers(found: Sequence[Block], source: Source) -> Numbers:
    """Where each number stands, as it is read while digits, letters or roman numbers are counted; found once."""
    numbers: Numbers = {}
    for index, block in enumerate(found):
        for counted in _STYLES if block.kind == "item" and block.n else ():
            numbers.setdefault((counted, *_value(block, source, counted)), []).append(index)
    return numbers


def _chain(found: Sequence[Block], start: int, source: Source, before: Block | None, numbers: Numbers) -> list[int]:
    """The indexes of the items of the list that begins at `start`; empty where none does."""
    block = found[start]
    if block.kind != "item" or block.label is None:
        return []
    if not block.n:
        return _dashes(found, start, source, before)
    style, number = _value(block, source)
    if number != 1:
        return []
    chain = [start]
    while True:
        number += 1
        places = numbers.get((style.split()[0], style, number), [])
        following = bisect_right(places, chain[-1])
        if following == len(places):
            return chain if len(chain) > 1 else []
        chain.append(places[following])


def _dashes(found: Sequence[Block], start: int, source: Source, before: Block | None) -> list[int]:
    """Dashed items that follow one another, where they are announced by a colon or more than two."""
    end = start
    while end < len(found) and found[end].kind in ("item", "page") and not found[end].n:
        end += 1
    chain = [index for index in range(start, end) if found[index].kind == "item"]
    announced = before is not None and source.cut(before.span).rstrip().endswith(":")
    return chain if len(chain) > 2 or (announced and len(chain) > 1) else []


def _value(block: Block, source: Source, style: str = "") -> tuple[str, int]:
    """The style of a number and its value; what may be roman is roman at first sight, unless letters are counted."""
    n = block.n
    around = source.cut(block.label).strip().replace(n, "n", 1) if block.label else ""
    if n.isdigit():
        return f"digit {around}", int(n)
    if not style.startswith("letter") and n.isupper() and all(char in "IVXLC" for char in n):
        return f"roman {around}", _roman(n)
    if not style.startswith("letter") and n.islower() and len(n) > 1 and all(char in "ivxlc" for char in n):
        return f"roman {around}", _roman(n.upper())
    if style.startswith("roman") and n.islower() and all(char in "ivxlc" for char in n):
        return f"roman {around}", _roman(n.upper())
    alphabet = "абвгдежзиклмнопрстуфхцчшщэюя" if "а" <= n.lower() <= "я" else "abcdefghijklmnopqrstuvwxyz"
    return f"letter {around}", alphabet.find(n.lower()) + 1


def _roman(n: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[char] for char in n]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _list(found: Sequence[Block], chain: list[int], source: Source) -> ItemList:
    ends = [*chain[1:], chain[-1] + 1]
    items = []
    for start, end in zip(chain, ends, strict=True):
        first = found[start]
        if first.label is not None:
            parts = (first._replace(kind="paragraph"), *with_lists(found[start + 1 : end], source, first))
            items.append(Item(first.n, first.label, parts))
    return ItemList(tuple(items), "numbered" if items[0].n else "bulleted")
