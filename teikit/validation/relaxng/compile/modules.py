"""The definitions of a grammar, to be used inside another one: RELAX NG modules that an ODD imports."""

from collections.abc import Iterable

from lxml import etree

from teikit.validation.relaxng.compile.files import Files, Node, Resolver
from teikit.validation.relaxng.compile.grammars import GrammarReader, inherited_attribute
from teikit.validation.relaxng.compile.syntax import check_nested
from teikit.validation.relaxng.errors import SchemaNodeError

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_CONTEXT = ("ns", "datatypeLibrary")


def imported_definitions(
    uri: str, resolve: Resolver, overrides: Iterable[Node] = (), prefix: str = ""
) -> dict[str, list[Node]]:
    """The definitions of a grammar file by name, each with `prefix` before it; its <start> is left out.

    `overrides` replace definitions of the file. Each node carries the namespace and the datatype library that are in
    scope for it, so that it can be put into another grammar. Raises SchemaError, with the place in the file.
    """
    files = Files(resolve)
    grammar = etree.Element(f"{_RNG}grammar")
    include = etree.SubElement(grammar, f"{_RNG}include", href=uri)
    include.extend(list(overrides))
    etree.SubElement(etree.SubElement(grammar, f"{_RNG}start", combine="choice"), f"{_RNG}notAllowed")
    try:
        defines = GrammarReader(files).read(grammar, None, ()).defines
        for node in (node for nodes in defines.values() for node in nodes):
            _check(node)
    except SchemaNodeError as wrong:
        raise files.error(wrong) from wrong
    kept = {name: nodes for name, nodes in defines.items() if name}
    for nodes in kept.values():
        for node in nodes:
            _detach(node, prefix)
    return {f"{prefix}{name}": nodes for name, nodes in kept.items()}


def _check(definition: Node) -> None:
    check_nested(definition)
    for node in definition.iter(f"{_RNG}externalRef"):
        raise SchemaNodeError(node, "an externalRef is not read in a module of an ODD: put its pattern here")


def _detach(node: Node, prefix: str) -> None:
    """Gives a definition what it inherits from its file, and its name and references the prefix."""
    for name in _CONTEXT:
        node.set(name, inherited_attribute(node, name))
    node.set("name", prefix + node.get("name", "").strip())
    for reference in node.iter(f"{_RNG}ref", f"{_RNG}parentRef"):
        depth = sum(1 for around in reference.iterancestors(f"{_RNG}grammar") if node in around.iterancestors())
        if depth == (1 if reference.tag == f"{_RNG}parentRef" else 0):
            reference.set("name", prefix + reference.get("name", "").strip())
