"""The faults of children that are not allowed where they are, and how the examination continues after them."""

from collections.abc import Sequence
from dataclasses import dataclass

from teikit.core import Fix, Span
from teikit.validation.relaxng.explain.declared import DeclaredElements
from teikit.validation.relaxng.explain.faults import Fault
from teikit.validation.relaxng.explain.open_elements import OpenElement
from teikit.validation.relaxng.explain.phrases import (
    as_sentence,
    closest_matches,
    element_description,
    element_list,
    missing_phrase,
    names_of,
)
from teikit.validation.relaxng.explain.queries import all_elements, names_in, needed_next, skip_to
from teikit.validation.relaxng.explain.suggestions import Suggestions
from teikit.validation.relaxng.match import (
    NOT_ALLOWED,
    Automaton,
    Pattern,
    State,
    Transition,
    expanded_name,
    split_name,
)


@dataclass
class Recovery:
    """How the examination continues after a child.

    `name`: the name by which the child is treated. `transition`: the transition into it; None if its content is not
    checked against a declaration. `state`: the parent's state before it. `renamed`: a wrong namespace and the intended
    one.
    """

    name: str
    transition: Transition | None
    state: State
    fault: Fault | None = None
    renamed: tuple[str, str] | None = None


class ChildChecker:
    """Explains the children that the schema does not allow."""

    def __init__(self, automaton: Automaton, declared: DeclaredElements, suggestions: Suggestions) -> None:
        self._automaton = automaton
        self._declared = declared
        self._suggestions = suggestions

    def check(self, name: str, span: Span, stack: Sequence[OpenElement]) -> Recovery:
        """The fault of a child of the innermost open element, and how to continue."""
        parent = stack[-1]
        namespace, local = split_name(name)
        if self._declared.has(name):
            return self._misplaced(name, span, stack)
        if parent.is_unknown and namespace != self._declared.main_namespace:
            return Recovery(name, None, parent.state)  # inside a foreign element that is already reported
        namespaces = self._declared.namespaces(local)
        if namespaces:
            main = self._declared.main_namespace
            target = main if main in namespaces else namespaces[0]
            return self._namespace(name, target, span, parent)
        if parent.is_unknown:  # inside an unknown element that is already reported
            return Recovery(name, None, parent.state)
        return self._unknown(name, span, parent)

    # ---------------------------------------------------------------- no such element
    def _unknown(self, name: str, span: Span, parent: OpenElement) -> Recovery:
        namespace, local = split_name(name)
        expected = self._suggestions.rank(names_of(parent.expected()))
        likely_here = closest_matches(local, [split_name(n)[1] for n in expected])
        likely = likely_here or closest_matches(local, self._declared.local_names)
        message, advice = f"there is no element <{local}> in this schema", ""
        if namespace != self._declared.main_namespace:
            origin = f"of the namespace {namespace}" if namespace else "without a namespace"
            message = f"<{local}> is {origin}; this schema has no such element"
            return Recovery(name, None, parent.state, Fault("tei-namespace", span, message, "", (name,)))
        if likely:
            message += f": did you mean <{likely[0]}>?"
            intended = next((n for n in self._declared.names if split_name(n)[1] == likely[0]), "")
            advice = self._describe(intended)
        elif expected and parent.transition and not parent.is_unknown:
            message += f"; allowed here in <{parent.local}>: {element_list(expected)}"
        fixes = (Fix("rename", likely_here[0]),) if likely_here else ()
        fault = Fault("tei-element-unknown", span, message, advice, (name,), fixes=fixes)
        if likely_here:
            intended = next(n for n in expected if split_name(n)[1] == likely_here[0])
            return Recovery(intended, self._automaton.transition(parent.state, intended), parent.state, fault)
        return Recovery(name, None, parent.state, fault)

    def _namespace(self, name: str, space: str, span: Span, parent: OpenElement) -> Recovery:
        namespace, local = split_name(name)
        where = f"in the namespace {namespace}" if namespace else "in no namespace"
        message = f"<{local}> is {where}, not in {space or 'none'}"
        if parent.transition is None or not namespace:
            advice = f'Write xmlns="{space}" on the root element.'
        else:
            advice = f'Remove xmlns="{namespace}", or use another element.'
        intended = expanded_name(space, local)
        fault = Fault("tei-namespace", span, message, advice, (namespace, local))
        transition = None if parent.is_unknown else self._automaton.transition(parent.state, intended)
        recovery = Recovery(intended, transition, parent.state, fault, (namespace, space))
        return recovery if recovery.transition else self._examine_content(recovery, parent)

    # ---------------------------------------------------------------- not here
    def _misplaced(self, name: str, span: Span, stack: Sequence[OpenElement]) -> Recovery:
        parent, local = stack[-1], split_name(name)[1]
        recovery = Recovery(name, None, parent.state)
        if parent.is_unknown:
            return self._examine_content(recovery, parent)
        if parent.transition is None:
            return self._wrong_root(recovery, span, parent)
        early = self._comes_too_early(name, parent)
        if early:
            state, missing = early
            before = missing_phrase(missing, self._suggestions.rank)
            message = f"<{local}> comes too early in <{parent.local}>: {before} must come before it"
            expected_before = [e for p in missing for e in all_elements(p)]
            parent.missing_before.update(names_of(expected_before))
            first = min(needed_next(missing[0]) or expected_before, key=names_in)
            fault = Fault(
                "tei-element-misplaced",
                span,
                message,
                element_description(first),
                ("early", name, parent.name),
            )
            return Recovery(name, self._automaton.transition(state, name), state, fault)
        if name in parent.missing_before:
            return self._examine_content(recovery, parent)  # already reported as missing before another child
        message, kind = self._reason(name, parent)
        proposals = self._suggestions.child(name, stack)[:2]
        advice = as_sentence(" or ".join(proposal.words for proposal in proposals))
        fixes = tuple(proposal.fix for proposal in proposals if proposal.fix)
        recovery.fault = Fault("tei-element-misplaced", span, message, advice, (kind, name, parent.name), fixes=fixes)
        return self._examine_content(recovery, parent)

    def _wrong_root(self, recovery: Recovery, span: Span, parent: OpenElement) -> Recovery:
        local, expected = split_name(recovery.name)[1], self._suggestions.rank(names_of(parent.expected()))
        message = f"<{local}> is not allowed as the root element; expected {element_list(expected)}"
        recovery.fault = Fault("tei-element-misplaced", span, message, kind=("root", recovery.name))
        return self._examine_content(recovery, parent)

    def _reason(self, name: str, parent: OpenElement) -> tuple[str, str]:
        """Why a child is not, or no longer, allowed in its parent, and the kind of this fault."""
        local, holder = split_name(name)[1], parent.local
        expected = self._suggestions.rank(names_of(parent.expected()))
        here = f"allowed here: {element_list(expected, local)}" if expected else "nothing else is allowed here"
        possible = self._suggestions.rank(names_of(parent.possible()))
        if name not in possible:
            if not possible:
                return f"<{local}> is not allowed in <{holder}>, which must not contain elements", "never"
            allowed = element_list(expected or possible, local)
            return (
                f"<{local}> is not allowed in <{holder}>; {'allowed here' if expected else 'allowed in it'}: {allowed}",
                "never",
            )
        before = [sibling for sibling, _, _ in parent.children]
        if name in before and (before[-1] == name or not expected):
            return f"a second <{local}> is not allowed in <{holder}>; {here}", "again"
        last = f" after <{split_name(before[-1])[1]}>" if before else ""
        return f"<{local}> is not allowed at this point in <{holder}>{last}; {here}", "late"

    def _comes_too_early(self, name: str, parent: OpenElement) -> tuple[State, list[Pattern]] | None:
        """The state in which the child would be allowed, and the patterns that are missing before it."""
        readings = [skip_to(p, name, self._automaton.derive) for p in parent.state.patterns]
        if not any(readings):
            return None
        patterns: list[Pattern] = [reading[0] if reading else NOT_ALLOWED for reading in readings]
        missing = min((reading[1] for reading in readings if reading), key=len)
        if not missing:
            return None
        return self._automaton.state(tuple(patterns)), missing

    def _examine_content(self, recovery: Recovery, parent: OpenElement) -> Recovery:
        """Adds a transition by which the content of the child is checked while the parent's state stays the same."""
        elements = self._declared.elements(recovery.name)
        if elements:
            unchanged = dict(enumerate(parent.state.patterns))
            recovery.transition = Transition(self._automaton, parent.state, dict.fromkeys(elements, unchanged))
        return recovery

    def _describe(self, name: str) -> str:
        elements = self._declared.elements(name) if name else ()
        return next((description for element in elements if (description := element_description(element))), "")
