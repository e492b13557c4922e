"""Writes blocks into a flow, with the space between them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from teikit.publication.print.crossing import address_of, reference_nodes
from teikit.publication.print.flow import Block, Document, Flow, Node
from teikit.publication.print.running import LANG, Running, language, name_of


@dataclass(frozen=True, slots=True)
class Setting:
    """What blocks have from the elements around them."""

    left: float = 0.0
    size: float = 1.0
    styles: tuple[str, ...] = ()
    inside: str = ""
    lang: str = ""
    direction: str = ""
    counted: bool = False
    scheme: str = ""
    bar: bool = False
    item: float = -1.0  # the indentation of the first line of an item's paragraph

    def within(self, element: Element) -> "Setting":
        """The setting of the content of an element that has a language or direction of its own."""
        lang, direction = language(element.get(LANG, "")), element.get("dir", "")
        return (
            replace(self, lang=lang or self.lang, direction=direction or self.direction) if lang or direction else self
        )


class Writer:
    """Writes the blocks of documents into a flow.

    `words` are the print's own words. Notes named in `behind` (by document and name) are set behind their document.
    """

    def __init__(self, flow: Flow, diplomatic: bool, words: Mapping[str, str], behind: frozenset[str]) -> None:
        self.flow, self.diplomatic, self.words, self.behind = flow, diplomatic, words, behind
        self.text = Running(diplomatic, lambda _: [])
        self.plain = Running(diplomatic, lambda e: self.cross(e) if name_of(e) == "ref" else [])
        self.setting = Setting()
        self._tables = 0
        self.source: Element | None = None  # what blocks are made of
        self.pending = 0.0  # the space that the last block wants below it
        self.section = self._sections = self._text_number = (
            0  # the division that blocks are in; how many there are so far
        )

    # ---------------------------------------------------------------- documents and blocks
    places: Mapping[str, str] | None = None  # of the targets of references, once they are known
    page = ""  # the name that references have for the document

    def cross(self, element: Element) -> list[Node]:
        """The page and line of a target, behind a reference to it."""
        address = address_of(self.page, element.get("target", ""))
        self.flow.cited.append(address)
        return reference_nodes(address, self.places, self.words["page"])

    def open(self, name: str, title: str, lang: str, kind: str = "text", prefix: str = "") -> Document:
        """Begin a document: the blocks that follow are in it. `prefix` tells the names of its notes from others."""
        self.document = Document(name, title, language(lang) or self.flow.lang, kind=kind)
        self.flow.documents.append(self.document)
        self.out, self.pending, self.prefix = self.document.blocks, 0.0, prefix
        self._line_above: tuple[float, float] | None = None
        self.text_lang = self.document.lang
        self.setting = Setting(lang=self.text_lang)
        self.begin()
        return self.document

    def begin(self) -> None:
        """Begin a text of the edition, on pages of its own or on those of the one before."""
        self.section, self._text_number = 0, self._text_number + 1

    def join(self, lang: str, prefix: str) -> None:
        """Go on with the last document for another one of the edition, as `open` begins one."""
        self._line_above, self.prefix = None, prefix
        self.text_lang = language(lang) or self.flow.lang
        self.setting = Setting(lang=self.text_lang)
        self.begin()

    def resume(self, document: Document) -> None:
        """Go on with a document."""
        self.document, self.out, self.pending, self._line_above = document, document.blocks, 0.0, None
        self.setting = Setting(lang=document.lang)

    def space(self, least: float) -> None:
        """Leave at least so much above the next block."""
        self.pending = max(self.pending, least)

    def block(self, kind: str, content: list[Node], above: float = 0.0, below: float = 0.0, **more: Any) -> Block:
        """Add a block; its gap is the larger of what it and the one before it want."""
        flow, setting = self.flow, self.setting
        flow.blocks += 1
        given = {
            "size": setting.size,
            "styles": setting.styles,
            "lang": setting.lang,
            "direction": setting.direction,
            "counted": setting.counted,
            "scheme": setting.scheme,
            "section": self.section,
            "text": self._text_number,
            "bar": setting.bar,
        }
        block = Block(flow.blocks, flow.anchor(), kind, content, **{**given, **more})
        block.end, block.source = flow.anchor(), self.source
        block.gap = max(self.pending, above)
        if self._line_above:
            block.rule, block.ruled = self._line_above
            block.gap += block.ruled
            self._line_above = None
        self.pending = below
        self.out.append(block)
        return block

    def line_above(self, part: float, below: float) -> None:
        """Draw a line above the next block, as long as a part of the measure, with a space below it."""
        self._line_above = (part, below)

    def paragraph(self, content: list[Node], **more: Any) -> Block:
        """Add a paragraph that begins at the left edge of its setting, with the space between lines above and below."""
        setting = self.setting
        given: dict[str, Any] = {"first": setting.left, "hang": setting.left} | more
        block = self.block("par", content, **given)
        block.gap = max(block.gap, block.leading + block.ruled)
        return block
