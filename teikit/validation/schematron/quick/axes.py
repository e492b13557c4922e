"""The axes of paths on a tree: the nodes of a name that a step leads to, the nearest first."""

from collections.abc import Callable, Iterator
from typing import Any

from teikit.validation.schematron.quick.errors import UnknownError
from teikit.validation.schematron.quick.tree import SEPARATOR, Attribute, Element, Node, Tree


def _named(elements: Iterator[Element], name: str) -> Iterator[Element]:
    """The elements of a name, among them not the document."""
    if name == "*":
        return (element for element in elements if element.name)
    if name.endswith("*"):
        return (element for element in elements if element.name.startswith(name[:-1]))
    return (element for element in elements if element.name == name)


def _child(node: Node, name: str, tree: Tree) -> Iterator[Element]:
    if isinstance(node, Attribute):
        return iter(())
    return _named(iter(node.children), name)


def _attribute(node: Node, name: str, tree: Tree) -> Iterator[Attribute]:
    if isinstance(node, Attribute):
        return iter(())
    if name == "*":
        return iter(node.attributes.values())
    if name.endswith("*"):
        raise UnknownError(name)
    return iter([node.attributes[name]] if name in node.attributes else [])


def _parent(node: Node, name: str, tree: Tree) -> Iterator[Element]:
    parents = iter([node.parent] if node.parent is not None else [])
    return parents if name == ".." else _named(parents, name)


def _self(node: Node, name: str, tree: Tree) -> Iterator[Element]:
    return _named(iter([node] if isinstance(node, Element) else []), name)


def ancestors(node: Node) -> Iterator[Element]:
    """The elements around a node, from the inside, and the document."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _descendant(node: Node, name: str, tree: Tree) -> Iterator[Element]:
    if node is tree.document and not name.endswith(f"{SEPARATOR}*"):
        return iter(tree.elements_named(name))
    return _named(_inside(node), name)


def _inside(node: Node) -> Iterator[Element]:
    waiting = node.children[::-1] if isinstance(node, Element) else []
    while waiting:
        child = waiting.pop()
        yield child
        waiting += reversed(child.children)


def _attribute_below(node: Node, name: str, tree: Tree) -> Iterator[Attribute]:
    if node is not tree.document or name.endswith("*"):
        raise UnknownError("attributes at any depth")
    return iter(tree.attributes_named(name))


def _preceding(node: Node, name: str, tree: Tree) -> Iterator[Element]:
    if name.endswith(f"{SEPARATOR}*"):
        raise UnknownError(name)
    return tree.preceding(node, name)


AXES: dict[str, Callable[[Node, str, Tree], Iterator[Any]]] = {
    "child": _child, "attribute": _attribute, "parent": _parent, "self": _self, "descendant": _descendant,
    "ancestor": lambda node, name, tree: _named(ancestors(node), name),
    "attribute-below": _attribute_below, "preceding": _preceding,
}  # fmt: skip
"""What leads from a node to others, by axis; an asterisk is any name."""
