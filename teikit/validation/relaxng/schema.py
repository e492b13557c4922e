"""A RELAX NG schema, ready to judge documents.

Loading reads the files and gathers the definitions; what is inside an element pattern is compiled when a document first
has that element. So a schema of 600 elements is there at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from xml.parsers import expat

from teikit.core import Diagnostic, Position, Source, file_diagnostic
from teikit.validation.relaxng.compile import Compiler, Files, Resolver, read_local, uri_of
from teikit.validation.relaxng.errors import SchemaError, Wrong
from teikit.validation.relaxng.explain import Vocabulary
from teikit.validation.relaxng.match import Element, Frame, Frames, Ids, Pattern, Patterns, keeps_to

_KEPT = 300_000  # patterns that may be remembered, before a schema is loaded afresh
_CHECKED_WHOLE = 60_000  # characters of a schema that is checked whole before it is used


class Schema:
    """One schema. Raises SchemaError where it is wrong, OSError where its file cannot be read."""

    def __init__(self, uri: str, name: str = "", resolve: Resolver = read_local) -> None:
        self.files = Files(resolve)
        self.make = Patterns()
        self.compiler = Compiler(self.files, self.make)
        self.frames = Frames(self.make)
        self.uri = uri
        self.node = self.files.root(uri, name)
        with self.placed():
            self.start: Pattern = self.compiler.schema(self.node, uri)

    @contextmanager
    def placed(self) -> Iterator[None]:
        """Turns what is found wrong in the schema into a SchemaError with its place."""
        try:
            yield
        except Wrong as wrong:
            raise self.files.error(wrong) from wrong
        except RecursionError:
            raise SchemaError(f"{self.files.name(self.uri)} is nested too deeply") from None

    @cached_property
    def root(self) -> Frame:
        """The frame of a document before its root element."""
        return self.frames.frame((self.start,))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The elements it declares. Raises Wrong."""
        return Vocabulary(self.node, self.start, self.compiler)

    def check(self, source: Source) -> list[Diagnostic]:
        """What in a well-formed document does not keep to the schema, in its order.

        Raises SchemaError where the schema turns out to be wrong.
        """
        try:
            with self.placed():
                if keeps_to(source.text.encode(), self.root, self.frames, Ids()):
                    return []
                from teikit.validation.relaxng.explain import Examiner  # only faults need it

                return Examiner(source, self.root, self.frames, self.vocabulary).run().told()
        except expat.ExpatError as error:
            where = Position(error.lineno, error.offset + 1)
            return [file_diagnostic(source.name, "xml-malformed", expat.ErrorString(error.code), where)]

    def check_whole(self) -> None:
        """Checks all of the schema, also what no document has used yet. Raises SchemaError."""
        from teikit.validation.relaxng.compile import IdUses, Restrictions, check_start

        with self.placed():
            check_start(self.start, self.node)
            uses, restrictions = IdUses(), Restrictions()
            for element in self.elements():
                restrictions.check(element)
                uses.check(element)
            uses.finish()
            self.compiler.everything()

    def elements(self) -> Iterator[Element]:
        """Every element pattern that can be met, each once. Raises Wrong, SchemaError."""
        seen: set[int] = set()
        waiting = [self.start]
        while waiting:
            pattern = waiting.pop()
            if pattern.number in seen:
                continue
            seen.add(pattern.number)
            if isinstance(pattern, Element):
                yield pattern
                waiting.append(pattern.content)
            elif pattern.kind != "attribute":
                waiting += pattern.parts

    def accepts(self, data: bytes) -> bool:
        """Whether a document (UTF-8, without document type declaration) keeps to the schema.

        Raises SchemaError where the schema turns out to be wrong, ExpatError for what is not well-formed.
        """
        with self.placed():
            return keeps_to(data, self.root, self.frames, Ids())


@cache
def _loaded(path: Path, place: Path) -> list[Schema]:
    schema = load(path)
    if schema.files.size <= _CHECKED_WHOLE:
        schema.check_whole()
    return [schema]


def schema_of(path: Path) -> Schema:
    """The schema of a file, loaded once a process. Raises SchemaError, OSError.

    A small schema, such as people write by hand, is checked whole; a large one, such as tools make, where it is used.
    """
    kept = _loaded(path, path.absolute())  # a relative path is another file in another folder
    if len(kept[0].make) > _KEPT:
        kept[0] = load(path)
    return kept[0]


def load(path: Path) -> Schema:
    """The schema of a file. Raises SchemaError with the places in it that are wrong, OSError."""
    return Schema(uri_of(path), str(path))
