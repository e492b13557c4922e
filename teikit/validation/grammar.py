"""RELAX NG: whether a document keeps to a grammar, and where it does not.

Each element is judged by itself: its attributes, and the sequence of its children, consumed one by one. So every fault
is found, at its place, with what was expected there, in time that grows with the document only. (libxml2 tries all ways
to read a faulty document; twelve levels of mixed content can take it minutes.) A grammar that is written in a way this
engine does not read is left to libxml2, whose messages know no columns.
"""

from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path

from lxml import etree

from teikit.diagnostics import Diagnostic, about, at, in_order
from teikit.tei.places import Places
from teikit.validation import explain
from teikit.validation.content import NOTHING, Pattern
from teikit.validation.explain import Fault
from teikit.validation.values import Values
from teikit.validation.vocabulary import XML, Declaration, UnsupportedError, Vocabulary

Tree = etree._ElementTree


class GrammarError(Exception):
    """A grammar that cannot be used, and why."""


class Grammar:
    """A RELAX NG grammar."""

    def __init__(self, path: Path) -> None:
        """Raises GrammarError, OSError."""
        self._path = path
        try:
            self._tree = etree.parse(path, etree.XMLParser(no_network=True, remove_comments=True))
            self.vocabulary = Vocabulary(self._tree)
            self.roots = self.vocabulary.roots
        except etree.XMLSyntaxError as error:
            raise GrammarError(f"{path} is not well-formed: {error}") from error
        except UnsupportedError:
            self.roots = {}
        if not self.roots:
            _ = self.libxml2
        self.values = Values(self.vocabulary)

    @cached_property
    def libxml2(self) -> etree.RelaxNG:
        """The grammar as libxml2 compiles it. Raises GrammarError."""
        try:
            return etree.RelaxNG(self._tree)
        except etree.RelaxNGParseError as error:
            raise GrammarError(f"{self._path} is no RELAX NG grammar: {error}") from error

    def faults(self, element: etree._Element, declared: Declaration) -> Iterator[Fault]:
        """The faults of an element and of all in it. Raises UnsupportedError."""
        waiting = [(element, declared)]
        while waiting:
            element, declared = waiting.pop()
            yield from self._attributes(element, declared)
            yield from self._children(element, declared)
            children = ((child, _declared(child, declared)) for child in element.iterchildren("*"))
            waiting += [(child, known) for child, known in children if known is not None]

    def _attributes(self, element: etree._Element, declared: Declaration) -> Iterator[Fault]:
        present = {str(name).replace(XML, "xml:"): str(value) for name, value in element.attrib.items()}
        for name, value in present.items():
            attribute = declared.attributes.get(name)
            if attribute is None:
                yield explain.unknown_attribute(element, name, declared)
            elif not self.values.fits(attribute, value):
                yield explain.wrong_value(element, attribute, value, declared)
        for name, attribute in declared.attributes.items():
            if attribute.required and name not in present:
                yield explain.missing_attribute(element, attribute, declared)

    def _children(self, element: etree._Element, declared: Declaration) -> Iterator[Fault]:
        """Faults in the sequence of text and children: every wrong child, and the first that comes at a wrong place."""
        state, step, in_order_so_far = declared.content, self.vocabulary.patterns.step, True
        for node in _nodes(element):
            known = None if isinstance(node, str) else _declared(node, declared)
            if not isinstance(node, str) and known is None:
                yield explain.wrong_child(node, declared)
            elif in_order_so_far:
                after = step(state, known)
                in_order_so_far = after is not NOTHING
                if not in_order_so_far:
                    yield _misplaced(element, node, declared, state)
                state = after
        if in_order_so_far and not state.nullable:
            yield explain.incomplete(element, declared, state)


def _misplaced(element: etree._Element, node: etree._Element | str, declared: Declaration, state: Pattern) -> Fault:
    if isinstance(node, str):
        return explain.loose_text(element, declared, node)
    return explain.untimely_child(node, declared, state)


def _nodes(element: etree._Element) -> Iterator[etree._Element | str]:
    """The children and the texts between them that are more than blanks."""
    if element.text and not element.text.isspace():
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if child.tail and not child.tail.isspace():
            yield child.tail


def _declared(child: etree._Element, parent: Declaration) -> Declaration | None:
    """What the grammar says of a child of an element of that declaration; None where it cannot be one."""
    name = etree.QName(child)
    known = parent.children.get(name.localname)
    return known if known is not None and known.namespace == name.namespace else None


@cache
def grammar(path: Path) -> Grammar:
    """The grammar of a file, read once a process. Raises GrammarError, OSError."""
    return Grammar(path)


def check_grammar(tree: Tree, places: Places, schema: Grammar) -> list[Diagnostic]:
    """What in the document does not keep to the grammar."""
    try:
        faults = document_faults(tree, schema)
    except UnsupportedError:
        return _libxml2_says(tree, places, schema)
    numbers = {element: n for n, element in enumerate(tree.iter("*"))} if faults else {}
    return in_order(_diagnostic(fault, numbers[fault.element], places) for fault in faults)


def document_faults(tree: Tree, schema: Grammar) -> list[Fault]:
    """The faults of a document. Raises UnsupportedError where the grammar is not for this engine."""
    if not schema.roots:
        raise UnsupportedError("no start")
    root = tree.getroot()
    name = etree.QName(root)
    declared = schema.roots.get(name.localname)
    if declared is None or declared.namespace != name.namespace:
        return [explain.unknown_element(root, schema.vocabulary)]
    return list(schema.faults(root, declared))


def _diagnostic(fault: Fault, number: int, places: Places) -> Diagnostic:
    span = places.attribute(number, fault.attribute) if fault.attribute else places.tag(number)
    return at(places.source, span, fault.code, fault.message)


def _libxml2_says(tree: Tree, places: Places, schema: Grammar) -> list[Diagnostic]:
    """libxml2's own messages, each placed at the element that its path names, or at the root."""
    if schema.libxml2.validate(tree):
        return []
    numbers = {element: n for n, element in enumerate(tree.iter("*"))}
    found = []
    for error in schema.libxml2.error_log:
        element = _element(tree, error.path)
        number = 0 if element is None else numbers.get(element, 0)
        found.append(about(places.source.name, "tei-invalid", error.message, places.position(number)))
    return in_order(found)


def _element(tree: Tree, path: str | None) -> etree._Element | None:
    if not path:
        return None
    spaces = {k: v for e in tree.iter("*") for k, v in e.nsmap.items() if k}
    try:
        found = tree.xpath(path, namespaces=spaces)
    except etree.XPathError:
        return None
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None
