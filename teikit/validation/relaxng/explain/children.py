"""What is wrong with a child that cannot stand where it does, and how the examination goes on behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from teikit.core import Span
from teikit.validation.relaxng.explain.declared import Vocabulary
from teikit.validation.relaxng.explain.faults import Fault
from teikit.validation.relaxng.explain.open_elements import Level
from teikit.validation.relaxng.explain.phrases import described, names_of, needs, sentence, similar, tags
from teikit.validation.relaxng.explain.queries import all_elements, later
from teikit.validation.relaxng.explain.suggestions import Mending
from teikit.validation.relaxng.match import NONE, Frame, Frames, Pattern, Step, name_of, parts_of


@dataclass
class Recovery:
    """How to go on: the name to take the child for, the step into it (None: loosely), the parent's frame before it."""

    name: str
    step: Step | None
    frame: Frame
    fault: Fault | None = None
    renamed: tuple[str, str] | None = None


class Children:
    """Judges the children that the schema does not expect."""

    def __init__(self, frames: Frames, vocabulary: Vocabulary, mending: Mending) -> None:
        self._frames = frames
        self._vocabulary = vocabulary
        self._mending = mending

    def judge(self, name: str, span: Span, stack: Sequence[Level]) -> Recovery:
        """The fault of a child of the innermost element, and how to go on."""
        level = stack[-1]
        namespace, local = parts_of(name)
        if self._vocabulary.has(name):
            return self._misplaced(name, span, stack)
        if level.loose and namespace != self._vocabulary.home:
            return Recovery(name, None, level.frame)  # part of something foreign, which was told
        spaces = self._vocabulary.spaces(local)
        if spaces:
            space = self._vocabulary.home if self._vocabulary.home in spaces else spaces[0]
            return self._namespace(name, space, span, level)
        if level.loose:  # the unknown element around it was told
            return Recovery(name, None, level.frame)
        return self._unknown(name, span, level)

    # ---------------------------------------------------------------- no such element
    def _unknown(self, name: str, span: Span, level: Level) -> Recovery:
        namespace, local = parts_of(name)
        expected = self._mending.ranked(names_of(level.expected()))
        near = similar(local, [parts_of(n)[1] for n in expected])
        anywhere = near or similar(local, self._vocabulary.locals)
        message, advice = f"there is no element <{local}> in this schema", ""
        if namespace != self._vocabulary.home:
            of = f"of the namespace {namespace}" if namespace else "without a namespace"
            message = f"<{local}> is {of}; this schema has no such element"
            return Recovery(name, None, level.frame, Fault("tei-namespace", span, message, "", (name,)))
        if anywhere:
            message += f": did you mean <{anywhere[0]}>?"
            meant = next((n for n in self._vocabulary.names if parts_of(n)[1] == anywhere[0]), "")
            advice = self._description(meant)
        elif expected and level.step and not level.loose:
            message += f"; in <{level.local}> may come here {tags(expected)}"
        fault = Fault("tei-element-unknown", span, message, advice, (name,))
        if near:
            meant = next(n for n in expected if parts_of(n)[1] == near[0])
            return Recovery(meant, self._frames.step(level.frame, meant), level.frame, fault)
        return Recovery(name, None, level.frame, fault)

    def _namespace(self, name: str, space: str, span: Span, level: Level) -> Recovery:
        namespace, local = parts_of(name)
        where = f"in the namespace {namespace}" if namespace else "in no namespace"
        message = f"<{local}> is {where}, not in {space or 'none'}"
        if level.step is None or not namespace:
            advice = f'Write xmlns="{space}" on the root element.'
        else:
            advice = f'Take the xmlns="{namespace}" away, or use another element.'
        right = name_of(space, local)
        fault = Fault("tei-namespace", span, message, advice, (namespace, local))
        step = None if level.loose else self._frames.step(level.frame, right)
        recovery = Recovery(right, step, level.frame, fault, (namespace, space))
        return recovery if recovery.step else self._inside(recovery, level)

    # ---------------------------------------------------------------- not here
    def _misplaced(self, name: str, span: Span, stack: Sequence[Level]) -> Recovery:
        level, local = stack[-1], parts_of(name)[1]
        recovery = Recovery(name, None, level.frame)
        if level.loose:
            return self._inside(recovery, level)
        if level.step is None:
            return self._root(recovery, span, level)
        early = self._early(name, level)
        if early:
            frame, missing = early
            before = needs(missing, self._mending.ranked)
            message = f"<{local}> comes too early in <{level.local}>: before it must come {before}"
            passed = [e for p in missing for e in all_elements(p)]
            level.passed.update(names_of(passed))
            fault = Fault("tei-element-misplaced", span, message, described(passed[0]), ("early", name, level.name))
            return Recovery(name, self._frames.step(frame, name), frame, fault)
        if name in level.passed:
            return self._inside(recovery, level)  # it was told already that this one should have come before
        message, kind = self._why(name, level)
        mends = self._mending.child(name, stack)
        advice = sentence(" or ".join(mends[:2]))
        recovery.fault = Fault("tei-element-misplaced", span, message, advice, (kind, name, level.name))
        return self._inside(recovery, level)

    def _root(self, recovery: Recovery, span: Span, level: Level) -> Recovery:
        local, expected = parts_of(recovery.name)[1], names_of(level.expected())
        message = f"<{local}> cannot be the root of a document; that is {tags(expected)}"
        recovery.fault = Fault("tei-element-misplaced", span, message, kind=("root", recovery.name))
        return self._inside(recovery, level)

    def _why(self, name: str, level: Level) -> tuple[str, str]:
        """What is wrong with a child that no longer, or never, can stand in its parent; and the kind of it."""
        local, home = parts_of(name)[1], level.local
        expected = self._mending.ranked(names_of(level.expected()))
        here = f"here may come {tags(expected, local)}" if expected else "nothing may follow here"
        possible = self._mending.ranked(names_of(level.possible()))
        if name not in possible:
            if not possible:
                return f"<{local}> cannot stand in <{home}>, which holds no elements", "never"
            may = tags(expected or possible, local)
            return (
                f"<{local}> cannot stand in <{home}>; {'here may come' if expected else 'it may hold'} {may}",
                "never",
            )
        before = [sibling for sibling, _, _ in level.children]
        if name in before and (before[-1] == name or not expected):
            return f"a second <{local}> cannot stand in <{home}>; {here}", "again"
        last = f" behind <{parts_of(before[-1])[1]}>" if before else ""
        return f"<{local}> cannot stand at this place in <{home}>{last}; {here}", "late"

    def _early(self, name: str, level: Level) -> tuple[Frame, list[Pattern]] | None:
        """The frame in which the child can stand when what it needs before it is there, and what that is."""
        readings = [later(p, name, self._frames.derive) for p in level.frame.patterns]
        if not any(readings):
            return None
        patterns: list[Pattern] = [reading[0] if reading else NONE for reading in readings]
        missing = min((reading[1] for reading in readings if reading), key=len)
        if not missing:
            return None
        return self._frames.frame(tuple(patterns)), missing

    def _inside(self, recovery: Recovery, level: Level) -> Recovery:
        """The same recovery, with a step by which what is inside the child is judged and the parent stays as it is."""
        elements = self._vocabulary.elements(recovery.name)
        if elements:
            stays = dict(enumerate(level.frame.patterns))
            recovery.step = Step(self._frames, level.frame, dict.fromkeys(elements, stays))
        return recovery

    def _description(self, name: str) -> str:
        elements = self._vocabulary.elements(name) if name else ()
        return next((description for element in elements if (description := described(element))), "")
