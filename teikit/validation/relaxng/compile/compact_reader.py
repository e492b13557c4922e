"""The reader below the parser of the compact syntax: tokens, annotations and declarations of prefixes."""

from typing import Any

from lxml import etree

from teikit.validation.relaxng.compile.compact_tokens import CompactError, Token, tokens_of
from teikit.validation.relaxng.datatypes import XSD
from teikit.validation.relaxng.match import XML

Node = etree._Element
_RNG = "http://relaxng.org/ns/structure/1.0"
KEYWORDS = frozenset(
    (
        *("attribute", "default", "datatypes", "div", "element", "empty", "external", "grammar", "include", "inherit"),
        *("list", "mixed", "namespace", "notAllowed", "parent", "start", "string", "text", "token"),
    )
)
_DECLARATIONS = ("namespace", "default", "datatypes")


class Reader:
    """Reads tokens, skips annotations, creates elements, and knows the declared prefixes."""

    def __init__(self, text: str) -> None:
        self._tokens = tokens_of(text)
        self._position = 0
        self.offsets: dict[Node, int] = {}
        self.namespaces: dict[str, str] = {"xml": XML}
        self.libraries = {"xsd": XSD}
        self.default: str | None = None
        self.nsmap: Any = {None: _RNG}

    # ---------------------------------------------------------------- tokens
    @property
    def next(self) -> Token:
        """The next token."""
        return self._tokens[self._position]

    def accept(self, *texts: str, kind: str = "sign") -> Token | None:
        """Consumes the next token and returns it if it is one of these, else None."""
        token = self.next
        if token.kind != kind or (texts and token.text not in texts):
            return None
        self._position += 1
        return token

    def accept_keyword(self, *words: str) -> Token | None:
        """Consumes the next token and returns it if it is one of these keywords, else None."""
        return self.accept(*words, kind="name")

    def expect(self, *texts: str, kind: str = "sign") -> Token:
        """Consumes the next token and returns it. Raises CompactError if it is not one of these."""
        token = self.accept(*texts, kind=kind)
        if token is None:
            wanted = " or ".join(texts) or f"a {kind}"
            raise CompactError(f"expected {wanted}, found {self.next.text[:30]}", self.next.offset)
        return token

    def identifier(self) -> Token:
        """Consumes a name that is not a keyword. Raises CompactError."""
        token = self.expect(kind="name")
        if ":" in token.text or (token.text in KEYWORDS):
            raise CompactError(f"expected a name, found {token.text}", token.offset)
        return token._replace(text=token.text.removeprefix("\\"))

    def literal(self) -> str:
        """Consumes a quoted text, or several joined by ~. Raises CompactError."""
        text = self.expect(kind="literal").text
        while self.accept("~"):
            text += self.expect(kind="literal").text
        return text

    def node(self, tag: str, offset: int, **attributes: str) -> Node:
        """An element of the XML syntax for a construct at an offset of the text."""
        node = etree.Element(f"{{{_RNG}}}{tag}", nsmap=self.nsmap)
        for name, value in attributes.items():
            node.set(name, value)
        self.offsets[node] = offset
        return node

    def read_annotations(self) -> str:
        """Skips the annotations before a construct; returns its documentation."""
        documentation = []
        while True:
            if token := self.accept(kind="documentation"):
                documentation.append(token.text)
            elif self.accept("["):
                self.skip_annotation()
            else:
                return "\n".join(documentation)

    def skip_annotation(self) -> None:
        """Skips an annotation after its opening bracket."""
        depth = 1
        while depth:
            token = self.next
            if token.kind == "end":
                raise CompactError("an annotation is not closed", token.offset)
            depth += {"[": 1, "]": -1}.get(token.text, 0) if token.kind == "sign" else 0
            self._position += 1

    def skip_following_annotations(self) -> None:
        """Skips the annotations after a construct (>>)."""
        while self.accept(">>"):
            self.expect(kind="name")
            self.expect("[")
            self.skip_annotation()

    def set_inherited_namespace(self, node: Node) -> None:
        """Sets the namespace that an included file inherits, if one is given."""
        if self.accept_keyword("inherit"):
            self.expect("=")
            node.set("ns", self.namespace(self.expect(kind="name")))

    def namespace(self, token: Token) -> str:
        """The namespace of a prefix. Raises CompactError."""
        uri = self.namespaces.get(token.text.removeprefix("\\"))
        if uri is None:
            raise CompactError(f"the prefix {token.text} is not declared", token.offset)
        return uri

    def read_declarations(self) -> str:
        """Reads the declarations at the beginning; returns the documentation after them."""
        documentation = self.read_annotations()
        while self.next.kind == "name" and self.next.text in _DECLARATIONS:
            word = self.expect(kind="name").text
            if word == "default":
                self.expect("namespace", kind="name")
            prefix = "" if word == "default" and self.next.text == "=" else self.expect(kind="name").text
            prefix = prefix.removeprefix("\\")
            self.expect("=")
            inherit = word != "datatypes" and self.accept_keyword("inherit")
            value = "" if inherit else self.literal()
            self._declare(word, prefix, value, bool(inherit))
            documentation = self.read_annotations()
        return documentation

    def _declare(self, word: str, prefix: str, value: str, inherit: bool) -> None:
        if word == "datatypes":
            self.libraries[prefix] = value
            return
        if word == "default" and not inherit:
            self.default = value
        if prefix:
            self.namespaces[prefix] = value
            if value and prefix != "xml":
                self.nsmap[prefix] = value
