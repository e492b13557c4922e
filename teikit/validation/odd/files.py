"""The files of an ODD: read inside the project only, with entities and XIncludes resolved, and their places."""

from errno import ENOENT
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from teikit.core import Diagnostic, Severity, file_diagnostic
from teikit.validation.odd.model import Node, Problem
from teikit.validation.relaxng import SchemaError
from teikit.validation.schematron import Files as RuleFiles
from teikit.xml import FileResolver, XmlDocument, load_xml, project_root

_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}


class OddFiles:
    """Reads the files of one ODD, each once. `rules` knows the places of the Schematron elements in them."""

    def __init__(self, path: Path) -> None:
        self.rules = RuleFiles()
        self.main = path
        self._resolver = FileResolver(project_root([path]), lambda other: str(self._displayed(other)))
        self._roots: dict[Path, Node] = {}
        self._documents: dict[Node, XmlDocument] = {}

    def _displayed(self, path: Path) -> Path:
        """A path as the user wrote the path of the ODD: relative to its folder if it is inside."""
        folder, resolved = self.main.parent.resolve(), path.resolve()
        return self.main.parent / resolved.relative_to(folder) if resolved.is_relative_to(folder) else path

    def root(self, path: Path) -> Node:
        """The root element of a file. Raises SchemaError, OSError for the ODD itself."""
        key = path.resolve()
        if key not in self._roots:
            data = path.read_bytes() if path == self.main else self._resolver.read(path)
            if data is None:
                raise SchemaError(f"{self._displayed(path)} cannot be read, or is outside the project")
            document = load_xml(data, path, self._resolver)
            root = self._parsed(document, path)
            self._roots[key], self._documents[root] = root, document
            self.rules.mark(path, document.text.encode(), root)
        return self._roots[key]

    def _parsed(self, document: XmlDocument, path: Path) -> Node:
        broken = [d for d in document.diagnostics if d.severity is Severity.ERROR]
        broken += [document.malformed] if document.malformed else []
        if broken:
            raise SchemaError(f"{broken[0].place}: {broken[0].message}", broken)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            return etree.fromstring(document.text.encode(), parser)
        except etree.XMLSyntaxError as error:
            raise SchemaError(f"{self._displayed(path)}: {error.msg}") from error

    def read_uri(self, uri: str) -> bytes:
        """The bytes of a RELAX NG file of the project. Raises OSError."""
        data = self._resolver.read(Path(unquote(urlsplit(uri).path)))
        if data is None:
            raise FileNotFoundError(ENOENT, "there is no such file in the project", uri)
        return data

    def exists(self, path: Path) -> bool:
        """Whether there is such a file in the project."""
        return self._resolver.exists(path)

    def diagnostic(self, problem: Problem) -> Diagnostic:
        """A problem as a diagnostic at its place."""
        node, code = problem.node, "schema-invalid" if problem.severity == "error" else "schema-odd"
        document = self._documents.get(node.getroottree().getroot()) if node is not None else None
        severity = _SEVERITIES[problem.severity]
        if node is None or document is None or document.mapped is None or document.locations is None:
            return file_diagnostic(str(self.main), code, problem.message)._replace(severity=severity)
        number = next(n for n, element in enumerate(node.getroottree().iter("*")) if element is node)
        name, position = document.mapped.position(document.locations.offsets[number])
        return file_diagnostic(name, code, problem.message, position)._replace(severity=severity)
