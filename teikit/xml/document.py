"""An XML file as it was read: its text with entities and includes resolved, the source map of the text, the tree."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

from teikit.core import Diagnostic, Source, file_diagnostic
from teikit.xml.locations import ElementLocations, MalformedError, locate_elements
from teikit.xml.source_map import MappedText

Tree = etree._ElementTree


@dataclass
class XmlDocument:
    """An XML file as it was read.

    `mapped` is the text with its source map, None where nothing of the file can be used; the encoding that its XML
    declaration names is always UTF-8. `diagnostics` say what is wrong with encoding, entities and includes. `paths`
    are the files that the text came from, by their names in messages. `lacking` are the elements in which nothing took
    the place of an include: the file and the offset of the start tag of each.
    """

    mapped: MappedText | None
    diagnostics: list[Diagnostic]
    paths: dict[str, Path] = field(default_factory=dict)
    lacking: frozenset[tuple[str, int]] = frozenset()

    @property
    def text(self) -> str:
        """The text; empty where nothing of the file can be used."""
        return self.mapped.text if self.mapped else ""

    def is_lacking(self, diagnostic: Diagnostic) -> bool:
        """Whether an element is incomplete only as an include in it failed, which is reported there."""
        if diagnostic.code != "tei-incomplete" or not diagnostic.span or not self.mapped or not self.lacking:
            return False
        source, offset = self.mapped.origin(diagnostic.span.start)
        return (source.name, offset) in self.lacking

    @cached_property
    def locations(self) -> ElementLocations | None:
        """The places of the start tags in `text`; None where it is not well-formed."""
        return self._located[0]

    @cached_property
    def malformed(self) -> Diagnostic | None:
        """Why the text is not well-formed, at its place in the file it came from; None where it is."""
        error = self._located[1]
        if error is None or self.mapped is None:
            return None
        from teikit.xml.wellformedness import walk_elements  # imported here: most files are well-formed

        name = self.mapped.main_source.name
        explained = walk_elements(self.mapped, lambda name, attributes, offset: None)
        return explained or file_diagnostic(name, "xml-malformed", str(error), error.position)

    @cached_property
    def tree(self) -> Tree | None:
        """The text as an lxml tree; None where it is not well-formed."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False, encoding="utf-8"
        )
        try:
            return etree.ElementTree(etree.fromstring(self.text.encode(), parser))
        except etree.XMLSyntaxError:
            return None

    @cached_property
    def _located(self) -> tuple[ElementLocations | None, MalformedError | None]:
        if self.mapped is None:
            return None, None
        try:
            return locate_elements(Source(self.mapped.text, self.mapped.main_source.name)), None
        except MalformedError as error:
            return None, error
