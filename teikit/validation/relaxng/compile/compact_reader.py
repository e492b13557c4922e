"""What the parser of the compact syntax reads with: tokens, annotations, declarations of prefixes."""

from typing import Any

from lxml import etree

from teikit.validation.relaxng.compile.compact_tokens import CompactError, Token, tokens_of
from teikit.validation.relaxng.datatypes import XSD
from teikit.validation.relaxng.match import XML

Node = etree._Element
_RNG = "http://relaxng.org/ns/structure/1.0"
WORDS = frozenset(
    (
        *("attribute", "default", "datatypes", "div", "element", "empty", "external", "grammar", "include", "inherit"),
        *("list", "mixed", "namespace", "notAllowed", "parent", "start", "string", "text", "token"),
    )
)
_DECLARATIONS = ("namespace", "default", "datatypes")


class Reader:
    """Reads tokens, passes over annotations, makes elements; knows the declared prefixes."""

    def __init__(self, text: str) -> None:
        self._tokens = tokens_of(text)
        self._at = 0
        self.places: dict[Node, int] = {}
        self.namespaces: dict[str, str] = {"xml": XML}
        self.libraries = {"xsd": XSD}
        self.default: str | None = None
        self.nsmap: Any = {None: _RNG}

    # ---------------------------------------------------------------- tokens
    @property
    def next(self) -> Token:
        """The next token."""
        return self._tokens[self._at]

    def take(self, *texts: str, kind: str = "sign") -> Token | None:
        """The next token, passed, if it is one of those."""
        token = self.next
        if token.kind != kind or (texts and token.text not in texts):
            return None
        self._at += 1
        return token

    def word(self, *words: str) -> Token | None:
        """The next token, passed, if it is one of those words."""
        return self.take(*words, kind="name")

    def need(self, *texts: str, kind: str = "sign") -> Token:
        """The next token, passed. Raises CompactError if it is none of those."""
        token = self.take(*texts, kind=kind)
        if token is None:
            wanted = " or ".join(texts) or f"a {kind}"
            raise CompactError(f"expected {wanted}, found {self.next.text[:30]}", self.next.offset)
        return token

    def identifier(self) -> Token:
        """A name that is no keyword. Raises CompactError."""
        token = self.need(kind="name")
        if ":" in token.text or (token.text in WORDS):
            raise CompactError(f"expected a name, found {token.text}", token.offset)
        return token._replace(text=token.text.removeprefix("\\"))

    def literal(self) -> str:
        """A text in quotation marks, or several joined by ~. Raises CompactError."""
        text = self.need(kind="literal").text
        while self.take("~"):
            text += self.need(kind="literal").text
        return text

    def node(self, tag: str, offset: int, **attributes: str) -> Node:
        """An element of the XML syntax, which stands at an offset of the text."""
        node = etree.Element(f"{{{_RNG}}}{tag}", nsmap=self.nsmap)
        for name, value in attributes.items():
            node.set(name, value)
        self.places[node] = offset
        return node

    def annotations(self) -> str:
        """Passes over annotations before something; its documentation."""
        documentation = []
        while True:
            if token := self.take(kind="documentation"):
                documentation.append(token.text)
            elif self.take("["):
                self.skip_annotation()
            else:
                return "\n".join(documentation)

    def skip_annotation(self) -> None:
        """Passes over an annotation behind its opening bracket."""
        depth = 1
        while depth:
            token = self.next
            if token.kind == "end":
                raise CompactError("an annotation is not closed", token.offset)
            depth += {"[": 1, "]": -1}.get(token.text, 0) if token.kind == "sign" else 0
            self._at += 1

    def following(self) -> None:
        """Passes over annotations behind something."""
        while self.take(">>"):
            self.need(kind="name")
            self.need("[")
            self.skip_annotation()

    def inherit(self, node: Node) -> None:
        """The namespace that an included file takes over, where it is said."""
        if self.word("inherit"):
            self.need("=")
            node.set("ns", self.namespace(self.need(kind="name")))

    def namespace(self, token: Token) -> str:
        """The namespace of a prefix. Raises CompactError."""
        uri = self.namespaces.get(token.text.removeprefix("\\"))
        if uri is None:
            raise CompactError(f"the prefix {token.text} is not declared", token.offset)
        return uri

    def declarations(self) -> str:
        """Reads the declarations at the beginning; the documentation behind them."""
        documentation = self.annotations()
        while self.next.kind == "name" and self.next.text in _DECLARATIONS:
            word = self.need(kind="name").text
            if word == "default":
                self.need("namespace", kind="name")
            prefix = "" if word == "default" and self.next.text == "=" else self.need(kind="name").text
            prefix = prefix.removeprefix("\\")
            self.need("=")
            inherit = word != "datatypes" and self.word("inherit")
            value = "" if inherit else self.literal()
            self._declare(word, prefix, value, bool(inherit))
            documentation = self.annotations()
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
