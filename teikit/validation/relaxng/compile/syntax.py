"""The full syntax of RELAX NG in XML (specification, 3, 4.1 to 4.5 and 4.16), checked one element at a time.

The checks look only at an element and its children. All functions raise SchemaNodeError.
"""

import re
from collections.abc import Callable, Iterator

from teikit.validation.relaxng.compile.files import Node
from teikit.validation.relaxng.datatypes import form_reader, read_uri
from teikit.validation.relaxng.errors import SchemaNodeError
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
_WITHOUT_PATTERNS = frozenset(("empty", "text", "notAllowed", "ref", "parentRef", "externalRef"))
_TEXT_ONLY = frozenset(("value", "param", "name"))
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
    """The RELAX NG children, without annotations from other namespaces."""
    return [child for child in node if isinstance(child.tag, str) and child.tag.startswith(RNG)]


def stripped_attribute(node: Node, name: str) -> str | None:
    """The value of an attribute without white space around it."""
    value = node.get(name)
    return value.strip() if value is not None else None


def check_root(node: Node) -> None:
    """Checks that a schema file begins with a pattern."""
    if not str(node.tag).startswith(RNG) or tag_of(node) not in _PATTERNS:
        raise SchemaNodeError(
            node, f"the root of a RELAX NG schema must be <grammar> or another pattern, not <{node.tag}>"
        )


def check_node(node: Node) -> list[Node]:
    """Checks one element where a pattern or a grammar component is expected; returns its RELAX NG children."""
    tag = tag_of(node)
    _check_attributes(node, tag)
    children = schema_children(node)
    if tag in _TEXT_ONLY:
        if len(node):
            _check_no_elements(node, tag)
    else:
        _check_no_text(node, tag)
        _CONTENT_CHECKS[tag](node, children) if tag in _CONTENT_CHECKS else _raise_unknown(node, tag)
    return children


def check_nested(node: Node) -> None:
    """Checks an element and the patterns in it; name classes are checked where they are compiled."""
    children = check_node(node)
    has_class = tag_of(node) in ("element", "attribute") and node.get("name") is None
    for child in children[1 if has_class else 0 :] if tag_of(node) != "data" else ():
        check_nested(child)


def _raise_unknown(node: Node, tag: str) -> None:
    raise SchemaNodeError(node, f"<{tag}> is not a RELAX NG element, or not allowed here")


def _check_no_elements(node: Node, tag: str) -> None:
    for child in node:
        if isinstance(child.tag, str):
            raise SchemaNodeError(child, f"<{tag}> must not contain elements")


def _check_no_text(node: Node, tag: str) -> None:
    for text in (node.text, *(child.tail for child in node)):
        if text and text.strip():
            raise SchemaNodeError(node, f"text is not allowed directly in <{tag}>: “{text.strip()[:30]}”")


def _check_attributes(node: Node, tag: str) -> None:
    required = _REQUIRED.get(tag)
    for key in node.attrib:
        name = str(key)
        if name.startswith(RNG):
            raise SchemaNodeError(node, f"the attribute {name[_CUT:]} must be written without a prefix")
        if name.startswith("{") or name in ("ns", "datatypeLibrary"):
            continue
        if name != required and name not in _ALLOWED.get(tag, ()):
            raise SchemaNodeError(node, f"<{tag}> has no attribute {name}")
    if required and node.get(required) is None:
        raise SchemaNodeError(node, f"<{tag}> needs the attribute {required}")
    if "datatypeLibrary" in node.attrib:
        _check_library(node)
    for name in ("name", "type", "combine", "href"):
        if name in node.attrib:
            _check_attribute(node, tag, name, stripped_attribute(node, name) or "")


def _check_library(node: Node) -> None:
    library = stripped_attribute(node, "datatypeLibrary") or ""
    try:
        read_uri(library)
    except ValueError:
        raise SchemaNodeError(node, f"datatypeLibrary is not a URI: {library}") from None
    if library and (not re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:.", library) or "#" in library):
        raise SchemaNodeError(node, f"datatypeLibrary must be an absolute URI without #, not {library}")


def _check_attribute(node: Node, tag: str, name: str, value: str) -> None:
    if name == "combine" and value not in ("choice", "interleave"):
        raise SchemaNodeError(node, f"combine must be choice or interleave, not {value}")
    if name == "href":
        if "#" in value:
            raise SchemaNodeError(node, f"href must name a file, without #: {value}")
    elif name == "type" or tag in _NCNAMES:
        _check_ncname(node, name, value)
    elif name == "name":
        for part in value.split(":", 1):
            _check_ncname(node, name, part)


def _check_ncname(node: Node, name: str, value: str) -> None:
    try:
        _ncname(value)
    except ValueError:
        raise SchemaNodeError(node, f"{name}=“{value}” is not a valid name") from None


def _check_patterns(node: Node, children: list[Node], minimum: int = 1, maximum: int | None = None) -> None:
    for child in children:
        if tag_of(child) not in _PATTERNS:
            raise SchemaNodeError(child, f"<{tag_of(child)}> is not a pattern and is not allowed in <{tag_of(node)}>")
    if len(children) < minimum:
        raise SchemaNodeError(node, f"<{tag_of(node)}> needs at least one pattern")
    if maximum is not None and len(children) > maximum:
        raise SchemaNodeError(children[maximum], f"<{tag_of(node)}> allows only one pattern")


def _check_named(node: Node, children: list[Node]) -> None:
    """Checks an element or attribute pattern: its name class, if it has no name, and its content."""
    content = children
    if node.get("name") is None:
        if not children or tag_of(children[0]) not in _NAMES:
            raise SchemaNodeError(node, f"<{tag_of(node)}> needs a name, or a name class as its first child")
        content = children[1:]
    attribute = tag_of(node) == "attribute"
    _check_patterns(node, content, 0 if attribute else 1, 1 if attribute else None)


def _check_grammar(node: Node, children: list[Node]) -> None:
    allowed = _COMPONENTS if _in_include(node) else _COMPONENTS | {"include"}
    for child in children:
        if tag_of(child) not in allowed:
            raise SchemaNodeError(child, f"<{tag_of(child)}> is not allowed in <{tag_of(node)}>")


def _in_include(node: Node) -> bool:
    while tag_of(node) == "div":
        parent = node.getparent()
        if parent is None:
            return False
        node = parent
    return tag_of(node) == "include"


def _check_data(node: Node, children: list[Node]) -> None:
    tags = [tag_of(child) for child in children]
    params = next((n for n, tag in enumerate(tags) if tag != "param"), len(tags))
    if tags[params:] not in ([], ["except"]):
        raise SchemaNodeError(children[params], "<data> contains <param> elements and then at most one <except>")
    if tags[params:]:
        _check_patterns(children[-1], check_except(children[-1]))


def check_except(node: Node) -> list[Node]:
    """Checks an <except> element but not its children, which it returns."""
    _check_attributes(node, "except")
    _check_no_text(node, "except")
    return schema_children(node)


def _check_no_children(node: Node, children: list[Node]) -> None:
    for child in children:
        raise SchemaNodeError(child, f"<{tag_of(node)}> must not contain RELAX NG elements")


_CONTENT_CHECKS = {
    "element": _check_named,
    "attribute": _check_named,
    "grammar": _check_grammar,
    "div": _check_grammar,
    "include": _check_grammar,
    "start": lambda node, children: _check_patterns(node, children, 1, 1),
    "data": _check_data,
    **dict.fromkeys(_CONTAINERS, _check_patterns),
    **dict.fromkeys(_WITHOUT_PATTERNS, _check_no_children),
}


# ---------------------------------------------------------------- name classes
def check_name_class(node: Node, namespace_of: NamespaceOf, attribute: bool, inside: str = "") -> None:
    """Checks a name class and its parts; `inside` is the class whose exception contains it, or empty."""
    tag = tag_of(node)
    if tag not in _NAMES:
        raise SchemaNodeError(node, f"<{tag}> is not a name class")
    _check_attributes(node, tag)
    if tag == "name":
        _check_no_elements(node, tag)
        for part in (node.text or "").strip().split(":", 1):
            _check_ncname(node, "name", part)
        return
    _check_no_text(node, tag)
    if tag == "anyName" and inside:
        raise SchemaNodeError(node, "<anyName> is not allowed in <except>")
    if tag == "nsName":
        if inside == "nsName":
            raise SchemaNodeError(node, "<nsName> is not allowed in the <except> of <nsName>")
        if attribute and namespace_of(node) == XMLNS:
            raise SchemaNodeError(node, f"an attribute cannot be in the namespace {XMLNS}")
    for child in _class_children(node, tag):
        check_name_class(child, namespace_of, attribute, inside if tag == "choice" else tag)


def _class_children(node: Node, tag: str) -> Iterator[Node]:
    children = schema_children(node)
    if tag == "choice":
        if not children:
            raise SchemaNodeError(node, "a choice of names needs at least one")
        yield from children
        return
    for number, child in enumerate(children):
        if tag_of(child) != "except" or number:
            raise SchemaNodeError(child, f"<{tag}> allows at most one <except>")
        inner = check_except(child)
        if not inner:
            raise SchemaNodeError(child, "<except> needs at least one name class")
        yield from inner
