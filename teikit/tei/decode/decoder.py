"""Writes the body of a TEI document as a transcript of a convention: the inverse of the encoder.

Blank lines separate blocks, line ends separate lines. Signs come from the convention's marks, notes from the canonical
wording of its vocabularies. Of an element that the convention cannot write, the words are kept and it is reported.
"""

import re
from dataclasses import dataclass, field

from teikit.conventions import Convention, MarkKind
from teikit.core import Diagnostic, Position, file_diagnostic
from teikit.tei.builder import Element
from teikit.tei.decode.phrases import Wording, wording
from teikit.tei.decode.rules import ROWS
from teikit.tei.decode.templates import local, written
from teikit.xml import XML_ID, XML_LANG, tei

# Below this depth only the words are kept, not their markup: no edition is so deep.
MAX_DEPTH = 100
# Elements that begin a new block; `_HOLDERS` contain blocks.
_HOLDERS = {"body", "div", "opener", "closer", "postscript", "list", "item", "text", "sp"}
_BLOCKS = {"p", "ab", "head", "salute", "dateline", "signed", "label", "speaker", "byline"}
# Elements whose first part is on the line of the second: numbers of items, names of speakers.
_NAMED = {("list", "label"), ("item", "label"), ("sp", "speaker")}
# Elements that the encoder recognises in plain text, so that they need no sign.
_PLAIN = {"date", "time", "persName", "seg", "stamp", "desc", "subst", "pc", "measure"} | _BLOCKS
# Names that the encoder recognises only in datelines, addresses and the like.
_NAMES = {"placeName", "orgName", "roleName", "rs"}
_WITH_NAMES = {"dateline", "addrLine", "signed", "head", "item", "salute"}


def decode(root: Element, convention: Convention, name: str = "<TEI>") -> tuple[str, list[Diagnostic]]:
    """The text of the document's body in the convention, and diagnostics for elements that it cannot write.

    `root` is a TEI element or any element inside one; `name` is the name of the file in messages.
    """
    writer = Writer(convention, name, root)
    body = root.find(f".//{tei('body')}") if local(root) == "TEI" else root
    if body is not None and local(body) in _HOLDERS:
        writer.holder(body, 0)
    elif body is not None:
        writer.block(body)
    return writer.text(), writer.findings


@dataclass
class Writer:
    """Collects blocks. The functions of `rules` ask it for the text inside an element."""

    convention: Convention
    name: str
    root: Element
    blocks: list[tuple[str, str]] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    opened: str = ""
    depth: int = 0

    def text(self) -> str:
        """All blocks, each after its separator."""
        whole = "".join(separator + words for separator, words in self.blocks)
        return whole.lstrip("\n ")

    # ------------------------------------------------------------ blocks
    def holder(self, element: Element, depth: int) -> None:
        """Writes an element whose children are blocks."""
        self._loose(element.text, "\n\n")
        glue, covered = "\n\n", 0
        for child in element:
            glue = " " if isinstance(child.tag, str) and child.get("rend") == "run-in" else glue
            if covered:
                covered -= 1
            elif isinstance(child.tag, str):
                covered = self.block(child, glue, depth) - 1
            tail = child.tail or ""
            self._loose(tail, glue)
            glue = " " if (local(element), local(child)) in _NAMED else "\n\n" if tail else ""

    def _loose(self, words: str | None, glue: str) -> None:
        if words and words.strip():
            self._add(glue, self.flat(words).strip())

    def block(self, element: Element, glue: str = "", depth: int = 0) -> int:
        """Writes one block; returns how many siblings it covers."""
        name = local(element)
        if name in _HOLDERS and depth < MAX_DEPTH:
            if self.blocks and glue != "\n\n":
                self.blocks.append((glue, ""))
            self.holder(element, depth + 1)
        elif name == "addSpan":
            self.opened = ROWS["addSpan"](self, element) or ""
        elif name == "anchor" and self._ends_span(element):
            self._close_span()
        elif name in _BLOCKS:
            self._add(glue, self.tidy(self.inside(element)))
        else:
            words, covers = self.element(element)
            self._add(glue, self.tidy(words))
            return covers
        return 1

    def _add(self, glue: str, words: str) -> None:
        if words:
            last = self.blocks[-1] if self.blocks else None
            if last and not last[1]:
                glue = self.blocks.pop()[0]
            self.blocks.append((glue, self.opened + words))
            self.opened = ""

    def _ends_span(self, anchor: Element) -> bool:
        pointers = self.root.iterfind(f".//{tei('addSpan')}[@spanTo]")
        return any(span.get("spanTo") == f"#{anchor.get(XML_ID)}" for span in pointers)

    def _close_span(self) -> None:
        glue, words = self.blocks.pop() if self.blocks else ("", "")
        self.blocks.append((glue, self.opened + words + self.brackets()[1]))
        self.opened = ""

    # ------------------------------------------------------------ running text
    def inside(self, element: Element) -> str:
        """The words of an element's content."""
        self.depth += 1
        try:
            if self.depth > MAX_DEPTH:
                return self.flat("".join(str(part) for part in element.itertext()))
            return self._inside(element)
        finally:
            self.depth -= 1

    def _inside(self, element: Element) -> str:
        parts, covered = [self.flat(element.text or "")], 0
        for child in element:
            if covered:
                covered -= 1
            elif isinstance(child.tag, str):
                words, covers = self.element(child)
                parts.append(words)
                covered = covers - 1
            parts.append(self.flat(child.tail or ""))
        return "".join(parts)

    def element(self, element: Element) -> tuple[str, int]:
        """An element as the convention writes it, and how many siblings it covers."""
        sign = written(element, self.convention, self.language(element), self.inside)
        if sign is not None:
            line = sign.mark.kind is MarkKind.LINE
            return (f"\n{sign.text}\n" if line else sign.text), sign.covers
        row = ROWS.get(local(element))
        text = row(self, element) if row else None
        if text is None and not self._is_plain(element):
            self.report_unwritable(element)
        return (self.inside(element) if text is None else text), 1

    @staticmethod
    def _is_plain(element: Element) -> bool:
        """Whether the encoder finds the element in plain text, without a sign."""
        parent = element.getparent()
        named = local(element) in _NAMES and parent is not None and local(parent) in _WITH_NAMES
        return named or local(element) in _PLAIN

    def report_unwritable(self, element: Element) -> None:
        """Reports an element that the convention cannot write."""
        line = element.sourceline
        place = Position(line, 1) if isinstance(line, int) else None
        message = f"the convention “{self.convention.name}” cannot write <{local(element)}>; its words are kept"
        self.findings.append(file_diagnostic(self.name, "convert-not-in-convention", message, place))

    # ------------------------------------------------------------ for the functions of rules
    def language(self, element: Element) -> str:
        """The language of an element, from the nearest xml:lang; empty without one."""
        while element is not None and not element.get(XML_LANG):
            element = element.getparent()  # type: ignore[assignment]
        return str(element.get(XML_LANG)) if element is not None else ""

    def wording(self, element: Element) -> Wording:
        """The wording of notes in the language of an element."""
        return wording(self.convention, self.language(element))

    def brackets(self) -> tuple[str, str]:
        """The signs around a note; empty if the convention has none."""
        notes = self.convention.of_kind(MarkKind.NOTE)
        return (notes[0].open, notes[0].close) if notes else ("", "")

    def note(self, words: str | None) -> str | None:
        """A note with these words; None if the convention has no notes, or no words for this one."""
        opening, closing = self.brackets()
        return opening + words + closing if opening and words is not None else None

    @staticmethod
    def flat(words: str) -> str:
        """Text without the line ends of the TEI file."""
        return re.sub(r"[ \t]*[\r\n]\s*", " ", words)

    @staticmethod
    def tidy(words: str) -> str:
        """A block without spaces at its ends and around its line ends."""
        return re.sub(r" *\n[ \n]*", "\n", words).strip()
