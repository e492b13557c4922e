"""Compiles the elements of a schema to patterns (RELAX NG specification, section 4), each element on first use."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from teikit.validation.relaxng.compile.files import Files, Node
from teikit.validation.relaxng.compile.grammars import (
    START,
    GeneratedGrammar,
    Grammar,
    GrammarReader,
    inherited_attribute,
    load_referenced,
)
from teikit.validation.relaxng.compile.syntax import (
    check_name_class,
    check_node,
    check_root,
    schema_children,
    stripped_attribute,
    tag_of,
)
from teikit.validation.relaxng.datatypes import DatatypeError, FixedValue, builtin_type, datatype
from teikit.validation.relaxng.errors import LoopError, SchemaNodeError
from teikit.validation.relaxng.match import (
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    XML,
    XMLNS,
    AnyName,
    Element,
    Name,
    NameChoice,
    NameClass,
    NsName,
    Pattern,
    Patterns,
    expanded_name,
    split_name,
)

_CONSTANT = {"empty": EMPTY, "notAllowed": NOT_ALLOWED, "text": TEXT}


class Scope:
    """What a pattern may refer to: its grammar, if any, and the chain of files that are being read."""

    __slots__ = ("chain", "grammar")

    def __init__(self, grammar: Grammar | None, chain: tuple[str, ...]) -> None:
        self.grammar = grammar
        self.chain = chain


class Compiler:
    """Compiles the patterns of one schema. `scopes` are the grammars met so far, `elements` the element patterns."""

    def __init__(self, files: Files, patterns: Patterns) -> None:
        self._files = files
        self._make = patterns
        self._grammar_reader = GrammarReader(files)
        self._fill: Callable[[Node], None] = lambda node: None
        self._checked_children = check_node
        self.scopes: list[Scope] = []
        self.elements: dict[Node, Element] = {}

    def schema(self, root: Node, uri: str) -> Pattern:
        """The pattern of a whole schema. Raises SchemaNodeError, SchemaError."""
        check_root(root)
        return self.pattern(root, Scope(None, (uri,)))

    def generated(self, source: GeneratedGrammar) -> Pattern:
        """The pattern of a schema that is written while it is used. Raises SchemaNodeError, SchemaError."""
        grammar = Grammar(None)
        grammar.defines, self._fill = source.defines, source.fill
        self._checked_children = schema_children  # what teikit wrote is right; RELAX NG in an ODD is checked there
        self.scopes.append(Scope(grammar, ()))
        return self.definition(START, self.scopes[0])

    def pattern(self, node: Node, scope: Scope) -> Pattern:
        """The pattern of an element of the schema. Raises SchemaNodeError, SchemaError."""
        children = self._checked_children(node)
        tag, make = tag_of(node), self._make
        if tag in _CONSTANT:
            return _CONSTANT[tag]
        if tag in _SPECIAL:
            return _SPECIAL[tag](self, node, scope)
        parts = [self.pattern(child, scope) for child in children]
        if tag == "choice":
            return make.choice(parts)
        if tag == "interleave":
            return _joined(parts, make.interleave)
        sequence = _joined(parts, make.group)
        if tag == "optional":
            return make.choice((sequence, EMPTY))
        if tag == "zeroOrMore":
            return make.zero_or_more(sequence)
        if tag == "oneOrMore":
            return make.one_or_more(sequence)
        if tag == "mixed":
            return make.interleave(TEXT, sequence)
        return make.list_of(sequence) if tag == "list" else sequence

    def definition(self, name: str, scope: Scope) -> Pattern:
        """The combined pattern of the definitions of a name. Raises SchemaNodeError, SchemaError."""
        grammar = scope.grammar
        assert grammar is not None
        if name not in grammar.patterns:
            method = grammar.combine(name)
            nodes = grammar.defines[name]
            if name in grammar.open:
                raise LoopError(nodes[0], f"the definition of “{name}” refers to itself without an element in between")
            grammar.open.add(name)
            for node in nodes:
                self._fill(node)
            patterns = [self.pattern(node, scope) for node in nodes]
            grammar.open.discard(name)
            join = self._make.interleave if method == "interleave" else lambda *pair: self._make.choice(pair)
            grammar.patterns[name] = _joined(patterns, join)
        return grammar.patterns[name]

    def compile_all(self) -> None:
        """Compiles every definition of every grammar, used or not. Raises SchemaNodeError, SchemaError."""
        for scope in self.scopes:  # the list grows during the loop
            assert scope.grammar is not None
            names = list(scope.grammar.defines)
            for name in names:
                with suppress(LoopError):  # an unused definition may refer to itself
                    self.definition(name, scope)
                names.extend(list(scope.grammar.defines)[len(names) :])  # a generated grammar grows

    def _element(self, node: Node, scope: Scope) -> Pattern:
        element = self._make.element(self.names(node), node, lambda: self._content(node, scope))
        self.elements[node] = element
        return element

    def _content(self, node: Node, scope: Scope) -> Pattern:
        self._fill(node)
        children = schema_children(node)[0 if node.get("name") is not None else 1 :]
        return _joined([self.pattern(child, scope) for child in children], self._make.group)

    def _attribute(self, node: Node, scope: Scope) -> Pattern:
        content = schema_children(node)[0 if node.get("name") is not None else 1 :]
        value = self.pattern(content[0], scope) if content else TEXT
        return self._make.attribute(self.names(node), value, node)

    def _grammar(self, node: Node, scope: Scope) -> Pattern:
        inner = Scope(self._grammar_reader.read(node, scope.grammar, scope.chain), scope.chain)
        self.scopes.append(inner)
        return self.definition(START, inner)

    def _ref(self, node: Node, scope: Scope) -> Pattern:
        return self._reference(node, scope.grammar, scope)

    def _parent_ref(self, node: Node, scope: Scope) -> Pattern:
        return self._reference(node, scope.grammar.parent if scope.grammar else None, scope)

    def _reference(self, node: Node, grammar: Grammar | None, scope: Scope) -> Pattern:
        name = stripped_attribute(node, "name") or "?"
        if grammar is None:
            raise SchemaNodeError(node, f"“{name}” cannot be defined, because there is no grammar around it")
        if name not in grammar.defines:
            raise SchemaNodeError(node, f"“{name}” is not defined")
        outer = scope if grammar is scope.grammar else Scope(grammar, scope.chain)
        return self.definition(name, outer)

    def _external(self, node: Node, scope: Scope) -> Pattern:
        root, uri = load_referenced(node, self._files, scope.chain)
        return self.pattern(root, Scope(None, (*scope.chain, uri)))

    def _data(self, node: Node, scope: Scope) -> Pattern:
        params, excepted = [], None
        for child in schema_children(node):
            if tag_of(child) == "except":
                excepted = self._make.choice([self.pattern(inner, scope) for inner in schema_children(child)])
            else:
                check_node(child)
                params.append((stripped_attribute(child, "name") or "?", child.text or ""))
        try:
            library, kind = inherited_attribute(node, "datatypeLibrary"), stripped_attribute(node, "type") or "?"
            type_ = datatype(library, kind, params, _prefixes(node))
        except DatatypeError as error:
            raise SchemaNodeError(node, str(error)) from error
        return self._make.data(type_, node, excepted)

    def _value(self, node: Node, scope: Scope) -> Pattern:
        name = stripped_attribute(node, "type")
        library = "" if name is None else inherited_attribute(node, "datatypeLibrary")
        try:
            type_ = FixedValue(builtin_type(library, name or "token"), node.text or "", _prefixes(node))
        except DatatypeError as error:
            raise SchemaNodeError(node, str(error)) from error
        return self._make.value(type_, node, node.text or "")

    # ---------------------------------------------------------------- names
    def names(self, node: Node) -> NameClass:
        """The name class of an element or attribute pattern. Raises SchemaNodeError."""
        attribute = tag_of(node) == "attribute"
        written = stripped_attribute(node, "name")
        if written is None:
            classes = schema_children(node)[0]
            check_name_class(classes, _namespace, attribute)
            return _name_class(classes, attribute)
        namespace = node.get("ns", "") if attribute else inherited_attribute(node, "ns")
        return _name(node, written, namespace, attribute)


def _name_class(node: Node, attribute: bool) -> NameClass:
    tag = tag_of(node)
    if tag == "name":
        return _name(node, (node.text or "").strip(), _namespace(node), attribute)
    if tag in ("choice", "except"):
        classes = tuple(_name_class(child, attribute) for child in schema_children(node))
        return classes[0] if len(classes) == 1 else NameChoice(classes)
    excepted = next((_name_class(child, attribute) for child in schema_children(node)), None)
    return AnyName(excepted) if tag == "anyName" else NsName(_namespace(node), excepted)


def _name(node: Node, written: str, namespace: str, attribute: bool) -> NameClass:
    name = _qualified(node, written, namespace)
    if attribute and (name == "xmlns" or split_name(name)[0] == XMLNS):
        raise SchemaNodeError(node, "a namespace declaration (xmlns) is not an attribute")
    return Name(name)


def _namespace(node: Node) -> str:
    return inherited_attribute(node, "ns")


def _qualified(node: Node, written: str, namespace: str) -> str:
    prefix, colon, local = written.partition(":")
    if not colon:
        return expanded_name(namespace, written)
    uri = XML if prefix == "xml" else node.nsmap.get(prefix)
    if uri is None:
        raise SchemaNodeError(node, f"the prefix {prefix} is not declared")
    return expanded_name(uri, local)


def _prefixes(node: Node) -> dict[str, str]:
    """The namespaces in scope by prefix, for the values in a schema."""
    return {prefix: uri for prefix, uri in node.nsmap.items() if prefix} | {
        "xml": XML,
        "": inherited_attribute(node, "ns"),
    }


def _joined(parts: Sequence[Pattern], join: Callable[[Pattern, Pattern], Pattern]) -> Pattern:
    """The parts joined as a balanced tree, so that long sequences do not nest deeply."""
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
