"""Reads the declarations of an ODD (TEI Guidelines, chapter TD) as values."""

from collections.abc import Iterator

from lxml import etree

from teikit.validation.odd.model import (
    GROUPS,
    UNBOUNDED,
    Attribute,
    AttributeList,
    AttributeReference,
    Content,
    Item,
    Membership,
    Node,
    Problem,
    Rule,
    Spec,
    Values,
)
from teikit.validation.odd.namespaces import EXAMPLES, RNG, SCH, TEI

SPECS = {"elementSpec": "element", "classSpec": "class", "macroSpec": "macro", "dataSpec": "data"}
REFERENCES = {"elementRef": "element", "classRef": "class", "macroRef": "macro", "dataRef": "data"}
_SCHEMES = ("schematron", "isoschematron")
_MODES = ("add", "change", "replace", "delete")
_MOST = 100  # of minOccurs and maxOccurs; each occurrence is a pattern
_ANNOTATIONS = ("{http://relaxng.org/ns/compatibility/annotations/1.0}", SCH)


def tag(node: Node) -> str:
    """The local name of a TEI element, empty for anything else."""
    name = node.tag
    return name[len(TEI) :] if isinstance(name, str) and name.startswith(TEI) else ""


def children(node: Node, *names: str) -> Iterator[Node]:
    """The TEI children with one of the names."""
    return (child for child in node if tag(child) in names)


def words(node: Node, name: str) -> tuple[str, ...]:
    """The words of an attribute."""
    return tuple(node.get(name, "").split())


def is_example(node: Node) -> bool:
    """Whether an element is in an example, so that it declares nothing."""
    return next(node.iterancestors(f"{EXAMPLES}egXML"), None) is not None


class Reader:
    """Reads specifications; `problems` collects what is wrong with them."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems

    def spec(self, node: Node) -> Spec:
        """A specification."""
        kind = SPECS[tag(node)]
        content = node.find(f"{TEI}content")
        reference = node.find(f"{TEI}dataRef") if kind == "data" and content is None else None
        classes, attributes = node.find(f"{TEI}classes"), node.find(f"{TEI}attList")
        if not node.get("ident"):
            self._report(node, f"<{tag(node)}> needs the attribute ident")
        spec = Spec(kind, node.get("ident", ""), node.get("module", ""), self._mode(node), node=node)
        spec.type, spec.namespace, spec.name = node.get("type", ""), node.get("ns"), alternative_name(node)
        if classes is not None:
            spec.classes_mode = classes.get("mode", "replace")
            spec.classes = tuple(
                Membership(member.get("key", ""), member.get("mode", "add"), member)
                for member in children(classes, "memberOf")
            )
        if content is not None:
            read = self.content(content)
            spec.content_of = lambda: read
        elif reference is not None and (piece := self._piece(reference)):
            spec.content_of = lambda: piece
        spec.values = self._values(node)
        spec.attributes = self._attribute_list(attributes) if attributes is not None else None
        spec.rules, spec.documentation = self.rules(node), documentation(node)
        return spec

    def _mode(self, node: Node) -> str:
        mode = node.get("mode", "add")
        if mode not in _MODES:
            self._report(node, f"mode must be one of {', '.join(_MODES)}, not “{mode}”")
        return mode

    # ---------------------------------------------------------------- content
    def content(self, node: Node) -> Content:
        """The content model in <content> or <datatype>."""
        parts = self._pieces(node)
        return parts[0] if len(parts) == 1 else Content("sequence" if parts else "empty", parts=parts, node=node)

    def _pieces(self, node: Node) -> tuple[Content, ...]:
        pieces = (self._piece(child) for child in node if isinstance(child.tag, str))
        return tuple(piece for piece in pieces if piece is not None)

    def _piece(self, node: Node) -> Content | None:
        """One element of a content model; None for annotations and for what is reported as wrong."""
        name = tag(node)
        if node.tag.startswith(RNG):
            return Content("rng", node=node)
        low, high = self._occurs(node)
        if name in GROUPS:
            kind = "interleave" if name == "sequence" and node.get("preserveOrder") == "false" else name
            return Content(kind, "", self._pieces(node), low, high, node=node)
        if name in REFERENCES:
            return _reference(node, name, low, high)
        if name == "valList":
            values = tuple(item.name for item in self._items(node) if item.mode != "delete")
            return Content("values", include=values, node=node)
        if name in ("textNode", "empty"):
            return Content("text" if name == "textNode" else "empty", node=node)
        if name == "anyElement":
            required, excluded = words(node, "require"), words(node, "except")
            return Content("any", "", (), low, high, include=required, exclude=excluded, node=node)
        if not node.tag.startswith(_ANNOTATIONS):
            self._report(node, f"<{etree.QName(node).localname}> cannot be part of a content model")
        return None

    def _occurs(self, node: Node) -> tuple[int, int]:
        low, high = node.get("minOccurs", "1").strip(), node.get("maxOccurs", "1").strip()
        if not low.isdecimal() or not (high.isdecimal() or high == "unbounded"):
            self._report(node, f"minOccurs and maxOccurs must be numbers, not “{low}” and “{high}”")
            return 1, 1
        least, most = int(low), UNBOUNDED if high == "unbounded" else int(high)
        if most != UNBOUNDED and least > most:
            self._report(node, f"minOccurs {low} is greater than maxOccurs {high} (default 1): correct maxOccurs")
            return least, least
        if max(least, most) > _MOST:
            self._report(node, f"minOccurs and maxOccurs are at most {_MOST}: write unbounded")
            return 1, UNBOUNDED
        return least, most

    # ---------------------------------------------------------------- attributes
    def _attribute_list(self, node: Node) -> AttributeList:
        parts: list[Attribute | AttributeList] = []
        references = []
        for child in children(node, "attDef", "attList", "attRef"):
            if tag(child) == "attDef":
                parts.append(self._attribute(child))
            elif tag(child) == "attList":
                parts.append(self._attribute_list(child))
            else:
                key, _, name = child.get("name", "").rpartition(".attribute.")
                references.append(AttributeReference(child.get("class") or key, name, child))
        return AttributeList(node.get("org") == "choice", tuple(parts), tuple(references))

    def _attribute(self, node: Node) -> Attribute:
        datatype = node.find(f"{TEI}datatype")
        content = self.content(datatype) if datatype is not None else None
        if content is not None and content.kind == "empty":
            content = Content("text", node=datatype)
        return Attribute(
            node.get("ident", ""),
            self._mode(node),
            node.get("usage"),
            content,
            self._occurs(datatype) if datatype is not None else (1, 1),
            self._values(node),
            alternative_name(node),
            node.get("ns"),
            documentation(node),
            self.rules(node),
            node,
        )

    def _values(self, node: Node) -> Values | None:
        value_list = node.find(f"{TEI}valList")
        if value_list is None:
            return None
        return Values(value_list.get("type", "open"), tuple(self._items(value_list)), value_list.get("mode", ""))

    def _items(self, node: Node) -> Iterator[Item]:
        for item in children(node, "valItem"):
            ident = item.get("ident", "")
            yield Item(ident, alternative_name(item) or ident, item.get("mode", "add"), documentation(item), item)

    def rules(self, node: Node) -> tuple[Rule, ...]:
        """The constraints that are declared directly inside an element."""
        rules = []
        for spec in children(node, "constraintSpec"):
            if spec.get("scheme", "schematron") not in _SCHEMES:
                message = f"the scheme “{spec.get('scheme')}” of this constraint is not supported: use schematron"
                self._report(spec, message, "warning")
                continue
            nodes = [child for part in children(spec, "constraint") for child in part if isinstance(child.tag, str)]
            rules.append(Rule(spec.get("ident", ""), spec.get("mode", "add"), nodes.copy, spec))
        return tuple(rules)

    def _report(self, node: Node, message: str, severity: str = "error") -> None:
        self._problems.append(Problem(node, severity, message))


def _reference(node: Node, name: str, low: int, high: int) -> Content:
    facets = [(facet.get("name", ""), facet.get("value", "")) for facet in children(node, "dataFacet")]
    if node.get("restriction"):
        facets.append(("pattern", node.get("restriction", "")))
    if name == "dataRef" and node.get("name"):
        return Content("type", node.get("name", ""), facets=tuple(facets), node=node)
    return Content(
        REFERENCES[name],
        node.get("key", ""),
        (),
        low,
        high,
        node.get("expand", ""),
        words(node, "include"),
        words(node, "except"),
        tuple(facets),
        node,
    )


def alternative_name(node: Node) -> str:
    """The altIdent of a specification: the name that documents use."""
    child = node.find(f"{TEI}altIdent")
    return " ".join((child.text or "").split()) if child is not None else ""


def documentation(node: Node) -> str:
    """Gloss and description in the first language that the ODD has them in."""
    gloss, description = (
        "" if (child := node.find(f"{TEI}{name}")) is None else text_of(child) for name in ("gloss", "desc")
    )
    return f"({gloss}) {description}" if gloss and description else gloss or description


def text_of(node: Node) -> str:
    """The text of an element, with single spaces."""
    return " ".join("".join(map(str, node.itertext())).split())
