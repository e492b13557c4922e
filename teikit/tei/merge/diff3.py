"""Compares sequences, and merges two that come from one: what each changed, and where both changed the same place.

Patience diff: what is unique in both sequences and keeps its order holds them together; only the stretches between are
compared item by item. Three states are then merged as diff3 does (S. Khanna, K. Kunal, B. C. Pierce, "A Formal
Investigation of Diff3", 2007), but changes that come very near to each other count as one place.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

# How many items a run has that holds two sequences together: in a long text, single words are seldom unique.
_LENGTHS = (4, 1)


class Change(NamedTuple):
    """Items `start` to `end` of the base became items `new_start` to `new_end`.

    `apart` says that it stands for itself (a whole element put in or taken out) and may touch another change.
    """

    start: int
    end: int
    new_start: int
    new_end: int
    apart: bool = False


class Region(NamedTuple):
    """A stretch of the base that one side or both changed, with what it is on each side (ranges of items)."""

    base: range
    mine: range
    new: range
    by_me: bool
    by_new: bool


def changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """What was changed from `old` to `new`, in order; what stands between two changes is the same in both."""
    result: list[Change] = []
    a = b = 0
    for i, j in [*_matches(old, new), (len(old), len(new))]:
        if (i, j) != (a, b):
            result.append(Change(a, i, b, j))
        a, b = i + 1, j + 1
    return result


def _matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of indices of equal items, rising in both."""
    pairs: list[tuple[int, int]] = []
    stack = [(0, len(old), 0, len(new))]
    while stack:
        a, a_end, b, b_end = stack.pop()
        while a < a_end and b < b_end and old[a] == new[b]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
            pairs.append((a_end, b_end))
        if a == a_end or b == b_end:
            continue
        rows = (_anchors(old, new, range(a, a_end), range(b, b_end), length) for length in _LENGTHS)
        anchors = next(filter(None, rows), [])
        if anchors:
            edges = [(a - 1, b - 1), *anchors, (a_end, b_end)]
            pairs += anchors
            stack += [(i + 1, k, j + 1, m) for (i, j), (k, m) in pairwise(edges)]
        else:
            pairs += _by_item(old[a:a_end], new[b:b_end], a, b)
    return sorted(pairs)


def _by_item(old: Sequence[str], new: Sequence[str], a: int, b: int) -> Iterator[tuple[int, int]]:
    for block in SequenceMatcher(None, old, new, autojunk=len(old) > 4000).get_matching_blocks():
        yield from ((a + block.a + k, b + block.b + k) for k in range(block.size))


def _anchors(old: Sequence[str], new: Sequence[str], left: range, right: range, length: int) -> list[tuple[int, int]]:
    """The longest rising row of pairs of equal items that begin a run of that length, unique on both sides."""
    runs = {i: tuple(old[i : i + length]) for i in left}
    others = {j: tuple(new[j : j + length]) for j in right}
    here, there = Counter(runs.values()), Counter(others.values())
    at = {run: j for j, run in others.items() if there[run] == 1}
    pairs = [(i, at[run]) for i, run in runs.items() if here[run] == 1 and run in at]
    tops: list[int] = []
    piles: list[int] = []
    back = [-1] * len(pairs)
    for index, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        back[index] = piles[pile - 1] if pile else -1
        tops[pile : pile + 1], piles[pile : pile + 1] = [j], [index]
    row, index = [], piles[-1] if piles else -1
    while index >= 0:
        row.append(pairs[index])
        index = back[index]
    return row[::-1]


def regions(mine: Sequence[Change], new: Sequence[Change], near: int) -> list[Region]:
    """The changes of both sides, put together where they touch the same place.

    Changes of different sides with fewer than `near` unchanged items between them are one place, unless one is `apart`.
    """
    groups: list[list[tuple[int, Change]]] = []
    for change, side in sorted([*((c, 0) for c in mine), *((c, 1) for c in new)]):
        last = groups[-1] if groups else []
        if any(_touch(other, change, near) for whose, other in last if whose != side):
            last.append((side, change))
        else:
            groups.append([(side, change)])
    shifts, result = [0, 0], []
    for group in groups:
        result.append(_region(group, shifts))
        for side, change in group:
            shifts[side] += (change.new_end - change.new_start) - (change.end - change.start)
    return result


def _touch(first: Change, second: Change, near: int) -> bool:
    """Whether two changes, in the order of the base, are one place."""
    if first.apart or second.apart:
        return second.start < first.end or first[:2] == second[:2]
    return second.start < first.end + near


def _region(group: Sequence[tuple[int, Change]], shifts: Sequence[int]) -> Region:
    """One region: `shifts` says how far each side has run ahead of the base before it."""
    start, end = min(c.start for _, c in group), max(c.end for _, c in group)
    grown = [0, 0]
    for side, change in group:
        grown[side] += (change.new_end - change.new_start) - (change.end - change.start)
    sides = [range(start + shifts[side], end + shifts[side] + grown[side]) for side in (0, 1)]
    whose = {side for side, _ in group}
    return Region(range(start, end), sides[0], sides[1], 0 in whose, 1 in whose)
