"""Frames: all ways in which an open element can be read so far, as one remembered state.

A grammar may allow several element patterns for one start tag, and only the content shows which was meant. A frame has
one pattern for each; a step leads from the frame of the parent to that of the child, and back when the child ends. All
is made once, so that a document costs a few look-ups an element.
"""

from collections.abc import Sequence

from teikit.validation.relaxng.match.attributes import Plan, attributes_in, contextual, fits, id_kind, plan_of
from teikit.validation.relaxng.match.derivatives import Derivatives, Prefixes
from teikit.validation.relaxng.match.patterns import NONE, Attribute, Element, Pattern, Patterns

_KEPT = 5000  # strings remembered for one frame


class Frame:
    """The patterns of an open element. `mixed`: text changes nothing; `ends`: the ways that may end here, as bits."""

    __slots__ = ("data", "ends", "mixed", "patterns", "steps", "strings", "text")

    def __init__(self, patterns: tuple[Pattern, ...]) -> None:
        self.patterns = patterns
        self.steps: dict[str, Step | None] = {}
        self.text: Frame | None = None
        self.mixed = False
        self.data = any(p.data for p in patterns)
        self.ends = sum(1 << n for n, p in enumerate(patterns) if p.nullable)
        self.strings: dict[str, int] = {}


class Opened:
    """A start tag with certain attributes: the frame behind it, the attributes whose values are judged, and ids.

    Both count in the list that expat gives: name, value, name, value …
    """

    __slots__ = ("attributes", "frame", "ids")

    def __init__(self, frame: Frame, attributes: Sequence[Attribute]) -> None:
        self.frame = frame
        self.attributes = tuple((2 * n + 1, a, a.judged) for n, a in enumerate(attributes) if a.left.kind != "text")
        self.ids = tuple((2 * n + 1, kind) for n, a in enumerate(attributes) if (kind := id_kind(a.left)))


class Step:
    """From a parent's frame into a child of a certain name and back."""

    __slots__ = ("_back", "_frames", "_kinds", "_opened", "_parent", "after", "elements", "open")

    def __init__(self, frames: "Frames", parent: Frame, elements: dict[Element, dict[int, Pattern]]) -> None:
        self._frames = frames
        self._parent = parent
        self._back = list(elements.values())
        self.elements = tuple(elements)
        self.open: dict[tuple[str, ...], Opened | None] = {}
        self.after: dict[int, Frame] = {}
        self._opened: Frame | None = None
        self._kinds: dict[str, str] = {}

    @property
    def opened(self) -> Frame:
        """The child's frame before any attribute."""
        if self._opened is None:
            self._opened = self._frames.frame(tuple(e.content for e in self.elements))
        return self._opened

    def id_kind(self, name: str) -> str:
        """ID, IDREF or IDREFS where an attribute of the child is of that type; or empty."""
        if name not in self._kinds:
            those = (a for p in self.opened.patterns for a in attributes_in(p) if a.names.has(name))
            self._kinds[name] = next((kind for a in those if (kind := id_kind(a.left))), "")
        return self._kinds[name]

    def back(self, ends: int) -> Frame:
        """The parent's frame behind a child that was read in those ways (bits, at least one)."""
        frame = self.after.get(ends)
        if frame is None:
            make = self._frames.make
            read = [rests for n, rests in enumerate(self._back) if ends >> n & 1]
            rests = [make.choice([r[n] for r in read if n in r]) for n in range(len(self._parent.patterns))]
            frame = self.after[ends] = self._frames.frame(tuple(rests))
        return frame


class Frames:
    """The frames of one schema."""

    def __init__(self, patterns: Patterns) -> None:
        self.make = patterns
        self.derive = Derivatives(patterns)
        self._known: dict[tuple[Pattern, ...], Frame] = {}

    def frame(self, patterns: tuple[Pattern, ...]) -> Frame:
        """The frame of these patterns."""
        frame = self._known.get(patterns)
        if frame is None:
            frame = self._known[patterns] = Frame(patterns)
            if not frame.data and all(p.kind != "none" for p in patterns):
                frame.mixed = all(self.derive.text(p) is p for p in patterns)
        return frame

    def step(self, frame: Frame, name: str) -> Step | None:
        """The step into a child of that name; None where none can stand here."""
        if name not in frame.steps:
            elements: dict[Element, dict[int, Pattern]] = {}
            for n, pattern in enumerate(frame.patterns):
                for element, rest in self.derive.starts(pattern, name):
                    elements.setdefault(element, {})[n] = rest
            elements = {element: rests for element, rests in elements.items() if element.content is not NONE}
            frame.steps[name] = Step(self, frame, elements) if elements else None
        return frame.steps[name]

    def plan(self, element: Element) -> Plan:
        """The attributes of an element pattern."""
        return plan_of(element, self.make)

    def open(self, step: Step, names: tuple[str, ...]) -> Opened | None:
        """What a start tag with these attributes opens; None where `attributes` must look at the values too."""
        if names not in step.open:
            step.open[names] = self._open(self.plan(step.elements[0]), names) if len(step.elements) == 1 else None
        return step.open[names]

    def _open(self, plan: Plan, names: tuple[str, ...]) -> Opened | None:
        if not plan.required.issubset(names):
            return None
        rest, judges = plan.rest, []
        for name in names:
            attribute = plan.plain.get(name)
            if attribute is None:
                those = [a for a in attributes_in(rest) if a.names.has(name)]
                if len(those) != 1:
                    return None
                attribute = those[0]
                rest = self.derive.attribute(rest, name, None, {})
            judges.append(attribute)
        rest = self.derive.closed(rest)
        return None if rest is NONE else Opened(self.frame((rest,)), judges)

    def attributes(self, frame: Frame, written: Sequence[tuple[str, str]], prefixes: Prefixes) -> Frame | None:
        """The frame behind a start tag with these attributes and values; None where they are wrong."""
        patterns: Sequence[Pattern] = frame.patterns
        for name, value in written:
            patterns = [self.derive.attribute(p, name, value, prefixes) for p in patterns]
        patterns = [self.derive.closed(p) for p in patterns]
        return self.frame(tuple(patterns)) if any(p is not NONE for p in patterns) else None

    def after_text(self, frame: Frame) -> Frame | None:
        """The frame behind a text that is more than blanks; None where it cannot stand here."""
        if frame.text is None:
            frame.text = self.frame(tuple(self.derive.text(p) for p in frame.patterns))
        return frame.text if any(p is not NONE for p in frame.text.patterns) else None

    def whole(self, frame: Frame, text: str, prefixes: Prefixes) -> int:
        """The ways (bits) in which an element may end whose whole content is that text."""
        ends = frame.strings.get(text)
        if ends is None:
            ways = enumerate(frame.patterns)
            ends = sum(1 << n for n, p in ways if self.derive.accepts(p, text, prefixes))
            if not any(contextual(p) for p in frame.patterns):
                if len(frame.strings) >= _KEPT:
                    frame.strings.clear()
                frame.strings[text] = ends
        return ends

    def fits(self, attribute: Attribute, value: str, prefixes: Prefixes) -> bool:
        """Whether an attribute may have a value."""
        return fits(attribute, value, prefixes, self.derive)
