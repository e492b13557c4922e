"""The full syntax of RELAX NG in XML (specification, 3, 4.1 to 4.5 and 4.16): one element of a schema at a time.

What is said here needs no look at other elements than the children. Raises Wrong.
"""

import re
from collections.abc import Callable, Iterator

from teikit.validation.relaxng.compile.files import Node
from teikit.validation.relaxng.datatypes import form_reader, read_uri
from teikit.validation.relaxng.errors import Wrong
from teikit.validation.relaxng.match import XMLNS

NamespaceOf = Callable[[Node], str]
NAMESPACE = "http://relaxng.org/ns/structure/1.0"
RNG = f"{{{NAMESPACE}}}"
_CUT = len(RNG)
_PATTERNS = frozenset(
    (
        *("element", "attribute", "group", "interleave", "choice", "optional", "zeroOrMore", "oneOrMore", "list"),
        *("mixed", "ref", "parentRef", "empty", "value", "data", "notAllowed", "text", "externalRef", "grammar"),
    )
)
_NAMES = frozenset(("name", "anyName", "nsName", "choice"))
_COMPONENTS = frozenset(("start", "define", "div"))
_CONTAINERS = ("group", "interleave", "choice", "optional", "zeroOrMore", "oneOrMore", "list", "mixed", "define")
_BARE = frozenset(("empty", "text", "notAllowed", "ref", "parentRef", "externalRef"))
_WRITTEN = frozenset(("value", "param", "name"))
_REQUIRED = {
    "define": "name", "ref": "name", "parentRef": "name", "param": "name",
    "externalRef": "href", "include": "href", "data": "type",
}  # fmt: skip
_ALLOWED = {
    "element": {"name"},
    "attribute": {"name"},
    "start": {"combine"},
    "define": {"combine"},
    "value": {"type"},
}
_NCNAMES = ("define", "ref", "parentRef", "param")
_ncname = form_reader("NCName")


def tag_of(node: Node) -> str:
    """The local name of a RELAX NG element."""
    tag = node.tag
    return str(tag)[_CUT:]


def schema_children(node: Node) -> list[Node]:
    """The RELAX NG children: annotations from other namespaces are left out."""
    return [child for child in node if isinstance(child.tag, str) and child.tag.startswith(RNG)]


def stripped(node: Node, name: str) -> str | None:
    """An attribute without blanks around it."""
    value = node.get(name)
    return value.strip() if value is not None else None


def check_root(node: Node) -> None:
    """A schema file begins with a pattern."""
    if not str(node.tag).startswith(RNG) or tag_of(node) not in _PATTERNS:
        raise Wrong(node, f"a RELAX NG schema begins with <grammar> or another pattern, not with <{node.tag}>")


def check_node(node: Node) -> list[Node]:
    """Checks one element that stands where a pattern, or a part of a grammar, may stand; its RELAX NG children."""
    tag = tag_of(node)
    _attributes(node, tag)
    children = schema_children(node)
    if tag in _WRITTEN:
        if len(node):
            _no_elements(node, tag)
    else:
        _no_text(node, tag)
        _CHILDREN[tag](node, children) if tag in _CHILDREN else _unknown(node, tag)
    return children


def _unknown(node: Node, tag: str) -> None:
    raise Wrong(node, f"RELAX NG has no element <{tag}>, or not here")


def _no_elements(node: Node, tag: str) -> None:
    for child in node:
        if isinstance(child.tag, str):
            raise Wrong(child, f"no element may stand in <{tag}>")


def _no_text(node: Node, tag: str) -> None:
    for text in (node.text, *(child.tail for child in node)):
        if text and text.strip():
            raise Wrong(node, f"text may not stand directly in <{tag}>: “{text.strip()[:30]}”")


def _attributes(node: Node, tag: str) -> None:
    required = _REQUIRED.get(tag)
    for key in node.attrib:
        name = str(key)
        if name.startswith(RNG):
            raise Wrong(node, f"the attribute {name[_CUT:]} is written without a prefix")
        if name.startswith("{") or name in ("ns", "datatypeLibrary"):
            continue
        if name != required and name not in _ALLOWED.get(tag, ()):
            raise Wrong(node, f"<{tag}> has no attribute {name}")
    if required and node.get(required) is None:
        raise Wrong(node, f"<{tag}> needs the attribute {required}")
    if "datatypeLibrary" in node.attrib:
        _library(node)
    for name in ("name", "type", "combine", "href"):
        if name in node.attrib:
            _attribute(node, tag, name, stripped(node, name) or "")


def _library(node: Node) -> None:
    library = stripped(node, "datatypeLibrary") or ""
    try:
        read_uri(library)
    except ValueError:
        raise Wrong(node, f"datatypeLibrary is no URI: {library}") from None
    if library and (not re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:.", library) or "#" in library):
        raise Wrong(node, f"datatypeLibrary is an absolute URI without #: not {library}")


def _attribute(node: Node, tag: str, name: str, value: str) -> None:
    if name == "combine" and value not in ("choice", "interleave"):
        raise Wrong(node, f"combine is choice or interleave, not {value}")
    if name == "href":
        if "#" in value:
            raise Wrong(node, f"href names a file, without #: {value}")
    elif name == "type" or tag in _NCNAMES:
        _checked_name(node, name, value)
    elif name == "name":
        for part in value.split(":", 1):
            _checked_name(node, name, part)


def _checked_name(node: Node, name: str, value: str) -> None:
    try:
        _ncname(value)
    except ValueError:
        raise Wrong(node, f"{name}=“{value}” is no name") from None


def _patterns(node: Node, children: list[Node], least: int = 1, most: int | None = None) -> None:
    for child in children:
        if tag_of(child) not in _PATTERNS:
            raise Wrong(child, f"<{tag_of(child)}> is no pattern and cannot stand in <{tag_of(node)}>")
    if len(children) < least:
        raise Wrong(node, f"<{tag_of(node)}> holds at least one pattern")
    if most is not None and len(children) > most:
        raise Wrong(children[most], f"<{tag_of(node)}> holds one pattern only")


def _named(node: Node, children: list[Node]) -> None:
    """An element or attribute pattern: its name class, if it has no name, and its content."""
    content = children
    if node.get("name") is None:
        if not children or tag_of(children[0]) not in _NAMES:
            raise Wrong(node, f"<{tag_of(node)}> needs a name, or a name class as its first child")
        content = children[1:]
    attribute = tag_of(node) == "attribute"
    _patterns(node, content, 0 if attribute else 1, 1 if attribute else None)


def _grammar(node: Node, children: list[Node]) -> None:
    allowed = _COMPONENTS if _in_include(node) else _COMPONENTS | {"include"}
    for child in children:
        if tag_of(child) not in allowed:
            raise Wrong(child, f"<{tag_of(child)}> cannot stand in <{tag_of(node)}>")


def _in_include(node: Node) -> bool:
    while tag_of(node) == "div":
        parent = node.getparent()
        if parent is None:
            return False
        node = parent
    return tag_of(node) == "include"


def _data(node: Node, children: list[Node]) -> None:
    tags = [tag_of(child) for child in children]
    params = next((n for n, tag in enumerate(tags) if tag != "param"), len(tags))
    if tags[params:] not in ([], ["except"]):
        raise Wrong(children[params], "<data> holds <param> elements, and one <except> behind them")
    if tags[params:]:
        _patterns(children[-1], check_except(children[-1]))


def check_except(node: Node) -> list[Node]:
    """Checks an <except> but for its children, which it returns."""
    _attributes(node, "except")
    _no_text(node, "except")
    return schema_children(node)


def _nothing(node: Node, children: list[Node]) -> None:
    for child in children:
        raise Wrong(child, f"nothing of RELAX NG may stand in <{tag_of(node)}>")


_CHILDREN = {
    "element": _named,
    "attribute": _named,
    "grammar": _grammar,
    "div": _grammar,
    "include": _grammar,
    "start": lambda node, children: _patterns(node, children, 1, 1),
    "data": _data,
    **dict.fromkeys(_CONTAINERS, _patterns),
    **dict.fromkeys(_BARE, _nothing),
}


# ---------------------------------------------------------------- name classes
def check_name_class(node: Node, namespace_of: NamespaceOf, attribute: bool, inside: str = "") -> None:
    """Checks a name class and all in it; `inside` is the class whose exception it stands in, or empty."""
    tag = tag_of(node)
    if tag not in _NAMES:
        raise Wrong(node, f"<{tag}> is no name class")
    _attributes(node, tag)
    if tag == "name":
        _no_elements(node, tag)
        for part in (node.text or "").strip().split(":", 1):
            _checked_name(node, "name", part)
        return
    _no_text(node, tag)
    if tag == "anyName" and inside:
        raise Wrong(node, "<anyName> cannot stand in <except>")
    if tag == "nsName":
        if inside == "nsName":
            raise Wrong(node, "<nsName> cannot stand in the <except> of <nsName>")
        if attribute and namespace_of(node) == XMLNS:
            raise Wrong(node, f"an attribute cannot be in the namespace {XMLNS}")
    for child in _class_children(node, tag):
        check_name_class(child, namespace_of, attribute, inside if tag == "choice" else tag)


def _class_children(node: Node, tag: str) -> Iterator[Node]:
    children = schema_children(node)
    if tag == "choice":
        if not children:
            raise Wrong(node, "a choice of names holds at least one")
        yield from children
        return
    for number, child in enumerate(children):
        if tag_of(child) != "except" or number:
            raise Wrong(child, f"<{tag}> holds one <except> at most")
        inner = check_except(child)
        if not inner:
            raise Wrong(child, "<except> holds at least one name class")
        yield from inner
