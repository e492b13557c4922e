"""The faults in the attributes of an element, and the state after its start tag in spite of them."""

from collections.abc import Callable, Sequence

from teikit.core import Fix, Span
from teikit.validation.relaxng.explain.faults import Fault
from teikit.validation.relaxng.explain.phrases import (
    attribute_name,
    closest_matches,
    described_values,
    documentation,
    fixed_values,
    join_words,
    quote,
    shorten_words,
    value_phrase,
)
from teikit.validation.relaxng.explain.queries import needed_attributes, values_in
from teikit.validation.relaxng.match import (
    NOT_ALLOWED,
    Attribute,
    Automaton,
    Pattern,
    State,
    Transition,
    attributes_in,
    list_tokens,
    listed_names,
    split_name,
)

_MANY_UNKNOWN = 40
AddFault = Callable[[Fault], object]
Locate = Callable[[str], Span]
Prefixes = dict[str, str]


class AttributeChecker:
    """Checks the attributes of one start tag. `locate` finds an attribute by its name, the tag by the empty name."""

    def __init__(
        self, automaton: Automaton, element: str, prefixes: Prefixes, locate: Locate, add_fault: AddFault
    ) -> None:
        self._automaton = automaton
        self._element = split_name(element)[1]
        self._prefixes = prefixes
        self._locate = locate
        self._add_fault = add_fault
        self._unknown_count = 0

    def check(self, transition: Transition, written: Sequence[tuple[str, str]]) -> State:
        """The state after the start tag; adds a fault for every wrong, unknown or missing attribute."""
        derive, initial = self._automaton.derive, transition.child_state.patterns
        patterns: list[Pattern] = list(initial)
        for name, value in written:
            after = [derive.attribute(p, name, value, self._prefixes) for p in patterns]
            if all(p is NOT_ALLOWED for p in after):
                after = [derive.attribute(p, name, None, self._prefixes) for p in patterns]
                if all(p is NOT_ALLOWED for p in after):
                    self._unknown(name, initial, written)
                    continue
                self._value(name, value, [a for p in patterns for a in attributes_in(p) if a.names.has(name)])
            patterns = after
        complete = [derive.start_tag_close(p) for p in patterns]
        if all(p is NOT_ALLOWED for p in complete):
            self._missing([p for p in patterns if p is not NOT_ALLOWED])
            complete = [derive.start_tag_close(p, True) for p in patterns]
        return self._automaton.state(tuple(complete))

    def _as_written(self, name: str) -> str:
        """An attribute as the document has it, with the prefix that is declared there."""
        namespace, local = split_name(name)
        prefixes = (prefix for prefix, uri in self._prefixes.items() if prefix and uri == namespace)
        return f"{next(prefixes, '')}:{local}" if namespace else local

    def _unknown(self, name: str, patterns: Sequence[Pattern], written: Sequence[tuple[str, str]]) -> None:
        self._unknown_count += 1
        if self._unknown_count > _MANY_UNKNOWN:  # not written by a person: no suggestions
            message = f"<{self._element}> has no attribute {self._as_written(name)}"
            self._add_fault(Fault("tei-attribute-unknown", self._locate(name), message, "", (self._element, name)))
            return
        known = list(dict.fromkeys(n for p in patterns for a in attributes_in(p) for n in listed_names(a.names) or ()))
        shown = self._as_written(name)
        if name in known:
            others = [self._as_written(n) for n, _ in written if n != name]
            message = f"<{self._element}> cannot have {shown} together with {join_words(others, ' and ')}"
            self._add_fault(Fault("tei-attribute-unknown", self._locate(name), message))
            return
        words = [attribute_name(n) for n in known]
        same_local_name = [word for word in words if word.rpartition(":")[2] == shown.rpartition(":")[2]]
        likely = same_local_name or closest_matches(shown, words)
        message = f"<{self._element}> has no attribute {shown}"
        message += f" of the namespace {split_name(name)[0]}" if ":" in shown and not shown.startswith("xml:") else ""
        message += f": did you mean {likely[0]}?" if likely else ""
        intended = next((a for p in patterns for a in attributes_in(p) if likely and likely[0] in _names(a)), None)
        meaning = documentation(intended.node) if intended else ""
        advice = f"{likely[0]}: {shorten_words(meaning)}" if meaning else ""
        if not words:
            message += "; it has no attributes"
        fixes = (Fix("rename", likely[0]),) if likely else ()
        fault = Fault("tei-attribute-unknown", self._locate(name), message, advice, (self._element, name), fixes=fixes)
        self._add_fault(fault)

    def _value(self, name: str, value: str, attributes: Sequence[Attribute]) -> None:
        pattern = self._automaton.make.choice([a.left for a in attributes])
        shown = self._as_written(name)
        message = f"{shown}={quote(value)} on <{self._element}> is not an allowed value"
        wrong = value.strip()
        if len(list_tokens(value)) > 1 and any(in_list for _, in_list in values_in(pattern)):
            wrong = self._wrong_word(pattern, value)
            message += f"; not {quote(wrong)}" if wrong else ""
        likely = closest_matches(wrong, fixed_values(pattern), cutoff=0.6)
        message += f": did you mean “{likely[0]}”?" if likely else f": expected {value_phrase(pattern, value)}"
        meaning = next((meaning for a in attributes if (meaning := documentation(a.node))), "")
        first = (
            f"Allowed: {value_phrase(pattern, value)}" if likely else meaning and f"{shown} {shorten_words(meaning)}"
        )
        advice = "; ".join(filter(None, (first, described_values(pattern, *likely[:1]))))
        kind = (self._element, name, value)
        fixes = (Fix("rename", likely[0], wrong),) if likely else ()
        self._add_fault(Fault("tei-attribute-value", self._locate(name), message, advice, kind, fixes=fixes))

    def _wrong_word(self, pattern: Pattern, value: str) -> str:
        """The first token that the list never allows; empty if the tokens are wrong only in combination."""
        wrong = (w for w in list_tokens(value) if not self._automaton.derive.accepts(pattern, w, self._prefixes))
        return next(wrong, "")

    def _missing(self, patterns: Sequence[Pattern]) -> None:
        needs = min((needed_attributes(p) for p in patterns), key=len, default=[])
        needs = [need for n, need in enumerate(needs) if need not in needs[:n]]
        words = [" or ".join(dict.fromkeys(word for a in need for word in _names(a))) for need in needs]
        missing = (
            join_words([word if " or " not in word else f"one of {word}" for word in words], " and ") or "another one"
        )
        noun = "attributes" if len(words) > 1 else "attribute"
        message = f"<{self._element}> needs the {noun} {missing}"
        advice = ""
        if len(needs) == 1 and len(needs[0]) == 1:
            attribute = needs[0][0]
            values = value_phrase(attribute.left)
            message += f": {values}" if values else ""
            meaning = documentation(attribute.node)
            described = f"{words[0]} {shorten_words(meaning)}" if meaning else ""
            advice = "; ".join(filter(None, (described, described_values(attribute.left))))
        self._add_fault(Fault("tei-attribute-missing", self._locate(""), message, advice, (self._element, *words)))


def _names(attribute: Attribute) -> list[str]:
    return [attribute_name(name) for name in listed_names(attribute.names) or ()]
