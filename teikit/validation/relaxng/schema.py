"""A RELAX NG schema, ready to judge documents.

Loading reads the files and gathers the definitions; what is inside an element pattern is compiled when a document first
has that element. So a schema of 600 elements is there at once.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from xml.parsers import expat

from teikit.diagnostics import Diagnostic
from teikit.validation.relaxng.compiler import Compiler
from teikit.validation.relaxng.errors import SchemaError, Wrong
from teikit.validation.relaxng.files import Files, Resolver, read_local, uri_of
from teikit.validation.relaxng.frames import Frame, Frames
from teikit.validation.relaxng.patterns import Element, Pattern, Patterns
from teikit.validation.relaxng.restrictions import IdUses, check_element, check_start
from teikit.validation.relaxng.verdict import Ids, keeps_to


class Schema:
    """One schema. Raises SchemaError where it is wrong, OSError where its file cannot be read."""

    def __init__(self, uri: str, name: str = "", resolve: Resolver = read_local) -> None:
        self.files = Files(resolve)
        self.make = Patterns()
        self.compiler = Compiler(self.files, self.make)
        self.frames = Frames(self.make)
        self.node = self.files.root(uri, name)
        try:
            self.start: Pattern = self.compiler.schema(self.node, uri)
        except Wrong as wrong:
            raise self.files.error(wrong) from wrong

    @cached_property
    def root(self) -> Frame:
        """The frame of a document before its root element."""
        return self.frames.frame((self.start,))

    def check_whole(self) -> None:
        """Checks all of the schema, also what no document has used yet. Raises SchemaError."""
        try:
            check_start(self.start, self.node)
            uses = IdUses()
            for element in self.elements():
                check_element(element)
                uses.check(element)
            uses.finish()
            self.compiler.everything()
        except Wrong as wrong:
            raise self.files.error(wrong) from wrong

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
        try:
            return keeps_to(data, self.root, self.frames, Ids())
        except Wrong as wrong:
            raise self.files.error(wrong) from wrong


def load(path: Path) -> Schema:
    """The schema of a file. Raises SchemaError with the places in it that are wrong, OSError."""
    return Schema(uri_of(path), str(path))


__all__ = ["Diagnostic", "Schema", "SchemaError", "Sequence", "expat", "load"]
