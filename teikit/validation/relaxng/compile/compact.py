"""Parses the compact syntax of RELAX NG (.rnc) into the elements of the XML syntax.

Annotations in brackets are skipped; documentation comments (##) are kept.
"""

from collections.abc import Callable

from lxml import etree

from teikit.validation.relaxng.compile.compact_reader import KEYWORDS, Node, Reader
from teikit.validation.relaxng.compile.compact_tokens import CompactError, Token

_DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_OPERATORS = {",": "group", "|": "choice", "&": "interleave"}
_REPEATS = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}
_ASSIGNS = {"=": "", "|=": "choice", "&=": "interleave"}


def parse_compact(text: str, uri: str) -> tuple[Node, dict[Node, int]]:
    """The schema as an element tree, and the offset of each element in the text. Raises CompactError."""
    return _Parser(text).schema(uri)


class _Parser(Reader):
    # ---------------------------------------------------------------- the file
    def schema(self, uri: str) -> tuple[Node, dict[Node, int]]:
        documentation = self.read_declarations()
        if self._is_grammar():
            root = self.node("grammar", 0)
            self._contents(root, "end", documentation)
        else:
            root = self._pattern(documentation)
        if self.next.kind != "end":
            raise CompactError(f"unexpected {self.next.text[:30]}", self.next.offset)
        if self.default is not None and root.get("ns") is None:
            root.set("ns", self.default)
        etree.ElementTree(root).getroot().base = uri
        return root, self.offsets

    def _is_grammar(self) -> bool:
        token, following = self.next, self._tokens[min(self._position + 1, len(self._tokens) - 1)]
        if token.kind == "end":
            return True
        if token.kind != "name":
            return False
        return token.text in ("start", "div", "include") or following.text in _ASSIGNS or following.text == "["

    # ---------------------------------------------------------------- grammars
    def _contents(self, into: Node, closing: str, documentation: str = "") -> None:
        """Parses definitions up to the closing sign."""
        while True:
            documentation = self.read_annotations() or documentation
            if self.next.kind == closing or self.accept(closing):
                return
            if self._tokens[self._position + 1 :][:1] and self._tokens[self._position + 1].text == "[":
                self.expect(kind="name")  # an element of another namespace
                self.expect("[")
                self.skip_annotation()
                continue
            into.append(self._component(documentation))
            self.skip_following_annotations()
            documentation = ""

    def _component(self, documentation: str) -> Node:
        if token := self.accept_keyword("div"):
            node = self.node("div", token.offset)
            self.expect("{")
            self._contents(node, "}")
            return node
        if token := self.accept_keyword("include"):
            return self._include(token)
        start = self.accept_keyword("start")
        token = start or self.identifier()
        node = self.node("start", token.offset) if start else self.node("define", token.offset, name=token.text)
        if combine := _ASSIGNS[self.expect(*_ASSIGNS).text]:
            node.set("combine", combine)
        pattern = self._pattern(documentation)
        node.append(pattern)
        return node

    def _include(self, token: Token) -> Node:
        node = self.node("include", token.offset, href=self.literal())
        self.set_inherited_namespace(node)
        if self.accept("{"):
            self._contents(node, "}")
        return node

    # ---------------------------------------------------------------- patterns
    def _pattern(self, documentation: str = "") -> Node:
        first = self._particle(documentation)
        sign = self.next.text if self.next.kind == "sign" else ""
        if sign not in _OPERATORS:
            return first
        node = self.node(_OPERATORS[sign], self.offsets[first])
        node.append(first)
        while self.accept(sign):
            node.append(self._particle())
        if self.next.kind == "sign" and self.next.text in _OPERATORS:
            raise CompactError(f"{sign} and {self.next.text} cannot be mixed without parentheses", self.next.offset)
        return node

    def _particle(self, documentation: str = "") -> Node:
        documentation = "\n".join(filter(None, (documentation, self.read_annotations())))
        node = self._primary()
        if documentation:
            documented = etree.Element(_DOCUMENTATION)
            documented.text = documentation
            if etree.QName(node).localname != "value":
                node.insert(0, documented)
        self.skip_following_annotations()
        if repeat := self.accept(*_REPEATS):
            outer = self.node(_REPEATS[repeat.text], self.offsets[node])
            outer.append(node)
            self.skip_following_annotations()
            return outer
        return node

    def _primary(self) -> Node:
        token = self.next
        if token.kind == "literal":
            return self._value(token, "", "token")
        if self.accept("("):
            node = self._pattern()
            self.expect(")")
            return node
        self.expect(kind="name")
        if token.text in _PRIMARY:
            return _PRIMARY[token.text](self, token)
        if ":" in token.text or token.text in ("string", "token"):
            return self._datatype(token)
        if token.text in KEYWORDS:
            raise CompactError(f"unexpected keyword {token.text}", token.offset)
        return self.node("ref", token.offset, name=token.text.removeprefix("\\"))

    def _named(self, token: Token) -> Node:
        node = self.node(token.text, token.offset)
        node.append(self._name_class(token.text == "attribute"))
        return self._braced(node)

    def _braced(self, node: Node) -> Node:
        self.expect("{")
        node.append(self._pattern())
        self.expect("}")
        return node

    def _bare(self, token: Token) -> Node:
        return self.node(token.text, token.offset)

    def _parent(self, token: Token) -> Node:
        return self.node("parentRef", token.offset, name=self.identifier().text)

    def _grammar(self, token: Token) -> Node:
        node = self.node("grammar", token.offset)
        self.expect("{")
        self._contents(node, "}")
        return node

    def _external(self, token: Token) -> Node:
        node = self.node("externalRef", token.offset, href=self.literal())
        self.set_inherited_namespace(node)
        return node

    def _datatype(self, token: Token) -> Node:
        prefix, _, name = token.text.rpartition(":")
        if prefix and prefix not in self.libraries:
            raise CompactError(f"no datatype library is declared for {prefix}", token.offset)
        library = self.libraries[prefix] if prefix else ""
        if self.next.kind == "literal":
            return self._value(token, library, name)
        node = self.node("data", token.offset, type=name, datatypeLibrary=library)
        if self.accept("{"):
            while not self.accept("}"):
                self.read_annotations()
                param = self.expect(kind="name")
                self.expect("=")
                node.append(self.node("param", param.offset, name=param.text.removeprefix("\\")))
                node[-1].text = self.literal()
        if self.accept("-"):
            excepted = self.node("except", token.offset)
            excepted.append(self._primary())
            node.append(excepted)
        return node

    def _value(self, token: Token, library: str, name: str) -> Node:
        node = self.node("value", token.offset, type=name, datatypeLibrary=library)
        node.text = self.literal()
        return node

    # ---------------------------------------------------------------- names
    def _name_class(self, attribute: bool) -> Node:
        first = self._simple_class(attribute)
        if self.next.kind != "sign" or self.next.text != "|":
            return first
        node = self.node("choice", self.offsets[first])
        node.append(first)
        while self.accept("|"):
            node.append(self._simple_class(attribute))
        return node

    def _simple_class(self, attribute: bool) -> Node:
        self.read_annotations()
        if self.accept("("):
            node = self._name_class(attribute)
            self.expect(")")
            return node
        if star := self.accept("*"):
            return self._excepting(self.node("anyName", star.offset), attribute)
        token = self.expect(kind="name")
        prefix, _, local = token.text.removeprefix("\\").rpartition(":")
        if local == "*":
            space = self.namespace(token._replace(text=prefix))
            return self._excepting(self.node("nsName", token.offset, ns=space), attribute)
        node = self.node("name", token.offset)
        node.text = local
        if prefix:
            node.set("ns", self.namespace(token._replace(text=prefix)))
        elif attribute:
            node.set("ns", "")
        self.skip_following_annotations()
        return node

    def _excepting(self, node: Node, attribute: bool) -> Node:
        if token := self.accept("-"):
            excepted = self.node("except", token.offset)
            excepted.append(self._simple_class(attribute))
            node.append(excepted)
        return node


_PRIMARY: dict[str, Callable[[_Parser, Token], Node]] = {
    "element": _Parser._named,
    "attribute": _Parser._named,
    "list": lambda parser, token: parser._braced(parser._bare(token)),
    "mixed": lambda parser, token: parser._braced(parser._bare(token)),
    "empty": _Parser._bare,
    "text": _Parser._bare,
    "notAllowed": _Parser._bare,
    "parent": _Parser._parent,
    "grammar": _Parser._grammar,
    "external": _Parser._external,
}
