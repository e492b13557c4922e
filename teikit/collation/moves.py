"""Finds words that the witnesses have at different places: runs that are too long for a coincidence."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

Range = tuple[int, int]

# A passage of at least so many words counts as moved; a shorter one may be a phrase that recurs.
MIN_LENGTH = 4


class Run(NamedTuple):
    """The same words at two places: where they begin in either witness, and their number."""

    base: int
    other: int
    length: int


def find_moves(
    changes: Sequence[tuple[Range, Range]], base: Sequence[str], other: Sequence[str]
) -> tuple[list[tuple[Range, Range]], list[tuple[int, int]]]:
    """The changes, split at moved words, and the pairs of pieces (by index) that hold the moved words.

    A change is its range in the base and in the other witness. Words are compared as given.
    """
    runs = _select_runs(changes, base, other)
    pieces: list[tuple[Range, Range]] = []
    left: dict[int, int] = {}
    right: dict[int, int] = {}
    for change in changes:
        for piece, run in _split(change, runs):
            if run is not None:
                (left if piece[0][0] < piece[0][1] else right)[runs.index(run)] = len(pieces)
            pieces.append(piece)
    return pieces, [(left[number], right[number]) for number in sorted(left)]


def _select_runs(changes: Sequence[tuple[Range, Range]], base: Sequence[str], other: Sequence[str]) -> list[Run]:
    """The longest runs without overlap, of words that the alignment left on both sides."""
    candidates = sorted(_runs(changes, base, other), key=lambda run: (-run.length, run))
    taken_base: set[int] = set()
    taken_other: set[int] = set()
    chosen = []
    for run in candidates:
        ours, theirs = range(run.base, run.base + run.length), range(run.other, run.other + run.length)
        if taken_base.isdisjoint(ours) and taken_other.isdisjoint(theirs):
            chosen.append(run)
            taken_base.update(ours)
            taken_other.update(theirs)
    return chosen


def _runs(changes: Sequence[tuple[Range, Range]], base: Sequence[str], other: Sequence[str]) -> Iterator[Run]:
    index: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for _, (start, stop) in changes:
        for at in range(start, stop - MIN_LENGTH + 1):
            index.setdefault(tuple(other[at : at + MIN_LENGTH]), []).append((at, stop))
    for (start, stop), _ in changes:
        for at in range(start, stop - MIN_LENGTH + 1):
            places = index.get(tuple(base[at : at + MIN_LENGTH]), ())
            # The origin of a phrase that occurs several times is ambiguous.
            if len(places) == 1:
                place, end = places[0]
                yield Run(at, place, _common_length(base[at:stop], other[place:end]))


def _common_length(ours: Sequence[str], theirs: Sequence[str]) -> int:
    return next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))


def _split(change: tuple[Range, Range], runs: Sequence[Run]) -> Iterator[tuple[tuple[Range, Range], Run | None]]:
    """The pieces of a change: words moved away, words moved here, and the remaining ones, each with its run."""
    (start, stop), (begin, end) = change
    away = [(run.base, run.base + run.length, run) for run in runs if start <= run.base < stop]
    here = [(run.other, run.other + run.length, run) for run in runs if begin <= run.other < end]
    ours, theirs = list(_remaining(start, stop, away)), list(_remaining(begin, end, here))
    for number in range(max(len(ours), len(theirs))):
        mine = ours[number] if number < len(ours) else (stop, stop)
        other = theirs[number] if number < len(theirs) else (end, end)
        if mine[0] < mine[1] or other[0] < other[1]:
            yield (mine, other), None
    for first, last, run in away:
        yield ((first, last), (begin, begin)), run
    for first, last, run in here:
        yield ((start, start), (first, last)), run


def _remaining(start: int, stop: int, taken: Sequence[tuple[int, int, Run]]) -> Iterator[Range]:
    """The parts of a range between the removed pieces; empty parts are kept, because their order matters."""
    at = start
    for first, last, _ in sorted(taken):
        yield at, first
        at = last
    yield at, stop
