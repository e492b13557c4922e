"""The files of a schema: read locally, never from the network, and without external entities."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from teikit.core import Diagnostic, Position, Source, file_diagnostic, source_of
from teikit.validation.relaxng.errors import SchemaError, SchemaNodeError
from teikit.xml import MalformedError, locate_elements

Node = etree._Element
Resolver = Callable[[str], bytes]
_CODE = "schema-invalid"


def read_local(uri: str) -> bytes:
    """The bytes at a file: URI. Raises OSError, and SchemaError for any other kind of URI."""
    parts = urlsplit(uri)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        raise SchemaError(f"{uri} is not read: a schema may only include local files, nothing from the network")
    return Path(unquote(parts.path)).read_bytes()


def uri_of(path: Path) -> str:
    """The URI of a file."""
    return path.resolve().as_uri()


class Files:
    """Reads the files of one schema and locates nodes in them."""

    def __init__(self, resolve: Resolver = read_local) -> None:
        self._resolve = resolve
        self._texts: dict[str, Source] = {}
        self._names: dict[str, str] = {}
        self._roots: dict[Node, str] = {}
        self._places: dict[Node, Position] = {}

    @property
    def size(self) -> int:
        """The number of characters in all files read."""
        return sum(len(source.text) for source in self._texts.values())

    def name(self, uri: str) -> str:
        """The name of a file in messages."""
        return self._names.get(uri) or (unquote(urlsplit(uri).path) if uri.startswith("file:") else uri)

    def root(self, uri: str, name: str = "") -> Node:
        """The root element of a schema file, parsed again each time. Raises SchemaError, OSError."""
        if name:
            self._names[uri] = name
        if uri not in self._texts:
            data = self._resolve(uri)
            self._texts[uri] = source_of(data.decode("utf-8-sig", "replace"), self.name(uri))
            root = self._parsed(uri, data)
        else:
            root = self._parsed(uri, self._texts[uri].text.encode())
        self._roots[root] = uri
        return root

    def _parsed(self, uri: str, data: bytes) -> Node:
        if urlsplit(uri).path.endswith(".rnc"):
            return self._compact(uri)
        internal: Any = "internal"  # only entities declared in the file itself; libxml2 limits their expansion
        parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=internal, collect_ids=False)
        try:
            root: Node = etree.fromstring(data, parser, base_url=uri)
        except etree.XMLSyntaxError as error:
            line, column = error.position
            raise self._schema_error(uri, f"not well-formed: {error.msg}", Position(line or 1, column or 1)) from error
        return root

    def _compact(self, uri: str) -> Node:
        """A file in the compact syntax, as elements of the XML syntax."""
        from teikit.validation.relaxng.compile.compact import parse_compact
        from teikit.validation.relaxng.compile.compact_tokens import CompactError

        source = self._texts[uri]
        try:
            root, locations = parse_compact(source.text, uri)
        except CompactError as error:
            raise self._schema_error(uri, str(error), source.position(error.offset)) from error
        self._places.update({node: source.position(offset) for node, offset in locations.items()})
        return root

    def _schema_error(self, uri: str, message: str, where: Position) -> SchemaError:
        diagnostic = file_diagnostic(self.name(uri), _CODE, message, where)
        return SchemaError(f"{diagnostic.place}: {message}", [diagnostic])

    def absolute(self, node: Node, href: str) -> str:
        """The URI that a reference in a schema resolves to, relative to the file or to xml:base."""
        return urljoin(str(node.base or ""), href)

    def diagnostic(self, wrong: SchemaNodeError) -> Diagnostic:
        """The diagnostic for an error in a schema, at its place."""
        node: Any = wrong.node
        uri = self._roots.get(node.getroottree().getroot(), "")
        return file_diagnostic(self.name(uri), _CODE, str(wrong), self._position(node, uri))

    def error(self, wrong: SchemaNodeError) -> SchemaError:
        """The SchemaError for an error in a schema."""
        diagnostic = self.diagnostic(wrong)
        return SchemaError(f"{diagnostic.place}: {diagnostic.message}", [diagnostic])

    def _position(self, node: Node, uri: str) -> Position | None:
        if node in self._places:
            return self._places[node]
        if uri.endswith(".rnc") or uri not in self._texts:
            return None
        number = next((n for n, e in enumerate(node.getroottree().iter("*")) if e is node), 0)
        try:
            return locate_elements(self._texts[uri]).position(number)
        except (MalformedError, IndexError):
            line: Any = node.sourceline
            return Position(line or 1, 1)
