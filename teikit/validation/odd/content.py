"""From content models and value lists to RELAX NG patterns."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from teikit.validation.odd.model import UNBOUNDED, Content, Node, Problem, Spec
from teikit.validation.odd.namespaces import EXAMPLES, RNG, TEI
from teikit.validation.odd.reader import alternative_name, documentation
from teikit.validation.odd.selection import Customization
from teikit.validation.odd.source import SECTIONS, tei_table
from teikit.validation.relaxng import check_nested

DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_PATTERNS = {"sequence": "group", "alternate": "choice", "interleave": "interleave"}
_EXPANSIONS = {
    "sequenceOptional": "optional",
    "sequenceOptionalRepeatable": "zeroOrMore",
    "sequenceRepeatable": "oneOrMore",
}
_SUFFIXES = (*sorted(_EXPANSIONS, key=len, reverse=True), "sequence", "alternation")
Reference = Callable[[str, str], Node]


def pattern(tag: str, /, *inside: Node, **attributes: str) -> Node:
    """A RELAX NG element."""
    node = etree.Element(RNG + tag, attributes)
    node.extend(inside)
    return node


def is_pattern(node: Node | None, tag: str) -> bool:
    """Whether a node is that RELAX NG element."""
    return node is not None and node.tag == RNG + tag


def document(node: Node, text: str) -> None:
    """Adds a description, which messages and editors show."""
    if text:
        etree.SubElement(node, DOCUMENTATION).text = text


def choice_of(values: Sequence[str], descriptions: Sequence[str] = ()) -> Node:
    """A choice of fixed values, each with its description."""
    choice = pattern("choice")
    for number, value in enumerate(values):
        etree.SubElement(choice, f"{RNG}value").text = value
        if descriptions:
            document(choice, descriptions[number])
    return choice if values else pattern("notAllowed")


def repeated(low: int, high: int, make: Callable[[], Node]) -> list[Node]:
    """A pattern as often as minOccurs and maxOccurs say."""
    if (low, high) == (1, 1):
        return [make()]
    if (low, high) == (1, UNBOUNDED):
        return [pattern("oneOrMore", make())]
    required = [make() for _ in range(low)]
    if high == UNBOUNDED:
        return [*required, pattern("zeroOrMore", make())]
    optional: list[Node] = []
    for _ in range(high - low):  # nested, because (a?, a?) would be ambiguous
        optional = [pattern("optional", make(), *optional)]
    return [*required, *optional]


def _descriptions(content: Content) -> list[str]:
    """The descriptions of the values of a list in a content model; none for one of the table of TEI."""
    nodes = list(content.node.iter(f"{TEI}valItem")) if content.node is not None else []
    described = {alternative_name(node) or node.get("ident", ""): documentation(node) for node in nodes}
    return [described.get(value, "") for value in content.include]


class ContentWriter:
    """Writes the content models of a schema. What the schema does not include drops out of them.

    `members` are the members of each class, `origins` leads from the patterns to the elements of the ODD.
    """

    def __init__(self, odd: Customization, reference: Reference, any_element: Callable[[Content], Node]) -> None:
        self._odd, self._reference, self._any_element = odd, reference, any_element
        self.origins: dict[Node, Node] = {}
        self.members: dict[str, list[Spec]] = {}
        for (kind, _), spec in odd.specs.items():
            for key in spec.keys if kind in ("element", "class") else ():
                self.members.setdefault(key, []).append(spec)

    def content(self, content: Content | None) -> Node | None:
        """The pattern of a content model; None if nothing that it refers to exists in the schema."""
        nodes = self._piece(content) if content is not None else []
        return pattern("group", *nodes) if len(nodes) > 1 else next(iter(nodes), None)

    def _piece(self, content: Content) -> list[Node]:
        kind = content.kind
        if kind in ("text", "empty"):
            return [pattern(kind)]
        if kind == "values":
            return [choice_of(content.include, _descriptions(content))] if content.include else []
        if kind == "rng":
            return [self._relaxng(content.node)] if content.node is not None else []
        if kind == "type":
            return [self._datatype(content)]
        if kind == "any":
            return repeated(content.low, content.high, lambda: self._any_element(content))
        return self._group(content) if kind in _PATTERNS else self._named(self._without_prefix(content))

    def _named(self, content: Content) -> list[Node]:
        """A reference to a specification."""
        if not self._exists(content):
            return []
        if content.kind == "data" and content.facets:
            restricted = self.content(self._restricted(content, content.facets))
            return [restricted] if restricted is not None else []
        if content.kind == "class" and (content.expand or content.include or content.exclude):
            return repeated(content.low, content.high, lambda: self.class_members(content))
        return repeated(content.low, content.high, lambda: self._reference(content.kind, content.name))

    def _without_prefix(self, content: Content) -> Content:
        """A reference by the name of a pattern, as old ODDs have it (`tei_model.pLike`), as one by the key."""
        prefix = self._odd.prefix
        if (content.kind, content.name) in self._odd.specs or not prefix or not content.name.startswith(prefix):
            return content
        name = content.name.removeprefix(prefix)
        kind = self.kind(name)
        return replace(content, kind=kind, name=name) if kind else content

    def kind(self, name: str) -> str:
        """What a name names in the schema; empty if nothing."""
        return next((kind for kind in reversed(SECTIONS) if (kind, name) in self._odd.specs), "")

    def _exists(self, content: Content) -> bool:
        key = content.kind, content.name
        if key in self._odd.specs:
            return True
        known = self._odd.source.get(*key) or tei_table().get(*key)
        if known is None and content.node is not None:
            message = f"there is no {content.kind} “{content.name}”: it is left out of the content model"
            self._odd.problems.append(Problem(content.node, "warning", message))
        return False

    def _group(self, content: Content) -> list[Node]:
        def make() -> Node:
            pieces = [self._piece(part) for part in content.parts]
            if content.kind != "sequence":  # what is repeated is one of the alternatives
                pieces = [[pattern("group", *piece)] if len(piece) > 1 else piece for piece in pieces]
            nodes = [node for piece in pieces for node in piece]
            if not nodes:  # also one of several alternatives: the group then allows nothing
                return pattern("empty")
            if content.kind == "sequence" and all(part.kind in ("data", "type") for part in content.parts):
                return pattern("list", *nodes)
            return nodes[0] if len(nodes) == 1 else pattern(_PATTERNS[content.kind], *nodes)

        first = make()
        return [first] if is_pattern(first, "empty") else repeated(content.low, content.high, make)

    def class_members(self, reference: Content) -> Node:
        """The members of a class, as a choice or as a sequence."""
        how = reference.expand or "alternation"
        nodes = []
        for spec in self.members.get(reference.name, ()):
            if (reference.include and spec.ident not in reference.include) or spec.ident in reference.exclude:
                continue
            if spec.kind == "class" and spec.type == "atts":
                continue
            nested = spec.kind == "class" and how != "alternation"
            inner = Content("class", spec.ident, expand=how)
            node = self.class_members(inner) if nested else self._reference(spec.kind, spec.ident)
            nodes.append(pattern(_EXPANSIONS[how], node) if how in _EXPANSIONS else node)
        if not nodes:
            return pattern("notAllowed" if how in ("alternation", "sequenceRepeatable") else "empty")
        return nodes[0] if len(nodes) == 1 else pattern("choice" if how == "alternation" else "group", *nodes)

    # ---------------------------------------------------------------- datatypes
    def _datatype(self, content: Content) -> Node:
        if content.name == "text":
            return pattern("text")
        node = pattern("data", type=content.name)
        if content.node is not None:
            self.origins[node] = content.node
        for name, value in content.facets:
            etree.SubElement(node, f"{RNG}param", name=name).text = value
        return node

    def _restricted(
        self, content: Content, facets: tuple[tuple[str, str], ...], chain: tuple[str, ...] = ()
    ) -> Content:
        """A datatype with further facets: its definition in place, each type in it with the facets."""
        if content.kind == "data" and ("data", content.name) in self._odd.specs:
            definition = self._odd.specs["data", content.name].content
            if definition is None or content.name in chain:  # a circle is reported when the grammar is compiled
                return replace(content, facets=())
            return self._restricted(definition, facets, (*chain, content.name))
        if content.kind == "type":
            return replace(content, facets=(*content.facets, *facets))
        return replace(content, parts=tuple(self._restricted(part, facets, chain) for part in content.parts))

    # ---------------------------------------------------------------- RELAX NG in an ODD
    def _relaxng(self, node: Node) -> Node:
        """RELAX NG in a content model, with its references resolved; what does not exist becomes empty."""
        holder = pattern("group", deepcopy(node))
        holder[0].tail = None
        for reference in list(holder.iter(f"{RNG}ref")):
            around = reference.getparent()
            assert around is not None
            resolved = self._resolved(reference.get("name", ""))
            if resolved is not None:
                around.replace(reference, resolved)
            elif len(around) == 1:
                around.replace(reference, pattern("empty"))
            else:
                around.remove(reference)
        for copy, original in zip(holder[0].iter(), node.iter(), strict=False):
            self.origins[copy] = original
        check_nested(holder[0])
        return holder[0]

    def _resolved(self, written: str) -> Node | None:
        """What the name of a pattern refers to, as the TEI Stylesheets name them, or as an imported module does."""
        name = written.removeprefix(self._odd.prefix)
        suffix = next((suffix for suffix in _SUFFIXES if name.endswith(f"_{suffix}")), "")
        base = name.removesuffix(f"_{suffix}") if suffix else name
        if base.endswith(".attributes"):
            base = base.removesuffix(".attributes")
            return self._reference("attributes", base) if ("class", base) in self._odd.specs else None
        kind = self.kind(base)
        if not kind:
            return pattern("ref", name=written) if written in self._odd.imported else None
        is_sequence = suffix not in ("", "alternation")
        return self.class_members(Content("class", base, expand=suffix)) if is_sequence else self._reference(kind, base)

    # ---------------------------------------------------------------- any element
    def any_element(self, content: Content, itself: Node) -> Node:
        """The pattern of anyElement; `itself` refers to the same pattern for the elements inside."""
        if content.include:
            names = pattern("choice", *(pattern("nsName", ns=namespace) for namespace in content.include))
        else:
            default = self._odd.schema.get("defaultExceptions", f"{TEI[1:-1]} teix:egXML").split()
            excluded = (self._exception(word, content.node) for word in content.exclude or default)
            names = pattern("anyName", pattern("except", *excluded))
        attributes = pattern("zeroOrMore", pattern("attribute", pattern("anyName")))
        inside = pattern("zeroOrMore", pattern("choice", pattern("text"), itself))
        return pattern("element", names, attributes, inside)

    def _exception(self, word: str, node: Node | None) -> Node:
        """An exception of anyElement: a namespace, or a name with a prefix."""
        prefix, _, local = word.partition(":")
        prefixes = {
            "teix": EXAMPLES[1:-1],
            **({p: uri for p, uri in node.nsmap.items() if p} if node is not None else {}),
        }
        if local and not local.startswith("//") and prefix in prefixes:
            name = pattern("name", ns=prefixes[prefix])
            name.text = local
            return name
        return pattern("nsName", ns=word)
