"""From the elements of a schema to patterns (RELAX NG specification, section 4): what is met is compiled, each once."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from teikit.validation.relaxng.compile.files import Files, Node
from teikit.validation.relaxng.compile.grammars import START, Gatherer, Grammar, inherited, referred
from teikit.validation.relaxng.compile.syntax import (
    check_name_class,
    check_node,
    check_root,
    schema_children,
    stripped,
    tag_of,
)
from teikit.validation.relaxng.datatypes import DatatypeError, Exactly, datatype, kind_of
from teikit.validation.relaxng.errors import LoopError, Wrong
from teikit.validation.relaxng.match import (
    EMPTY,
    NONE,
    TEXT,
    XML,
    XMLNS,
    AnyName,
    Element,
    NameChoice,
    NameClass,
    NamesOf,
    OneName,
    Pattern,
    Patterns,
    name_of,
    parts_of,
)

_CONSTANT = {"empty": EMPTY, "notAllowed": NONE, "text": TEXT}


class Scope:
    """What a pattern may refer to: its grammar if it is in one, and the files that are being read."""

    __slots__ = ("chain", "grammar")

    def __init__(self, grammar: Grammar | None, chain: tuple[str, ...]) -> None:
        self.grammar = grammar
        self.chain = chain


class Compiler:
    """Makes the patterns of one schema. `scopes` are its grammars, as far as they are met."""

    def __init__(self, files: Files, patterns: Patterns) -> None:
        self._files = files
        self._make = patterns
        self._gatherer = Gatherer(files)
        self.scopes: list[Scope] = []
        self.made: dict[Node, Element] = {}

    def schema(self, root: Node, uri: str) -> Pattern:
        """The pattern of a whole schema. Raises Wrong, SchemaError."""
        check_root(root)
        return self.pattern(root, Scope(None, (uri,)))

    def pattern(self, node: Node, scope: Scope) -> Pattern:
        """The pattern of an element of the schema. Raises Wrong, SchemaError."""
        children = check_node(node)
        tag, make = tag_of(node), self._make
        if tag in _CONSTANT:
            return _CONSTANT[tag]
        if tag in _SPECIAL:
            return _SPECIAL[tag](self, node, scope)
        inside = [self.pattern(child, scope) for child in children]
        if tag == "choice":
            return make.choice(inside)
        if tag == "interleave":
            return _joined(inside, make.interleave)
        whole = _joined(inside, make.group)
        if tag == "optional":
            return make.choice((whole, EMPTY))
        if tag == "zeroOrMore":
            return make.any_number(whole)
        if tag == "oneOrMore":
            return make.more(whole)
        if tag == "mixed":
            return make.interleave(TEXT, whole)
        return make.listed(whole) if tag == "list" else whole

    def named(self, name: str, scope: Scope) -> Pattern:
        """What the definitions of a name say. Raises Wrong, SchemaError."""
        grammar = scope.grammar
        assert grammar is not None
        if name not in grammar.patterns:
            way = grammar.combine(name)
            nodes = grammar.defines[name]
            if name in grammar.open:
                raise LoopError(nodes[0], f"the definition of “{name}” refers to itself without an element between")
            grammar.open.add(name)
            patterns = [self.pattern(node, scope) for node in nodes]
            grammar.open.discard(name)
            join = self._make.interleave if way == "interleave" else lambda *pair: self._make.choice(pair)
            grammar.patterns[name] = _joined(patterns, join)
        return grammar.patterns[name]

    def everything(self) -> None:
        """Compiles every definition of every grammar, used or not. Raises Wrong, SchemaError."""
        for scope in self.scopes:  # grows while it is walked
            assert scope.grammar is not None
            for name in scope.grammar.defines:
                with suppress(LoopError):  # what is never used may refer to itself
                    self.named(name, scope)

    def _element(self, node: Node, scope: Scope) -> Pattern:
        element = self._make.element(self.names(node), node, lambda: self._content(node, scope))
        self.made[node] = element
        return element

    def _content(self, node: Node, scope: Scope) -> Pattern:
        children = schema_children(node)[0 if node.get("name") is not None else 1 :]
        return _joined([self.pattern(child, scope) for child in children], self._make.group)

    def _attribute(self, node: Node, scope: Scope) -> Pattern:
        content = schema_children(node)[0 if node.get("name") is not None else 1 :]
        value = self.pattern(content[0], scope) if content else TEXT
        return self._make.attribute(self.names(node), value, node)

    def _grammar(self, node: Node, scope: Scope) -> Pattern:
        inner = Scope(self._gatherer.grammar(node, scope.grammar, scope.chain), scope.chain)
        self.scopes.append(inner)
        return self.named(START, inner)

    def _ref(self, node: Node, scope: Scope) -> Pattern:
        return self._reference(node, scope.grammar, scope)

    def _parent_ref(self, node: Node, scope: Scope) -> Pattern:
        return self._reference(node, scope.grammar.parent if scope.grammar else None, scope)

    def _reference(self, node: Node, grammar: Grammar | None, scope: Scope) -> Pattern:
        name = stripped(node, "name") or "?"
        if grammar is None:
            raise Wrong(node, f"there is no grammar in which “{name}” could be defined")
        if name not in grammar.defines:
            raise Wrong(node, f"“{name}” is not defined")
        outer = scope if grammar is scope.grammar else Scope(grammar, scope.chain)
        return self.named(name, outer)

    def _external(self, node: Node, scope: Scope) -> Pattern:
        root, uri = referred(node, self._files, scope.chain)
        return self.pattern(root, Scope(None, (*scope.chain, uri)))

    def _data(self, node: Node, scope: Scope) -> Pattern:
        params, excepted = [], None
        for child in schema_children(node):
            if tag_of(child) == "except":
                excepted = self._make.choice([self.pattern(inner, scope) for inner in schema_children(child)])
            else:
                check_node(child)
                params.append((stripped(child, "name") or "?", child.text or ""))
        try:
            library, kind = inherited(node, "datatypeLibrary"), stripped(node, "type") or "?"
            type_ = datatype(library, kind, params, _prefixes(node))
        except DatatypeError as error:
            raise Wrong(node, str(error)) from error
        return self._make.data(type_, node, excepted)

    def _value(self, node: Node, scope: Scope) -> Pattern:
        name = stripped(node, "type")
        library = "" if name is None else inherited(node, "datatypeLibrary")
        try:
            type_ = Exactly(kind_of(library, name or "token"), node.text or "", _prefixes(node))
        except DatatypeError as error:
            raise Wrong(node, str(error)) from error
        return self._make.value(type_, node, node.text or "")

    # ---------------------------------------------------------------- names
    def names(self, node: Node) -> NameClass:
        """The name class of an element or attribute pattern. Raises Wrong."""
        attribute = tag_of(node) == "attribute"
        written = stripped(node, "name")
        if written is None:
            classes = schema_children(node)[0]
            check_name_class(classes, _namespace, attribute)
            return _class_of(classes, attribute)
        namespace = node.get("ns", "") if attribute else inherited(node, "ns")
        return _one_name(node, written, namespace, attribute)


def _class_of(node: Node, attribute: bool) -> NameClass:
    tag = tag_of(node)
    if tag == "name":
        return _one_name(node, (node.text or "").strip(), _namespace(node), attribute)
    if tag in ("choice", "except"):
        classes = tuple(_class_of(child, attribute) for child in schema_children(node))
        return classes[0] if len(classes) == 1 else NameChoice(classes)
    excepted = next((_class_of(child, attribute) for child in schema_children(node)), None)
    return AnyName(excepted) if tag == "anyName" else NamesOf(_namespace(node), excepted)


def _one_name(node: Node, written: str, namespace: str, attribute: bool) -> NameClass:
    name = _qualified(node, written, namespace)
    if attribute and (name == "xmlns" or parts_of(name)[0] == XMLNS):
        raise Wrong(node, "a namespace declaration (xmlns) is no attribute")
    return OneName(name)


def _namespace(node: Node) -> str:
    return inherited(node, "ns")


def _qualified(node: Node, written: str, namespace: str) -> str:
    prefix, colon, local = written.partition(":")
    if not colon:
        return name_of(namespace, written)
    uri = XML if prefix == "xml" else node.nsmap.get(prefix)
    if uri is None:
        raise Wrong(node, f"the prefix {prefix} is not declared")
    return name_of(uri, local)


def _prefixes(node: Node) -> dict[str, str]:
    """The namespaces by prefix that hold for values in a schema."""
    return {prefix: uri for prefix, uri in node.nsmap.items() if prefix} | {"xml": XML, "": inherited(node, "ns")}


def _joined(parts: Sequence[Pattern], join: Callable[[Pattern, Pattern], Pattern]) -> Pattern:
    """The parts joined two and two, so that long sequences do not become deep."""
    if len(parts) < 2:
        return parts[0] if parts else EMPTY
    half = len(parts) // 2
    return join(_joined(parts[:half], join), _joined(parts[half:], join))


_SPECIAL: dict[str, Callable[[Compiler, Node, Scope], Pattern]] = {
    "element": Compiler._element,
    "attribute": Compiler._attribute,
    "grammar": Compiler._grammar,
    "ref": Compiler._ref,
    "parentRef": Compiler._parent_ref,
    "externalRef": Compiler._external,
    "data": Compiler._data,
    "value": Compiler._value,
}
