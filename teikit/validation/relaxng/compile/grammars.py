"""Grammars: their definitions, gathered over includes (RELAX NG specification, 4.7, 4.17 and 4.18)."""

from collections.abc import Iterator

from teikit.validation.relaxng.compile.files import Files, Node
from teikit.validation.relaxng.compile.syntax import check_node, check_root, stripped, tag_of
from teikit.validation.relaxng.errors import Wrong
from teikit.validation.relaxng.match import Pattern

START = ""  # the key of <start> among the definitions


class Grammar:
    """The definitions of one <grammar>; `parent` is the grammar around it. `dropped` are those an include replaced."""

    def __init__(self, parent: "Grammar | None") -> None:
        self.parent = parent
        self.defines: dict[str, list[Node]] = {}
        self.dropped: list[Node] = []
        self.patterns: dict[str, Pattern] = {}
        self.open: set[str] = set()

    def combine(self, name: str) -> str:
        """How the definitions of a name are combined: choice or interleave. Raises Wrong."""
        nodes = self.defines[name]
        ways = [way for node in nodes if (way := stripped(node, "combine"))]
        label = f"“{name}”" if name else "<start>"
        if len(nodes) - len(ways) > 1:
            raise Wrong(nodes[1], f"{label} is defined twice, and more than once without combine")
        if len(set(ways)) > 1:
            raise Wrong(nodes[-1], f"{label} is combined both by choice and by interleave")
        return ways[0] if ways else "choice"


def inherited(node: Node, name: str) -> str:
    """The value of `ns` or `datatypeLibrary` that holds for a node."""
    around: Node | None = node
    while around is not None:
        value = around.get(name)
        if value is not None:
            return value.strip() if name == "datatypeLibrary" else value
        around = around.getparent()
    return ""


def referred(node: Node, files: Files, chain: tuple[str, ...]) -> tuple[Node, str]:
    """The root of the file that an include or externalRef names, and the file's URI. Raises Wrong, SchemaError."""
    uri = files.absolute(node, stripped(node, "href") or "")
    if uri in chain:
        raise Wrong(node, f"{files.name(uri)} includes itself")
    try:
        root = files.root(uri)
    except OSError as error:
        raise Wrong(node, f"{files.name(uri)} cannot be read: {error.strerror or error}") from error
    check_root(root)
    namespace = inherited(node, "ns")
    if root.get("ns") is None and namespace:
        root.set("ns", namespace)
    return root, uri


class Gatherer:
    """Fills grammars from their elements."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def grammar(self, node: Node, parent: Grammar | None, chain: tuple[str, ...]) -> Grammar:
        """The grammar of an element; `chain` names the files that are being read. Raises Wrong, SchemaError."""
        grammar = Grammar(parent)
        self._gather(grammar, node, frozenset(), set(), chain)
        if START not in grammar.defines:
            raise Wrong(node, "the grammar has no <start>")
        return grammar

    def _gather(
        self, grammar: Grammar, node: Node, replaced: frozenset[str], met: set[str], chain: tuple[str, ...]
    ) -> None:
        """Takes the components in; those whose names are replaced are only noted in `met`."""
        for child in check_node(node):
            tag = tag_of(child)
            if tag == "div":
                self._gather(grammar, child, replaced, met, chain)
            elif tag == "include":
                self._include(grammar, child, replaced, met, chain)
            elif (key := _key(child)) in replaced:
                met.add(key)
                grammar.dropped.append(child)
            else:
                grammar.defines.setdefault(key, []).append(child)

    def _include(
        self, grammar: Grammar, node: Node, replaced: frozenset[str], met: set[str], chain: tuple[str, ...]
    ) -> None:
        check_node(node)
        root, uri = referred(node, self._files, chain)
        if tag_of(root) != "grammar":
            raise Wrong(node, f"{self._files.name(uri)} is no <grammar>, and only that can be included")
        own = {_key(child): child for child in _components(node)}
        overridden: set[str] = set()
        self._gather(grammar, root, replaced | own.keys(), overridden, (*chain, uri))
        for key, child in own.items():
            if key not in overridden:
                label = f"definition of “{key}”" if key else "<start>"
                raise Wrong(child, f"{self._files.name(uri)} has no {label} that this one could replace")
        met |= overridden
        self._gather(grammar, node, replaced, met, chain)


def _key(node: Node) -> str:
    return START if tag_of(node) == "start" else stripped(node, "name") or "?"


def _components(node: Node) -> Iterator[Node]:
    for child in check_node(node):
        if tag_of(child) == "div":
            yield from _components(child)
        else:
            yield child
