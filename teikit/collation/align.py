"""Aligns the witnesses of a text: units of variation over words, with moved words recognised.

The alignment is the longest common subsequence of words (rapidfuzz). Changes that a reader would see as one are joined.
The first witness is the base, as in a positive apparatus (TEI Guidelines 12.1).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from teikit.collation.moves import Range, find_moves
from teikit.collation.relation import MOST
from teikit.recognizers import without_optional_accents

# Of texts that are declared as witnesses of one text, the share of the words of the shorter one that both must have.
_MIN_SHARED = 0.3
# A common run of so few letters between two longer changes is a coincidence: “and” in two different sentences.
_MAX_CHANCE_LETTERS = 4


class Change(StrEnum):
    """How the witnesses differ in a unit; `FORM` is a difference only in letter case or punctuation."""

    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"
    FORM = "form"


class Unit(NamedTuple):
    """A unit of variation: for each witness the half-open range of its words, empty if it has none.

    `partner` is the index of the unit with the same words at another place, if they were moved.
    """

    change: Change
    ranges: tuple[Range, ...]
    partner: int | None = None


class Witness(NamedTuple):
    """The words of a witness with their punctuation, and the word indices where a block begins."""

    words: Sequence[str]
    blocks: frozenset[int] = frozenset()


def collate(witnesses: Sequence[Witness], declared: bool = True) -> list[Unit]:
    """The units of variation of two or more witnesses, in the order of the first; none if the texts are not related.

    Texts that are not `declared` to be witnesses of one text must have most words of both in common.
    Moved words and differences of form are found between two witnesses. For more witnesses, only differences of words.
    """
    if len(witnesses) < 2 or not all(witness.words for witness in witnesses):
        return []
    base, *others = ([_normalize(word) for word in witness.words] for witness in witnesses)
    steps = [_steps(base, other) for other in others]
    if not all(_related(run, len(base), len(other), declared) for run, other in zip(steps, others, strict=True)):
        return []
    if len(others) > 1:
        return [Unit(_kind(ranges), ranges) for ranges in _merge_changes(steps)]
    changes = [(_range(s.base), _range(s.other)) for s in steps[0] if not s.same]
    pieces, pairs = find_moves(changes, base, others[0])
    units = [Unit(_kind(ranges), ranges) for ranges in pieces]
    for first, second in pairs:
        units[first] = Unit(Change.MOVED, units[first].ranges, second)
        units[second] = Unit(Change.MOVED, units[second].ranges, first)
    forms = _form_differences(witnesses[0].words, witnesses[1].words, steps[0])
    return _sort_units([*_split_at_blocks(units, witnesses), *_split_at_blocks(forms, witnesses)])


class _Step(NamedTuple):
    """A run of words that two witnesses share, or in which they differ."""

    same: bool
    base: range
    other: range


def _normalize(word: str) -> str:
    """A word for comparison: without case, punctuation and optional accents. A lone mark is unchanged."""
    return re.sub(r"[\W_]", "", without_optional_accents(word.casefold())) or word


def _steps(base: Sequence[str], other: Sequence[str]) -> list[_Step]:
    """The alignment of two witnesses as runs that alternate between equal and different words."""
    from rapidfuzz.distance import LCSseq  # imported late: most documents have one witness

    runs = [
        _Step(code.tag == "equal", range(code.src_start, code.src_end), range(code.dest_start, code.dest_end))
        for code in LCSseq.opcodes(base, other)
    ]
    coincidences = {
        i
        for i, (before, run, after) in enumerate(zip(runs, runs[1:], runs[2:], strict=False), 1)
        if run.same and _is_coincidence(base, before, run, after)
    }
    joined: list[_Step] = []
    for number, run in enumerate(runs):
        same = run.same and number not in coincidences
        if joined and joined[-1].same == same:
            last = joined.pop()
            run = _Step(same, range(last.base.start, run.base.stop), range(last.other.start, run.other.stop))
        joined.append(run._replace(same=same))
    return joined


def _related(run: Sequence[_Step], ours: int, theirs: int, declared: bool) -> bool:
    shared = sum(len(step.base) for step in run if step.same)
    return shared >= (_MIN_SHARED * min(ours, theirs) if declared else MOST * max(ours, theirs))


def _is_coincidence(base: Sequence[str], before: _Step, run: _Step, after: _Step) -> bool:
    letters = sum(len(base[i]) for i in run.base)
    around = min(len(before.base) + len(before.other), len(after.base) + len(after.other))
    return letters <= _MAX_CHANCE_LETTERS and around > 2 * len(run.base) + 1


# ---------------------------------------------------------------- units
def _split_at_blocks(units: Iterable[Unit], witnesses: Sequence[Witness]) -> Iterator[Unit]:
    """The units, split at blocks where their words are in several blocks; changed and moved units stay whole."""
    for unit in units:
        if unit.change in (Change.CHANGED, Change.MOVED):
            yield unit
            continue
        longest = max(stop - start for start, stop in unit.ranges)
        boundaries = {
            block - start
            for (start, stop), witness in zip(unit.ranges, witnesses, strict=True)
            for block in witness.blocks
            if start < block < stop
        }
        for first, last in pairwise([0, *sorted(boundaries), longest]):
            yield Unit(unit.change, tuple(_part(word_range, first, last) for word_range in unit.ranges))


def _part(word_range: Range, first: int, last: int) -> Range:
    start, stop = word_range
    return (start + first, start + last) if stop > start else word_range


def _sort_units(units: Sequence[Unit]) -> list[Unit]:
    """The units in the order of the first witness, with the indices of partners updated."""
    order = sorted(range(len(units)), key=lambda number: units[number].ranges)
    place = {old: new for new, old in enumerate(order)}
    ordered = (units[old] for old in order)
    return [unit if unit.partner is None else unit._replace(partner=place[unit.partner]) for unit in ordered]


def _range(of: range) -> Range:
    return of.start, of.stop


def _kind(ranges: Sequence[Range]) -> Change:
    (start, stop), others = ranges[0], ranges[1:]
    if start == stop:
        return Change.ADDED
    return Change.DROPPED if all(a == b for a, b in others) else Change.CHANGED


# ---------------------------------------------------------------- several witnesses
def _merge_changes(steps: Sequence[Sequence[_Step]]) -> Iterator[tuple[Range, ...]]:
    """The word ranges of units in all witnesses; changes of different witnesses that touch in the base are joined."""
    changed = sorted(_range(step.base) for run in steps for step in run if not step.same)
    merged: list[list[int]] = []
    for start, stop in changed:
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], stop)
        else:
            merged.append([start, stop])
    for start, stop in merged:
        yield (start, stop), *((min(_places(run, start)), max(_places(run, stop))) for run in steps)


def _places(run: Sequence[_Step], boundary: int) -> list[int]:
    """The positions in another witness that correspond to a boundary between words of the base."""
    positions: list[int] = []
    for step in run:
        if step.same and step.base.start <= boundary <= step.base.stop:
            positions.append(step.other.start + boundary - step.base.start)
        positions += [step.other.start] * (boundary == step.base.start) + [step.other.stop] * (
            boundary == step.base.stop
        )
    return positions


# ---------------------------------------------------------------- letter case and punctuation
def _form_differences(first: Sequence[str], second: Sequence[str], steps: Sequence[_Step]) -> Iterator[Unit]:
    """Units of words that are equal except for case or punctuation."""
    for step in steps:
        if step.same:
            different = [i for i, j in zip(step.base, step.other, strict=True) if first[i] != second[j]]
            shift = step.other.start - step.base.start
            for start, stop in _runs(different):
                yield Unit(Change.FORM, ((start, stop), (start + shift, stop + shift)))


def _runs(numbers: Sequence[int]) -> Iterator[Range]:
    """Consecutive numbers as half-open ranges."""
    if not numbers:
        return
    start = numbers[0]
    for number, following in pairwise([*numbers, numbers[-1] + 2]):
        if following != number + 1:
            yield start, number + 1
            start = following
