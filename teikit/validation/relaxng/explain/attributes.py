"""What is wrong with the attributes of an element, and the frame behind its start tag all the same."""

from collections.abc import Callable, Sequence

from teikit.core import Span
from teikit.validation.relaxng.explain.faults import Fault
from teikit.validation.relaxng.explain.phrases import (
    attribute_name,
    cut,
    documentation,
    fixed_values,
    listed,
    quoted,
    similar,
    value_words,
)
from teikit.validation.relaxng.explain.queries import needed_attributes, values_in
from teikit.validation.relaxng.match import (
    NONE,
    Attribute,
    Frame,
    Frames,
    Pattern,
    Step,
    attributes_in,
    parts_of,
    plain_names,
    words_of,
)

_STRANGE = 40
Add = Callable[[Fault], object]
Place = Callable[[str], Span]
Prefixes = dict[str, str]


class Attributes:
    """Judges the attributes of one start tag; `place` finds an attribute by its name, and the tag by the empty one."""

    def __init__(self, frames: Frames, element: str, prefixes: Prefixes, place: Place, add: Add) -> None:
        self._frames = frames
        self._element = parts_of(element)[1]
        self._prefixes = prefixes
        self._place = place
        self._add = add
        self._strange = 0

    def judge(self, step: Step, written: Sequence[tuple[str, str]]) -> Frame:
        """The frame behind the start tag; every wrong, unknown or missing attribute is added as a fault."""
        derive, opened = self._frames.derive, step.opened.patterns
        patterns: list[Pattern] = list(opened)
        for name, value in written:
            fitting = [derive.attribute(p, name, value, self._prefixes) for p in patterns]
            if all(p is NONE for p in fitting):
                fitting = [derive.attribute(p, name, None, self._prefixes) for p in patterns]
                if all(p is NONE for p in fitting):
                    self._unknown(name, opened, written)
                    continue
                self._value(name, value, [a for p in patterns for a in attributes_in(p) if a.names.has(name)])
            patterns = fitting
        closed = [derive.closed(p) for p in patterns]
        if all(p is NONE for p in closed):
            self._missing([p for p in patterns if p is not NONE])
            closed = [derive.closed(p, True) for p in patterns]
        return self._frames.frame(tuple(closed))

    def _unknown(self, name: str, opened: Sequence[Pattern], written: Sequence[tuple[str, str]]) -> None:
        self._strange += 1
        if self._strange > _STRANGE:  # no tag that a person wrote: what might be meant is not looked for
            message = f"<{self._element}> has no attribute {attribute_name(name)}"
            self._add(Fault("tei-attribute-unknown", self._place(name), message, "", (self._element, name)))
            return
        known = list(dict.fromkeys(n for p in opened for a in attributes_in(p) for n in plain_names(a.names) or ()))
        called = attribute_name(name)
        if name in known:
            others = [attribute_name(n) for n, _ in written if n != name]
            message = f"<{self._element}> cannot have {called} together with {listed(others, ' and ')}"
            self._add(Fault("tei-attribute-unknown", self._place(name), message))
            return
        words = [attribute_name(n) for n in known]
        same = [word for word in words if word.rpartition(":")[2] == called.rpartition(":")[2]]
        near = same or similar(called, words)
        message = f"<{self._element}> has no attribute {called}"
        message += f": did you mean {near[0]}?" if near else ""
        attribute = next((a for p in opened for a in attributes_in(p) if near and near[0] in _names(a)), None)
        advice = (
            f"{near[0]}: {cut(documentation(attribute.node))}" if attribute and documentation(attribute.node) else ""
        )
        if not words:
            message += ", nor any other"
        self._add(Fault("tei-attribute-unknown", self._place(name), message, advice, (self._element, name)))

    def _value(self, name: str, value: str, attributes: Sequence[Attribute]) -> None:
        pattern = self._frames.make.choice([a.left for a in attributes])
        called = attribute_name(name)
        message = f"{called}={quoted(value)} on <{self._element}> is not a value it can have"
        wrong = value.strip()
        if len(words_of(value)) > 1 and any(listed for _, listed in values_in(pattern)):
            wrong = self._wrong_word(pattern, value)
            message += f"; not {quoted(wrong)}" if wrong else ""
        near = similar(wrong, fixed_values(pattern), cutoff=0.6)
        message += f": did you mean “{near[0]}”?" if near else f": expected is {value_words(pattern, value)}"
        meaning = next((meaning for a in attributes if (meaning := documentation(a.node))), "")
        advice = f"{called} {cut(meaning)}" if meaning else ""
        if near:
            advice = f"Possible is {value_words(pattern, value)}."
        kind = (self._element, name, value)
        self._add(Fault("tei-attribute-value", self._place(name), message, advice, kind))

    def _wrong_word(self, pattern: Pattern, value: str) -> str:
        """The first word of a list that cannot be in it alone; empty where the words are wrong together only."""
        wrong = (w for w in words_of(value) if not self._frames.derive.accepts(pattern, w, self._prefixes))
        return next(wrong, "")

    def _missing(self, patterns: Sequence[Pattern]) -> None:
        needs = min((needed_attributes(p) for p in patterns), key=len, default=[])
        needs = [need for n, need in enumerate(needs) if need not in needs[:n]]
        words = [" or ".join(dict.fromkeys(word for a in need for word in _names(a))) for need in needs]
        missing = listed([word if " or " not in word else f"one of {word}" for word in words], " and ") or "another one"
        noun = "attributes" if len(words) > 1 else "attribute"
        message = f"<{self._element}> needs the {noun} {missing}"
        advice = ""
        if len(needs) == 1 and len(needs[0]) == 1:
            attribute = needs[0][0]
            values = value_words(attribute.left)
            message += f": {values}" if values else ""
            meaning = documentation(attribute.node)
            advice = f"{words[0]} {cut(meaning)}" if meaning else ""
        self._add(Fault("tei-attribute-missing", self._place(""), message, advice, (self._element, *words)))


def _names(attribute: Attribute) -> list[str]:
    return [attribute_name(name) for name in plain_names(attribute.names) or ()]
