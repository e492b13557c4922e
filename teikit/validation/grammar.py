"""RELAX NG: whether a document keeps to a grammar, and where it does not.

libxml2 (through lxml) gives the verdict. Its messages stop early and know no columns, so a failing document is gone
through again: the deepest elements that fail on their own carry the fault, and the grammar says what was expected.
"""

from copy import deepcopy
from functools import cache, cached_property
from pathlib import Path

from lxml import etree

from teikit.diagnostics import Diagnostic, about, in_order
from teikit.tei.places import Places
from teikit.validation.explain import Fault, attribute_faults, child_faults, reworded
from teikit.validation.vocabulary import RNG, Declaration, Vocabulary

Tree = etree._ElementTree
_MANY = 300


class GrammarError(Exception):
    """A grammar that cannot be used, and why."""


class Grammar:
    """A compiled RELAX NG grammar."""

    def __init__(self, path: Path) -> None:
        """Raises GrammarError, OSError."""
        try:
            self._tree = etree.parse(path, etree.XMLParser(no_network=True, remove_comments=True))
            self._whole = etree.RelaxNG(self._tree)
        except (etree.XMLSyntaxError, etree.RelaxNGParseError) as error:
            raise GrammarError(f"{path} is no RELAX NG grammar: {error}") from error
        self.vocabulary = Vocabulary(self._tree)

    def accepts(self, tree: Tree) -> bool:
        """Whether the document is valid."""
        return bool(self._whole.validate(tree))

    def accepts_alone(self, element: etree._Element) -> bool:
        """Whether the element, wherever it stands, is valid in itself; only where the grammar is `divisible`."""
        return self._pieces is not None and bool(self._pieces.validate(element))

    def complaints(self) -> list[tuple[str, str | None]]:
        """libxml2's messages on the last document, each with the path of a node where there is one."""
        return [(e.message, e.path) for e in self._whole.error_log]

    def complaints_alone(self, element: etree._Element) -> list[str]:
        """libxml2's messages on an element alone; only where the grammar is `divisible`."""
        if self._pieces is None:
            return []
        self._pieces.validate(element)
        return [e.message for e in self._pieces.error_log]

    @property
    def divisible(self) -> bool:
        """Whether elements can be judged one by one."""
        return self._pieces is not None

    @cached_property
    def _pieces(self) -> etree.RelaxNG | None:
        """The grammar with each of its elements as a possible root; None where it has too many, or none apart."""
        tree = deepcopy(self._tree)
        names = {d.get("name", "") for d in tree.iter(f"{RNG}define") if d.find(f"{RNG}element") is not None}
        starts = list(tree.iter(f"{RNG}start"))
        if not 0 < len(names) <= _MANY or len(starts) != 1:
            return None
        for child in list(starts[0]):
            starts[0].remove(child)
        choice = etree.SubElement(starts[0], f"{RNG}choice")
        for name in sorted(names):
            etree.SubElement(choice, f"{RNG}ref", name=name)
        return etree.RelaxNG(tree)


@cache
def grammar(path: Path) -> Grammar:
    """The grammar of a file, compiled once a process. Raises GrammarError, OSError."""
    return Grammar(path)


def check_grammar(tree: Tree, places: Places, schema: Grammar) -> list[Diagnostic]:
    """What in the document does not keep to the grammar."""
    if schema.accepts(tree):
        return []
    numbers = {element: n for n, element in enumerate(tree.iter("*"))}
    if not schema.divisible:
        return in_order(_plain(message, path, tree, places, numbers) for message, path in schema.complaints())
    root = tree.getroot()
    name = etree.QName(root)
    declared = schema.vocabulary.roots.get(name.localname)
    faults = (
        _faults(root, declared, schema)
        if declared is not None and name.namespace == schema.vocabulary.namespace
        else [Fault.unknown(root, schema.vocabulary)]
    )
    return in_order(_diagnostic(fault, numbers[fault.element], places) for fault in faults)


def _faults(element: etree._Element, declared: Declaration, schema: Grammar) -> list[Fault]:
    """The faults of an element that fails: its own, and those of its children that fail."""
    own = [*attribute_faults(element, declared), *child_faults(element, declared, schema.vocabulary)]
    misplaced = {fault.element for fault in own}
    inner = []
    for child in element.iterchildren("*"):
        known = declared.children.get(etree.QName(child).localname)
        if child not in misplaced and known and (not schema.accepts_alone(child) or attribute_faults(child, known)):
            inner += _faults(child, known, schema)
    return [*own, *inner] or [reworded(element, schema.complaints_alone(element), declared)]


def _diagnostic(fault: Fault, number: int, places: Places) -> Diagnostic:
    span = places.attribute(number, fault.attribute) if fault.attribute else places.tag(number)
    found = about(places.source.name, fault.code, fault.message, places.source.position(span.start))
    return Diagnostic(found.code, found.message, found.file, found.severity, found.position, span)


def _plain(
    message: str, path: str | None, tree: Tree, places: Places, numbers: dict[etree._Element, int]
) -> Diagnostic:
    """libxml2's own message, placed at the element that its path names, or at the root."""
    found = _element(tree, path)
    number = 0 if found is None else numbers.get(found, 0)
    return about(places.source.name, "tei-invalid", message, places.position(number))


def _element(tree: Tree, path: str | None) -> etree._Element | None:
    if not path:
        return None
    spaces = {k: v for e in tree.iter("*") for k, v in e.nsmap.items() if k}
    try:
        found = tree.xpath(path, namespaces=spaces)
    except etree.XPathError:
        return None
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None
