"""Compares sequences, and merges two versions of one sequence (diff3).

The comparison is a patience diff: runs that are unique in both sequences, in the same order, are anchors; only what
lies between anchors is compared item by item. Three versions are merged by diff3 (S. Khanna, K. Kunal, B. C. Pierce, "A
Formal Investigation of Diff3", 2007), except that changes very close to each other count as one region.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

# Numbers of items in an anchor: in a long text, single words are rarely unique.
_ANCHOR_LENGTHS = (4, 1)


class Change(NamedTuple):
    """Items `start` to `end` of the base became items `new_start` to `new_end`.

    An `independent` change (a whole element inserted or deleted) may be adjacent to another change.
    """

    start: int
    end: int
    new_start: int
    new_end: int
    independent: bool = False


class Region(NamedTuple):
    """A range of the base that one side or both changed, with the corresponding range on each side."""

    base: range
    mine: range
    new: range
    by_me: bool
    by_new: bool


def changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """The changes from `old` to `new`, in order; between two changes both are the same."""
    result: list[Change] = []
    a = b = 0
    for i, j in [*_matches(old, new), (len(old), len(new))]:
        if (i, j) != (a, b):
            result.append(Change(a, i, b, j))
        a, b = i + 1, j + 1
    return result


def _matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of indices of equal items, increasing in both sequences."""
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
        rows = (_anchors(old, new, range(a, a_end), range(b, b_end), length) for length in _ANCHOR_LENGTHS)
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
    """The longest increasing sequence of pairs that begin an equal run of this length, unique on both sides."""
    runs = {i: tuple(old[i : i + length]) for i in left}
    others = {j: tuple(new[j : j + length]) for j in right}
    counts, other_counts = Counter(runs.values()), Counter(others.values())
    positions = {run: j for j, run in others.items() if other_counts[run] == 1}
    pairs = [(i, positions[run]) for i, run in runs.items() if counts[run] == 1 and run in positions]
    tails: list[int] = []
    piles: list[int] = []
    back = [-1] * len(pairs)
    for index, (_, j) in enumerate(pairs):
        pile = bisect_left(tails, j)
        back[index] = piles[pile - 1] if pile else -1
        tails[pile : pile + 1], piles[pile : pile + 1] = [j], [index]
    anchors, index = [], piles[-1] if piles else -1
    while index >= 0:
        anchors.append(pairs[index])
        index = back[index]
    return anchors[::-1]


def regions(mine: Sequence[Change], new: Sequence[Change], distance: int) -> list[Region]:
    """The changes of both sides, grouped into regions where they overlap.

    Changes of different sides with fewer than `distance` unchanged items between them form one region, unless one of
    them is `independent`.
    """
    groups: list[list[tuple[int, Change]]] = []
    for change, side in sorted([*((c, 0) for c in mine), *((c, 1) for c in new)]):
        last = groups[-1] if groups else []
        if any(_overlap(other, change, distance) for other_side, other in last if other_side != side):
            last.append((side, change))
        else:
            groups.append([(side, change)])
    shifts, result = [0, 0], []
    for group in groups:
        result.append(_region(group, shifts))
        for side, change in group:
            shifts[side] += (change.new_end - change.new_start) - (change.end - change.start)
    return result


def _overlap(first: Change, second: Change, distance: int) -> bool:
    """Whether two changes, in the order of the base, belong to one region."""
    if first.independent or second.independent:
        return second.start < first.end or first[:2] == second[:2]
    return second.start < first.end + distance


def _region(group: Sequence[tuple[int, Change]], shifts: Sequence[int]) -> Region:
    """One region; `shifts` is the offset of each side from the base before it."""
    start, end = min(c.start for _, c in group), max(c.end for _, c in group)
    growth = [0, 0]
    for side, change in group:
        growth[side] += (change.new_end - change.new_start) - (change.end - change.start)
    sides = [range(start + shifts[side], end + shifts[side] + growth[side]) for side in (0, 1)]
    sides_changed = {side for side, _ in group}
    return Region(range(start, end), sides[0], sides[1], 0 in sides_changed, 1 in sides_changed)
