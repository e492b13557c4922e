"""How a misplaced element or text is likely to be mended: wrap it, move it, or close something before it."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from teikit.validation.relaxng.explain.open_elements import Level
from teikit.validation.relaxng.explain.phrases import article
from teikit.validation.relaxng.match import TEXT, Element, Frame, Frames, OneName, Pattern, parts_of

_FOLLOWED = 60  # siblings that are looked at when an earlier place is sought
_UP = 3  # elements that may be closed before it
_USED = re.compile(r"<(?:[\w.\-]+:)?([\w.\-]+)")

Line = Callable[[int], int]


class Mending:
    """Looks for mends in one document. What elements it uses tells what it means: only those are proposed."""

    def __init__(self, frames: Frames, text: str, line: Line) -> None:
        self._frames = frames
        self._line = line
        self._seen = Counter(_USED.findall(text))

    def ranked(self, names: Sequence[str]) -> list[str]:
        """Names, those first that the document uses most."""
        return sorted(names, key=lambda name: -self._seen[parts_of(name)[1]])

    def child(self, name: str, stack: Sequence[Level]) -> list[str]:
        """What may be done about a child that cannot stand where it does, the likeliest first."""
        level, local = stack[-1], parts_of(name)[1]
        closing_first = []
        if closing := self._closing(name, stack):
            closing_first.append(f"close {closing} first")
        wrapper = self._wrapper(level, lambda element: self._begins(element, name))
        wrapping = [f"wrap this <{local}> in {article(wrapper)}"] if wrapper else []
        before = self._earlier(name, level)
        moving = [f"move it before {before}"] if before else []
        beside = wrapper in (parts_of(sibling)[1] for sibling, _, _ in level.children)
        return [*wrapping, *closing_first, *moving] if beside else [*closing_first, *moving, *wrapping]

    def text(self, level: Level) -> str:
        """The element in which a text could be put, or empty."""
        wrapper = self._wrapper(level, self._holds_text)
        return f"put it in {article(wrapper)}" if wrapper else ""

    def _closing(self, name: str, stack: Sequence[Level]) -> str:
        """The elements that could be closed so that the name can come, or empty."""
        closed: list[str] = []
        for n in range(len(stack) - 1, max(len(stack) - 1 - _UP, 0), -1):
            level, around = stack[n], stack[n - 1]
            if level.step is None or around.loose or not level.frame.ends:
                return ""
            closed.append(f"<{level.local}>")
            behind = level.step.back(level.frame.ends)
            if around.step is not None and self._frames.step(behind, name):
                return " and ".join(closed)
        return ""

    def _wrapper(self, level: Level, fits: Callable[[Element], bool]) -> str:
        """An element that may come here and can hold what stands here: one the document uses, if any."""
        candidates = [e for e in level.expected() if isinstance(e.names, OneName)]
        beside = Counter(name for name, _, _ in level.children)
        used = [e for e in candidates if self._seen[_local(e)]]
        ranked = sorted(used, key=lambda e: (-beside[_name(e)], -self._seen[_local(e)]))
        return next((_local(e) for e in ranked if fits(e)), "")

    def _begins(self, element: Element, name: str) -> bool:
        rest = self._frames.plan(element).rest
        return bool(self._frames.derive.starts(self._frames.derive.closed(rest, True), name))

    def _holds_text(self, element: Element) -> bool:
        return _has_text(self._frames.plan(element).rest)

    def _earlier(self, name: str, level: Level) -> str:
        """The nearest earlier sibling before which the name could stand, or empty."""
        behind: list[str] = []
        for sibling, before, start in reversed(level.children[-_FOLLOWED:]):
            behind.insert(0, sibling)
            if self._follows(before, [name, *behind]):
                return f"the <{parts_of(sibling)[1]}> in line {self._line(start)}"
        return ""

    def _follows(self, frame: Frame, names: Sequence[str]) -> bool:
        for name in names:
            step = self._frames.step(frame, name)
            if step is None:
                return False
            frame = step.back((1 << len(step.elements)) - 1)
        return True


def _name(element: Element) -> str:
    return element.names.name if isinstance(element.names, OneName) else ""


def _local(element: Element) -> str:
    return parts_of(_name(element))[1]


def _has_text(pattern: Pattern) -> bool:
    """Whether text may stand in a content beside elements or alone."""
    if pattern is TEXT:
        return True
    return pattern.kind in ("choice", "group", "interleave", "more") and any(_has_text(p) for p in pattern.parts)
