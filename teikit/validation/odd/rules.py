"""The Schematron rules of an ODD: what its constraints say, each with the context that its place gives it.

A test without a context is about the element or attribute that is specified around it. In a class it is about all
elements of the class, or the attribute on all of them; in the schema it is about the document.
"""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml import etree

from teikit.validation.odd.grammar import OddGrammar
from teikit.validation.odd.model import Attribute, Node, Rule, Spec
from teikit.validation.odd.namespaces import EXAMPLES, RNG, SCH, TEI

_PREFIXES = {TEI[1:-1]: "tei", EXAMPLES[1:-1]: "teix", RNG[1:-1]: "rng"}
_TESTS = (f"{SCH}assert", f"{SCH}report", f"{SCH}extends")
# Prefixes that TEI's own constraints use.
_COMMON = {
    "sch": SCH[1:-1],
    "sch1x": "http://www.ascc.net/xml/schematron",
    "xs": "http://www.w3.org/2001/XMLSchema",
}
_PREFIX = re.compile(r"([\w.\-]+):(?!:)")
_LET, _RULE, _PATTERN = f"{SCH}let", f"{SCH}rule", f"{SCH}pattern"


def rules_in(grammar: OddGrammar) -> list[Node]:
    """The Schematron elements of the constraints of a schema, ready to be put into a sch:schema."""
    constraints = list(_Places(grammar).all())
    pieces = [node for context, rule in constraints for node in _pieces(context, rule)]
    return [*pieces, *_namespaces(pieces, (rule.node for _, rule in constraints if rule.node is not None))]


def _namespaces(pieces: list[Node], constraints: Iterable[Node]) -> Iterator[Node]:
    """A sch:ns for each prefix that the rules use and no sch:ns declares, from what is in scope at the constraints."""
    prefixes = {**_COMMON, **{prefix: uri for uri, prefix in _PREFIXES.items()}}
    for node in constraints:
        prefixes |= {prefix: uri for prefix, uri in node.nsmap.items() if prefix}
    nodes = [node for piece in pieces for node in piece.iter(etree.Element)]
    declared = {node.get("prefix") for node in nodes if node.tag == f"{SCH}ns"}
    used = {prefix for node in nodes for value in node.attrib.values() for prefix in _PREFIX.findall(str(value))}
    for prefix in sorted(prefixes.keys() & used - declared):
        yield etree.Element(f"{SCH}ns", prefix=prefix, uri=prefixes[prefix])


class _Places:
    """The contexts of constraints."""

    def __init__(self, grammar: OddGrammar) -> None:
        self._odd, self._members = grammar.odd, grammar.members

    def all(self) -> Iterator[tuple[str, Rule]]:
        """Every constraint that is not deleted, with the context of its place."""
        constraints = [("/", rule) for rule in self._odd.rules]
        for spec in (*self._odd.specs.values(), *self._odd.outside):
            if spec.rules or spec.attributes is not None:
                constraints += self._of_spec(spec)
        return ((context, rule) for context, rule in constraints if context and rule.ident not in self._odd.removed)

    def _of_spec(self, spec: Spec) -> Iterator[tuple[str, Rule]]:
        names: list[str] | None = None
        for attribute in (None, *(spec.attributes.attributes() if spec.attributes else ())):
            rules = spec.rules if attribute is None else attribute.rules
            if rules and (attribute is None or attribute.mode != "delete"):
                names = list(dict.fromkeys(self._elements(spec))) if names is None else names
                suffix = f"/@{_attribute(attribute)}" if attribute else ""
                context = " | ".join(f"{name}{suffix}" for name in names)
                yield from ((context, rule) for rule in rules if rule.mode != "delete")

    def _elements(self, spec: Spec, chain: tuple[str, ...] = ()) -> Iterator[str]:
        """The names of the elements that a specification is about."""
        if spec.kind == "element":
            namespace = self._odd.namespace if spec.namespace is None else spec.namespace
            yield _prefixed(namespace, spec.name or spec.ident)
        elif spec.ident == "att.global":
            yield _prefixed(self._odd.namespace, "*")
        elif spec.kind == "class" and spec.ident not in chain:
            for member in self._members.get(spec.ident, ()):
                yield from self._elements(member, (*chain, spec.ident))


def _prefixed(namespace: str, name: str) -> str:
    if not namespace:
        return name
    return f"{_PREFIXES[namespace]}:{name}" if namespace in _PREFIXES else f"Q{{{namespace}}}{name}"


def _attribute(attribute: Attribute) -> str:
    name = attribute.name or attribute.ident
    return name if ":" in name or not attribute.namespace else f"Q{{{attribute.namespace}}}{name}"


def _pieces(context: str, rule: Rule) -> list[Node]:
    """The elements of one constraint: what belongs to the schema as it is, the rules and tests in a pattern."""
    nodes = [_copy(node, context) for node in rule.nodes_of()]
    inside = [node for node in nodes if node.tag in (*_TESTS, _LET, _RULE)]
    pieces = [node for node in nodes if node not in inside]
    for node in pieces:
        if node.tag == _PATTERN and not node.get("id"):
            node.set("id", rule.ident)
    if all(node.tag == _LET for node in inside):
        return [*inside, *pieces]
    attributes: dict[str, str] = {"id": rule.ident} if rule.ident else {}
    pattern = etree.Element(_PATTERN, attributes)
    tests = [node for node in inside if node.tag in _TESTS]
    rules = [node for node in inside if node.tag == _RULE]
    lets = [node for node in inside if node.tag == _LET]
    if rules:
        pattern.extend([*lets, *rules])
        pieces.append(pattern)
    if tests:  # a pattern of their own: in one pattern only the first rule that matches applies
        alone = etree.Element(_PATTERN, attributes)
        holder = etree.SubElement(alone, _RULE, context=context)
        holder.extend([*(deepcopy(lets) if rules else lets), *tests])
        pieces.append(alone)
    return pieces


def _copy(node: Node, context: str) -> Node:
    """A copy of a Schematron element, whose rules have a context."""
    copied = deepcopy(node)
    copied.tail = None
    for inner in copied.iter(_RULE):
        if inner.get("context") is None and inner.get("abstract") != "true":
            inner.set("context", context)
    return copied
