"""A RELAX NG schema that validates documents.

Loading reads the files and collects the definitions. The content of an element pattern is compiled when a document
first contains that element, so that a schema of 600 elements loads at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from teikit.core import Diagnostic, Position, Source, file_diagnostic
from teikit.validation.relaxng.compile import Compiler, Files, GeneratedGrammar, Node, Resolver, read_local, uri_of
from teikit.validation.relaxng.errors import SchemaError, SchemaNodeError
from teikit.validation.relaxng.match import (
    SEPARATOR,
    Automaton,
    Element,
    Ids,
    Observe,
    Pattern,
    Patterns,
    State,
    is_valid,
)

if TYPE_CHECKING:
    from teikit.validation.relaxng.explain import DeclaredElements

_CACHE_SIZE = 300_000  # patterns that a schema may cache before it is loaded again
_FULL_CHECK_SIZE = 60_000  # a schema of up to so many characters is checked as a whole before use


class Schema:
    """One schema. Raises SchemaError if it is invalid, OSError if a file cannot be read.

    A `generated` grammar takes the place of a file.
    """

    separator = SEPARATOR  # between namespace and name in what `observe` of `accepts` receives

    def __init__(
        self, uri: str, name: str = "", resolve: Resolver = read_local, generated: GeneratedGrammar | None = None
    ) -> None:
        self.files = Files(resolve)
        self.patterns = Patterns()
        self.compiler = Compiler(self.files, self.patterns)
        self.automaton = Automaton(self.patterns)
        self.uri = uri
        self.node = generated.root if generated else self.files.root(uri, name)
        with self.located_errors():
            self.start: Pattern = (
                self.compiler.generated(generated) if generated else self.compiler.schema(self.node, uri)
            )

    @contextmanager
    def located_errors(self) -> Iterator[None]:
        """Turns a SchemaNodeError into a SchemaError with its place."""
        try:
            yield
        except SchemaNodeError as wrong:
            raise self.error_at(wrong.node, str(wrong)) from wrong
        except RecursionError:
            raise SchemaError(f"{self.files.name(self.uri)} is nested too deeply") from None

    def error_at(self, node: Node, message: str) -> SchemaError:
        """The error for what is wrong with a node of the schema."""
        return self.files.error(SchemaNodeError(node, message))

    @cached_property
    def root(self) -> State:
        """The state of a document before its root element."""
        return self.automaton.state((self.start,))

    @cached_property
    def declared(self) -> "DeclaredElements":
        """The elements that the schema declares. Raises SchemaNodeError."""
        from teikit.validation.relaxng.explain import DeclaredElements  # only invalid documents need it

        return DeclaredElements(self.node, self.start, self.compiler)

    def check(self, source: Source, valid: bool | None = None) -> list[Diagnostic]:
        """The errors of a well-formed document, in document order; empty if it is valid, which may be known already.

        Raises SchemaError if the schema turns out to be invalid.
        """
        try:
            with self.located_errors():
                if self.accepts(source.text.encode()) if valid is None else valid:
                    return []
                from teikit.validation.relaxng.explain import Examiner  # only invalid documents need it

                return Examiner(source, self.root, self.automaton, self.declared).run().diagnostics()
        except expat.ExpatError as error:
            where = Position(error.lineno, error.offset + 1)
            return [file_diagnostic(source.name, "xml-malformed", expat.ErrorString(error.code), where)]

    def check_whole(self) -> None:
        """Checks all of the schema, including what no document has used yet. Raises SchemaError."""
        from teikit.validation.relaxng.compile import IdUses, Restrictions, check_start

        with self.located_errors():
            check_start(self.start, self.node)
            uses, restrictions = IdUses(), Restrictions()
            for element in self.elements():
                restrictions.check(element)
                uses.check(element)
            uses.finish()
            self.compiler.compile_all()

    def elements(self) -> Iterator[Element]:
        """Every element pattern that a document can contain, each once. Raises SchemaNodeError, SchemaError."""
        seen: set[int] = set()
        pending = [self.start]
        while pending:
            pattern = pending.pop()
            if pattern.number in seen:
                continue
            seen.add(pattern.number)
            if isinstance(pattern, Element):
                yield pattern
                pending.append(pattern.content)
            elif pattern.kind != "attribute":
                pending += pattern.parts

    def accepts(self, data: bytes, observe: Observe | None = None) -> bool:
        """Whether a document (UTF-8, without document type declaration) is valid; `observe` as in `is_valid`.

        Raises SchemaError if the schema turns out to be invalid, ExpatError if the document is not well-formed.
        """
        with self.located_errors():
            return is_valid(data, self.root, self.automaton, Ids(), observe)


@cache
def _cached(path: Path, place: Path) -> list[Schema]:
    schema = load(path)
    if schema.files.size <= _FULL_CHECK_SIZE:
        schema.check_whole()
    return [schema]


def schema_of(path: Path) -> Schema:
    """The schema of a file, loaded once in a process. Raises SchemaError, OSError.

    A small schema, such as people write by hand, is checked as a whole; a large one, such as tools generate, only as
    far as documents use it.
    """
    # A relative path is another file in another working folder.
    cached = _cached(path, path if path.is_absolute() else path.absolute())
    if len(cached[0].patterns) > _CACHE_SIZE:
        cached[0] = load(path)
    return cached[0]


def load(path: Path) -> Schema:
    """Loads the schema of a file. Raises SchemaError with the places of its errors, OSError."""
    return Schema(uri_of(path), str(path))
