"""The attributes of elements: their own, and those of the attribute classes they are members of, directly or not."""

from dataclasses import dataclass, field
from typing import NamedTuple

from teikit.validation.odd.merge import Merger
from teikit.validation.odd.model import Attribute, AttributeList, Problem, Spec
from teikit.validation.odd.source import Key


class Effective(NamedTuple):
    """What an element has: whole classes, single attributes of classes, and attributes of its own."""

    classes: list[str]
    single: list[tuple[str, str]]
    own: AttributeList


@dataclass
class _Inheritance:
    """What is gathered about the attributes that an element inherits.

    `stated` is what the element itself says of attributes. `merged` are inherited attributes that it changes, `names`
    all inherited names, `visited` the classes they came from.
    """

    stated: dict[str, Attribute]
    classes: list[str] = field(default_factory=list)
    single: list[tuple[str, str]] = field(default_factory=list)
    merged: dict[str, Attribute] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    visited: set[str] = field(default_factory=set)


class Attributes:
    """The attribute classes of a schema."""

    def __init__(self, specs: dict[Key, Spec], problems: list[Problem]) -> None:
        self._specs, self._problems = specs, problems
        self._merger = Merger(problems)
        self._closures: dict[str, tuple[str, ...]] = {}
        self._definitions: dict[str, dict[str, Attribute]] = {}

    def class_spec(self, key: str) -> Spec | None:
        """An attribute class of the schema."""
        spec = self._specs.get(("class", key))
        return spec if spec is not None and spec.type != "model" else None

    def closure(self, key: str, chain: tuple[str, ...] = ()) -> tuple[str, ...]:
        """An attribute class and the classes it inherits from, each once, in order."""
        if key in self._closures:
            return self._closures[key]
        spec = self.class_spec(key)
        if spec is None:
            return ()
        classes = {key: None}
        for member in spec.classes or ():
            if member.mode != "delete" and member.key not in (*chain, key):
                classes |= dict.fromkeys(self.closure(member.key, (*chain, key)))
        if not chain:
            self._closures[key] = tuple(classes)
        return tuple(classes)

    def definitions(self, key: str) -> dict[str, Attribute]:
        """The attributes that a class itself defines or refers to, by name."""
        if key not in self._definitions:
            spec = self.class_spec(key)
            listed = (spec.attributes if spec else None) or AttributeList()
            known = self._definitions[key] = {a.ident: a for a in listed.attributes() if a.mode != "delete"}
            for other, name, _ in listed.all_references():
                known |= {n: a for n, a in self.definitions(other).items() if name in ("", n) and n not in known}
        return self._definitions[key]

    def of_element(self, spec: Spec) -> Effective:
        """The attributes of an element."""
        own = spec.attributes or AttributeList()
        inherited = _Inheritance({attribute.ident: attribute for attribute in own.attributes()})
        for key in spec.keys:
            self._inherit(key, inherited)
        kept = self._own(own, inherited, spec)
        present = {attribute.ident for attribute in kept.attributes()}
        changed = tuple(a for name, a in inherited.merged.items() if name not in present)
        if changed:
            kept = AttributeList(False, (kept, *changed))
        return Effective(inherited.classes, [*inherited.single, *self._referenced(own, inherited)], kept)

    def _inherit(self, key: str, state: _Inheritance) -> None:
        """Takes over a class as a whole, or attribute by attribute if the element says something of one of them."""
        if key in state.visited or self.class_spec(key) is None:
            return
        closure = self.closure(key)
        names = [name for inner in closure for name in self.definitions(inner)]
        overlaps = any(inner in state.visited for inner in closure)
        if not overlaps and not any(name in state.stated or name in state.names for name in names):
            state.classes.append(key)
            state.visited.update(closure)
            state.names.update(names)
            return
        state.visited.add(key)
        for name, attribute in self.definitions(key).items():
            if name not in state.names:
                state.names.add(name)
                self._inherit_one(key, attribute, state)
        spec = self.class_spec(key)
        for inner in spec.keys if spec else ():
            self._inherit(inner, state)

    def _inherit_one(self, key: str, attribute: Attribute, state: _Inheritance) -> None:
        new = state.stated.get(attribute.ident)
        if new is None:
            state.single.append((key, attribute.ident))
        elif new.mode == "change":
            state.merged[attribute.ident] = self._merger.attribute(attribute, new)
        elif new.mode != "delete":
            state.merged[attribute.ident] = new

    def _own(self, attributes: AttributeList, state: _Inheritance, spec: Spec) -> AttributeList:
        """The attributes that an element defines itself, and the inherited ones it changes, where it names them."""
        parts: list[Attribute | AttributeList] = []
        for part in attributes.parts:
            if isinstance(part, AttributeList):
                parts.append(self._own(part, state, spec))
            elif part.ident in state.merged:
                parts.append(state.merged[part.ident])
            elif part.mode not in ("change", "delete"):
                parts.append(part)
            elif part.ident not in state.names and part.node is not None:
                severity = "info" if part.mode == "delete" else "warning"
                message = f"<{spec.ident}> has no attribute “{part.ident}” to {part.mode}"
                self._problems.append(Problem(part.node, severity, message))
        return AttributeList(attributes.choice, tuple(parts))

    def _referenced(self, own: AttributeList, state: _Inheritance) -> list[tuple[str, str]]:
        """The attributes that attRef brings back, also where the element deletes them."""
        deleted = {name for name, attribute in state.stated.items() if attribute.mode == "delete"}
        pairs: list[tuple[str, str]] = []
        for key, name, node in own.all_references():
            names = [other for other in self.definitions(key) if name in ("", other)]
            pairs += [(key, other) for other in names if other not in state.names or other in deleted]
            if not names and self.class_spec(key) is not None and node is not None:
                self._problems.append(Problem(node, "error", f"the class {key} defines no attribute “{name}”"))
        return pairs
