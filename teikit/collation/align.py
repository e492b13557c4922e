"""Where witnesses of one text differ: units of variation over words, with what was moved told from what was changed.

The alignment is the longest common subsequence of words (rapidfuzz); what a reader would call one change is made one
here. The first witness is the base, as in a positive apparatus (TEI Guidelines 12.1).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from teikit.collation.moves import Range, moved
from teikit.recognizers import without_optional_accents

# Texts with a smaller share of words in common are no witnesses of one text.
_RELATED = 0.3
# A common run of so few letters between two longer changes is chance: “and” in two different sentences.
_CHANCE_LETTERS = 4


class Change(StrEnum):
    """How the witnesses of a unit differ; `FORM` is a difference of letter case or punctuation alone."""

    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"
    FORM = "form"


class Unit(NamedTuple):
    """A place where witnesses differ: for each witness the half-open range of its words, empty where it has none.

    `partner` is the index of the unit that has the same words at another place, for what was moved.
    """

    change: Change
    ranges: tuple[Range, ...]
    partner: int | None = None


class Witness(NamedTuple):
    """The words of a witness, with their punctuation, and the places (as numbers of words) where a block begins."""

    words: Sequence[str]
    blocks: frozenset[int] = frozenset()


def collate(witnesses: Sequence[Witness]) -> list[Unit]:
    """The units of variation of two or more witnesses, in the order of the first; none for texts that are not related.

    What was moved, and what differs in form alone, is told of two witnesses; of more, where their words differ.
    """
    if len(witnesses) < 2 or not all(witness.words for witness in witnesses):
        return []
    base, *others = ([_plain(word) for word in witness.words] for witness in witnesses)
    steps = [_steps(base, other) for other in others]
    if not all(_related(run, len(base), len(other)) for run, other in zip(steps, others, strict=True)):
        return []
    if len(others) > 1:
        return [Unit(_kind(ranges), ranges) for ranges in _merged(steps)]
    changes = [(_range(s.base), _range(s.other)) for s in steps[0] if not s.same]
    parts, pairs = moved(changes, base, others[0])
    units = [Unit(_kind(ranges), ranges) for ranges in parts]
    for first, second in pairs:
        units[first] = Unit(Change.MOVED, units[first].ranges, second)
        units[second] = Unit(Change.MOVED, units[second].ranges, first)
    forms = _forms(witnesses[0].words, witnesses[1].words, steps[0])
    return _in_order([*_by_blocks(units, witnesses), *_by_blocks(forms, witnesses)])


class _Step(NamedTuple):
    """A run of words that two witnesses share, or in which they differ."""

    same: bool
    base: range
    other: range


def _plain(word: str) -> str:
    """A word as it is compared: without case, punctuation and optional accents; a mark alone is itself."""
    return re.sub(r"[\W_]", "", without_optional_accents(word.casefold())) or word


def _steps(base: Sequence[str], other: Sequence[str]) -> list[_Step]:
    """The alignment of two witnesses as runs that alternate between the same and different words."""
    runs = [
        _Step(code.tag == "equal", range(code.src_start, code.src_end), range(code.dest_start, code.dest_end))
        for code in LCSseq.opcodes(base, other)
    ]
    chance = {
        i
        for i, (before, run, after) in enumerate(zip(runs, runs[1:], runs[2:], strict=False), 1)
        if run.same and _by_chance(base, before, run, after)
    }
    joined: list[_Step] = []
    for number, run in enumerate(runs):
        same = run.same and number not in chance
        if joined and joined[-1].same == same:
            last = joined.pop()
            run = _Step(same, range(last.base.start, run.base.stop), range(last.other.start, run.other.stop))
        joined.append(run._replace(same=same))
    return joined


def _related(run: Sequence[_Step], ours: int, theirs: int) -> bool:
    return sum(len(step.base) for step in run if step.same) >= _RELATED * min(ours, theirs)


def _by_chance(base: Sequence[str], before: _Step, run: _Step, after: _Step) -> bool:
    letters = sum(len(base[i]) for i in run.base)
    around = min(len(before.base) + len(before.other), len(after.base) + len(after.other))
    return letters <= _CHANCE_LETTERS and around > 2 * len(run.base) + 1


# ---------------------------------------------------------------- units
def _by_blocks(units: Iterable[Unit], witnesses: Sequence[Witness]) -> Iterator[Unit]:
    """The units, those of one block alone where the witnesses' words stand in several; what was moved stays whole."""
    for unit in units:
        if unit.change in (Change.CHANGED, Change.MOVED):
            yield unit
            continue
        longest = max(stop - start for start, stop in unit.ranges)
        cuts = {
            at - start
            for (start, stop), witness in zip(unit.ranges, witnesses, strict=True)
            for at in witness.blocks
            if start < at < stop
        }
        for first, last in pairwise([0, *sorted(cuts), longest]):
            yield Unit(unit.change, tuple(_part(reach, first, last) for reach in unit.ranges))


def _part(reach: Range, first: int, last: int) -> Range:
    start, stop = reach
    return (start + first, start + last) if stop > start else reach


def _in_order(units: Sequence[Unit]) -> list[Unit]:
    """The units by their place in the first witness; partners are counted anew."""
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
def _merged(steps: Sequence[Sequence[_Step]]) -> Iterator[tuple[Range, ...]]:
    """The ranges of units in all witnesses, where changes of different witnesses touch each other in the base."""
    changed = sorted(_range(step.base) for run in steps for step in run if not step.same)
    whole: list[list[int]] = []
    for start, stop in changed:
        if whole and start <= whole[-1][1]:
            whole[-1][1] = max(whole[-1][1], stop)
        else:
            whole.append([start, stop])
    for start, stop in whole:
        yield (start, stop), *((min(_places(run, start)), max(_places(run, stop))) for run in steps)


def _places(run: Sequence[_Step], at: int) -> list[int]:
    """The places in another witness that a boundary between words of the base may have there."""
    boundaries: list[int] = []
    for step in run:
        if step.same and step.base.start <= at <= step.base.stop:
            boundaries.append(step.other.start + at - step.base.start)
        boundaries += [step.other.start] * (at == step.base.start) + [step.other.stop] * (at == step.base.stop)
    return boundaries


# ---------------------------------------------------------------- letter case and punctuation
def _forms(first: Sequence[str], second: Sequence[str], steps: Sequence[_Step]) -> Iterator[Unit]:
    """Units of words that are the same but for case or punctuation."""
    for step in steps:
        if step.same:
            unlike = [i for i, j in zip(step.base, step.other, strict=True) if first[i] != second[j]]
            shift = step.other.start - step.base.start
            for start, stop in _runs(unlike):
                yield Unit(Change.FORM, ((start, stop), (start + shift, stop + shift)))


def _runs(numbers: Sequence[int]) -> Iterator[Range]:
    """Neighbouring numbers as half-open ranges."""
    if not numbers:
        return
    start = numbers[0]
    for number, following in pairwise([*numbers, numbers[-1] + 2]):
        if following != number + 1:
            yield start, number + 1
            start = following
