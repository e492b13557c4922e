"""Grammars: their definitions, collected across includes (RELAX NG specification, 4.7, 4.17 and 4.18)."""

from collections.abc import Iterator
from typing import Protocol

from teikit.validation.relaxng.compile.files import Files, Node
from teikit.validation.relaxng.compile.syntax import check_node, check_root, stripped_attribute, tag_of
from teikit.validation.relaxng.errors import SchemaNodeError
from teikit.validation.relaxng.match import Pattern

START = ""  # the key of <start> among the definitions


class GeneratedGrammar(Protocol):
    """A grammar that is written while it is used, such as that of an ODD.

    `root` is its <grammar>; `defines` are the definitions so far, by name.
    """

    root: Node
    defines: dict[str, list[Node]]

    def fill(self, node: Node) -> None:
        """Writes what is in a definition or an element, if it is not written yet."""


class Grammar:
    """The definitions of one <grammar>.

    `parent` is the grammar around it. `overridden_nodes` are the definitions that an include replaced, `open` the names
    whose definitions are being compiled.
    """

    def __init__(self, parent: "Grammar | None") -> None:
        self.parent = parent
        self.defines: dict[str, list[Node]] = {}
        self.overridden_nodes: list[Node] = []
        self.patterns: dict[str, Pattern] = {}
        self.open: set[str] = set()

    def combine(self, name: str) -> str:
        """How the definitions of a name are combined: choice or interleave. Raises SchemaNodeError."""
        nodes = self.defines[name]
        ways = [way for node in nodes if (way := stripped_attribute(node, "combine"))]
        label = f"“{name}”" if name else "<start>"
        if len(nodes) - len(ways) > 1:
            raise SchemaNodeError(nodes[1], f"{label} is defined more than once without combine")
        if len(set(ways)) > 1:
            raise SchemaNodeError(nodes[-1], f"{label} is combined both by choice and by interleave")
        return ways[0] if ways else "choice"


def inherited_attribute(node: Node, name: str) -> str:
    """The value of `ns` or `datatypeLibrary` in scope for a node."""
    ancestor: Node | None = node
    while ancestor is not None:
        value = ancestor.get(name)
        if value is not None:
            return value.strip() if name == "datatypeLibrary" else value
        ancestor = ancestor.getparent()
    return ""


def load_referenced(node: Node, files: Files, chain: tuple[str, ...]) -> tuple[Node, str]:
    """Loads the file that an include or externalRef references; returns its root and URI.

    Raises SchemaNodeError, SchemaError.
    """
    uri = files.absolute(node, stripped_attribute(node, "href") or "")
    if uri in chain:
        raise SchemaNodeError(node, f"{files.name(uri)} includes itself")
    try:
        root = files.root(uri)
    except OSError as error:
        raise SchemaNodeError(node, f"{files.name(uri)} cannot be read: {error.strerror or error}") from error
    check_root(root)
    namespace = inherited_attribute(node, "ns")
    if root.get("ns") is None and namespace:
        root.set("ns", namespace)
    return root, uri


class GrammarReader:
    """Reads the definitions of grammars."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def read(self, node: Node, parent: Grammar | None, chain: tuple[str, ...]) -> Grammar:
        """Reads the grammar of an element; `chain` names the files that are being read.

        Raises SchemaNodeError, SchemaError.
        """
        grammar = Grammar(parent)
        self._add_components(grammar, node, frozenset(), set(), chain)
        if START not in grammar.defines:
            raise SchemaNodeError(node, "the grammar has no <start>")
        return grammar

    def _add_components(
        self, grammar: Grammar, node: Node, overridden_names: frozenset[str], matched: set[str], chain: tuple[str, ...]
    ) -> None:
        """Adds the components of a node; the names of overridden ones are only added to `matched`."""
        for child in check_node(node):
            tag = tag_of(child)
            if tag == "div":
                self._add_components(grammar, child, overridden_names, matched, chain)
            elif tag == "include":
                self._include(grammar, child, overridden_names, matched, chain)
            elif (key := _key(child)) in overridden_names:
                matched.add(key)
                grammar.overridden_nodes.append(child)
            else:
                grammar.defines.setdefault(key, []).append(child)

    def _include(
        self, grammar: Grammar, node: Node, overridden_names: frozenset[str], matched: set[str], chain: tuple[str, ...]
    ) -> None:
        check_node(node)
        root, uri = load_referenced(node, self._files, chain)
        if tag_of(root) != "grammar":
            raise SchemaNodeError(node, f"{self._files.name(uri)} is not a <grammar>; only a <grammar> can be included")
        overrides = {_key(child): child for child in _components(node)}
        replaced: set[str] = set()
        self._add_components(grammar, root, overridden_names | overrides.keys(), replaced, (*chain, uri))
        for key, child in overrides.items():
            if key not in replaced:
                label = f"definition of “{key}”" if key else "<start>"
                raise SchemaNodeError(child, f"{self._files.name(uri)} has no {label} for this one to override")
        matched |= replaced
        self._add_components(grammar, node, overridden_names, matched, chain)


def _key(node: Node) -> str:
    return START if tag_of(node) == "start" else stripped_attribute(node, "name") or "?"


def _components(node: Node) -> Iterator[Node]:
    for child in check_node(node):
        if tag_of(child) == "div":
            yield from _components(child)
        else:
            yield child
