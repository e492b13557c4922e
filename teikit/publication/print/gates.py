"""The gates: what the second pass has set is compared with the plan, anchor by anchor and note by note."""

from collections.abc import Iterator
from dataclasses import dataclass

from teikit.publication.print.plan import Plan, Point

__all__ = ["Deviation", "Point", "Set", "deviations"]

_SAME_PLACE, _SAME_END = 1.5, 4.0  # points


@dataclass(frozen=True, slots=True)
class Set:
    """What the second pass gives: anchors (number, page, x, y), the ends of notes (number, page, x, y), warnings."""

    anchors: list[tuple[int, int, float, float]]
    ends: list[tuple[int, int, float, float]]
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class Deviation:
    """An anchor or a note that is elsewhere than planned; `actual` is None where it is missing."""

    number: int
    is_note: bool
    planned: Point
    actual: Point | None


def deviations(plan: Plan, done: Set) -> list[Deviation]:
    """What is not where the plan has it."""
    anchors = {number: Point(page, x, y) for number, page, x, y in done.anchors}
    ends = {number: Point(page, x, y) for number, page, x, y in done.ends}
    return [*_elsewhere(plan.anchors, anchors, _SAME_PLACE, False), *_elsewhere(plan.ends, ends, _SAME_END, True)]


def _elsewhere(planned: dict[int, Point], actual: dict[int, Point], limit: float, notes: bool) -> Iterator[Deviation]:
    for number, point in planned.items():
        at = actual.get(number)
        if (
            at is None
            or at.page != point.page
            or abs(at.y - point.y) > limit
            or (point.x is not None and at.x is not None and abs(at.x - point.x) > _SAME_END)
        ):
            yield Deviation(number, notes, point, at)
